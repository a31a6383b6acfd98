//! PDFs that the tests make themselves.

use std::fmt::Write;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn of_objects(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let count = objects.len() + 1;
    let _ = write!(
        file,
        "trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A stream object of `contents`.
pub fn stream(entries: &str, contents: &str) -> String {
    let length = contents.len();
    format!("<< {entries} /Length {length} >>\nstream\n{contents}\nendstream")
}

/// One page of `lines`: their size, how far from the foot of the page, and the words.
pub fn of_lines(lines: &[(u32, u32, &str)]) -> Vec<u8> {
    let mut contents = String::new();
    for (size, up, words) in lines {
        let words = words.replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(contents, "BT /F1 {size} Tf 60 {up} Td ({words}) Tj ET");
    }
    of_page(&contents, "/Font << /F1 4 0 R >>", "")
}

/// One page that draws `contents` with `resources`; `entries` are added to the page.
pub fn of_page(contents: &str, resources: &str, entries: &str) -> Vec<u8> {
    of_objects(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << {resources} >> {entries} >>"
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        stream("", contents),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            "/X Do",
        ),
    ])
}

//! Files of every format through the real program: what opens, and what is refused in one sentence.

#[path = "support/pdf.rs"]
#[cfg(feature = "pdf")]
mod pdf;

use assert_cmd::Command;
use std::path::PathBuf;

fn crossread() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    command.timeout(std::time::Duration::from_mins(2));
    command
}

/// A file of the test's own.
struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn file(name: &str, bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the file is written");
    File {
        _folder: folder,
        path,
    }
}

/// The JSON of the reading of a file.
fn reading(name: &str, bytes: &[u8]) -> serde_json::Value {
    let file = file(name, bytes);
    let done = crossread()
        .args(["extract", "--format", "json"])
        .arg(&file.path)
        .assert()
        .success();
    serde_json::from_slice(&done.get_output().stdout).expect("JSON")
}

/// The one line that is said of a file that can't be read.
fn refusal(name: &str, bytes: &[u8]) -> String {
    let file = file(name, bytes);
    let done = crossread()
        .arg("extract")
        .arg(&file.path)
        .assert()
        .code(1)
        .stdout("");
    let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(!errors.trim_end().contains(char::is_control), "{errors:?}");
    errors
}

const PAGE: &str = "<html lang=en><head><title>Strike goes on</title><meta name=date content=2021-05-05>\
<meta property=og:site_name content='The Paper'></head><body><article><h1>Strike goes on</h1>\
<p>“The bridge is safe,” said Ann Example yesterday, the speaker of the harbour of Lund, to <a href='https://example.org/x'>the \
council</a> of the town, which had asked her about it for weeks without an answer.</p></article></body></html>";

#[test]
fn what_a_page_says_of_itself_is_in_the_json_and_dates_its_claims() {
    if cfg!(not(feature = "html")) {
        return;
    }
    let reading = reading("page.txt", PAGE.as_bytes());
    assert_eq!(reading["title"], "Strike goes on");
    assert_eq!(reading["outlet"], "The Paper");
    assert_eq!(reading["date"], "2021-05-05");
    assert_eq!(reading["language"], "en");
    assert_eq!(reading["links"][0]["address"], "https://example.org/x");
    let claims = reading["claims"].to_string();
    assert!(claims.contains("The bridge is safe"), "{claims}");
}

#[cfg(feature = "reader")]
#[test]
fn a_text_in_another_language_says_so_and_keeps_its_quotations() {
    let german = "Die Arbeiter des Hafens blieben am Montag der Arbeit fern, wie schon in der Woche zuvor.\n\n\
„Es reicht nicht“, sagte Anna Beispiel, die Sprecherin der Gewerkschaft, nach dem Gespräch mit der Leitung des Hafens.";
    let told = reading("a.txt", german.as_bytes());
    assert_eq!(told["language"], "de");
    let file = file("a.txt", german.as_bytes());
    let report = crossread()
        .arg("extract")
        .arg(&file.path)
        .assert()
        .success();
    let report = String::from_utf8_lossy(&report.get_output().stdout).into_owned();
    assert!(
        report.contains("in German: claims are found in English"),
        "{report}"
    );
    let screen = crossread()
        .args(["--print", "--size", "100x20"])
        .arg(&file.path)
        .assert()
        .success();
    let screen = String::from_utf8_lossy(&screen.get_output().stdout).into_owned();
    assert!(screen.contains("in German: claims are limited"), "{screen}");
}

#[test]
fn files_that_are_no_articles_are_refused_in_a_sentence_of_their_own() {
    for (name, bytes, says) in [
        ("a.txt", &b"\x89PNG\r\n\x1a\n\0\0"[..], "a picture (PNG)"),
        (
            "a.docx",
            b"PK\x03\x04\x14\0word/document.xml",
            "word processor",
        ),
        ("a.zip", b"PK\x03\x04\x14\0\0\0", "an archive (ZIP)"),
        ("a.bin", b"\0\x01\x02\x03\0\0\0", "not a text file"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.json", b"{\"schema\":1}", "“text”"),
        ("a.json", b"{\"text\": \"Half of a st", "damaged or cut off"),
        ("a.json", b"[1, 2]", "expected an object"),
        ("a\x1b[31m.txt", b"\0\0\0", "not a text file"),
    ] {
        let error = refusal(name, bytes);
        assert!(error.contains(says), "{name}: {error}");
    }
}

#[test]
fn a_text_as_long_as_a_library_is_refused() {
    let error = refusal("a.txt", &b"words ".repeat(2_100_000));
    assert!(error.contains("12 MB of text"), "{error}");
}

#[cfg(feature = "pdf")]
mod of_pdfs {
    use super::*;
    use crossread::article::format::pdf::apart;
    use crossread::article::format::{Contents, Declared, FormatError, read};
    use proptest::prelude::*;

    const LINES: [(u32, u32, &str); 6] = [
        (20, 780, "Strike goes on"),
        (10, 750, "The workers of the harbour stayed away on Mon-"),
        (
            10,
            738,
            "day, the second week of their strike, said Ann Example (the",
        ),
        (10, 726, "speaker of the union)."),
        (
            10,
            700,
            "The company and the union will meet again on Friday in the office",
        ),
        (10, 688, "of the harbour."),
    ];

    #[test]
    fn a_pdf_is_read_in_paragraphs() {
        let reading = reading("a.pdf", &pdf::of_lines(&LINES));
        assert_eq!(
            reading["text"],
            "Strike goes on\n\nThe workers of the harbour stayed away on Monday, the second week of their strike, said Ann \
             Example (the speaker of the union).\n\nThe company and the union will meet again on Friday in the office of the \
             harbour."
        );
        assert_eq!(reading["title"], "Strike goes on");
        assert_eq!(reading["blocks"][0]["kind"], "title");
    }

    #[test]
    fn a_scan_and_a_damaged_pdf_say_so() {
        assert!(
            refusal("a.pdf", &pdf::of_page("0 0 9 9 re f", "", ""))
                .contains("pictures without text")
        );
        let whole = pdf::of_lines(&LINES);
        let error = refusal("a.pdf", &whole[..whole.len() / 2]);
        assert!(
            error.contains("damaged or cut off") || error.contains("pictures"),
            "{error}"
        );
    }

    #[test]
    fn a_pdf_that_draws_itself_without_end_is_refused() {
        let error = refusal(
            "a.pdf",
            &pdf::of_page("/X Do", "/XObject << /X 6 0 R >>", ""),
        );
        assert!(error.contains("damaged"), "{error}");
    }

    #[test]
    fn pages_that_are_their_own_parents_are_refused() {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
            "<< /Type /Page /Parent 2 0 R >>",
        ];
        let error = refusal("a.pdf", &pdf::of_objects(&objects.map(str::to_owned)));
        assert!(
            error.contains("damaged") || error.contains("pictures"),
            "{error}"
        );
    }

    #[test]
    #[cfg(feature = "gzip")]
    fn a_pdf_that_unpacks_without_bounds_is_refused() {
        use std::io::Write;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        for _ in 0..2000 {
            packer
                .write_all(&[b' '; 1 << 14].repeat(64))
                .expect("memory");
        }
        let packed = packer.finish().expect("memory");
        let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
        let contents = pdf::stream("/Filter [/ASCIIHexDecode /FlateDecode]", &format!("{hex}>"));
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>".to_owned(),
            contents,
        ];
        let error = refusal("a.pdf", &pdf::of_objects(&objects));
        assert!(
            error.contains("damaged") || error.contains("pictures"),
            "{error}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn a_pdf_with_any_change_is_read_or_refused(changes in proptest::collection::vec((0usize..3000, any::<u8>()), 1..12)) {
            apart::use_program(env!("CARGO_BIN_EXE_crossread").into());
            let mut bytes = pdf::of_lines(&LINES);
            for (at, byte) in changes {
                let at = 5 + at % (bytes.len() - 5);
                bytes[at] = byte;
            }
            match read("a.pdf", bytes, &Declared::default()) {
                Ok(Contents::One(article)) => prop_assert!(!article.text.is_empty()),
                Ok(Contents::Several(_)) => prop_assert!(false, "a PDF is one article"),
                Err(error) => prop_assert!(matches!(error, FormatError::Broken(..) | FormatError::Scan | FormatError::Locked | FormatError::Empty), "{}", error),
            }
        }
    }
}

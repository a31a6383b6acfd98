//! Bytes of every format become sound articles, or are refused in words that may be shown.

use super::input::Input;
use super::sound;
use crossread::article::format::{Contents, Declared, read};
use std::io::Write as _;

/// What files are called.
const NAMES: [&str; 8] = [
    "a.txt", "a.md", "a.eml", "a.json", "a.jsonl", "a.html", "a.txt.gz", "a.epub",
];
/// What servers say of them.
const MEDIA_TYPES: [Option<&str>; 4] = [
    None,
    Some("text/html"),
    Some("text/markdown"),
    Some("message/rfc822"),
];

/// The first byte chooses the name, the second what was declared. What is called packed is packed here, since no change of
/// packed bytes would lead far. PDFs are taken apart in a process of their own; here only what becomes of their lines.
pub fn holds(bytes: &[u8]) {
    let mut input = Input(bytes);
    let kind = input.below(NAMES.len() + 1);
    let media_type = input.of(&MEDIA_TYPES);
    let Some(name) = NAMES.get(kind) else {
        #[cfg(feature = "pdf")]
        lines_of_a_pdf(&mut input);
        return;
    };
    let bytes = match *name {
        "a.txt.gz" => packed(input.0),
        #[cfg(feature = "epub")]
        "a.epub" => book(input.0),
        _ => input.0.to_vec(),
    };
    let declared = Declared {
        media_type: media_type.map(str::to_owned),
        address: media_type.map(|_| "https://example.org/a/b?c#d".to_owned()),
        charset: None,
    };
    // What takes PDFs apart may break down, which ends a process of its own.
    let head = &input.0[..input.0.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return;
    }
    one_or_several(name, &bytes, &declared);
}

/// What `bytes` hold is sound, and the same the second time.
fn one_or_several(name: &str, bytes: &[u8], declared: &Declared) {
    let again = || read(name, bytes.to_vec(), declared);
    match again() {
        Ok(Contents::One(article)) => {
            sound::numbered(&article);
            assert!(article.text.contains(char::is_alphanumeric));
            let Ok(Contents::One(second)) = again() else {
                panic!("another reading gives something else");
            };
            assert_eq!(article, second);
            sound::numbered(&article.judged());
        }
        Ok(Contents::Several(entries)) => {
            assert!(entries.len() > 1);
            for entry in entries.iter().take(20) {
                match entry.article() {
                    Ok(article) => sound::numbered(&article.judged()),
                    Err(error) => sound::shown(&error.to_string()),
                }
            }
        }
        Err(error) => {
            assert_eq!(again().err(), Some(error));
        }
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("it is packed");
    packed.finish().expect("it is packed")
}

/// A book whose package and chapters are the pieces of `bytes` between zeros; an empty package is a proper one.
#[cfg(feature = "epub")]
fn book(bytes: &[u8]) -> Vec<u8> {
    const CONTAINER: &[u8] = br#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    const PACKAGE: &[u8] = br#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>A book</dc:title><dc:language>en</dc:language></metadata><manifest><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>"#;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, contents: &[u8]| {
        archive.start_file(name, stored).expect("a file begins");
        archive.write_all(contents).expect("it is written");
    };
    add("mimetype", b"application/epub+zip");
    add("META-INF/container.xml", CONTAINER);
    for (at, piece) in bytes.split(|byte| *byte == 0).take(6).enumerate() {
        match (at, piece) {
            (0, b"") => add("book.opf", PACKAGE),
            (0, own) => add("book.opf", own),
            (_, own) => add(&format!("c{at}.xhtml"), own),
        }
    }
    archive.finish().expect("an archive").into_inner()
}

/// Lines of any place and size, in any order, become a sound article.
#[cfg(feature = "pdf")]
fn lines_of_a_pdf(input: &mut Input<'_>) {
    use crossread::article::format::pdf::layout;
    use crossread::article::format::pdf::letters::Line;
    let mut lines = Vec::new();
    while !input.is_over() {
        let mut number = || f64::from(input.byte().cast_signed());
        let (left, right, down) = (4.0 * number(), 4.0 * number(), 4.0 * number());
        let size = 1.0 + number().abs() / 4.0;
        lines.push(Line {
            page: u32::from(input.byte()) / 64 + 1,
            left,
            right,
            down,
            size,
            words: input.words(),
        });
    }
    let article = layout::article("a.pdf", &lines);
    assert_eq!(article, layout::article("a.pdf", &lines));
    sound::numbered(&article);
    sound::numbered(&article.judged());
}

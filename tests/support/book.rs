//! A book of the form that readers sell: chapters in a package, zipped.
#![allow(dead_code)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

/// An EPUB of these chapters, each with its title and its words.
pub fn epub(chapters: &[(&str, &str)]) -> Vec<u8> {
    let mut files = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
    ];
    let (mut manifest, mut spine) = (String::new(), String::new());
    for (at, (title, words)) in chapters.iter().enumerate() {
        let _ = write!(
            manifest,
            r#"<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>"#
        );
        let _ = write!(spine, r#"<itemref idref="c{at}"/>"#);
        let page = format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"
        );
        files.push((format!("c{at}.xhtml"), page));
    }
    let package = format!(
        r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>The Harbour Book</dc:title><dc:language>en</dc:language></metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"#
    );
    files.push(("book.opf".to_owned(), package));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).expect("a file begins");
        archive.write_all(contents.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

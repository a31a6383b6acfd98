//! Electronic books: their chapters, to choose from.

use super::dates::first_day;
use super::{Contents, Entry, FormatError, UNPACKED, html};
use crate::article::{Article, Imprint};
use rbook::Epub;
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// The most files that a book may consist of.
const FILES: usize = 5000;

/// The chapters of the book in `bytes`; a book of one is that article.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Contents, FormatError> {
    check(&bytes)?;
    // The table of contents is left alone: chapters are called by their own headings.
    let book = Epub::options()
        .skip_toc(true)
        .read(Cursor::new(bytes))
        .map_err(|error| broken(&error))?;
    let metadata = book.metadata();
    let joined = |names: Vec<&str>| (!names.is_empty()).then(|| names.join(", "));
    let title = metadata.title().map(|title| title.value().to_owned());
    let imprint = Imprint {
        title: None,
        outlet: joined(
            metadata
                .publishers()
                .map(|publisher| publisher.value())
                .take(3)
                .collect(),
        )
        .or_else(|| title.clone()),
        byline: joined(
            metadata
                .creators()
                .map(|creator| creator.value())
                .take(20)
                .collect(),
        ),
        date: metadata
            .published_entry()
            .or_else(|| metadata.modified_entry())
            .and_then(|entry| first_day(entry.value())),
        language: metadata
            .language()
            .map(|language| language.value().to_owned()),
    };
    let hrefs: Vec<String> = book
        .spine()
        .iter()
        .filter_map(|entry| entry.manifest_entry())
        .filter(|entry| entry.media_type().contains("html"))
        .map(|entry| entry.href().as_str().to_owned())
        .take(FILES)
        .collect();
    let book = Arc::new(book);
    let mut entries = Vec::new();
    for href in hrefs {
        let chapter = Chapter {
            book: Arc::clone(&book),
            href,
            id: format!("{name}#{}", entries.len() + 1),
            imprint: imprint.clone(),
        };
        // Covers and plates have no words.
        let Ok(article) = chapter.article() else {
            continue;
        };
        let hint = super::length(&article.text);
        entries.push(Entry::new(article.title, hint, move || chapter.article()));
    }
    match entries.as_slice() {
        [] => Err(FormatError::Empty),
        [one] => one.article().map(Contents::One),
        _ => Ok(Contents::Several(entries)),
    }
}

/// What is needed to read a chapter when it is asked for.
struct Chapter {
    book: Arc<Epub>,
    href: String,
    id: String,
    imprint: Imprint,
}

impl Chapter {
    fn article(&self) -> Result<Article, FormatError> {
        let page = self
            .book
            .read_resource_bytes(self.href.as_str())
            .map_err(|error| broken(&error))?;
        let page = super::encoding::decode(page, None).ok_or(FormatError::Binary)?;
        let article = html::read_whole(&self.id, &page, self.imprint.clone());
        if article.blocks.iter().any(|block| {
            block.kind.is_told() && block.span.of(&article.text).contains(char::is_alphanumeric)
        }) {
            Ok(article)
        } else {
            Err(FormatError::Empty)
        }
    }
}

/// Whether the archive is whole and does not grow beyond all bounds; what it says of its sizes is not believed.
fn check(bytes: &[u8]) -> Result<(), FormatError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > FILES {
        return Err(FormatError::TooLarge);
    }
    // Pictures are packed already: they grow by little.
    let mut left = UNPACKED as u64 + 3 * bytes.len() as u64 + 1;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| broken(&error))?;
        let read = std::io::copy(&mut file.take(left), &mut std::io::sink())
            .map_err(|error| broken(&error))?;
        left -= read;
        if left == 0 {
            return Err(FormatError::TooLarge);
        }
    }
    Ok(())
}

fn broken(error: &impl ToString) -> FormatError {
    FormatError::Broken("an electronic book (EPUB)", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Declared, read};
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write as _;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

    /// A book of these chapters.
    fn book(chapters: &[&str]) -> Vec<u8> {
        let mut files = vec![
            ("mimetype".to_owned(), "application/epub+zip".to_owned()),
            ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ];
        let (mut manifest, mut spine) = (String::new(), String::new());
        for (at, chapter) in chapters.iter().enumerate() {
            let _ = write!(
                manifest,
                r#"<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>"#
            );
            let _ = write!(spine, r#"<itemref idref="c{at}"/>"#);
            let page = format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title></head><body>{chapter}</body></html>"
            );
            files.push((format!("c{at}.xhtml"), page));
        }
        let package = format!(
            r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>The Book</dc:title><dc:creator>Ann Example</dc:creator><dc:language>en</dc:language><dc:date>2021-05-03</dc:date></metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"#
        );
        files.push(("book.opf".to_owned(), package));
        zipped(&files)
    }

    fn zipped(files: &[(String, String)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, contents) in files {
            let options = SimpleFileOptions::default();
            archive
                .start_file(name.as_str(), options)
                .expect("a file begins");
            archive
                .write_all(contents.as_bytes())
                .expect("a file is written");
        }
        archive.finish().expect("an archive").into_inner()
    }

    fn contents(bytes: Vec<u8>) -> Result<Contents, FormatError> {
        read("a.epub", bytes, &Declared::default())
    }

    #[test]
    fn the_chapters_of_a_book_are_to_choose_from() {
        let chapters = [
            "<img src='cover.jpg'/>",
            "<h1>One</h1><p>First words.</p>",
            "<h1>Two</h1><p>Others.</p>",
        ];
        let Ok(Contents::Several(entries)) = contents(book(&chapters)) else {
            panic!("several chapters");
        };
        let titles: Vec<&str> = entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two"]);
        let article = entries[1].article().expect("a chapter");
        assert_eq!(
            article.text,
            "Two\n\nAnn Example · The Book · 2021-05-03\n\nOthers."
        );
        assert_eq!(article.id, "a.epub#2");
        assert_eq!(article.imprint.date, crate::day::Day::new(2021, 5, 3));
    }

    #[test]
    fn a_book_of_one_chapter_is_that_article() {
        assert!(matches!(
            contents(book(&["<p>Words.</p>"])),
            Ok(Contents::One(_))
        ));
        assert_eq!(
            contents(book(&["<p> </p>"])).map(|_| ()),
            Err(FormatError::Empty)
        );
    }

    #[test]
    fn truncated_books_and_bombs_are_refused() {
        let whole = book(&["<p>Words.</p>", "<p>More.</p>"]);
        for end in (0..whole.len()).step_by(7) {
            assert!(contents(whole[..end].to_vec()).is_err() || end < 30);
        }
        let bomb = "<p>a</p>".repeat(UNPACKED / 8 + 100_000);
        assert_eq!(
            contents(book(&[&bomb])).map(|_| ()),
            Err(FormatError::TooLarge)
        );
    }

    proptest! {
        #[test]
        fn a_book_with_any_change_is_read_or_refused(changes in proptest::collection::vec((0usize..2000, any::<u8>()), 1..8)) {
            let mut bytes = book(&["<h1>One</h1><p>First words.</p>", "<p>Others.</p>"]);
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let _ = contents(bytes);
        }
    }
}

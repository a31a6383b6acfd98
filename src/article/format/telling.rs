//! Which format bytes are in: told by themselves, then by what a server said, then by their name.

use super::Declared;

/// A format that is read, or one that is known not to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Words and line ends.
    Plain,
    /// A web page.
    Html,
    /// Text with the marks of Markdown.
    Markdown,
    /// A PDF.
    Pdf,
    /// An electronic book.
    Epub,
    /// A letter with its headers.
    Mail,
    /// A JSON value.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Something else, packed.
    Gzip,
    /// Something that holds no text; in words.
    Other(&'static str),
}

/// How many bytes are looked at.
const SAMPLE: usize = 4 * 1024;

/// What bytes begin with that are no text.
const MAGIC: [(&[u8], Format); 22] = [
    (b"%PDF-", Format::Pdf),
    (b"\x1f\x8b", Format::Gzip),
    (b"PK\x03\x04", Format::Epub),
    (b"\x89PNG", Format::Other("a picture (PNG)")),
    (b"\xff\xd8\xff", Format::Other("a picture (JPEG)")),
    (b"GIF8", Format::Other("a picture (GIF)")),
    (b"II*\0", Format::Other("a picture (TIFF)")),
    (b"MM\0*", Format::Other("a picture (TIFF)")),
    (b"wOF", Format::Other("a font")),
    (b"ID3", Format::Other("a sound (MP3)")),
    (b"OggS", Format::Other("a sound or film (Ogg)")),
    (b"fLaC", Format::Other("a sound (FLAC)")),
    (b"\x1a\x45\xdf\xa3", Format::Other("a film (Matroska)")),
    (b"\xd0\xcf\x11\xe0", Format::Other("an old Office document")),
    (b"{\\rtf", Format::Other("a document in RTF")),
    (b"%!PS", Format::Other("a document in PostScript")),
    (b"\x7fELF", Format::Other("a program")),
    (b"\xca\xfe\xba\xbe", Format::Other("a program")),
    (b"BZh", Format::Other("an archive (bzip2)")),
    (b"\xfd7zXZ", Format::Other("an archive (xz)")),
    (b"\x28\xb5\x2f\xfd", Format::Other("an archive (Zstandard)")),
    (b"7z\xbc\xaf", Format::Other("an archive (7-Zip)")),
];

/// The format of `bytes`.
pub fn tell(name: &str, bytes: &[u8], declared: &Declared) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return match format {
            Format::Epub => of_zip(bytes),
            format => *format,
        };
    }
    // Some put a few bytes before what makes it a PDF.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Format::Pdf;
    }
    let start = start_of(bytes);
    let media_type = declared
        .media_type
        .as_deref()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let extension = name
        .split(['?', '#'])
        .next()
        .and_then(|path| path.rsplit(['/', '\\']).next())
        .and_then(|file| file.rsplit_once('.'))
        .map_or(String::new(), |(_, extension)| {
            extension.to_ascii_lowercase()
        });
    let extension = extension.as_str();
    if begins_like_html(&start) {
        return Format::Html;
    }
    if start.starts_with(['{', '['])
        && let Some(format) = of_json(bytes)
    {
        return format;
    }
    if begins_like_mail(&start) {
        return Format::Mail;
    }
    let named_html = matches!(extension, "html" | "htm" | "xhtml" | "shtml")
        || matches!(media_type.as_str(), "text/html" | "application/xhtml+xml");
    if named_html && holds_tag(&start) {
        return Format::Html;
    }
    if matches!(extension, "md" | "markdown" | "mdown" | "mkd") || media_type == "text/markdown" {
        return Format::Markdown;
    }
    if matches!(extension, "eml" | "mbox") || media_type == "message/rfc822" {
        return Format::Mail;
    }
    Format::Plain
}

/// The first words, whichever of the usual encodings they are in, without their mark and white space before them.
fn start_of(bytes: &[u8]) -> String {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let text = match encoding_rs::Encoding::for_bom(sample) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&sample[mark..]).0,
        None => String::from_utf8_lossy(sample),
    };
    // UTF-16 without its mark reads as letters with zeros between them.
    let text = text.replace('\0', "");
    text.trim_start().to_owned()
}

/// A book is told by the file of its media type or of its contents; everything else in a ZIP is something else.
fn of_zip(bytes: &[u8]) -> Format {
    let holds = |name: &[u8]| {
        let head = &bytes[..bytes.len().min(64 * 1024)];
        let tail = &bytes[bytes.len().saturating_sub(256 * 1024)..];
        [head, tail]
            .iter()
            .any(|part| part.windows(name.len()).any(|window| window == name))
    };
    if holds(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        Format::Epub
    } else if holds(b"word/document.xml") {
        Format::Other("a document of a word processor (DOCX)")
    } else if holds(b"opendocument.text") {
        Format::Other("a document of a word processor (ODT)")
    } else {
        Format::Other("an archive (ZIP)")
    }
}

/// Whether it begins as a page does: with a document type or one of the outer elements, after comments.
fn begins_like_html(start: &str) -> bool {
    let mut rest = start;
    for _ in 0..20 {
        rest = rest.trim_start();
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(declaration) = rest.strip_prefix("<?xml") {
            declaration.split_once("?>")
        } else {
            None
        };
        match skipped {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    let lower: String = rest
        .chars()
        .take(20)
        .collect::<String>()
        .to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<article",
        "<main",
    ]
    .iter()
    .any(|tag| lower.starts_with(tag))
}

/// Whether there is a tag in it.
fn holds_tag(start: &str) -> bool {
    start.match_indices('<').any(|(at, _)| {
        let rest = start[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    })
}

/// Whether it is JSON: one value, or an object on its first line and another on its second. An object that is cut off
/// behind its first key is JSON too, so that it is told what is wrong with it.
fn of_json(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut values =
        serde_json::Deserializer::from_slice(bytes).into_iter::<serde::de::IgnoredAny>();
    if let Err(error) = values.next()? {
        let object = bytes.trim_ascii_start().strip_prefix(b"{");
        let keyed = object.is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""));
        return (error.is_eof() && keyed).then_some(Format::Json);
    }
    let first = values.byte_offset();
    let rest = bytes[first..].trim_ascii_start();
    if rest.is_empty() {
        return Some(Format::Json);
    }
    let is_line =
        !bytes.trim_ascii_start()[..first.min(bytes.trim_ascii_start().len())].contains(&b'\n');
    (is_line && rest.starts_with(b"{")).then_some(Format::JsonLines)
}

/// Headers of which a letter has two.
const HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "content-type",
    "delivered-to",
    "reply-to",
    "sender",
    "dkim-signature",
    "x-mailer",
];

/// Whether it begins with the headers of a letter, "From" among them.
fn begins_like_mail(start: &str) -> bool {
    let mut lines = start.lines().peekable();
    // The line that parts letters in a box of them.
    lines.next_if(|line| line.starts_with("From "));
    let mut names = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()).take(80) {
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            // The sample may end in the midst of a line.
            break;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        names.push(name.to_ascii_lowercase());
    }
    let known = names.iter().filter(|name| HEADERS.contains(&name.as_str()));
    known.count() >= 3 && names.iter().any(|name| name == "from")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(name: &str, bytes: &[u8]) -> Format {
        tell(name, bytes, &Declared::default())
    }

    #[test]
    fn the_bytes_tell_the_format_whatever_the_name_says() {
        assert_eq!(told("a.txt", b"<!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(told("a.txt", b"\n<!-- x --><HTML lang=en>"), Format::Html);
        assert_eq!(told("a.html", b"%PDF-1.4"), Format::Pdf);
        assert_eq!(told("a.pdf", b"Just words."), Format::Plain);
        assert_eq!(
            told("a.html", b"Just words, 3 < 4 and 5 > 4."),
            Format::Plain
        );
        assert_eq!(told("a", b"{\"text\":\"x\"}"), Format::Json);
        assert_eq!(
            told("a", b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n"),
            Format::JsonLines
        );
        assert_eq!(told("a.json", b"{curly} words"), Format::Plain);
        assert_eq!(told("a", b"{\"text\": \"Half of"), Format::Json);
        assert_eq!(
            told(
                "a",
                b"From: Ann <ann@example.org>\r\nTo: b@example.org\r\nSubject: x\r\n\r\nHello"
            ),
            Format::Mail
        );
        assert_eq!(
            told("a", b"From: here to there\nThe train: late again\n\nHello"),
            Format::Plain
        );
        assert_eq!(
            told("a", b"PK\x03\x04 word/document.xml"),
            Format::Other("a document of a word processor (DOCX)")
        );
        let utf_16: Vec<u8> = "\u{feff}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(told("a", &utf_16), Format::Html);
    }

    #[test]
    fn where_the_bytes_say_nothing_the_server_and_the_name_do() {
        assert_eq!(told("notes.md", b"# Words"), Format::Markdown);
        assert_eq!(
            told("https://example.org/a.md?x=1", b"# Words"),
            Format::Markdown
        );
        let declared = Declared {
            media_type: Some("text/html".to_owned()),
            ..Declared::default()
        };
        assert_eq!(tell("a", b"<p>One</p>", &declared), Format::Html);
        assert_eq!(tell("a", b"One", &declared), Format::Plain);
    }

    proptest! {
        #[test]
        fn any_bytes_are_of_some_format(bytes in proptest::collection::vec(any::<u8>(), 0..80), name in "\\PC{0,12}") {
            let _ = told(&name, &bytes);
        }
    }
}

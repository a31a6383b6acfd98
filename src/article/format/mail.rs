//! Letters: the part that is to be read, under the subject.

use super::dates::first_day;
use super::{FormatError, html, plain};
use crate::article::{Article, BlockKind, Imprint, tongue};
use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

/// The most parts of a letter that are looked at.
const PARTS: usize = 200;

/// The article under the name `id` that the letter is.
pub fn read(id: &str, bytes: &[u8]) -> Result<Article, FormatError> {
    // A box of letters begins with a line of its own; the first letter is read.
    let bytes = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) if bytes.starts_with(b"From ") => &bytes[end + 1..],
        _ => bytes,
    };
    let letter = mailparse::parse_mail(bytes)
        .map_err(|error| FormatError::Broken("a letter", error.to_string()))?;
    let header = |name: &str| {
        let value = letter.headers.get_first_value(name)?;
        let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    };
    let imprint = Imprint {
        title: header("Subject"),
        byline: header("From").map(|from| sender(&from)),
        date: header("Date").and_then(|date| first_day(&date)),
        language: header("Content-Language"),
        outlet: header("List-Id").and_then(|list| list_name(&list)),
    };
    let markup = part(&letter, "text/html")
        .map(|page| html::read_whole(id, &page, imprint.clone()))
        .filter(holds_words);
    if let Some(article) = markup {
        return Ok(article);
    }
    let words = part(&letter, "text/plain").unwrap_or_default();
    let article = plain::read(id, words);
    Ok(titled(article, imprint))
}

/// The first part of the letter of this media type that is no attachment.
fn part(letter: &ParsedMail<'_>, media_type: &str) -> Option<String> {
    letter.parts().take(PARTS).find_map(|part| {
        let wanted = part.ctype.mimetype.eq_ignore_ascii_case(media_type)
            && part.get_content_disposition().disposition != DispositionType::Attachment;
        // What says it is in another encoding than it is still has words.
        wanted.then(|| part.get_body().ok())?
    })
}

/// Whether more than the title and the byline is in it.
fn holds_words(article: &Article) -> bool {
    let mut told = article
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Byline));
    told.any(|block| block.span.of(&article.text).contains(char::is_alphanumeric))
}

/// Plain text under its subject.
fn titled(article: Article, imprint: Imprint) -> Article {
    let text = match &imprint.title {
        Some(title) => format!("{title}\n\n{}", article.text),
        None => article.text,
    };
    let titled = Article::glance(article.id, imprint.title.clone(), text);
    let declared = imprint.language.as_deref();
    let language = tongue::find(&titled.text, &titled.blocks, declared);
    Article {
        imprint: Imprint {
            language,
            ..imprint
        },
        ..titled
    }
}

/// The name in `Ann Example <ann@example.org>`, or the address where there is none.
fn sender(from: &str) -> String {
    let (name, rest) = from.split_once('<').unwrap_or((from, ""));
    let name = name.trim().trim_matches('"').trim();
    let address = rest.split('>').next().unwrap_or("");
    if name.is_empty() { address } else { name }.to_owned()
}

/// The name in `Morning letter <letter.example.org>`.
fn list_name(list: &str) -> Option<String> {
    let (name, _) = list.split_once('<')?;
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LETTER: &str = "From: =?utf-8?q?Ann_M=C3=BCller?= <ann@example.org>\r\nTo: b@example.org\r\n\
Subject: Strike at the\r\n harbour\r\nDate: Mon, 3 May 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=C3=A9 is shut.\r\n";
    const MARKUP: &str = "--x\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\n<h2>News</h2><p>The caf=E9 <a href=3D\"https://example.org\">is shut</a>.\r\n";

    fn blocks(letter: &str) -> Vec<(BlockKind, String)> {
        read("a.eml", letter.as_bytes()).expect("a letter").told()
    }

    #[test]
    fn the_part_with_markup_is_read_under_the_subject() {
        use BlockKind::{Body, Byline, Heading, Title};
        let expected = [
            (Title, "Strike at the harbour".to_owned()),
            (Byline, "Ann Müller · 2021-05-03".to_owned()),
            (Heading, "News".to_owned()),
            (Body, "The café is shut.".to_owned()),
        ];
        assert_eq!(blocks(&format!("{LETTER}{MARKUP}--x--\r\n")), expected);
    }

    #[test]
    fn without_markup_the_plain_words_are_read() {
        let blocks = blocks(&format!("{LETTER}--x--\r\n"));
        assert_eq!(
            blocks[0],
            (BlockKind::Title, "Strike at the harbour".to_owned())
        );
        assert_eq!(blocks[1].1, "The café is shut.");
    }

    #[test]
    fn a_letter_cut_off_or_nested_without_end_is_read_or_refused() {
        let whole = format!("{LETTER}{MARKUP}");
        for end in 0..whole.len() {
            let _ = read("a", &whole.as_bytes()[..end]);
        }
        let head = "Content-Type: multipart/mixed; boundary=x\n\n--x\n";
        let nested = read("a", format!("From: a\n{}", head.repeat(5000)).as_bytes());
        assert!(nested.is_err() || nested.is_ok_and(|article| article.text.is_empty()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..600) {
            let mut letter = format!("{LETTER}{MARKUP}").into_bytes();
            let at = at.min(letter.len());
            letter.splice(at..at, bytes);
            let _ = read("a", &letter);
        }
    }
}

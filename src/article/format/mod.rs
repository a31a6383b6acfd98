//! Bytes of any format become an article, or several to choose from.
//!
//! | question | room |
//! |---|---|
//! | which format is it | [`telling`] |
//! | which characters are these bytes | [`encoding`] |
//! | how a text in blocks is put together | [`draft`] |
//! | which day do words name | [`dates`] |
//! | what is plain text, a web page, a note, a PDF, a book, a letter | [`plain`], `html`, `markdown`, `pdf`, `epub`, `mail` |
//! | which words do the ends of full lines part | `wrapped` |
//! | what is in JSON, in a packed file | [`json`], `gzip` |
//!
//! What the bytes are is told by themselves first and by their name second: names lie more often.

pub mod dates;
pub mod draft;
pub mod encoding;
#[cfg(feature = "epub")]
pub mod epub;
#[cfg(feature = "gzip")]
pub mod gzip;
#[cfg(feature = "html")]
pub mod html;
pub mod json;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "markdown")]
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod plain;
pub mod telling;
mod wrapped;

use crate::article::Article;
use std::fmt;
use std::sync::Arc;
use telling::Format;
use thiserror::Error;

/// What a server or whoever else hands bytes over said about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// The media type without its parameters: "text/html".
    pub media_type: Option<String>,
    /// The name of the encoding: "utf-8".
    pub charset: Option<String>,
    /// The address they came from, after all redirects; links are made whole with it.
    pub address: Option<String>,
}

/// What was in the bytes. The blocks of the articles are only glanced at; see [`Article::judged`].
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, and most are of the large kind"
)]
pub enum Contents {
    /// One article.
    One(Article),
    /// Several to choose from, in their order; never fewer than two.
    Several(Vec<Entry>),
}

/// One of several articles in a file: a chapter, a line.
#[derive(Clone)]
pub struct Entry {
    /// What it is called; made of foreign words.
    pub title: String,
    /// What else tells it from the others: its place, its length.
    pub hint: String,
    read: Arc<dyn Fn() -> Result<Article, FormatError> + Send + Sync>,
}

impl Entry {
    /// An entry whose article `read` makes.
    pub fn new(
        title: String,
        hint: String,
        read: impl Fn() -> Result<Article, FormatError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            title,
            hint,
            read: Arc::new(read),
        }
    }

    /// The article itself; its id is the file's name, "#" and its number.
    pub fn article(&self) -> Result<Article, FormatError> {
        (self.read)()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entry = to.debug_struct("Entry");
        entry.field("title", &self.title).field("hint", &self.hint);
        entry.finish_non_exhaustive()
    }
}

/// Why bytes are no article, and what to do about it. The name of the input is not part of the message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormatError {
    /// It is not text.
    #[error("this is not a text file; save the article as plain text first")]
    Binary,
    /// It is something else that is known.
    #[error("this is {0}; save the article as plain text, HTML or PDF first")]
    Other(&'static str),
    /// There are no words in it.
    #[error("there is no text in it; give a file that holds an article")]
    Empty,
    /// A page without text.
    #[error(
        "there is no text on this page; if a script or a login shows it in the browser, save it there as plain text"
    )]
    NoArticle,
    /// This build leaves the format out.
    #[error(
        "this is {0}, which this build leaves out; install crossread with its default features, or save it as plain text"
    )]
    LeftOut(&'static str),
    /// It begins as a known format and does not go on as one.
    #[error("this is {0}, but it is damaged or cut off ({1}); get it again")]
    Broken(&'static str, String),
    /// What is in it is larger than any article.
    #[error("it unpacks to more than any article holds; give the article alone")]
    TooLarge,
    /// The text is longer than any article.
    #[error("there are {} MB of text in it, and {} are read at most; give the article alone", .0 / 1_000_000, LONGEST / 1_000_000)]
    TooLong(usize),
    /// A PDF of pictures.
    #[error(
        "the pages of this PDF are pictures without text; have them read by a program for that (such as ocrmypdf)"
    )]
    Scan,
    /// A PDF behind a password.
    #[error("this PDF is locked with a password; save it without one")]
    Locked,
    /// A comparison.
    #[error(
        "this is a comparison that Crossread wrote; save it to a file, if it is none yet, and open it by itself: `crossread comparison.json`"
    )]
    Saved,
    /// A comparison in a form that only goes out.
    #[error(
        "this is a comparison that Crossread wrote as {0}, which nothing is read from; `crossread compare --format json` writes one that opens again"
    )]
    Export(&'static str),
    /// JSON without an article in it.
    #[error("this JSON is not an object with a “text”, nor a list or lines of such objects ({0})")]
    Json(String),
}

/// The longest text that is read, in bytes: some thirty novels. What is found in a text takes up to 35 bytes for each of its own.
const LONGEST: usize = 10_000_000;

/// What a page that Crossread wrote says of itself in its head.
pub const GENERATOR: &str = r#"<meta name="generator" content="crossread">"#;

/// How many bytes a packed file may unpack to.
#[cfg(any(feature = "gzip", feature = "epub"))]
const UNPACKED: usize = 16 << 20;

/// Reads what `bytes` hold; `name` becomes the id of the article and tells the format where the bytes do not.
pub fn read(name: &str, bytes: Vec<u8>, declared: &Declared) -> Result<Contents, FormatError> {
    let contents = match telling::tell(name, &bytes, declared) {
        Format::Gzip => return unpacked(name, &bytes, declared),
        format => of_format(format, name, bytes, declared)?,
    };
    match contents {
        Contents::One(article) if !article.text.contains(char::is_alphanumeric) => {
            Err(FormatError::Empty)
        }
        Contents::One(article) if article.text.len() > LONGEST => {
            Err(FormatError::TooLong(article.text.len()))
        }
        Contents::Several(entries) if entries.is_empty() => Err(FormatError::Empty),
        contents => Ok(contents),
    }
}

#[cfg(feature = "gzip")]
fn unpacked(name: &str, bytes: &[u8], declared: &Declared) -> Result<Contents, FormatError> {
    let bytes = gzip::unpack(bytes)?;
    // What is packed twice is no article.
    if bytes.starts_with(b"\x1f\x8b") {
        return Err(FormatError::Other("an archive in an archive (gzip)"));
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(FormatError::Other("an archive (tar)"));
    }
    let inner = name.strip_suffix(".gz").unwrap_or(name);
    let contents = read(inner, bytes, declared)?;
    Ok(match contents {
        Contents::One(article) => Contents::One(Article {
            id: name.to_owned(),
            ..article
        }),
        several @ Contents::Several(_) => several,
    })
}

#[cfg(not(feature = "gzip"))]
fn unpacked(_: &str, _: &[u8], _: &Declared) -> Result<Contents, FormatError> {
    Err(FormatError::LeftOut("a packed file (gzip)"))
}

fn of_format(
    format: Format,
    name: &str,
    bytes: Vec<u8>,
    declared: &Declared,
) -> Result<Contents, FormatError> {
    let text =
        |bytes| encoding::decode(bytes, declared.charset.as_deref()).ok_or(FormatError::Binary);
    let article = match format {
        Format::Other(what) => return Err(FormatError::Other(what)),
        Format::Json => return json::value(name, &text(bytes)?),
        Format::JsonLines => return Ok(json::lines(name, &text(bytes)?)),
        #[cfg(feature = "epub")]
        Format::Epub => return epub::read(name, bytes),
        #[cfg(not(feature = "epub"))]
        Format::Epub => return Err(FormatError::LeftOut("an electronic book (EPUB)")),
        #[cfg(feature = "html")]
        Format::Html => html::read(name, &text(bytes)?, declared)?,
        #[cfg(not(feature = "html"))]
        Format::Html => return Err(FormatError::LeftOut("a web page")),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(name, bytes)?,
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(FormatError::LeftOut("a PDF")),
        #[cfg(feature = "mail")]
        Format::Mail => mail::read(name, &bytes)?,
        #[cfg(feature = "markdown")]
        Format::Markdown => markdown::read(name, &text(bytes)?),
        // The others are text that a reader can make out without a program.
        _ => plain::read(name, text(bytes)?),
    };
    Ok(Contents::One(article))
}

/// How long a text is, in words.
fn length(text: &str) -> String {
    match text.split_whitespace().count() {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

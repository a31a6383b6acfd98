//! Bytes of any format become an article, or several to choose from.
//!
//! | question | room |
//! |---|---|
//! | which characters are these bytes | [`encoding`] |
//! | what is plain text | [`plain`] |
//!
//! What the bytes are is told by themselves first and by their name second: names lie more often.

pub mod encoding;
pub mod plain;

use crate::article::Article;
use std::fmt;
use std::sync::Arc;
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
    /// There are no words in it.
    #[error("there is no text in it; give a file that holds an article")]
    Empty,
}

/// Reads what `bytes` hold; `name` becomes the id of the article and tells the format where the bytes do not.
pub fn read(name: &str, bytes: Vec<u8>, declared: &Declared) -> Result<Contents, FormatError> {
    let text = encoding::decode(bytes, declared.charset.as_deref()).ok_or(FormatError::Binary)?;
    let article = plain::read(name, text);
    if !article.text.contains(char::is_alphanumeric) {
        return Err(FormatError::Empty);
    }
    Ok(Contents::One(article))
}

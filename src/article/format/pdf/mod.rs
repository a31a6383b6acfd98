//! PDFs: their letters become lines, and their lines paragraphs.
//!
//! | question | room |
//! |---|---|
//! | which letters stand where | [`letters`] |
//! | which process takes a PDF apart | [`apart`] |
//! | what is a paragraph, a heading, a footer | [`layout`] |

pub mod apart;
pub mod layout;
pub mod letters;

use super::FormatError;
use crate::article::Article;

/// The article under the name `id` that the PDF in `bytes` holds.
pub fn read(id: &str, bytes: Vec<u8>) -> Result<Article, FormatError> {
    let lines = apart::lines(bytes)?;
    if lines
        .iter()
        .all(|line| !line.words.contains(char::is_alphanumeric))
    {
        return Err(FormatError::Scan);
    }
    Ok(layout::article(id, &lines))
}

//! Which files are opened, and how they are decoded. The only room that opens files.

use super::Article;
use std::io::Read;
use std::path::Path;
use thiserror::Error;

/// The two articles that come with the program: file name and text.
pub const BUILT_IN: [(&str, &str); 2] = [
    (
        "000_49c58ced305d02ae.txt",
        include_str!("../../seeds/000_49c58ced305d02ae.txt"),
    ),
    (
        "004_880624812ef1aa2e.txt",
        include_str!("../../seeds/004_880624812ef1aa2e.txt"),
    ),
];

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Why an input could not be read, and what to do about it.
#[derive(Debug, Error)]
pub enum SourceError {
    /// There is no such file.
    #[error("{0}: there is no such file; check the name, or give “-” to read standard input")]
    Missing(String),
    /// It is a folder.
    #[error("{0}: this is a folder; name one of the text files in it")]
    Folder(String),
    /// The system refused to read it.
    #[error("{name}: it could not be read ({reason}); check that you may read it")]
    Unreadable {
        /// The name as it was given.
        name: String,
        /// The system's words.
        reason: std::io::Error,
    },
    /// It is not text.
    #[error("{0}: this is not a text file; save the article as plain text first")]
    Binary(String),
    /// There are no words in it.
    #[error("{0}: there is no text in it; give a file that holds an article")]
    Empty(String),
    /// It is an address.
    #[error("{0}: addresses are not fetched; save the page as plain text and give the file’s name")]
    Address(String),
}

/// The two articles that come with the program.
pub fn built_in() -> Vec<Article> {
    BUILT_IN
        .iter()
        .map(|(id, text)| Article::new(*id, None, (*text).to_owned()))
        .collect()
}

/// Reads the article that `name` stands for: a path, or [`STANDARD_INPUT`].
pub fn read(name: &str) -> Result<Article, SourceError> {
    Ok(Article::new(name, None, text(name)?))
}

/// The same, its blocks only glanced at.
pub fn glance(name: &str) -> Result<Article, SourceError> {
    Ok(Article::glance(name, text(name)?))
}

/// The text that `name` stands for.
fn text(name: &str) -> Result<String, SourceError> {
    let unreadable = |reason| SourceError::Unreadable {
        name: name.to_owned(),
        reason,
    };
    let mut bytes = Vec::new();
    if name == STANDARD_INPUT {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
    } else {
        let path = Path::new(name);
        if path.is_dir() {
            return Err(SourceError::Folder(name.to_owned()));
        }
        if !path.exists() {
            let address = name.starts_with("http://") || name.starts_with("https://");
            return Err(if address {
                SourceError::Address(name.to_owned())
            } else {
                SourceError::Missing(name.to_owned())
            });
        }
        bytes = std::fs::read(path).map_err(unreadable)?;
    }
    let text = decode(bytes).ok_or_else(|| SourceError::Binary(name.to_owned()))?;
    if !text.contains(char::is_alphanumeric) {
        return Err(SourceError::Empty(name.to_owned()));
    }
    Ok(text)
}

/// The largest file of settings that is read, in bytes.
const LONGEST_SETTING: u64 = 1 << 20;

/// The text of a file that is no article but says how the program is set; none where there is no such file.
pub fn setting(path: &Path) -> std::io::Result<Option<String>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(reason) => {
            use std::io::ErrorKind::{NotADirectory, NotFound};
            return match reason.kind() {
                NotFound | NotADirectory => Ok(None),
                _ => Err(reason),
            };
        }
    };
    let mut text = String::new();
    file.take(LONGEST_SETTING).read_to_string(&mut text)?;
    Ok(Some(text))
}

/// The text that `bytes` hold: UTF-8 or UTF-16 by its mark, UTF-8 if it is that, else the likeliest older encoding.
/// `None` for what is no text.
fn decode(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        return Some(
            encoding
                .decode_without_bom_handling(&bytes[mark..])
                .0
                .into_owned(),
        );
    }
    if is_binary(&bytes) {
        return None;
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(other) => other.into_bytes(),
    };
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    Some(encoding.decode(&bytes).0.into_owned())
}

/// Whether a sample of `bytes` holds what no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(16 * 1024)];
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b | 0x08))
        .count();
    sample.contains(&0) || controls * 20 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_encodings_and_marks_are_read() {
        assert_eq!(
            decode(b"\xEF\xBB\xBFcaf\xC3\xA9".to_vec()).as_deref(),
            Some("café")
        );
        assert_eq!(
            decode(b"\xFF\xFEh\x00i\x00".to_vec()).as_deref(),
            Some("hi")
        );
        assert_eq!(
            decode(
                "Der Müller aß schöne Äpfel"
                    .chars()
                    .map(|c| c as u8)
                    .collect::<Vec<_>>()
            )
            .as_deref(),
            Some("Der Müller aß schöne Äpfel")
        );
    }

    #[test]
    fn a_picture_is_no_article() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), None);
    }

    #[test]
    fn every_error_names_the_input_and_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let name = folder.path().join("nothing.txt").display().to_string();
        let error = read(&name).expect_err("no such file").to_string();
        assert!(
            error.contains("nothing.txt") && error.contains("check the name"),
            "{error}"
        );
        let error = read(&folder.path().display().to_string())
            .expect_err("a folder")
            .to_string();
        assert!(error.contains("name one of the text files"), "{error}");
    }
}

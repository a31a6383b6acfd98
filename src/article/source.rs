//! Which files are opened. The only room that opens files.

use super::Article;
use super::format::{self, Contents, Declared, FormatError};
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
    /// What is in it can't be read.
    #[error("{name}: {reason}")]
    Format {
        /// The name as it was given.
        name: String,
        /// What is wrong with it.
        reason: FormatError,
    },
    /// It holds several articles.
    #[error("{0}: there are {1} articles in it; give a file with one")]
    Several(String, usize),
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
    glance(name).map(Article::judged)
}

/// The same, its blocks only glanced at.
pub fn glance(name: &str) -> Result<Article, SourceError> {
    match format::read(name, bytes(name)?, &Declared::default()) {
        Ok(Contents::One(article)) => Ok(article),
        Ok(Contents::Several(entries)) => Err(SourceError::Several(name.to_owned(), entries.len())),
        Err(reason) => Err(SourceError::Format {
            name: name.to_owned(),
            reason,
        }),
    }
}

/// The bytes that `name` stands for.
fn bytes(name: &str) -> Result<Vec<u8>, SourceError> {
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
    Ok(bytes)
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

#[cfg(test)]
mod tests {
    use super::*;

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

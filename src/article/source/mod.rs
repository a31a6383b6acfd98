//! Where articles come from. Only these rooms open files and sockets.
//!
//! | question | room |
//! |---|---|
//! | what does a name stand for | [`place`] |
//! | how is a file or a pipe read, and what if it never ends | [`mod@file`], [`standard_input`] |
//! | which articles are in a folder | [`folder`] |
//! | how is a page had, and when is the network asked | [`address`] |
//! | how is it fetched | `fetch`; in a program built without that: `unfetched` |
//! | where are pages kept | [`cache`] |
//! | how much is read, how long is waited | [`limits`], [`progress`] |
//! | what if there are several articles at one place | [`collection`] |
//! | how are several names opened at once | [`gathering`] |
//! | what is said if it fails | [`error`] |
//! | and how are files of settings read | [`setting`] |

pub mod address;
pub mod cache;
pub mod collection;
pub mod error;
#[cfg(feature = "fetch")]
mod fetch;
#[cfg(not(feature = "fetch"))]
#[path = "unfetched.rs"]
mod fetch;
pub mod file;
pub mod folder;
pub mod gathering;
pub mod limits;
pub mod place;
pub mod progress;
pub mod setting;
pub mod standard_input;

use super::Article;
use super::format::{self, Contents, Declared, FormatError};
use address::{Page, Prefer};
use cache::Cache;
use collection::Collection;
pub use error::SourceError;
use error::{Came, Fault};
use limits::Limits;
use place::{Named, Place};
use progress::{Progress, Tell};
use std::time::SystemTime;

/// The two articles that come with the program: file name and text.
pub const BUILT_IN: [(&str, &str); 2] = [
    (
        "000_49c58ced305d02ae.txt",
        include_str!("../../../seeds/000_49c58ced305d02ae.txt"),
    ),
    (
        "004_880624812ef1aa2e.txt",
        include_str!("../../../seeds/004_880624812ef1aa2e.txt"),
    ),
];

/// Pages with fewer words are no articles.
const THIN: usize = 20;

/// How sources are opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Where pages are kept.
    pub cache: Cache,
    /// Whether kept pages or the network count.
    pub prefer: Prefer,
    /// How much is read, and how long is waited.
    pub limits: Limits,
}

/// What was found at a place.
#[derive(Debug)]
pub enum Opened {
    /// One article, its blocks only glanced at, and what the reader should know of how it came.
    One(Box<Article>, Option<String>),
    /// Several to choose from.
    Several(Collection),
}

/// The two articles that come with the program.
pub fn built_in() -> Vec<Article> {
    let glanced = built_in_at_a_glance().into_iter();
    glanced.map(Article::judged).collect()
}

/// The same, their blocks only glanced at.
pub fn built_in_at_a_glance() -> Vec<Article> {
    BUILT_IN
        .iter()
        .map(|(id, text)| Article::glance(*id, None, (*text).to_owned()))
        .collect()
}

/// Reads the one article that `name` stands for.
pub fn read(name: &str, access: &Access) -> Result<Article, SourceError> {
    match open(name, access, &mut |_| {})? {
        Opened::One(article, _) => Ok(article.judged()),
        Opened::Several(collection) => Err(collection.undecided()),
    }
}

/// Opens what `name` stands for; `tell` hears how far it is.
pub fn open(name: &str, access: &Access, tell: Tell<'_>) -> Result<Opened, SourceError> {
    let named = Named::new(name);
    let limits = &access.limits;
    let (whole, bytes, declared) = match named.place {
        Place::Path(path) if path.is_dir() => {
            return match named.number {
                None => match &folder::articles(name, path)?[..] {
                    [one] => open(&one.path.display().to_string(), access, tell),
                    several => Ok(Opened::Several(Collection::of_folder(name, several))),
                },
                // What is in a folder has names of its own.
                Some(_) => Err(SourceError::Missing(name.to_owned())),
            };
        }
        Place::Path(path) => {
            let whole = path.to_str().unwrap_or(name);
            (
                whole,
                file::read(whole, path, limits, tell)?,
                Declared::default(),
            )
        }
        Place::StandardInput => (
            name,
            standard_input::read(limits, tell)?,
            Declared::default(),
        ),
        Place::Address(address) => {
            return page(address, named.number, access, tell).map_err(|error| match error {
                Failed::Fetch(fault) => SourceError::Fetch {
                    address: address.to_owned(),
                    fault,
                },
                Failed::Source(error) => error,
            });
        }
    };
    tell(Progress::receiving(bytes.len() as u64, None).reading());
    let contents = format::read(whole, bytes, &declared).map_err(|error| wrong(whole, error))?;
    found(whole, named.number, contents, None)
}

fn wrong(name: &str, reason: FormatError) -> SourceError {
    SourceError::Format {
        name: name.to_owned(),
        reason,
    }
}

enum Failed {
    Fetch(Fault),
    Source(SourceError),
}

/// Opens the page at `address` and keeps it, if it is worth it.
fn page(
    address: &str,
    number: Option<usize>,
    access: &Access,
    tell: Tell<'_>,
) -> Result<Opened, Failed> {
    let how = (&access.cache, access.prefer);
    let page = address::read(address, how, &access.limits, SystemTime::now(), tell)
        .map_err(Failed::Fetch)?;
    tell(Progress::receiving(page.bytes.len() as u64, None).reading());
    let Page {
        head,
        bytes,
        status,
        keep,
        says,
    } = page;
    let declared = head.declared();
    let thin = |words| {
        let kind = head.media_type.clone();
        Failed::Fetch(Fault::Thin {
            status: status.clone(),
            came: Came { kind, words },
        })
    };
    let is_page = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    let kept = keep.then(|| bytes.clone());
    let contents = match format::read(address, bytes, &declared) {
        Ok(Contents::One(article)) if is_page => {
            let words = article.text.split_whitespace().take(THIN).count();
            if words < THIN {
                return Err(thin(words));
            }
            Contents::One(article)
        }
        Ok(contents) => contents,
        Err(_) if is_page => return Err(thin(0)),
        Err(error) => return Err(Failed::Source(wrong(address, error))),
    };
    if let Some(bytes) = kept {
        // A page that could not be kept is no less an article.
        let _ = access.cache.put(&head, &bytes);
    }
    found(address, number, contents, says).map_err(Failed::Source)
}

/// The article of that number, or all there is.
fn found(
    name: &str,
    number: Option<usize>,
    contents: Contents,
    says: Option<String>,
) -> Result<Opened, SourceError> {
    let no_such = |number, count| SourceError::NoSuchNumber {
        name: name.to_owned(),
        number,
        count,
    };
    match (contents, number) {
        (Contents::One(article), None | Some(1)) => Ok(Opened::One(Box::new(article), says)),
        (Contents::One(_), Some(number)) => Err(no_such(number, 1)),
        (Contents::Several(entries), None) => {
            Ok(Opened::Several(Collection::of_file(name, entries)))
        }
        (Contents::Several(entries), Some(number)) => {
            let entry = entries
                .get(number - 1)
                .ok_or_else(|| no_such(number, entries.len()))?;
            let article = entry
                .article()
                .map_err(|error| wrong(&format!("{name}#{number}"), error))?;
            Ok(Opened::One(Box::new(article), says))
        }
    }
}

/// Whether `name` is opened at once, or fails at once: nobody else has to answer.
pub fn is_prompt(name: &str) -> bool {
    match Named::new(name).place {
        Place::StandardInput => standard_input::is_typed(),
        Place::Address(_) => false,
        Place::Path(path) => path.is_file() || path.is_dir() || !path.exists(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(error: &SourceError) -> String {
        error.to_string()
    }

    #[test]
    fn every_error_names_the_input_and_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let access = Access::default();
        let name = folder.path().join("nothing.txt").display().to_string();
        let error = words_of(&read(&name, &access).expect_err("no such file"));
        assert!(
            error.contains("nothing.txt") && error.contains("check the name"),
            "{error}"
        );
        let name = folder.path().display().to_string();
        let error = words_of(&read(&name, &access).expect_err("a folder without articles"));
        assert!(
            error.contains(&name) && error.contains("name a file"),
            "{error}"
        );
    }

    #[test]
    fn a_folder_with_several_articles_says_how_to_name_one() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for name in ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"] {
            std::fs::write(folder.path().join(name), "The bridge is open.").expect("written");
        }
        let name = folder.path().display().to_string();
        let error = words_of(&read(&name, &Access::default()).expect_err("several"));
        assert!(
            error.contains("there are 5 articles") && error.contains("a.txt”"),
            "{error}"
        );
        let numbered = format!("{name}#2");
        assert!(matches!(
            read(&numbered, &Access::default()),
            Err(SourceError::Missing(_))
        ));
    }

    #[test]
    fn a_number_that_a_file_does_not_hold_is_told() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "The bridge is open.").expect("written");
        let name = path.display().to_string();
        assert!(read(&format!("{name}#1"), &Access::default()).is_ok());
        let error =
            words_of(&read(&format!("{name}#2"), &Access::default()).expect_err("one only"));
        assert!(error.contains("there is no article 2 in it"), "{error}");
    }
}

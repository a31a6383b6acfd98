//! Several articles at one place, of which the reader takes one or more.

use super::SourceError;
use super::folder::Found;
use super::gathering::Wanted;
use crate::article::format::Entry;
use std::path::Path;

/// How many are named where somebody has to name one.
const EXAMPLES: usize = 3;

/// Several articles.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Where they are, as it was given.
    pub name: String,
    /// The articles.
    pub choices: Vec<Choice>,
}

/// One of them. Its words come from outside.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is called.
    pub title: String,
    /// What it begins with, where that is not its title.
    pub about: String,
    /// What else tells it from the others: how long it is.
    pub hint: String,
    /// How it may be named on the command line.
    pub name: String,
    /// How it is opened.
    pub wanted: Wanted,
}

impl Collection {
    /// The files of a folder.
    pub(super) fn of_folder(name: &str, found: &[Found]) -> Self {
        let choice = |found: &Found| {
            let path = found.path.display().to_string();
            Choice {
                title: found.name.clone(),
                about: found.headline.clone().unwrap_or_default(),
                hint: size(found.bytes),
                wanted: Wanted::Name(path.clone()),
                name: path,
            }
        };
        Self {
            name: name.to_owned(),
            choices: found.iter().map(choice).collect(),
        }
    }

    /// The articles in a file.
    pub(super) fn of_file(name: &str, entries: Vec<Entry>) -> Self {
        let choices = entries.into_iter().enumerate().map(|(at, entry)| Choice {
            title: entry.title.clone(),
            about: String::new(),
            hint: entry.hint.clone(),
            name: format!("{name}#{}", at + 1),
            wanted: Wanted::Entry(format!("{name}#{}", at + 1), entry),
        });
        Self {
            name: name.to_owned(),
            choices: choices.collect(),
        }
    }

    /// What is said where nobody can be asked which is meant.
    pub fn undecided(&self) -> SourceError {
        let examples = self.choices.iter().take(EXAMPLES).map(|choice| {
            let title = if choice.about.is_empty() {
                &choice.title
            } else {
                &choice.about
            };
            let own = Path::new(&choice.name)
                .file_name()
                .is_some_and(|name| name == title.as_str());
            if own || title.is_empty() {
                format!("“{}”", choice.name)
            } else {
                format!("“{}” ({title})", choice.name)
            }
        });
        let mut examples: Vec<String> = examples.collect();
        if self.choices.len() > EXAMPLES {
            examples.push("…".to_owned());
        }
        SourceError::Several {
            name: self.name.clone(),
            count: self.choices.len(),
            examples: examples.join(", "),
        }
    }
}

/// So many bytes in a unit that fits.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_the_unit_that_fits() {
        let sizes = [7, 1_999, 20_500_000].map(size);
        assert_eq!(sizes, ["7 bytes", "1 kB", "20.5 MB"]);
    }
}

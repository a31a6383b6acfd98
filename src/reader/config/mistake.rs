//! What is wrong in a configuration, and what to write instead.

use crate::article::clean;
use std::fmt;

/// Words less alike than this are not taken for one another (Jaro and Winkler's measure, 0 to 1).
const LIKE: f64 = 0.8;

/// Something that could not be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub says: String,
    /// What to write instead.
    pub remedy: String,
    /// Whether the line is no TOML at all.
    pub(super) syntax: bool,
}

impl Mistake {
    /// A mistake in words that are fit for the screen.
    pub fn new(line: Option<usize>, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        let fit = |words: String| clean::line(&words).into_owned();
        Self {
            line,
            says: fit(says.into()),
            remedy: fit(remedy.into()),
            syntax: false,
        }
    }

    /// Whether the line is no TOML, so that lines after it may not be understood either.
    pub const fn is_syntax(&self) -> bool {
        self.syntax
    }

    pub(super) fn syntax(line: usize, message: &str) -> Self {
        let message = message.lines().collect::<Vec<_>>().join(", ");
        let says = format!("this is no TOML ({message})");
        Self {
            syntax: true,
            ..Self::new(Some(line), says, "write name = \"value\", or [keys]")
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}; {}", self.says, self.remedy)
    }
}

/// The one of `known` that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word, name), name))
        .filter(|(like, _)| *like >= LIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_none() {
        let known = ["next-claim", "previous-claim", "quit"];
        assert_eq!(nearest("next-clam", known), Some("next-claim"));
        assert_eq!(nearest("Quti", known), Some("quit"));
        assert_eq!(nearest("zebra", known), None);
    }
}

//! What a verb or noun says of a speaker: its class in `verbs.txt`, and in which form it stands.

use super::Model;
use super::inflection;
use crate::language::Parsed;
use crate::span::Span;
use std::sync::LazyLock;

/// The classes and their lemmas, parted by blanks, in the file's order.
pub fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
}

static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lists().map(|(name, _)| name).collect());

/// What one word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// The class of its lemma: "Say", "Think", …
    pub class: &'static str,
    /// Its form, one of [`inflection`]'s.
    pub form: u8,
}

/// What the word `lower` says, if it is known.
pub fn of(lower: &str) -> Option<Meaning> {
    let meaning = Model::built_in().lexicon.get(lower)?.meaning;
    let list = usize::from(meaning / (inflection::ING + 1)).checked_sub(1)?;
    Some(Meaning {
        class: NAMES.get(list)?,
        form: meaning % (inflection::ING + 1),
    })
}

/// What the first known word of `cue` says.
pub fn of_cue(parsed: &Parsed<'_>, cue: Span) -> Option<Meaning> {
    parsed.tokens_in(cue).find_map(|at| of(parsed.lower(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_class_of_its_lemma() {
        let meaning = |word| of(word).map(|meaning| (meaning.class, meaning.form));
        assert_eq!(meaning("warns"), Some(("Warn", inflection::ES)));
        assert_eq!(meaning("said"), Some(("Say", inflection::PAST)));
        assert_eq!(meaning("harbour"), None);
    }
}

//! Lists of words and phrases, each with its class: the data files beside the rooms that read them.
//!
//! A file has a `#` head with its origin; every other line is `class: phrase, phrase, …` in lower case, the words of a
//! phrase parted by blanks, clitics as tokens of their own ("does n't").

use crate::language::Parsed;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Phrases by their first word.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By first word: the words that follow and the class, longest phrase first.
    phrases: FxHashMap<&'static str, Vec<Phrase>>,
}

/// The words after the first one, and the class.
type Phrase = (Vec<&'static str>, &'static str);

impl Lexicon {
    /// Reads a data file.
    pub fn new(data: &'static str) -> Self {
        Self::only(data, |_| true)
    }

    /// Reads the `wanted` classes of a data file.
    pub fn only(data: &'static str, wanted: impl Fn(&str) -> bool) -> Self {
        let mut phrases: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
        for (class, list) in lines(data).filter(|(class, _)| wanted(class)) {
            for phrase in list.split(',') {
                let mut words = phrase.split_whitespace();
                if let Some(first) = words.next() {
                    phrases
                        .entry(first)
                        .or_default()
                        .push((words.collect(), class));
                }
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { phrases }
    }

    /// The first word and the class of every phrase.
    pub fn firsts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.phrases
            .iter()
            .flat_map(|(first, list)| list.iter().map(|(_, class)| (*first, *class)))
    }

    /// The class of a single word.
    pub fn class(&self, word: &str) -> Option<&'static str> {
        let list = self.phrases.get(word)?;
        list.iter()
            .find(|(words, _)| words.is_empty())
            .map(|(_, class)| *class)
    }

    /// The longest phrase that begins at token `at` and ends before `end`: how many tokens it has, and its class.
    pub fn longest(
        &self,
        parsed: &Parsed<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'static str)> {
        // Behind the last token nothing begins.
        if at >= end {
            return None;
        }
        self.phrases
            .get(parsed.lower(at))?
            .iter()
            .find_map(|(words, class)| {
                let length = words.len() + 1;
                let fits = at + length <= end
                    && words
                        .iter()
                        .enumerate()
                        .all(|(place, word)| parsed.lower(at + 1 + place) == *word);
                fits.then_some((length, *class))
            })
    }

    /// All phrases in `tokens`, leftmost longest: their tokens and class.
    pub fn all(
        &self,
        parsed: &Parsed<'_>,
        tokens: Range<usize>,
    ) -> Vec<(Range<usize>, &'static str)> {
        let mut found = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some((length, class)) = self.longest(parsed, at, tokens.end) {
                found.push((at..at + length, class));
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }
}

/// The words of a data file that has no classes: everything below its head, parted by white space.
pub fn words(data: &'static str) -> FxHashSet<&'static str> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

/// The lines of a data file as `(class, list)`.
pub fn lines(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(class, list)| (class.trim(), list.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn the_longest_phrase_wins() {
        let lexicon = Lexicon::new("# head\nweak: can\nstrong: can not help, sure");
        let article = Article::new("a", None, "We can not help it, we can.".to_owned());
        let parsed = Parsed::new(&article);
        let found: Vec<_> = lexicon
            .all(&parsed, 0..parsed.tokens.len())
            .into_iter()
            .map(|(tokens, class)| (tokens.len(), class))
            .collect();
        assert_eq!(found, [(3, "strong"), (1, "weak")]);
        let behind = parsed.tokens.len();
        assert_eq!(lexicon.longest(&parsed, behind, behind), None);
        assert_eq!(lexicon.class("sure"), Some("strong"));
        assert_eq!(lexicon.class("not"), None);
    }
}

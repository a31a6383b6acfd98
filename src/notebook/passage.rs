//! How a place is found again in a text that has changed a little.
//!
//! A passage is kept as its words with the words around it and its position: the text quote and text position selectors of
//! the W3C Web Annotation Data Model (2017).

use crate::span::{CodePoints, Span};
use serde::{Deserialize, Serialize};

/// How many characters of context are kept on each side.
const CONTEXT: usize = 32;
/// How alike changed words must be to the kept ones, 0 to 1, to be taken for them.
const ALIKE: f64 = 0.7;
/// The longest kept or candidate quote, in bytes, that is compared letter by letter.
const COMPARED_MAX: usize = 4000;

/// A stretch of one of the articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The article, by its place in the journal's head.
    pub article: usize,
    /// The words themselves.
    pub exact: String,
    /// Up to 32 characters before them.
    pub prefix: String,
    /// Up to 32 characters after them.
    pub suffix: String,
    /// Where they began, in code points.
    pub start: usize,
}

impl Passage {
    /// The passage at `span` of `text`, the text of `article`.
    pub fn new(article: usize, text: &str, span: Span) -> Self {
        let before: Vec<char> = text[..span.start].chars().rev().take(CONTEXT).collect();
        Self {
            article,
            exact: span.of(text).to_owned(),
            prefix: before.into_iter().rev().collect(),
            suffix: text[span.end..].chars().take(CONTEXT).collect(),
            start: CodePoints::new(text).at(span.start),
        }
    }

    /// Where the passage stands in `text` now, if it is still there.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        self.unchanged(text)
            .or_else(|| self.changed(text))
            .or_else(|| self.beside(text))
    }

    /// The occurrence of the exact words with the likest context, the nearest of equals.
    fn unchanged(&self, text: &str) -> Option<Span> {
        let points = CodePoints::new(text);
        text.match_indices(&self.exact)
            .map(|(at, _)| Span::new(at, at + self.exact.len()))
            .max_by_key(|span| {
                (
                    self.context(text, *span),
                    std::cmp::Reverse(points.at(span.start).abs_diff(self.start)),
                )
            })
    }

    /// How many characters of context agree around `span`.
    fn context(&self, text: &str, span: Span) -> usize {
        let before = text[..span.start]
            .chars()
            .rev()
            .zip(self.prefix.chars().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let after = text[span.end..]
            .chars()
            .zip(self.suffix.chars())
            .take_while(|(a, b)| a == b)
            .count();
        before + after
    }

    /// What now stands between the old surroundings, if it is like the old words.
    fn changed(&self, text: &str) -> Option<Span> {
        // The words next to the passage may have changed with it: shorter contexts are tried as well.
        let near = |words: &str, keep: usize, from_end: bool| -> String {
            let chars: Vec<char> = words.chars().collect();
            let kept = if from_end {
                &chars[chars.len().saturating_sub(keep)..]
            } else {
                &chars[..chars.len().min(keep)]
            };
            kept.iter().collect()
        };
        [CONTEXT, 16].into_iter().find_map(|keep| {
            let (prefix, suffix) = (
                near(&self.prefix, keep, true),
                near(&self.suffix, keep, false),
            );
            let starts: Vec<usize> = if prefix.is_empty() {
                vec![0]
            } else {
                text.match_indices(&prefix)
                    .map(|(at, found)| at + found.len())
                    .take(64)
                    .collect()
            };
            starts.into_iter().find_map(|start| {
                let reach = text.len().min(start + self.exact.len() * 2 + 64);
                let reach = (start..=reach)
                    .rev()
                    .find(|at| text.is_char_boundary(*at))?;
                let end = if suffix.is_empty() {
                    reach
                } else {
                    start + text[start..reach].find(&suffix)?
                };
                let span = Span::new(start, end);
                (!span.is_empty() && self.is_like(span.of(text))).then_some(span)
            })
        })
    }

    /// What now stands after the old words before it, or before those after it, and is likest to the old words: the
    /// other side has changed as well.
    fn beside(&self, text: &str) -> Option<Span> {
        if self.exact.len() > COMPARED_MAX {
            return None;
        }
        let reach = self.exact.len() * 2 + 64;
        let after = |at: usize| {
            let there = text[at..].chars().take(reach);
            let long = likest(self.exact.chars(), &there)?;
            let words = there.take(long).map(char::len_utf8).sum::<usize>();
            Some(Span::new(at, at + words))
        };
        let before = |at: usize| {
            let there = text[..at].chars().rev().take(reach);
            let long = likest(self.exact.chars().rev(), &there)?;
            let words = there.take(long).map(char::len_utf8).sum::<usize>();
            Some(Span::new(at - words, at))
        };
        // A few words stand in many places; a whole context seldom does.
        let starts = Some(self.prefix.as_str()).filter(|words| words.len() >= CONTEXT / 2);
        let ends = Some(self.suffix.as_str()).filter(|words| words.len() >= CONTEXT / 2);
        let starts = starts
            .into_iter()
            .flat_map(|words| text.match_indices(words));
        let ends = ends.into_iter().flat_map(|words| text.match_indices(words));
        let starts = starts
            .take(8)
            .filter_map(|(at, words)| after(at + words.len()));
        starts
            .chain(ends.take(8).filter_map(|(at, _)| before(at)))
            .next()
    }

    fn is_like(&self, words: &str) -> bool {
        self.exact.len().max(words.len()) <= COMPARED_MAX
            && strsim::normalized_levenshtein(&self.exact, words) >= ALIKE
    }
}

/// How many characters of `there`, from its beginning, are likest to all of `words`, if they are like enough. One pass of
/// Levenshtein's distance to every beginning of `there` (Sellers 1980).
fn likest(
    words: impl Iterator<Item = char>,
    there: &(impl Iterator<Item = char> + Clone),
) -> Option<usize> {
    let mut distances: Vec<usize> = (0..=there.clone().count()).collect();
    let mut length = 0;
    for word in words {
        length += 1;
        let mut corner = std::mem::replace(&mut distances[0], length);
        for (at, other) in there.clone().enumerate() {
            let change = corner + usize::from(word != other);
            corner = distances[at + 1];
            distances[at + 1] = change.min(corner + 1).min(distances[at] + 1);
        }
    }
    let likeness = |at: usize| 1.0 - distances[at] as f64 / at.max(length).max(1) as f64;
    (1..distances.len())
        .max_by(|one, other| {
            likeness(*one)
                .total_cmp(&likeness(*other))
                .then(other.cmp(one))
        })
        .filter(|at| likeness(*at) >= ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The mayor spoke. “We will build it,” she said. Later the union spoke. “We will build it,” it said too.";

    fn passage(words: &str, nth: usize) -> Passage {
        let at = TEXT
            .match_indices(words)
            .nth(nth)
            .expect("the words are there")
            .0;
        Passage::new(0, TEXT, Span::new(at, at + words.len()))
    }

    #[test]
    fn the_second_of_two_equal_passages_is_told_by_its_context() {
        let moved = format!("A new first paragraph.\n\n{TEXT}");
        let found = passage("We will build it", 1)
            .find(&moved)
            .expect("still there");
        assert_eq!(
            found.start,
            moved.rfind("We will build it").expect("it is there")
        );
    }

    #[test]
    fn slightly_changed_words_are_found_between_their_surroundings() {
        let changed = TEXT.replacen("the union spoke", "the unions spoke up", 1);
        let found = passage("the union spoke", 0)
            .find(&changed)
            .expect("still there");
        assert_eq!(found.of(&changed), "the unions spoke up");
    }

    #[test]
    fn changed_words_are_found_where_one_side_of_them_has_changed_too() {
        let passage = passage("“We will build it,” she said", 0);
        let after = "The mayor spoke. “We will build it soon,” she said. A new end.";
        let found = passage.find(after).expect("still there");
        assert_eq!(found.of(after), "“We will build it soon,” she said");
        let before =
            "A new beginning! “We shall build it,” she said. Later the union spoke. “We will”";
        let found = passage.find(before).expect("still there");
        assert_eq!(found.of(before), "“We shall build it,” she said");
    }

    #[test]
    fn words_that_are_gone_are_not_found_elsewhere() {
        assert_eq!(
            passage("Later the union spoke.", 0).find("Another article altogether."),
            None
        );
    }

    proptest! {
        #[test]
        fn every_passage_is_found_where_it_was(text in "\\PC{1,80}", a in 0usize..80, b in 0usize..80) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let span = Span::new(a.min(b), a.max(b));
            let found = Passage::new(0, &text, span).find(&text);
            prop_assert_eq!(found, (!span.is_empty()).then_some(span));
        }
    }
}

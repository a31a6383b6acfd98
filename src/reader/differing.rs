//! Two statements word by word: what one has that the other has not.
//!
//! Figures, dates, hedges and negations are compared by what they come to and weigh most; other words by their stem,
//! and words so common that they tell nothing are never marked. Where both are worded alike, a word that stands
//! elsewhere differs too (longest common subsequence, Myers 1986); where they are not, order tells nothing.

use crate::article::clean;
use crate::claim::{Claim, ClaimId, factuality};
use crate::comparison::Comparison;
use crate::matching::Relation;
use crate::matching::terms::{Term, Terms};
use crate::span::Span;
use rustc_hash::FxHashSet;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words of a statement beyond this many are shown but not compared.
const COMPARED: usize = 400;
/// From this share of common words on, two statements are worded alike.
const ALIKE: f32 = 0.6;

/// How a word stands to the other statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A word that the other statement has not.
    Other,
    /// A figure, date, hedge or negation that the other has not, or has otherwise.
    Weighty,
}

/// The content of a claim as it is shown, with what is marked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its words, fit for the screen; what is weighty stands in brackets.
    pub text: String,
    /// What is marked, in order, as bytes of `text`.
    pub marks: Vec<(Span, Mark)>,
}

/// What a word is compared by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A figure: what it comes to, in thousandths.
    Figure(i64),
    /// A date: its value, or its words.
    Date(String),
    /// A hedge or negation: its class.
    Hedge(&'static str),
    /// A word that tells something.
    Word(Term),
    /// A word that tells nothing.
    Common,
}

impl Key {
    const fn is_weighty(&self) -> bool {
        matches!(self, Self::Figure(_) | Self::Date(_) | Self::Hedge(_))
    }
}

/// The statements of two claims, each marked against the other. Where one is missing, or both only share an actor and
/// tell of two events, nothing is marked: everything would be.
pub fn statements(
    comparison: &Comparison,
    claims: [Option<ClaimId>; 2],
    relation: Option<Relation>,
) -> [Option<Statement>; 2] {
    let of = |claim: Option<ClaimId>| claim.and_then(|claim| comparison.claims.get(claim));
    let claims = [of(claims[0]), of(claims[1])];
    let compared = relation.is_some_and(|relation| relation != Relation::SameActor);
    let mut terms = Terms::default();
    let words = claims.map(|claim| {
        claim
            .filter(|_| compared)
            .map_or_else(Vec::new, |claim| words(comparison, claim, &mut terms))
    });
    let differing = differing([&words[0], &words[1]]);
    [0, 1].map(|side| {
        let claim = claims[side]?;
        let marked = words[side].iter().zip(&differing[side]);
        let marked: Vec<(Span, Mark)> = marked
            .filter(|(_, differs)| **differs)
            .map(|((span, key), _)| {
                let mark = if key.is_weighty() {
                    Mark::Weighty
                } else {
                    Mark::Other
                };
                (*span, mark)
            })
            .collect();
        Some(shown(comparison, claim, &marked))
    })
}

/// The words of a content in order, each with what it is compared by; a figure or date is one word.
fn words(comparison: &Comparison, claim: &Claim, terms: &mut Terms) -> Vec<(Span, Key)> {
    let text = &comparison.articles[claim.article].text;
    let mut valued: Vec<(Span, Key)> = Vec::new();
    for date in &claim.dates {
        let words = date.span.of(text).to_lowercase();
        valued.push((date.span, Key::Date(date.value.clone().unwrap_or(words))));
    }
    for figure in &claim.figures {
        let value = (figure.value * 1000.0).round() as i64;
        valued.push((figure.span, Key::Figure(value)));
    }
    valued.sort_by_key(|(span, _)| (span.start, span.end));
    let mut found: Vec<(Span, Key)> = Vec::new();
    for part in &claim.content {
        let mut at = part.start;
        for piece in part.of(text).split_inclusive(char::is_whitespace) {
            if found.len() >= COMPARED {
                return found;
            }
            let start = at;
            at += piece.len();
            let core = piece.trim_matches(|c: char| !c.is_alphanumeric());
            if core.is_empty() {
                continue;
            }
            let offset = piece.find(core).unwrap_or(0);
            let span = Span::new(start + offset, start + offset + core.len());
            if let Some((whole, key)) = valued.iter().find(|(whole, _)| whole.meets(span)) {
                if found.last().is_none_or(|(last, _)| last != whole) {
                    found.push((*whole, key.clone()));
                }
                continue;
            }
            let lower = core.to_lowercase();
            let key = match factuality::hedge(&lower) {
                Some(class) => Key::Hedge(class),
                None => terms.of(&lower).map_or(Key::Common, Key::Word),
            };
            found.push((span, key));
        }
    }
    found
}

/// By side and word: whether the other side has it not.
fn differing(words: [&[(Span, Key)]; 2]) -> [Vec<bool>; 2] {
    let keys = words.map(|words| {
        words
            .iter()
            .map(|(_, key)| key.clone())
            .filter(|key| *key != Key::Common)
            .collect::<Vec<Key>>()
    });
    let mut unpaired = [vec![true; keys[0].len()], vec![true; keys[1].len()]];
    let mut equal = 0;
    for step in capture_diff_slices(Algorithm::Myers, &keys[0], &keys[1]) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            unpaired[0][old_index..old_index + len].fill(false);
            unpaired[1][new_index..new_index + len].fill(false);
            equal += len;
        }
    }
    let all = keys[0].len() + keys[1].len();
    let alike = all > 0 && 2.0 * equal as f32 / all as f32 >= ALIKE;
    [0, 1].map(|side| {
        let elsewhere: FxHashSet<&Key> = keys[1 - side].iter().collect();
        let mut number = 0;
        words[side]
            .iter()
            .map(|(_, key)| {
                if *key == Key::Common {
                    return false;
                }
                let lone = unpaired[side][number];
                number += 1;
                lone && (alike || !elsewhere.contains(key))
            })
            .collect()
    })
}

/// The content fit for the screen, with brackets around what is weighty.
fn shown(comparison: &Comparison, claim: &Claim, marked: &[(Span, Mark)]) -> Statement {
    let text = &comparison.articles[claim.article].text;
    let mut statement = Statement::default();
    for (number, part) in claim.content.iter().enumerate() {
        if number > 0 {
            statement.text.push_str(" … ");
        }
        let mut at = part.start;
        for (span, mark) in marked {
            // A figure may begin before its part or end after it.
            let span = Span::new(span.start.max(part.start), span.end.min(part.end));
            if span.start < at || span.is_empty() {
                continue;
            }
            let between = text.get(at..span.start).unwrap_or_default();
            statement.text.push_str(&clean::line(between));
            let start = statement.text.len();
            let words = clean::line(text.get(span.range()).unwrap_or_default());
            if *mark == Mark::Weighty {
                statement.text.push('[');
                statement.text.push_str(&words);
                statement.text.push(']');
            } else {
                statement.text.push_str(&words);
            }
            let end = statement.text.len();
            statement.marks.push((Span::new(start, end), *mark));
            at = span.end;
        }
        let rest = text.get(at..part.end).unwrap_or_default();
        statement.text.push_str(&clean::line(rest));
    }
    statement
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn marked(a: &str, b: &str) -> [Statement; 2] {
        let articles = [a, b].map(|text| Article::new("", None, text.to_owned()));
        let comparison = Comparison::new(articles.into());
        let claim = |article: usize| {
            let mut of = comparison.claims.iter();
            of.find(|claim| claim.article == article)
                .map(|claim| claim.id)
        };
        let pair = [claim(0), claim(1)];
        statements(&comparison, pair, Some(Relation::Differs))
            .map(|statement| statement.expect("a claim"))
    }

    #[test]
    fn figures_that_disagree_stand_in_brackets_and_common_words_are_left_alone() {
        let [a, b] = marked(
            "Ann Ott said that 240 workers would lose their jobs.",
            "Ann Ott said 300 of the workers would lose a job.",
        );
        assert!(a.text.contains("[240] workers"), "{}", a.text);
        assert!(b.text.contains("[300] of the workers"), "{}", b.text);
        assert_eq!(a.marks.len(), 1);
    }

    #[test]
    fn a_negation_and_a_hedge_of_one_side_stand_in_brackets() {
        let [a, b] = marked(
            "Ann Ott said that the mill will not close in March.",
            "Ann Ott said that the mill may close in March.",
        );
        assert!(a.text.contains("[not]"), "{}", a.text);
        assert!(b.text.contains("[may]"), "{}", b.text);
    }

    #[test]
    fn words_in_another_order_do_not_differ_where_the_wording_is_another() {
        let [a, b] = marked(
            "Ann Ott said that the mill was flooded and sold.",
            "Ann Ott said that a bank sold the ruined, rusty, flooded mill.",
        );
        let words = |of: &Statement| {
            of.marks
                .iter()
                .map(|(span, _)| span.of(&of.text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&a), Vec::<String>::new());
        assert_eq!(words(&b), ["bank", "ruined", "rusty"]);
    }
}

//! Which noun phrases stand before a verb: its subject, as far as word order and parts of speech tell without a parse.

use crate::language::{Parsed, Tag};
use std::ops::Range;

/// The most tokens of an apposition or bracket between a noun phrase and its verb.
const BETWEEN: usize = 12;
/// The mark of a token that begins such a noun phrase.
pub const BEGINS: u8 = 1;
/// The mark of a token that carries it on.
pub const INSIDE: u8 = 2;

/// By token of the sentence `range`: [`BEGINS`], [`INSIDE`], or 0.
pub fn marks(parsed: &Parsed<'_>, range: &Range<usize>) -> Vec<u8> {
    let mut marks = vec![0; range.len()];
    let mut at = range.start;
    while at < range.end {
        let after_preposition = at > range.start && parsed.tokens[at - 1].tag == Tag::Adp;
        if after_preposition || !is_nominal(parsed, at) {
            at += 1;
            continue;
        }
        let (end, has_noun) = phrase(parsed, at, range.end);
        if has_noun && is_before_verb(parsed, end, range.end) {
            marks[at - range.start] = BEGINS;
            marks[at + 1 - range.start..end - range.start].fill(INSIDE);
        }
        at = end;
    }
    marks
}

/// Where the noun phrase that begins at token `at` ends, its "of" and "in" with it, and whether it has a noun.
fn phrase(parsed: &Parsed<'_>, at: usize, limit: usize) -> (usize, bool) {
    let mut end = at;
    let mut has_noun = false;
    while end < limit {
        let tag = parsed.tokens[end].tag;
        let goes_on = || {
            (tag == Tag::Adp || parsed.lower(end) == "and")
                && end + 1 < limit
                && is_nominal(parsed, end + 1)
        };
        if is_nominal(parsed, end) {
            has_noun |= matches!(tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num);
        } else if !has_noun || !goes_on() {
            break;
        }
        end += 1;
    }
    (end, has_noun)
}

/// Whether a finite verb follows at token `at`, perhaps after an apposition, a bracket or adverbs.
fn is_before_verb(parsed: &Parsed<'_>, at: usize, limit: usize) -> bool {
    let tag = |at: usize| parsed.tokens[at].tag;
    let mut verb = at;
    let close = match (verb < limit).then(|| parsed.lower(verb)) {
        Some(",") => Some(","),
        Some("(") => Some(")"),
        _ => None,
    };
    if let Some(close) = close
        && let Some(end) =
            (verb + 1..limit.min(verb + BETWEEN)).find(|at| parsed.lower(*at) == close)
    {
        let has_verb = (verb + 1..end).any(|at| matches!(tag(at), Tag::Verb | Tag::Aux));
        if !has_verb || is_relative(parsed, verb + 1) {
            verb = end + 1;
        }
    }
    while verb < limit && tag(verb) == Tag::Adv {
        verb += 1;
    }
    verb < limit
        && matches!(tag(verb), Tag::Verb | Tag::Aux)
        && !parsed.lower(verb).ends_with("ing")
}

/// Whether token `at` may stand in a noun phrase.
fn is_nominal(parsed: &Parsed<'_>, at: usize) -> bool {
    let lower = parsed.lower(at);
    match parsed.tokens[at].tag {
        Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron => {
            !is_relative(parsed, at)
        }
        Tag::Part => !matches!(lower, "to" | "n't" | "not"),
        _ => matches!(lower, "'s" | "'" | "-" | "&"),
    }
}

/// Whether token `at` opens a clause rather than a noun phrase.
fn is_relative(parsed: &Parsed<'_>, at: usize) -> bool {
    matches!(
        parsed.lower(at),
        "who" | "which" | "that" | "what" | "whom" | "where" | "when" | "how" | "why"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn found(text: &str) -> Vec<String> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let range = 0..parsed.tokens.len();
        let marks = marks(&parsed, &range);
        let mut all: Vec<String> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            match *mark {
                BEGINS => all.push(parsed.word(at).to_owned()),
                INSIDE => {
                    let last = all.last_mut().expect("a beginning");
                    last.push(' ');
                    last.push_str(parsed.word(at));
                }
                _ => {}
            }
        }
        all
    }

    #[test]
    fn a_noun_phrase_before_a_verb_is_its_subject() {
        assert_eq!(
            found("On Monday the old pilot said that two ships of the fleet were lost."),
            ["the old pilot", "two ships of the fleet"]
        );
    }

    #[test]
    fn an_apposition_stands_between_a_subject_and_its_verb() {
        assert_eq!(
            found("Anna Lind, the mayor, opened the bridge."),
            ["Anna Lind"]
        );
    }

    #[test]
    fn what_no_verb_follows_is_no_subject() {
        assert!(found("A letter from the town to the mill.").is_empty());
    }
}

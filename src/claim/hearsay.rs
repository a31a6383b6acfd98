//! What "is said to" be so: reports whose source the article does not name.
//!
//! A passive of saying or believing before "to" or "that", or an adverb such as "reportedly". The content is the whole
//! clause, since the hedge stands in its middle.

use super::Source;
use super::gather::Statement;
use crate::language::Parsed;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Word → the section of the list it stands in.
static WORDS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    let mut section = "";
    for line in include_str!("hearsay.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(name) => section = name,
            None => words.extend(line.split_whitespace().map(|word| (word, section))),
        }
    }
    words
});

const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "'s", "'re"];

/// The passive of hearsay that holds or touches `cue`, from its form of "be" to its "to".
pub fn passive_at(parsed: &Parsed<'_>, cue: Span) -> Option<Span> {
    let tokens = parsed
        .sentences
        .get(parsed.sentence_at(cue.start))?
        .tokens
        .clone();
    let listed = |at: &usize| WORDS.get(parsed.lower(*at)) == Some(&"passive");
    parsed
        .tokens_in(cue)
        .filter(listed)
        .find_map(|at| passive(parsed, at, tokens.clone()))
}

/// The hearsay of `clause`, if there is any.
pub fn find(parsed: &Parsed<'_>, clause: Span) -> Option<Statement> {
    let tokens = parsed.tokens_in(clause);
    for at in tokens.clone() {
        let section = WORDS.get(parsed.lower(at)).copied();
        let cue = match section {
            Some("passive") => passive(parsed, at, tokens.clone()),
            Some("adverb") => Some(parsed.tokens[at].span),
            Some("noun") => {
                if let Some(statement) = noun(parsed, at, tokens.clone()) {
                    return Some(statement);
                }
                None
            }
            _ => None,
        };
        let Some(cue) = cue.filter(|cue| parsed.quotation_at(cue.start).is_none()) else {
            continue;
        };
        return Some(Statement::new(
            vec![clause],
            Source::Unnamed(None),
            Some(cue),
            0.7,
        ));
    }
    None
}

/// "is said to", "are widely believed to", "it was reported that".
fn passive(parsed: &Parsed<'_>, at: usize, tokens: std::ops::Range<usize>) -> Option<Span> {
    let to = (at + 1 < tokens.end)
        .then(|| parsed.lower(at + 1))
        .filter(|next| matches!(*next, "to" | "that"))?;
    let be = (tokens.start.max(at.saturating_sub(2))..at)
        .find(|before| BE.contains(&parsed.lower(*before)))?;
    let impersonal = be > tokens.start && parsed.lower(be - 1) == "it";
    if to == "that" && !impersonal {
        return None;
    }
    // "He is supposed to pay" is a duty, "is supposed to have paid" hearsay; the same of "held to", "understood to".
    if matches!(parsed.lower(at), "supposed" | "held")
        && (at + 2 >= tokens.end || parsed.lower(at + 2) != "have")
    {
        return None;
    }
    Some(parsed.tokens[be].span.join(parsed.tokens[at + 1].span))
}

/// "there has been speculation that …": the content is the clause that follows.
fn noun(parsed: &Parsed<'_>, at: usize, tokens: std::ops::Range<usize>) -> Option<Statement> {
    let that = (at + 1 < tokens.end && parsed.lower(at + 1) == "that").then_some(at + 1)?;
    let existential = (tokens.start..at)
        .any(|before| matches!(parsed.lower(before), "there" | "amid" | "despite"));
    if !existential || that + 2 >= tokens.end {
        return None;
    }
    let mut end = tokens.end;
    if parsed.lower(end - 1).starts_with(['.', '!', '?']) {
        end -= 1;
    }
    let content = parsed.tokens[that].span.join(parsed.tokens[end - 1].span);
    Some(Statement::new(
        vec![content],
        Source::Unnamed(None),
        Some(parsed.tokens[at].span),
        0.6,
    ))
}

//! "according to X" and "in X's view" where the chains pass them by.
//!
//! Prepositional attribution has a fixed shape, so a rule finds what the learnt chains leave: the source is the noun phrase
//! after the preposition; the content is the rest of a relative clause that the phrase stands in ("changes that, according
//! to X, could …"), else the clause after it, else the clause before it.

use super::attribution::Attribution;
use super::cues::Cues;
use crate::language::{Parsed, Tag};
use crate::span::Span;
use std::ops::Range;

/// Adds what was passed by, and mends those that stand in the middle of a relative clause.
pub fn complete(parsed: &Parsed<'_>, attributions: &mut Vec<Attribution>) {
    let cues = Cues::new(attributions);
    for sentence in &parsed.sentences {
        if !parsed.article.blocks[sentence.block].kind.is_told() {
            continue;
        }
        for at in sentence.tokens.clone() {
            if !is_phrase(parsed, at, sentence.tokens.end) {
                continue;
            }
            let cue = parsed.tokens[at].span.join(parsed.tokens[at + 1].span);
            let known = cues.meeting(cue);
            // "…, but according to X these are small": the chains look for the content before the phrase.
            let begins = at > sentence.tokens.start && parsed.tokens[at - 1].tag == Tag::Cconj;
            if let Some(relative) = relative_clause(parsed, at, sentence.tokens.clone()) {
                complete_relative(attributions, cue, &relative, known);
            } else if known.is_none() || begins {
                let Some(found) = find(parsed, at, sentence.tokens.clone()) else {
                    continue;
                };
                match known {
                    Some(known) => attributions[known] = found,
                    None => attributions.push(found),
                }
            }
        }
    }
}

/// Whether "according to" and a source begin at token `at`.
fn is_phrase(parsed: &Parsed<'_>, at: usize, end: usize) -> bool {
    at + 2 < end
        && parsed.lower(at) == "according"
        && parsed.lower(at + 1) == "to"
        && !matches!(
            parsed.lower(at + 2),
            "this" | "that" | "which" | "plan" | "how" | "what"
        )
}

/// The noun phrase that begins at token `from`: up to a comma, a verb, or the start of the next noun phrase.
fn noun_phrase(parsed: &Parsed<'_>, from: usize, end: usize) -> Range<usize> {
    let mut at = from;
    let mut has_noun = false;
    while at < end {
        let tag = parsed.tokens[at].tag;
        let stops = match tag {
            // What follows "to" is no verb, though it may look like one: "according to council papers".
            Tag::Verb | Tag::Aux => at > from,
            Tag::Punct => true,
            Tag::Pron | Tag::Det => {
                has_noun
                    && !parsed.lower(at - 1).starts_with('\'')
                    && !matches!(parsed.tokens[at - 1].tag, Tag::Adp | Tag::Cconj)
            }
            _ => false,
        };
        // Quotation marks and brackets belong to names.
        if stops && !(tag == Tag::Punct && matches!(parsed.lower(at), "\"" | "(" | ")" | "-")) {
            break;
        }
        has_noun |= matches!(tag, Tag::Noun | Tag::Propn | Tag::Pron);
        at += 1;
    }
    from..at
}

/// The source that begins at token `from`: a noun phrase and what a participle says of it ("papers seen by the Herald").
fn source(parsed: &Parsed<'_>, from: usize, end: usize) -> Range<usize> {
    let mut phrase = noun_phrase(parsed, from, end);
    while !phrase.is_empty()
        && phrase.end + 1 < end
        && parsed.tokens[phrase.end].tag == Tag::Verb
        && parsed.tokens[phrase.end + 1].tag == Tag::Adp
    {
        let rest = noun_phrase(parsed, phrase.end + 2, end);
        if rest.is_empty() {
            break;
        }
        phrase.end = rest.end;
    }
    phrase
}

/// A relative clause that an attribution stands in.
struct Relative {
    source: Span,
    /// From the first word after the phrase to the end of the clause.
    rest: Span,
    /// The relative pronoun before the phrase.
    pronoun: Span,
}

fn relative_clause(parsed: &Parsed<'_>, at: usize, tokens: Range<usize>) -> Option<Relative> {
    let pronoun = at
        .checked_sub(2)
        .filter(|pronoun| *pronoun > tokens.start)?;
    let opened =
        parsed.lower(at - 1) == "," && matches!(parsed.lower(pronoun), "that" | "which" | "who");
    let source = source(parsed, at + 2, tokens.end);
    let closed = source.end + 1 < tokens.end && parsed.lower(source.end) == ",";
    if !opened || !closed || source.is_empty() {
        return None;
    }
    let last = last_word(parsed, source.end + 1..tokens.end)?;
    Some(Relative {
        source: parsed.tokens[source.start]
            .span
            .join(parsed.tokens[source.end - 1].span),
        rest: parsed.tokens[source.end + 1]
            .span
            .join(parsed.tokens[last].span),
        pronoun: parsed.tokens[pronoun].span,
    })
}

/// Gives the relative clause to its source, and the whole of it back to the content that it interrupts.
fn complete_relative(
    attributions: &mut Vec<Attribution>,
    cue: Span,
    relative: &Relative,
    own: Option<usize>,
) {
    for (at, attribution) in attributions.iter_mut().enumerate() {
        if Some(at) != own
            && let Some(last) = attribution.content.last_mut().filter(|last| {
                last.end == relative.pronoun.end || last.holds(relative.pronoun.start)
            })
        {
            last.end = last.end.max(relative.rest.end);
            attribution.outer = None;
        }
    }
    let content = vec![relative.rest];
    match own {
        Some(own) => attributions[own].content = content,
        None => attributions.push(Attribution {
            source: Some(relative.source),
            cue: Some(cue),
            content,
            confidence: 0.6,
            outer: None,
        }),
    }
}

/// The attribution that begins at token `at`, by the shape of its sentence.
fn find(parsed: &Parsed<'_>, at: usize, tokens: Range<usize>) -> Option<Attribution> {
    let source = source(parsed, at + 2, tokens.end);
    if source.is_empty() {
        return None;
    }
    let has_verb = |range: Range<usize>| {
        range
            .clone()
            .any(|at| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux))
    };
    let after = source.end..tokens.end;
    let skips = after.start < after.end && parsed.lower(after.start) == ",";
    let after = after.start + usize::from(skips)..after.end;
    let before = clause_before(parsed, at, tokens.start);
    let opens = before
        .clone()
        .filter(|at| parsed.tokens[*at].tag != Tag::Punct)
        .count()
        < 3;
    // Before the phrase stands a whole clause and a comma: "It rained, according to X, and …".
    let closes = at > tokens.start && parsed.lower(at - 1) == "," && has_verb(before.clone());
    let content = if has_verb(after.clone()) && (opens || !closes) {
        let last = last_word(parsed, after.clone())?;
        parsed.tokens[after.start]
            .span
            .join(parsed.tokens[last].span)
    } else if has_verb(before.clone()) {
        let last = last_word(parsed, before.clone())?;
        parsed.tokens[before.start]
            .span
            .join(parsed.tokens[last].span)
    } else {
        return None;
    };
    Some(Attribution {
        source: Some(
            parsed.tokens[source.start]
                .span
                .join(parsed.tokens[source.end - 1].span),
        ),
        cue: Some(parsed.tokens[at].span.join(parsed.tokens[at + 1].span)),
        content: vec![content],
        confidence: 0.6,
        outer: None,
    })
}

/// The tokens before `at` back to the last comma with a conjunction, colon or semicolon.
fn clause_before(parsed: &Parsed<'_>, at: usize, start: usize) -> Range<usize> {
    let cut = (start..at).rev().find(|token| {
        matches!(parsed.lower(*token), ":" | ";")
            || (matches!(parsed.lower(*token), "but" | "and")
                && *token > start
                && parsed.lower(token - 1) == ",")
    });
    cut.map_or(start, |cut| cut + 1)..at
}

/// The last token of `range` that is no mark.
fn last_word(parsed: &Parsed<'_>, range: Range<usize>) -> Option<usize> {
    range
        .rev()
        .find(|at| parsed.lower(*at).contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn completed(text: &str) -> Vec<(String, String)> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let mut attributions = Vec::new();
        complete(&parsed, &mut attributions);
        let words = |span: &Span| span.of(text).to_owned();
        attributions
            .iter()
            .map(|found| {
                (
                    found.source.as_ref().map(words).unwrap_or_default(),
                    found
                        .content
                        .iter()
                        .map(words)
                        .collect::<Vec<_>>()
                        .join(" … "),
                )
            })
            .collect()
    }

    fn one(source: &str, content: &str) -> Vec<(String, String)> {
        vec![(source.to_owned(), content.to_owned())]
    }

    #[test]
    fn the_clause_after_the_source_is_its_content() {
        assert_eq!(
            completed("The town built three schools, but according to Sample these are too small."),
            one("Sample", "these are too small")
        );
    }

    #[test]
    fn the_clause_before_is_the_content_where_nothing_follows() {
        assert_eq!(
            completed("The school will open in May, according to the town council."),
            one("the town council", "The school will open in May")
        );
    }

    #[test]
    fn inside_a_relative_clause_the_rest_of_it_is_the_content() {
        assert_eq!(
            completed("The mayor announced new rules that, according to Sample, could harm shops."),
            one("Sample", "could harm shops")
        );
    }
}

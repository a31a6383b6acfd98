//! Where a colon parts a sentence into clauses that are statements of their own.

use crate::language::{Parsed, Tag};
use crate::span::Span;

/// The fewest words of a part of a sentence that is a statement of its own.
const WORDS_MIN: usize = 4;

/// The clauses of sentence `number`: the sentence itself, cut after each colon outside quotations that has a clause on both
/// sides. A colon that introduces what was just announced by a cue ("He said: …") parts nothing here: see [`parting_colon`].
pub fn clauses(parsed: &Parsed<'_>, number: usize) -> Vec<Span> {
    let sentence = &parsed.sentences[number];
    let mut start = sentence.span.start;
    let mut clauses = Vec::new();
    for at in sentence.tokens.clone() {
        if let Some(colon) = parting_colon(parsed, number, at) {
            clauses.push(Span::new(start, colon.start));
            start = colon.end;
        }
    }
    clauses.push(Span::new(start, sentence.span.end));
    clauses
        .into_iter()
        .map(|span| span.trimmed(parsed.text()))
        .filter(|span| !span.is_empty())
        .collect()
}

/// The colon at token `at` of sentence `number`, if it parts two clauses.
pub fn parting_colon(parsed: &Parsed<'_>, number: usize, at: usize) -> Option<Span> {
    let sentence = &parsed.sentences[number];
    let span = parsed.tokens[at].span;
    if parsed.lower(at) != ":" || parsed.quotation_at(span.start).is_some() {
        return None;
    }
    let before = Span::new(sentence.span.start, span.start);
    let after = Span::new(span.end, sentence.span.end);
    // "… two plans: first, that it stays" unfolds what the clause before holds.
    let mut opening = (at + 1..sentence.tokens.end).take(3);
    let unfolds = opening.any(|at| matches!(parsed.lower(at), "that" | "whether"));
    (!unfolds && is_clause(parsed, before) && is_clause(parsed, after)).then_some(span)
}

/// Whether `part` has the words and the verb of a statement.
pub fn is_clause(parsed: &Parsed<'_>, part: Span) -> bool {
    let tokens = parsed.tokens_in(part);
    let words = tokens
        .clone()
        .filter(|at| parsed.lower(*at).contains(char::is_alphanumeric))
        .count();
    // A finite verb needs something before it to speak of.
    let finite = |at: usize| {
        matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux)
            && parsed.lower(at - 1) != "to"
            && !parsed.lower(at).ends_with("ing")
    };
    words >= WORDS_MIN && tokens.skip(1).any(finite)
}

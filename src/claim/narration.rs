//! What the article says in its own voice.
//!
//! A title and a body statement with an actor in it; a clause after a colon begins a new one; of a sentence that also
//! attributes something, the part outside the attribution when it is a clause of its own. Questions are none.

use super::Source;
use super::gather::Statement;
use crate::language::{Parsed, Tag};
use crate::span::Span;

/// The fewest words of a part of a sentence that is a statement of its own.
const WORDS_MIN: usize = 4;

/// The statements of sentence `number` outside the spans `taken`, which are sorted and may overlap.
pub fn find(parsed: &Parsed<'_>, number: usize, taken: &[Span]) -> Vec<Statement> {
    let sentence = &parsed.sentences[number];
    if parsed.text()[sentence.span.range()]
        .trim_end_matches(['"', '”', '’', ')'])
        .ends_with('?')
    {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for clause in clauses(parsed, number) {
        for part in outside(clause, taken) {
            let whole = part == sentence.span;
            let Some(part) = trimmed(parsed, part, whole) else {
                continue;
            };
            if whole || is_clause(parsed, part) {
                statements.push(Statement::new(
                    vec![part],
                    Source::Article,
                    None,
                    if whole { 0.8 } else { 0.6 },
                ));
            }
        }
    }
    statements
}

/// The sentence cut after each colon that parts two clauses.
fn clauses(parsed: &Parsed<'_>, number: usize) -> Vec<Span> {
    let sentence = &parsed.sentences[number];
    let mut start = sentence.span.start;
    let mut clauses = Vec::new();
    for at in sentence.tokens.clone() {
        let span = parsed.tokens[at].span;
        if parsed.lower(at) != ":" || parsed.quotation_at(span.start).is_some() {
            continue;
        }
        let (before, after) = (
            Span::new(start, span.start),
            Span::new(span.end, sentence.span.end),
        );
        if is_clause(parsed, before) && is_clause(parsed, after) {
            clauses.push(before);
            start = span.end;
        }
    }
    clauses.push(Span::new(start, sentence.span.end));
    clauses
        .into_iter()
        .map(|span| span.trimmed(parsed.text()))
        .filter(|span| !span.is_empty())
        .collect()
}

/// The parts of `clause` that no span of `taken` touches.
fn outside(clause: Span, taken: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = clause.start;
    for span in taken.iter().filter(|span| span.meets(clause)) {
        if span.start > start {
            parts.push(Span::new(start, span.start));
        }
        start = start.max(span.end);
    }
    if start < clause.end {
        parts.push(Span::new(start, clause.end));
    }
    parts
}

/// The part without marks and connecting words at its ends; a whole sentence keeps its own.
fn trimmed(parsed: &Parsed<'_>, part: Span, whole: bool) -> Option<Span> {
    let mut tokens = parsed.tokens_in(part);
    if whole {
        return (!tokens.is_empty()).then_some(part);
    }
    let loose = |at: usize| {
        let lower = parsed.lower(at);
        !lower.contains(char::is_alphanumeric)
            || matches!(
                lower,
                "and" | "but" | "or" | "while" | "as" | "that" | "who" | "which"
            )
    };
    while !tokens.is_empty() && loose(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    let (first, last) = (
        parsed.tokens.get(tokens.start)?,
        parsed.tokens.get(tokens.end.checked_sub(1)?)?,
    );
    (!tokens.is_empty()).then(|| Span::new(first.span.start, last.span.end))
}

/// Whether `part` has the words and the verb of a statement.
fn is_clause(parsed: &Parsed<'_>, part: Span) -> bool {
    let tokens = parsed.tokens_in(part);
    let words = tokens
        .clone()
        .filter(|at| parsed.lower(*at).contains(char::is_alphanumeric))
        .count();
    // A finite verb needs something before it to speak of.
    let verb = tokens.clone().skip(1).find(|at| {
        matches!(parsed.tokens[*at].tag, Tag::Verb | Tag::Aux)
            && parsed.lower(*at - 1) != "to"
            && !parsed.lower(*at).ends_with("ing")
    });
    words >= WORDS_MIN && verb.is_some()
}

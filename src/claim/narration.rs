//! What the article says in its own voice.
//!
//! A title and a body statement with an actor in it; a clause after a colon begins a new one; of a sentence that also
//! attributes something, the part outside the attribution when it is a clause of its own. Questions are none.

use super::Source;
use super::clause::is_clause;
use super::gather::Statement;
use crate::language::Parsed;
use crate::span::Span;

/// The statements of `clause` of sentence `number` outside the spans `taken`, which are sorted and may overlap.
pub fn find(parsed: &Parsed<'_>, number: usize, clause: Span, taken: &[Span]) -> Vec<Statement> {
    let sentence = &parsed.sentences[number];
    if sentence
        .span
        .of(parsed.text())
        .trim_end_matches(['"', '”', '’', ')'])
        .ends_with('?')
    {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for part in outside(clause, taken) {
        let whole = part == sentence.span;
        let Some(part) = trimmed(parsed, part, whole) else {
            continue;
        };
        if whole || is_clause(parsed, part) {
            let confidence = if whole { 0.8 } else { 0.6 };
            statements.push(Statement::new(
                vec![part],
                Source::Article,
                None,
                confidence,
            ));
        }
    }
    statements
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

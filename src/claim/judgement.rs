//! What is likely, clear or doubtful "for" somebody: "The plan is not improbable for Example."

use super::gather::Statement;
use super::lexicon::words;
use super::source::Sources;
use crate::language::Parsed;
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static ADJECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("judgement.txt")));

/// The judgement that `clause` gives "for" an actor at its end, if any.
pub fn find(parsed: &Parsed<'_>, clause: Span, sources: &Sources<'_>) -> Option<Statement> {
    let tokens = parsed.tokens_in(clause);
    let mut end = tokens.end;
    while end > tokens.start && !parsed.lower(end - 1).contains(char::is_alphanumeric) {
        end -= 1;
    }
    let first = tokens.start;
    let cue = (first + 3..end)
        .rev()
        .take(8)
        .find(|at| parsed.lower(*at) == "for" && ADJECTIVES.contains(parsed.lower(at - 1)))?;
    let words = Span::new(
        parsed.tokens.get(cue + 1)?.span.start,
        parsed.tokens[end - 1].span.end,
    );
    let source = sources.named(words)?;
    let content = parsed.tokens[first].span.join(parsed.tokens[cue - 1].span);
    Some(Statement::new(
        vec![content],
        source,
        Some(parsed.tokens[cue].span),
        0.6,
    ))
}

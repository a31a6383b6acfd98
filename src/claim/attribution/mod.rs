//! Source, cue and content.

use crate::language::Parsed;
use crate::span::Span;

/// Who is said to have said it, the words that say so, and what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name the source.
    pub source: Option<Span>,
    /// The words that say that it is said.
    pub cue: Option<Span>,
    /// What is said; never empty.
    pub content: Vec<Span>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
    /// The attribution whose content holds this one.
    pub outer: Option<usize>,
}

/// The attributions of an article.
pub fn find(parsed: &Parsed<'_>) -> Vec<Attribution> {
    let _ = parsed;
    Vec::new()
}

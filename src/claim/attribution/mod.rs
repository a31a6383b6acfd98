//! Who is said to have said what: source, cue and content, learnt from annotated news.
//!
//! The terms are those of the PARC and PolNeAR corpora (Pareti 2012; Newell, Margolin and Ruths 2018). Two linear chains
//! over hashed features: one marks the cues of a sentence, the other, once for each cue, its source and content. A cue
//! inside the content of a surer one is its inner attribution. A logistic regression says how sure each one is.
//!
//! | question | room |
//! |---|---|
//! | what is known of words | [`lexicon`] |
//! | the forms of verbs and nouns | [`inflection`] |
//! | what a verb says of a speaker | [`meaning`] |
//! | what is known of each token | [`facts`] |
//! | which noun phrases stand before a verb | [`subject`] |
//! | which words are cues | [`cues`] |
//! | where its source and content are sought | [`site`] |
//! | what belongs to a cue | [`arguments`] |
//! | in what order all this is asked | [`passes`] |
//! | how sure an attribution is | [`filter`] |
//! | what signatures, transcripts and open quotations say | [`layout`] |
//! | the best labels of a sequence | [`chain`] |
//! | weights and their file | [`table`], [`model`] |

pub mod arguments;
pub mod chain;
pub mod cues;
pub mod facts;
pub mod filter;
pub mod inflection;
pub mod layout;
pub mod lexicon;
pub mod meaning;
pub mod model;
pub mod passes;
pub mod site;
pub mod subject;
pub mod table;

use crate::language::Parsed;
use crate::span::Span;
pub use model::Model;
use std::ops::Range;

/// One source, cue and content.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name who says it.
    pub source: Option<Span>,
    /// The words that say that it is said.
    pub cue: Option<Span>,
    /// What is said; not empty, sorted, disjoint.
    pub content: Vec<Span>,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// The attribution in whose content this one stands, by its place in the list: "A reports that B said …".
    pub outer: Option<usize>,
}

/// An attribution in tokens, with what the chains say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The cue.
    pub cue: Range<usize>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The parts of the content.
    pub content: Vec<Range<usize>>,
    /// The probability that a cue begins here.
    pub sure_cue: f32,
    /// The mean probability of the content's labels.
    pub sure_content: f32,
    /// The mean probability of the source's labels.
    pub sure_source: f32,
    /// How many other cues stand in its sentence.
    pub neighbours: u32,
    /// The candidate in whose content its cue stands.
    pub outer: Option<usize>,
    /// How sure it is.
    pub confidence: f32,
}

/// Finds the attributions of `parsed`, by place of their cues.
pub fn find(parsed: &Parsed<'_>) -> Vec<Attribution> {
    find_telling(parsed, &mut |_| {})
}

/// The same; `tell` hears what share of the work is done, 0 to 1.
pub fn find_telling(parsed: &Parsed<'_>, tell: &mut dyn FnMut(f64)) -> Vec<Attribution> {
    Model::built_in().find_telling(parsed, tell)
}

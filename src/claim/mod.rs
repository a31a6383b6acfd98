//! Who said what, how surely: the claims of an article.
//!
//! | question | room |
//! |---|---|
//! | which words are source, cue and content | [`attribution`] |
//! | where the chains pass by "according to", "reports the …" or "…, the mayor said" | [`according`], [`inversion`], [`postposed`] |
//! | who speaks between a quotation and its verb | [`between`] |
//! | what attributions become where they run into one another | [`settle`] |
//! | where one speaker says two things, or two speakers one each, joined by "and" | [`coordination`] |
//! | what a colon announces | [`announced`] |
//! | where a colon parts two statements | [`clause`] |
//! | who "has been called" something, by nobody that is told | [`passive`] |
//! | what "is said to" be so, without a source | [`hearsay`] |
//! | what is likely or certain "for" somebody | [`judgement`] |
//! | which sentences carry the last source on | [`carried`] |
//! | where the words that name a source begin and end | [`speaker`] |
//! | what only says where and when a text was written | [`dateline`] |
//! | what the article says in its own voice | [`narration`] |
//! | what is told by its marks alone where a text is not in English | [`foreign`] |
//! | which actor the words of a source name | [`source`] |
//! | how sure the source is, and of what polarity | [`factuality`] |
//! | which quantities and dates a content gives | [`figure`], [`date`] |
//! | how all this becomes the list of claims | [`gather`] |

pub mod according;
pub mod announced;
pub mod attribution;
pub mod between;
pub mod carried;
pub mod clause;
pub mod coordination;
pub mod cues;
pub mod date;
pub mod dateline;
pub mod factuality;
pub mod figure;
pub mod foreign;
pub mod gather;
pub mod hearsay;
pub mod inversion;
pub mod judgement;
pub mod lexicon;
pub mod narration;
pub mod passive;
pub mod postposed;
pub mod settle;
pub mod source;
pub mod sourcing;
pub mod speaker;

use crate::actor::ActorId;
use crate::span::Span;
pub use gather::{find, find_telling};
use serde::{Deserialize, Serialize};

/// The number of a claim in its [`crate::comparison::Comparison`].
pub type ClaimId = usize;

/// One attributed content, or one statement in the article's own voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its number: its place in the list of claims.
    pub id: ClaimId,
    /// The article, by its place in the comparison.
    pub article: usize,
    /// The sentences that the content touches, in order.
    pub sentences: Vec<usize>,
    /// What is said: one span, or several where it stops and resumes. Never empty.
    pub content: Vec<Span>,
    /// Who says it.
    pub source: Source,
    /// The words that say that it is said ("said", "according to"); none where the source is carried on.
    pub cue: Option<Span>,
    /// How it is given.
    pub mode: Mode,
    /// Those through whom it came, outermost first: `[A]` for "A reports that B said …".
    pub via: Vec<ActorId>,
    /// The actors that the content speaks of, in order of their first mention.
    pub about: Vec<ActorId>,
    /// How sure the source is that it is, or is not, so.
    pub factuality: Factuality,
    /// The quantities in the content.
    pub figures: Vec<Figure>,
    /// The dates and stretches of time in the content.
    pub dates: Vec<Date>,
    /// The places in the content.
    pub places: Vec<Span>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

impl Claim {
    /// From the first to the last word of its content.
    pub fn extent(&self) -> Span {
        self.content
            .iter()
            .copied()
            .reduce(Span::join)
            .unwrap_or_default()
    }
}

/// Who stands behind a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An actor, with the words that name it; no words where the source is carried on from before.
    Actor(ActorId, Option<Span>),
    /// Somebody without a name or identity ("analysts", "is said to").
    Unnamed(Option<Span>),
    /// The article's own voice.
    Article,
}

impl Source {
    /// The actor, if the source is one.
    pub const fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(actor, _) => Some(actor),
            _ => None,
        }
    }

    /// The words that name the source, if there are any.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Actor(_, span) | Self::Unnamed(span) => span,
            Self::Article => None,
        }
    }
}

/// How a content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// All in quotation marks.
    Direct,
    /// In the article's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// In the article's own voice.
    Narration,
}

/// How sure the source is (FactBank; Saurí and Pustejovsky 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factuality {
    /// How sure.
    pub certainty: Certainty,
    /// That it is so, or that it is not.
    pub polarity: Polarity,
}

/// The degrees of FactBank, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
    Unknown,
}

impl Certainty {
    /// It in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unknown => "open",
        }
    }
}

/// Whether a content is affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Polarity {
    Positive,
    Negative,
}

/// A quantity: "200,000 troops" is 200000 with the unit "troops". A range is two figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The words of the number.
    pub span: Span,
    /// What it comes to.
    pub value: f64,
    /// What is counted or measured, in the article's words, lower case; empty where nothing follows.
    pub unit: String,
}

/// A date or a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The words.
    pub span: Span,
    /// ISO 8601 as far as it is known ("2022-12-19", "2022-12", "--12-19", "2019"); `None` where the words leave it open.
    pub value: Option<String>,
}

//! Which claims of two articles speak of one matter.

use crate::actor::{Actor, ActorId};
use crate::claim::{Claim, ClaimId};
use crate::language::Parsed;
use serde::Serialize;

/// Two claims, one of each article, that share an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The claim of the earlier article.
    pub a: ClaimId,
    /// The claim of the later article.
    pub b: ClaimId,
    /// The shared actors, best first, each with its role in `a` and in `b`.
    pub actors: Vec<(ActorId, [Role; 2])>,
    /// Whether both speak of one event.
    pub same_event: bool,
    /// How `b` stands to `a`.
    pub relation: Relation,
    /// How surely they belong together, 0 to 1.
    pub score: f32,
    /// The reasons, in words for the reader.
    pub because: Vec<String>,
}

/// What an actor does in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It is the source.
    Speaker,
    /// The content says what it is or does.
    Subject,
    /// The content names it.
    Mentioned,
}

/// How two matching claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They say the same.
    Restates,
    /// One says more of it.
    Adds,
    /// They give other figures, dates or degrees of certainty for one event.
    Differs,
    /// One affirms what the other denies.
    Contradicts,
    /// The same actor, another event.
    SameActor,
}

/// Finds the matches between claims of different articles, by claim `a`, best first.
pub fn find(articles: &[Parsed<'_>], actors: &[Actor], claims: &[Claim]) -> Vec<Match> {
    let _ = (articles, actors, claims);
    Vec::new()
}

/// The match that a reader makes between claims `a` and `b`, `a` of the earlier article.
pub fn by_hand(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    claims: &[Claim],
    a: ClaimId,
    b: ClaimId,
) -> Match {
    let _ = (articles, actors, claims);
    Match {
        a,
        b,
        actors: Vec::new(),
        same_event: true,
        relation: Relation::Adds,
        score: 1.0,
        because: vec!["matched by hand".to_owned()],
    }
}

//! Which claims of two articles speak of one matter.
//!
//! | question | room |
//! |---|---|
//! | which words count, and how rare they are | [`terms`] |
//! | what a claim is compared by | [`profile`] |
//! | which pairs are worth comparing | [`candidate`] |
//! | what speaks for a match | [`feature`] |
//! | how surely two claims belong together | [`score`] |
//! | whether they speak of one event | [`event`] |
//! | whether one denies what the other affirms | [`denial`] |
//! | which figures, days and degrees stand against each other | [`against`] |
//! | how one stands to the other | [`relation`] |
//! | why, in words | [`reason`] |
//! | what holds of texts that are not in English | `foreign` |
//! | which claims of one article speak of one matter | [`within`] |
//! | which paragraphs are the same in both articles | [`copied`] |

pub mod against;
pub mod candidate;
pub mod copied;
pub mod denial;
pub mod event;
pub mod feature;
mod foreign;
pub mod profile;
pub mod reason;
pub mod relation;
pub mod score;
pub mod terms;
pub mod within;

use crate::actor::{Actor, ActorId, MentionIndex};
use crate::claim::{Claim, ClaimId};
use crate::language::Parsed;
pub use copied::Copied;
use serde::{Deserialize, Serialize};
pub use within::Repeat;

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
    /// Whether both stand in a paragraph that the articles have in common: then one does not bear the other out.
    pub copied: bool,
}

impl Match {
    /// The order of a list of matches: by claim `a`, best first.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let best_first = other.score.total_cmp(&self.score);
        self.a
            .cmp(&other.a)
            .then(best_first)
            .then(self.b.cmp(&other.b))
    }
}

/// What an actor does in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

impl Relation {
    /// It in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restates => "restates",
            Self::Adds => "adds",
            Self::Differs => "differs",
            Self::Contradicts => "contradicts",
            Self::SameActor => "same actor",
        }
    }
}

/// How many counterparts a claim asks for in another article; one that many ask for has more.
const MOST: usize = 4;

/// Matches that are at least this sure are given however many there are.
const SURE: f32 = 0.4;

/// Matches that are less sure than this are not given.
const LEAST: f32 = 0.05;

/// All claims, each with what it is compared by.
pub struct Profiles<'c> {
    claims: &'c [Claim],
    by_claim: Vec<profile::Profile>,
    terms: terms::Terms,
    articles: usize,
    actors: usize,
}

impl<'c> Profiles<'c> {
    /// Reads every claim once.
    pub fn new(articles: &[Parsed<'_>], actors: &[Actor], claims: &'c [Claim]) -> Self {
        let mentions = MentionIndex::new(actors, articles.len());
        let mut terms = terms::Terms::default();
        let by_claim = claims
            .iter()
            .map(|claim| profile::read(&articles[claim.article], claim, &mentions, &mut terms))
            .collect();
        Self {
            claims,
            by_claim,
            terms,
            articles: articles.len(),
            actors: actors.len(),
        }
    }

    /// The candidates between each two articles, the articles in order.
    pub fn candidates(&self) -> Vec<Vec<candidate::Pair>> {
        let sides: Vec<Vec<_>> = (0..self.articles)
            .map(|article| {
                self.claims
                    .iter()
                    .zip(&self.by_claim)
                    .filter(|(claim, _)| claim.article == article)
                    .collect()
            })
            .collect();
        let mut all = Vec::new();
        for (at, a) in sides.iter().enumerate() {
            for b in &sides[at + 1..] {
                all.push(candidate::pairs(a, b, &self.terms, self.actors));
            }
        }
        all
    }
}

/// What claims have to do with one another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The matches between claims of different articles, by claim `a`, best first.
    pub matches: Vec<Match>,
    /// The claims of one article on one matter, by article and claim `a`; only where there are several articles.
    pub repeats: Vec<Repeat>,
    /// What each two articles have word for word.
    pub copied: Vec<Copied>,
}

/// Finds what the claims have to do with one another.
pub fn find(articles: &[Parsed<'_>], actors: &[Actor], claims: &[Claim]) -> Found {
    find_telling(articles, actors, claims, |_, _| {})
}

/// The same; `tell` hears how many pairs of claims are judged, and of how many.
pub fn find_telling(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    claims: &[Claim],
    mut tell: impl FnMut(usize, usize),
) -> Found {
    if articles.len() < 2 {
        return Found::default();
    }
    let profiles = Profiles::new(articles, actors, claims);
    let side = |claim: ClaimId| relation::Of {
        claim: &claims[claim],
        parsed: &articles[claims[claim].article],
        profile: &profiles.by_claim[claim],
    };
    let mut matches = Vec::new();
    for pairs in profiles.candidates() {
        let best = best(&pairs, claims.len());
        let of = matches.len() + best.len();
        for (pair, score) in best {
            tell(matches.len(), of);
            matches.push(judged(
                side(pair.a),
                side(pair.b),
                actors,
                &profiles.terms,
                Some(score),
            ));
        }
    }
    matches.sort_by(Match::order);
    let repeats = (0..articles.len())
        .flat_map(|article| {
            let english = !articles[article].article.is_foreign();
            let own = claims
                .iter()
                .filter(|claim| english && claim.article == article);
            let sides: Vec<_> = own
                .map(|claim| (side(claim.id), &profiles.by_claim[claim.id]))
                .collect();
            within::find(&sides, &profiles.terms)
        })
        .collect();
    let copied = copied::find(articles);
    copied::mark(&copied, articles, claims, &mut matches);
    Found {
        matches,
        repeats,
        copied,
    }
}

/// The match of claims `a` and `b`, `a` of the earlier article, of which a reader says that they speak of one event: sure.
pub fn of_one_event(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    claims: &[Claim],
    a: ClaimId,
    b: ClaimId,
) -> Match {
    let mentions = MentionIndex::new(actors, articles.len());
    let mut terms = terms::Terms::default();
    let profiles = [a, b].map(|claim| {
        let parsed = &articles[claims[claim].article];
        profile::read(parsed, &claims[claim], &mentions, &mut terms)
    });
    let of = |claim: ClaimId, side: usize| relation::Of {
        claim: &claims[claim],
        parsed: &articles[claims[claim].article],
        profile: &profiles[side],
    };
    judged(of(a, 0), of(b, 1), actors, &terms, None)
}

/// The match of two claims: the actors they share, the event, the relation and the reasons. Without a score a reader has
/// said that they are on one event.
fn judged(
    a: relation::Of<'_, '_>,
    b: relation::Of<'_, '_>,
    actors: &[Actor],
    terms: &terms::Terms,
    score: Option<f32>,
) -> Match {
    let mut shared = feature::shared_actors(a.profile, b.profile);
    shared.sort_by_key(|(actor, roles)| (*roles, *actor));
    let ids: Vec<ActorId> = shared.iter().map(|(actor, _)| *actor).collect();
    let alignment = event::align(a.profile, b.profile, &ids, terms);
    let foreign = foreign::is_between(a, b);
    let found = |score| {
        if foreign {
            foreign::are_same(a, b)
        } else {
            event::same(&alignment, score, !shared.is_empty())
        }
    };
    let same_event = score.is_none_or(found);
    let (relation, against) = if same_event && foreign {
        (foreign::relation(a, b), Vec::new())
    } else if same_event {
        relation::relation(a, b, &alignment, score, terms)
    } else {
        (Relation::SameActor, Vec::new())
    };
    let because = reason::reasons(a, b, &shared, actors, &alignment, against);
    Match {
        a: a.claim.id,
        b: b.claim.id,
        actors: shared,
        same_event,
        relation,
        score: score.unwrap_or(1.0),
        because,
        copied: false,
    }
}

/// The surest pairs: for each claim of either side its best [`MOST`], and all that are [`SURE`].
fn best(pairs: &[candidate::Pair], claims: usize) -> Vec<(&candidate::Pair, f32)> {
    let mut scored: Vec<(&candidate::Pair, f32)> = pairs
        .iter()
        .map(|pair| (pair, score::score(&pair.features)))
        .filter(|(_, score)| *score >= LEAST)
        .collect();
    scored.sort_by(|x, y| {
        y.1.total_cmp(&x.1)
            .then((x.0.a, x.0.b).cmp(&(y.0.a, y.0.b)))
    });
    let mut taken = vec![0; claims];
    scored.retain(|(pair, score)| {
        let asked = *score >= SURE || taken[pair.a] < MOST || taken[pair.b] < MOST;
        if asked {
            taken[pair.a] += 1;
            taken[pair.b] += 1;
        }
        asked
    });
    scored
}

//! What the reports and the reader's overview tell, and in which order: [`Part::ALL`].

use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::claim::sourcing::Sourcing;
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A part of the overview and of every report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What sets the articles apart, and the quotations that they share.
    Apart,
    /// Whose word each rests on.
    Voices,
    /// Who is quoted how much.
    Quoted,
    /// What they agree on; the overview leaves it to its view.
    Together,
    /// What only one of them has.
    Only,
}

impl Part {
    /// All parts in the order in which they are told: what nobody may miss comes first.
    pub const ALL: [Self; 5] = [
        Self::Apart,
        Self::Voices,
        Self::Quoted,
        Self::Together,
        Self::Only,
    ];
}

/// What is told first, each with its heading and with what is said where there is nothing of it.
pub const CONTRADICTING: Title = Title("One affirms what the other denies", "no denial");
/// The same of figures, dates and degrees.
pub const DIFFERING: Title = Title(
    "Other figures, dates or degrees of certainty",
    "no other figures, dates or degrees",
);
/// The same of quotations.
pub const QUOTING: Title = Title("The same quotation in both", "no shared quotation");

/// A heading, and what is said where there is nothing to stand under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title(pub &'static str, pub &'static str);

impl Title {
    /// One line on all of which there is nothing; none where there is something of everything.
    pub fn found_none(empty: &[Self]) -> Option<String> {
        let words: Vec<&str> = empty.iter().map(|title| title.1).collect();
        (!words.is_empty()).then(|| format!("Found {}", words.join(" · ")))
    }
}

/// What a report tells, in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline<'c> {
    /// For each of [`Sourcing::ALL`] the number of claims by article.
    pub voices: [Vec<usize>; 3],
    /// Who is quoted, the most first, with the number of claims by article.
    pub quoted: Vec<(ActorId, Vec<usize>)>,
    /// What sets the articles apart on one event, and the quotations that they share, as far as there are any.
    pub apart: Vec<Section<'c>>,
    /// One line on what there is none of among those.
    pub none_apart: Option<String>,
    /// What they agree on.
    pub together: Vec<Section<'c>>,
    /// By article: the claims on whose event no other article has anything, the weightiest first.
    pub only: Vec<Vec<ClaimId>>,
}

/// Pairs of claims that stand to each other in one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'c> {
    /// In which way.
    pub title: &'static str,
    /// The pairs.
    pub pairs: Vec<Pair<'c>>,
}

/// Two claims of different articles, that of the earlier article first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'c> {
    /// The claims.
    pub claims: [ClaimId; 2],
    /// Why they belong together; none where only their words are the same.
    pub found: Option<&'c Match>,
}

impl<'c> Outline<'c> {
    /// Orders what there is to tell of `comparison`.
    pub fn new(comparison: &'c Comparison) -> Self {
        let articles = comparison.articles.len();
        let mut voices = [(); 3].map(|()| vec![0; articles]);
        let mut quoted = vec![vec![0; articles]; comparison.actors.len()];
        let mut told = vec![0; comparison.actors.len()];
        for claim in &comparison.claims {
            let sourcing = Sourcing::of(claim.source, &comparison.actors);
            voices[sourcing as usize][claim.article] += 1;
            let source = claim.source.actor();
            if let Some(counts) = source.and_then(|actor| quoted.get_mut(actor)) {
                counts[claim.article] += 1;
            }
            let about = claim.about.iter().filter(|actor| source != Some(**actor));
            for actor in source.iter().chain(about) {
                if let Some(count) = told.get_mut(*actor) {
                    *count += 1;
                }
            }
        }
        let quoted = quoted.into_iter().enumerate();
        let mut quoted: Vec<_> = quoted
            .filter(|(_, of)| of.iter().any(|of| *of > 0))
            .collect();
        quoted.sort_by_key(|(actor, of)| (Reverse(of.iter().sum::<usize>()), *actor));
        let (apart, empty) = apart(comparison);
        Self {
            voices,
            quoted,
            apart,
            none_apart: Title::found_none(&empty),
            together: together(comparison),
            only: (0..articles)
                .map(|article| only(comparison, article, &told))
                .collect(),
        }
    }
}

/// One text printed twice bears nothing out, and sets nothing against itself.
fn is_own(found: &Match) -> bool {
    !found.copied
}

/// What is told always, as far as there is any, and what there is none of.
fn apart(comparison: &Comparison) -> (Vec<Section<'_>>, Vec<Title>) {
    let of = |relation: Relation, title: Title| {
        let wanted = |found: &Match| found.relation == relation && is_own(found);
        (title, section(comparison, title.0, wanted))
    };
    let quoting = Section {
        title: QUOTING.0,
        pairs: shared(comparison),
    };
    let all = [
        of(Relation::Contradicts, CONTRADICTING),
        of(Relation::Differs, DIFFERING),
        (QUOTING, quoting),
    ];
    let (mut told, mut empty) = (Vec::new(), Vec::new());
    for (title, section) in all {
        if section.pairs.is_empty() {
            empty.push(title);
        } else {
            told.push(section);
        }
    }
    (told, empty)
}

/// Where the articles agree, the best answer to each claim.
fn together(comparison: &Comparison) -> Vec<Section<'_>> {
    let (best, shared) = (best(comparison), shared(comparison));
    let best_of = |relation: Relation, title| {
        let wanted = |found: &Match| found.relation == relation && is_own(found);
        let mut section = section(comparison, title, wanted);
        section.pairs.retain(|pair| {
            let is_best =
                |found: &Match| found.score >= best[found.a] || found.score >= best[found.b];
            pair.found.is_some_and(is_best)
                && !shared.iter().any(|other| other.claims == pair.claims)
        });
        section
    };
    vec![
        best_of(Relation::Restates, "Both say it"),
        best_of(Relation::Adds, "One says more of it"),
        section(comparison, "In paragraphs that are the same", |found| {
            found.same_event && found.copied
        }),
    ]
}

/// The matches that `wanted` holds for, the surest first.
fn section<'c>(
    comparison: &'c Comparison,
    title: &'static str,
    wanted: impl Fn(&Match) -> bool,
) -> Section<'c> {
    let mut ones = Ones::new(comparison);
    let own = comparison.matches.iter().filter(|found| wanted(found));
    let mut found: Vec<&Match> = own.filter(|found| !ones.hold(found.a, found.b)).collect();
    found.sort_by(|one, other| {
        let surest = other.score.total_cmp(&one.score);
        surest.then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    let pairs = found.into_iter().map(|found| Pair {
        claims: [found.a, found.b],
        found: Some(found),
    });
    Section {
        title,
        pairs: pairs.collect(),
    }
}

/// Which articles are one text: that they are is said in a line, and not once more by every claim.
struct Ones<'c> {
    comparison: &'c Comparison,
    known: FxHashMap<[usize; 2], bool>,
}

impl<'c> Ones<'c> {
    fn new(comparison: &'c Comparison) -> Self {
        Self {
            comparison,
            known: FxHashMap::default(),
        }
    }

    /// Whether these claims are of two articles that are one text.
    fn hold(&mut self, a: ClaimId, b: ClaimId) -> bool {
        let comparison = self.comparison;
        let articles = [a, b].map(|claim| comparison.claims[claim].article);
        let known = self.known.entry(articles);
        *known.or_insert_with(|| comparison.is_one_text(articles))
    }
}

/// By claim the score of its best match on one event.
fn best(comparison: &Comparison) -> Vec<f32> {
    let mut best = vec![0.0_f32; comparison.claims.len()];
    let told = comparison.matches.iter();
    for found in told.filter(|found| found.relation != Relation::SameActor) {
        for claim in [found.a, found.b] {
            best[claim] = best[claim].max(found.score);
        }
    }
    best
}

/// The quotations that two articles share, whichever two.
fn shared(comparison: &Comparison) -> Vec<Pair<'_>> {
    let of = |article: usize| {
        let claims = comparison.claims.iter();
        claims
            .filter(move |claim| claim.article == article)
            .map(|claim| claim.id)
    };
    let mut pairs: Vec<[ClaimId; 2]> = Vec::new();
    for left in 0..comparison.articles.len() {
        for right in left + 1..comparison.articles.len() {
            if comparison.is_one_text([left, right]) {
                continue;
            }
            let mut found = comparison.shared_quotations(of(left), of(right));
            found.sort_unstable();
            found.dedup_by_key(|(left, _)| *left);
            pairs.extend(found.into_iter().map(|(left, right)| [left, right]));
        }
    }
    let found = |claims: [ClaimId; 2]| {
        let first = comparison
            .matches
            .partition_point(|found| found.a < claims[0]);
        let own = comparison.matches[first..].iter();
        own.take_while(|found| found.a == claims[0])
            .find(|found| found.b == claims[1])
    };
    // A quotation that is set against its counterpart, or stands in what is the same, is told there.
    let agrees = |pair: &Pair<'_>| {
        let is_told = |found: &Match| {
            found.copied || matches!(found.relation, Relation::Contradicts | Relation::Differs)
        };
        !pair.found.is_some_and(is_told)
    };
    let pairs = pairs.into_iter().map(|claims| Pair {
        claims,
        found: found(claims),
    });
    pairs.filter(agrees).collect()
}

/// The claims that only `article` has, the weightiest first; scraps are not worth a line.
fn only(comparison: &Comparison, article: usize, told: &[usize]) -> Vec<ClaimId> {
    let best = best(comparison);
    let claims = comparison.claims.iter();
    let own = claims.filter(|claim| claim.article == article && best[claim.id] <= 0.0);
    let told = |actor: usize| told.get(actor).copied().unwrap_or(0);
    let mut own: Vec<(f32, ClaimId)> = own
        .filter(|claim| !comparison.is_scrap(claim.id))
        .map(|claim| (comparison.weight(claim.id, told), claim.id))
        .collect();
    own.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    own.into_iter().map(|(_, claim)| claim).collect()
}

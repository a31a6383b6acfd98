//! What the reader looks up with every key, counted out once: claims by place, by actor, by counterpart.

use crate::actor::ActorId;
use crate::claim::{Claim, ClaimId};
use crate::comparison::Comparison;
use crate::matching::Relation;
use crate::span::Span;

/// Ways into a comparison.
#[derive(Debug, Clone)]
pub struct Index {
    /// By article: its claims by where their content begins.
    by_place: Vec<Vec<(usize, ClaimId)>>,
    /// By claim: its place in the list of its article, from 0.
    rank: Vec<usize>,
    /// By claim: its matches, best first.
    matches: Vec<Vec<usize>>,
    /// By actor: the claims that it makes or that are about it, in order.
    of_actor: Vec<Vec<ClaimId>>,
}

impl Index {
    /// Counts out `comparison`.
    pub fn new(comparison: &Comparison) -> Self {
        let mut by_place = vec![Vec::new(); comparison.articles.len()];
        let mut of_actor = vec![Vec::new(); comparison.actors.len()];
        for claim in &comparison.claims {
            if let Some(places) = by_place.get_mut(claim.article) {
                places.push((claim.extent().start, claim.id));
            }
            for actor in claim.source.actor().iter().chain(&claim.about) {
                if let Some(claims) = of_actor.get_mut(*actor)
                    && claims.last() != Some(&claim.id)
                {
                    claims.push(claim.id);
                }
            }
        }
        let mut rank = vec![0; comparison.claims.len()];
        for places in &mut by_place {
            places.sort_unstable();
            for (place, (_, claim)) in places.iter().enumerate() {
                rank[*claim] = place;
            }
        }
        let mut index = Self {
            by_place,
            rank,
            matches: Vec::new(),
            of_actor,
        };
        index.match_anew(comparison);
        index
    }

    /// Counts the matches of `comparison` out again; its claims are the same.
    pub fn match_anew(&mut self, comparison: &Comparison) {
        let mut matches = vec![Vec::new(); comparison.claims.len()];
        for (number, found) in comparison.matches.iter().enumerate() {
            for claim in [found.a, found.b] {
                if let Some(list) = matches.get_mut(claim) {
                    list.push(number);
                }
            }
        }
        let event_first = |number: &usize| {
            let found = &comparison.matches[*number];
            (found.relation == Relation::SameActor, -found.score)
        };
        for list in &mut matches {
            list.sort_by(|a, b| {
                event_first(a)
                    .partial_cmp(&event_first(b))
                    .unwrap_or(a.cmp(b))
            });
        }
        self.matches = matches;
    }

    /// How many claims `article` has.
    pub fn count(&self, article: usize) -> usize {
        self.by_place.get(article).map_or(0, Vec::len)
    }

    /// The claims of `article` in order of place, with the byte at which their content begins.
    pub fn claims(&self, article: usize) -> &[(usize, ClaimId)] {
        self.by_place.get(article).map_or(&[], Vec::as_slice)
    }

    /// The place of `claim` among those of its article, from 0.
    pub fn rank(&self, claim: ClaimId) -> usize {
        self.rank.get(claim).copied().unwrap_or_default()
    }

    /// The claims of `article` whose content begins in `span`.
    pub fn starting_in(&self, article: usize, span: Span) -> &[(usize, ClaimId)] {
        let all = self.claims(article);
        let first = all.partition_point(|(start, _)| *start < span.start);
        let last = all.partition_point(|(start, _)| *start < span.end);
        &all[first..last.max(first)]
    }

    /// The counterparts of `claim` in `article` with the number of their match: those of the same event first, best first.
    pub fn counterparts<'a>(
        &'a self,
        comparison: &'a Comparison,
        claim: ClaimId,
        article: usize,
    ) -> impl Iterator<Item = (ClaimId, usize)> + 'a {
        let list = self.matches.get(claim).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |number| {
            let found = comparison.matches.get(*number)?;
            let other = if found.a == claim { found.b } else { found.a };
            (comparison.claims.get(other)?.article == article).then_some((other, *number))
        })
    }

    /// Whether `article` speaks of the event of `claim`: it has a counterpart there that is more than the same actor.
    pub fn is_matched(&self, comparison: &Comparison, claim: ClaimId, article: usize) -> bool {
        self.counterparts(comparison, claim, article)
            .next()
            .is_some_and(|(_, number)| comparison.matches[number].relation != Relation::SameActor)
    }

    /// The claims that `actor` makes or that are about it, in all articles, in order.
    pub fn of_actor(&self, actor: ActorId) -> &[ClaimId] {
        self.of_actor.get(actor).map_or(&[], Vec::as_slice)
    }
}

/// Whether `actor` makes `claim` or is what it is about.
pub fn concerns(claim: &Claim, actor: ActorId) -> bool {
    claim.source.actor() == Some(actor) || claim.about.contains(&actor)
}

/// The letter by which an article is called: A, B, C …
pub fn letter(article: usize) -> char {
    u32::try_from(article)
        .ok()
        .filter(|article| *article < 26)
        .and_then(|article| char::from_u32('A' as u32 + article))
        .unwrap_or('?')
}

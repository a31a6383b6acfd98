//! Having decisions hold: the comparison is read anew under all that are in force, and the reader stays where he is.
//!
//! Verdicts and notes hold at once. A correction makes claims or matches anew, which on articles of megabytes takes
//! seconds: then it is ordered, and worked in on a thread while the text is read on. What is decided meanwhile is worked
//! in after it, and what is taken back meanwhile never shows.

use super::dossier::Dossier;
use super::index::Index;
use super::naming::{likest, same_actor};
use super::sheet::{Place, Sheet};
use super::state::{Spot, State};
use crate::actor::{Actor, ActorId};
use crate::claim::{Claim, ClaimId};
use crate::comparison::Comparison;
use crate::notebook::decision::Decision;
use crate::notebook::replay::Changed;
use crate::notebook::{Progress, Replay, Work};
use std::sync::Arc;

/// A reading under other decisions that takes longer than a key may.
#[derive(Debug)]
pub struct Order {
    comparison: Arc<Comparison>,
    replay: Replay,
    decisions: Vec<Decision>,
}

/// What became of a comparison by that.
#[derive(Debug)]
pub struct Revised {
    /// The comparison, and the ways into it.
    comparison: Comparison,
    index: Index,
    replay: Replay,
    changed: Changed,
}

impl Order {
    /// Does it; `tell` hears how far it is.
    pub fn work(mut self, tell: &mut dyn FnMut(Progress)) -> Revised {
        let decisions: Vec<&Decision> = self.decisions.iter().collect();
        let old = &self.comparison;
        let mut comparison = if self.replay.finds_anew(&decisions) {
            // Most of what a comparison takes are its matches, and all of them become others.
            Comparison {
                articles: old.articles.clone(),
                sentences: old.sentences.clone(),
                actors: old.actors.clone(),
                claims: old.claims.clone(),
                matches: Vec::new(),
                repeats: Vec::new(),
                copied: Vec::new(),
            }
        } else {
            Comparison::clone(old)
        };
        let revised = self
            .replay
            .revise_telling(&mut comparison, &decisions, tell);
        Revised {
            index: Index::new(&comparison),
            comparison,
            replay: self.replay,
            changed: revised,
        }
    }
}

impl State {
    /// Has the decisions in force hold, or those that can at once, and the reader stay where he is. Gives the articles in
    /// which paragraphs have other kinds by it.
    pub(super) fn replay(&mut self) -> Vec<usize> {
        let offsets = [self.offset(0), self.offset(1)];
        let decided = &mut self.decided;
        if decided.order.is_empty() {
            decided.order = (0..self.comparison.articles.len()).collect();
        }
        let replay = decided
            .replay
            .get_or_insert_with(|| Replay::of(&self.comparison, &decided.order));
        let decisions = decided.ledger.in_force();
        let articles = self.comparison.articles.iter();
        let long = articles.map(|article| article.text.len()).sum::<usize>() > super::ORDINARY;
        let waits = long && replay.is_behind(&self.comparison, &decisions);
        let comparison = Arc::make_mut(&mut self.comparison);
        let changed = if waits {
            replay.judge(comparison, &decisions)
        } else {
            replay.revise(comparison, &decisions)
        };
        let begun = Progress {
            work: Work::Matches,
            done: 0,
            of: 0,
        };
        self.behind = waits.then(|| self.behind.unwrap_or(begun));
        if changed.claims.is_some() {
            self.index = Index::new(&self.comparison);
        } else if changed.matches {
            self.index.match_anew(&self.comparison);
        }
        self.adopt(changed, offsets)
    }

    /// Has the text stay where it was, at `tops`, and in articles whose paragraphs have other kinds at `offsets`.
    pub(super) fn hold_still(&mut self, blocks: &[usize], tops: [Place; 2], offsets: [usize; 2]) {
        for side in 0..2 {
            if blocks.contains(&self.shown[side]) {
                self.set_offset(side, offsets[side]);
            } else {
                self.tops[side] = tops[side];
            }
        }
    }

    /// Whether decisions are in force that do not hold yet.
    pub const fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// What is to be done for them, away from the keys; the caller comes back with what became of it. Nothing while that
    /// waits to be taken up.
    pub fn order(&self) -> Option<Order> {
        if self.behind.is_none() || self.revised.is_some() {
            return None;
        }
        let decisions = self.decided.ledger.in_force().into_iter();
        Some(Order {
            comparison: Arc::clone(&self.comparison),
            replay: self.decided.replay.clone()?,
            decisions: decisions.cloned().collect(),
        })
    }

    /// Takes up what was worked in, if nothing is open that names claims by their numbers; what was taken back since is
    /// left. He may be reading elsewhere by now, so the text stays where it is.
    pub(super) fn take_up_revised(&mut self) {
        let Some(revised) = self.revised.take_if(|_| self.overlay.is_none()) else {
            return;
        };
        let in_force = self.decided.ledger.in_force();
        if !revised.replay.early().all(|held| in_force.contains(&held)) {
            return;
        }
        let (tops, offsets) = (self.tops, [self.offset(0), self.offset(1)]);
        let Revised {
            comparison,
            index,
            replay,
            changed,
        } = *revised;
        self.comparison = Arc::new(comparison);
        self.index = index;
        self.decided.replay = Some(replay);
        let blocks = self.adopt(changed, offsets);
        self.replay();
        self.hold_still(&blocks, tops, offsets);
        if !self.is_behind() {
            self.message
                .get_or_insert_with(|| "corrected: claims and matches are made anew".to_owned());
        }
        self.settle();
    }

    /// Takes a new reading over. Claims and actors are told by where they stand: their numbers may have changed.
    /// Gives the articles in which paragraphs have other kinds.
    fn adopt(&mut self, changed: Changed, offsets: [usize; 2]) -> Vec<usize> {
        self.dossier = Dossier::default();
        for (side, offset) in offsets.into_iter().enumerate() {
            if changed.blocks.contains(&self.shown[side]) {
                self.sheets[side] = Sheet::new(self.layout.text_width(), self.folded);
                self.set_offset(side, offset);
            }
        }
        if let Some(old) = changed.claims {
            self.find_claims_again(&old, changed.actors.as_deref());
        }
        let pair = self.current.zip(self.counterpart);
        let is_match = pair.is_some_and(|(current, counterpart)| {
            let article = self.comparison.claims[counterpart].article;
            let mut all = self.index.counterparts(&self.comparison, current, article);
            all.any(|(claim, _)| claim == counterpart)
        });
        let counterpart = self.counterpart.filter(|_| is_match);
        let active = self.active;
        self.choose(self.current, counterpart);
        if self.current.is_none() {
            self.active = active;
        }
        changed.blocks
    }

    /// Finds everything that is told by its number again: the claims and actors were other ones before.
    fn find_claims_again(&mut self, old: &[Claim], old_actors: Option<&[Actor]>) {
        let (comparison, index) = (&self.comparison, &self.index);
        let claim = |id: ClaimId| {
            let of = old.get(id)?;
            likest(comparison, index, of.article, of.extent())
        };
        let actor = |id: ActorId| match old_actors {
            Some(old) => same_actor(old.get(id)?, &comparison.actors),
            None => Some(id),
        };
        // What is corrected at a hit is the claim there now.
        self.at_hit = None;
        let revise = |spot: &mut Spot| {
            spot.current = spot.current.and_then(claim);
            spot.counterpart = spot.counterpart.and_then(claim);
        };
        for stay in self.stays.values_mut() {
            stay.claim = stay.claim.and_then(claim);
        }
        self.jumps.revise(revise);
        self.marks.values_mut().for_each(revise);
        self.filter.actor = self.filter.actor.and_then(actor);
        self.taken = self.taken.and_then(actor);
        self.counterpart = self.counterpart.and_then(claim);
        self.current = self.current.and_then(|id| {
            let was = old.get(id)?;
            let nearest = || {
                let claims = index.claims(was.article);
                let next = claims.partition_point(|(start, _)| *start < was.extent().start);
                claims.get(next).or(claims.last()).map(|(_, claim)| *claim)
            };
            likest(comparison, index, was.article, was.extent()).or_else(nearest)
        });
    }
}

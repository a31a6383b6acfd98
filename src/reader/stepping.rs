//! From claim to claim, and across to the counterpart.

use super::bindings::Command;
use super::index::{concerns, letter};
use super::state::{Lock, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::matching::Relation;
use crate::span::Span;
use std::fmt::Write as _;

impl State {
    /// Makes `claim` the current one, with `counterpart` or its best one, and brings both into view.
    pub(super) fn choose(&mut self, claim: Option<ClaimId>, counterpart: Option<ClaimId>) {
        let Some((claim, side)) = claim.and_then(|claim| {
            let article = self.comparison.claims.get(claim)?.article;
            Some((claim, self.side_of(article)?))
        }) else {
            self.current = None;
            self.counterpart = None;
            return;
        };
        self.active = side;
        self.current = Some(claim);
        self.counterpart = counterpart.or_else(|| self.best_counterpart(claim));
        self.reveal_pair();
    }

    pub(super) fn best_counterpart(&self, claim: ClaimId) -> Option<ClaimId> {
        if !self.is_pair() {
            return None;
        }
        let other = self.shown[1 - self.active];
        self.index
            .counterparts(&self.comparison, claim, other)
            .next()
            .map(|(claim, _)| claim)
    }

    /// Brings the current claim into view, and its counterpart too if the other article follows.
    pub(super) fn reveal_pair(&mut self) {
        if let Some(claim) = self.current {
            self.reveal_claim(self.active, claim);
        }
        self.follow();
    }

    /// Brings the counterpart into view if the other article follows.
    pub(super) fn follow(&mut self) {
        if let (Lock::Follow, Some(claim)) = (self.lock, self.counterpart) {
            let other = 1 - self.active;
            self.reveal_claim(other, claim);
        }
    }

    pub(super) fn is_matched(&self, claim: ClaimId) -> bool {
        self.index
            .is_matched(&self.comparison, claim, self.shown[1 - self.active])
    }

    /// Goes `times` claims on, or back, among those of the active article that `wanted` holds for. False if there is none.
    pub(super) fn step(
        &mut self,
        times: usize,
        on: bool,
        what: &str,
        wanted: impl Fn(&Self, ClaimId) -> bool,
    ) -> bool {
        let claims = self.index.claims(self.shown[self.active]);
        let from = self.current.map(|claim| self.index.rank(claim));
        let mut found = None;
        let mut left = times;
        let mut visit = |claim: ClaimId| {
            if left > 0 && wanted(self, claim) && self.passes(claim) {
                found = Some(claim);
                left -= 1;
            }
            left == 0
        };
        if on {
            let first = from.map_or(0, |from| from + 1).min(claims.len());
            let _ = claims[first..].iter().any(|(_, claim)| visit(*claim));
        } else {
            let last = from.unwrap_or(0).min(claims.len());
            let _ = claims[..last].iter().rev().any(|(_, claim)| visit(*claim));
        }
        match found {
            Some(claim) => self.walk_to(claim),
            None => self.message = Some(format!("no {what} in {}", self.letter(self.active))),
        }
        found.is_some()
    }

    /// The actor whose dossier the panel shows: the chosen one, or the one the current claim is of.
    pub(super) fn actor(&self) -> Option<ActorId> {
        self.taken.or_else(|| {
            let claim = self.comparison.claims.get(self.current?)?;
            let shared = || {
                let (_, number) = self.pair_match()?;
                let found = &self.comparison.matches[number];
                found.actors.first().map(|(actor, _)| *actor)
            };
            let actor = claim
                .source
                .actor()
                .or_else(shared)
                .or_else(|| claim.about.first().copied())?;
            (actor < self.comparison.actors.len()).then_some(actor)
        })
    }

    /// The place of the current pair in the list of counterparts, and the number of its match.
    pub(super) fn pair_match(&self) -> Option<(usize, usize)> {
        let (claim, counterpart) = (self.current?, self.counterpart?);
        let article = self.comparison.claims.get(counterpart)?.article;
        self.index
            .counterparts(&self.comparison, claim, article)
            .enumerate()
            .find(|(_, (other, _))| *other == counterpart)
            .map(|(place, (_, number))| (place, number))
    }

    /// How many counterparts the current claim has in the other pane.
    pub(super) fn counterparts(&self) -> usize {
        let other = self.shown[1 - self.active];
        match self.current {
            Some(claim) if self.is_pair() => self
                .index
                .counterparts(&self.comparison, claim, other)
                .count(),
            _ => 0,
        }
    }

    /// How many of them are on its event; they come first.
    pub(super) fn counterparts_on_event(&self) -> usize {
        let other = self.shown[1 - self.active];
        let Some(claim) = self.current.filter(|_| self.is_pair()) else {
            return 0;
        };
        let all = self.index.counterparts(&self.comparison, claim, other);
        let relation = |number: usize| self.comparison.matches[number].relation;
        all.filter(|(_, number)| relation(*number) != Relation::SameActor)
            .count()
    }

    pub(super) fn step_actor(&mut self, times: usize, on: bool) {
        let Some(actor) = self.actor() else {
            self.message = Some("no actor in this claim".to_owned());
            return;
        };
        let name = &self.comparison.actors[actor].name;
        let what = format!(
            "{} claim of {}",
            if on { "further" } else { "earlier" },
            crate::article::clean::line(name)
        );
        let found = self.step(times, on, &what, |state, claim| {
            state
                .comparison
                .claims
                .get(claim)
                .is_some_and(|claim| concerns(claim, actor))
        });
        if found || !self.is_pair() {
            return;
        }
        let other = 1 - self.active;
        let claims = self.index.of_actor(actor).iter();
        let there = claims
            .filter(|claim| self.comparison.claims[**claim].article == self.shown[other])
            .filter(|claim| self.passes(**claim))
            .count();
        if let Some(message) = self.message.as_mut().filter(|_| there > 0) {
            let key = self.keymap.first(Command::OtherArticle);
            let _ = write!(message, "; {there} in {}: {key}", letter(self.shown[other]));
        }
    }

    /// Crosses over to the counterpart; from there the way leads back to where one came from.
    pub(super) fn across(&mut self) {
        self.end_search();
        match (self.current, self.counterpart) {
            (Some(here), Some(there)) => {
                self.leave();
                self.choose(Some(there), Some(here));
            }
            (Some(_), None) => self.message = Some(self.no_counterpart()),
            _ => self.message = Some("no claim here".to_owned()),
        }
    }

    pub(super) fn no_counterpart(&self) -> String {
        if self.is_pair() {
            let others: Vec<String> = self
                .matched_elsewhere()
                .iter()
                .map(char::to_string)
                .collect();
            let but = if others.is_empty() {
                String::new()
            } else {
                format!(", but there is one in {}", others.join(", "))
            };
            format!(
                "{} has no counterpart of this claim{but}",
                self.letter(1 - self.active)
            )
        } else {
            "there is no second article to compare with".to_owned()
        }
    }

    /// The next search hit while a search is on, else the next counterpart of the current claim.
    pub(super) fn next(&mut self, times: usize, on: bool) {
        if self.search.is_some() {
            self.next_hit(times, on);
            return;
        }
        let (Some(claim), Some(_)) = (self.current, self.counterpart) else {
            self.message = Some(self.no_counterpart());
            return;
        };
        let other = self.shown[1 - self.active];
        let all: Vec<ClaimId> = self
            .index
            .counterparts(&self.comparison, claim, other)
            .map(|(claim, _)| claim)
            .collect();
        let at = self.pair_match().map_or(0, |(place, _)| place);
        if all.len() < 2 {
            self.message = Some("this is the only counterpart".to_owned());
            return;
        }
        let by = times % all.len();
        let next = if on { at + by } else { at + all.len() - by } % all.len();
        self.counterpart = all.get(next).copied();
        // Asked for by name, so it is shown whatever the lock says.
        if let Some(claim) = self.counterpart {
            let other = 1 - self.active;
            self.reveal_claim(other, claim);
        }
    }

    /// To the other article: to the counterpart if it is in view, else to what is in view there.
    pub(super) fn other_article(&mut self) {
        if !self.is_pair() {
            self.message = Some("there is no second article".to_owned());
            return;
        }
        self.leave();
        let here = self.current;
        let other = 1 - self.active;
        if let Some(there) = self.counterpart {
            let extent = self.comparison.claims[there].extent();
            if self.is_in_view(other, extent) {
                self.choose(Some(there), here);
                return;
            }
        }
        self.active = other;
        self.current = None;
        self.counterpart = None;
        let window = Span::new(self.offset(other), self.offset_below(other));
        let visible = self.index.starting_in(self.shown[other], window).first();
        let claims = self.index.claims(self.shown[other]);
        let nearest = visible.or_else(|| {
            let next = claims.partition_point(|(start, _)| *start < window.start);
            claims.get(next).or(claims.last())
        });
        let nearest = nearest.map(|(_, claim)| *claim);
        if visible.is_some() {
            self.current = nearest;
            self.counterpart = nearest.and_then(|claim| self.best_counterpart(claim));
            self.follow();
        } else {
            self.choose(nearest, None);
        }
    }

    /// The letter of the article in pane `side`.
    pub(super) fn letter(&self, side: usize) -> char {
        super::index::letter(self.shown[side])
    }
}

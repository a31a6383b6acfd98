//! More than two articles: which of them stand in the panes, where one was in the others, and what they have.

use super::index::letter;
use super::sheet::{Place, Sheet};
use super::state::{Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::matching::Relation;

/// Where the reader was in an article whose pane another one has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The first byte on the screen.
    pub offset: usize,
    /// The claim that was current, or the counterpart.
    pub claim: Option<ClaimId>,
}

/// What an article that is in no pane has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which article.
    pub article: usize,
    /// How many claims an actor makes there.
    pub says: usize,
    /// How many claims of others are about the actor there.
    pub named: usize,
    /// How many claims there speak of the event of the current claim.
    pub matches: usize,
}

impl State {
    /// Whether some article is in no pane.
    pub(super) fn has_more(&self) -> bool {
        self.comparison.articles.len() > 2
    }

    /// Puts another article into the pane in which the reader is, or into the other one: the article of number `wanted`
    /// from 1, else the next that is in no pane.
    pub(super) fn change_article(&mut self, wanted: Option<usize>, this: bool) {
        let count = self.comparison.articles.len();
        let side = if this { self.active } else { 1 - self.active };
        if !self.has_more() {
            self.message = Some(if self.is_pair() {
                "these two are all the articles; crossread A B C … opens more".to_owned()
            } else {
                "this is the only article; crossread A B C … opens more".to_owned()
            });
            return;
        }
        let (here, other) = (self.shown[side], self.shown[1 - side]);
        let next = || {
            let mut after = (1..count).map(|by| (here + by) % count);
            after.find(|article| *article != other)
        };
        let article = match wanted {
            Some(number) => number.saturating_sub(1),
            None => next().unwrap_or(here),
        };
        if article >= count {
            let last = letter(count - 1);
            self.message = Some(format!(
                "there are {count} articles, 1 is A and {count} is {last}"
            ));
        } else if self.side_of(article).is_some() {
            self.message = Some(format!("{} is on the screen already", letter(article)));
        } else {
            self.leave();
            if this {
                self.turn_to(article);
            } else {
                self.set_against(article);
            }
            let title = self.article(side).map_or("", |article| &article.title);
            let title = crate::article::clean::line(title).into_owned();
            let says = format!("{}, {} of {count}: {title}", letter(article), article + 1);
            self.message = Some(match self.message.take() {
                Some(before) => format!("{before} · {says}"),
                None => says,
            });
        }
    }

    /// Puts `article` into the pane in which the reader is. He is where he was in it; the first time he is at what it
    /// says on the matter at hand, else at its beginning.
    fn turn_to(&mut self, article: usize) {
        let side = self.active;
        let (was, there) = (self.current, self.counterpart);
        let stay = self.show(side, article);
        let on = |claim: Option<ClaimId>| {
            let claim = claim?;
            self.index
                .is_matched(&self.comparison, claim, article)
                .then(|| {
                    self.index
                        .counterparts(&self.comparison, claim, article)
                        .next()
                })?
                .map(|(claim, _)| claim)
        };
        let claim = match stay {
            Some(stay) => stay.claim,
            None => on(there).or_else(|| on(was)),
        };
        let first = || self.index.claims(article).first().map(|(_, claim)| *claim);
        let claim = claim.or_else(first);
        let pair = claim
            .zip(there)
            .filter(|_| stay.is_none())
            .filter(|(claim, there)| {
                let opposite = self.comparison.claims[*there].article;
                let mut all = self.index.counterparts(&self.comparison, *claim, opposite);
                all.any(|(other, _)| other == *there)
            });
        // The other article stays as it stands, until the next move.
        let top = self.tops[1 - side];
        self.choose(claim, pair.map(|(_, there)| there));
        self.active = side;
        self.tops[1 - side] = top;
    }

    /// Puts `article` beside the one in which the reader is: at its counterpart of the current claim, else where it was.
    fn set_against(&mut self, article: usize) {
        let side = self.active;
        self.show(1 - side, article);
        let current = self.current;
        self.choose(current, None);
        self.active = side;
        if current.is_some() && self.counterpart.is_none() {
            self.message = Some(self.no_counterpart());
        }
    }

    /// Puts `article` into pane `side` and gives where the reader was in it; where he is in the one before is kept.
    fn show(&mut self, side: usize, article: usize) -> Option<Stay> {
        self.keep_stays();
        self.shown[side] = article;
        self.sheets[side] = Sheet::new(self.layout.text_width(), self.folded);
        self.tops[side] = Place::default();
        let stay = self.stays.get(&article).copied();
        if let Some(stay) = stay {
            self.set_offset(side, stay.offset);
        }
        self.find_again();
        stay
    }

    /// Shows the articles that a place was in.
    pub(super) fn show_both(&mut self, spot: &Spot) {
        if spot.shown == self.shown {
            return;
        }
        self.keep_stays();
        for side in 0..2 {
            if self.shown[side] != spot.shown[side] {
                self.shown[side] = spot.shown[side];
                self.sheets[side] = Sheet::new(self.layout.text_width(), self.folded);
                self.tops[side] = Place::default();
            }
        }
        self.find_again();
    }

    /// Sees to it that `article` is in a pane: if it is in none, it comes into the one in which the reader is.
    pub(super) fn bring(&mut self, article: usize) {
        if self.side_of(article).is_none() && article < self.comparison.articles.len() {
            self.show(self.active, article);
        }
    }

    /// Has every article open where it was left, by its first byte, and those in the panes that were there.
    pub(super) fn open_at(&mut self, offsets: &[usize], shown: &[usize]) {
        for (article, offset) in offsets
            .iter()
            .enumerate()
            .filter(|(_, offset)| **offset > 0)
        {
            let claims = self.index.claims(article);
            let next = claims.partition_point(|(start, _)| start < offset);
            let claim = claims.get(next).map(|(_, claim)| *claim);
            let offset = *offset;
            self.stays.insert(article, Stay { offset, claim });
        }
        if let [left, right] = *shown
            && left != right
        {
            let stays = self.stays.clone();
            for (side, article) in [left, right].into_iter().enumerate() {
                self.show(side, article);
            }
            self.stays = stays;
            let current = self.index.claims(left).first().map(|(_, claim)| *claim);
            self.choose(current, None);
        }
    }

    /// Notes where the reader is in the articles on the screen.
    pub(super) fn keep_stays(&mut self) {
        for side in self.sides() {
            let claim = if side == self.active {
                self.current
            } else {
                self.counterpart
            };
            let before = self.stays.get(&self.shown[side]);
            let stay = Stay {
                offset: self.offset(side),
                claim: claim.or(before.and_then(|stay| stay.claim)),
            };
            self.stays.insert(self.shown[side], stay);
        }
    }

    /// The articles that are in no pane.
    pub(super) fn not_shown(&self) -> impl Iterator<Item = usize> + '_ {
        let all = 0..self.comparison.articles.len();
        all.filter(|article| self.is_pair() && self.side_of(*article).is_none())
    }

    /// By article that is in no pane: what `actor` says there, and what there is on the matter of `claim`.
    pub(super) fn elsewhere(
        &self,
        actor: Option<ActorId>,
        claim: Option<ClaimId>,
    ) -> Vec<Elsewhere> {
        let one = |article: usize| {
            let mut found = Elsewhere {
                article,
                says: 0,
                named: 0,
                matches: 0,
            };
            for id in actor.map_or(&[][..], |actor| self.index.of_actor(actor)) {
                let of = &self.comparison.claims[*id];
                if of.article == article {
                    if of.source.actor() == actor {
                        found.says += 1;
                    } else {
                        found.named += 1;
                    }
                }
            }
            if let Some(claim) = claim {
                let all = self.index.counterparts(&self.comparison, claim, article);
                let same =
                    |number: usize| self.comparison.matches[number].relation != Relation::SameActor;
                found.matches = all.filter(|(_, number)| same(*number)).count();
            }
            found
        };
        self.not_shown().map(one).collect()
    }

    /// The letters of the articles in no pane that have something on the matter of the current claim.
    pub(super) fn matched_elsewhere(&self) -> Vec<char> {
        let found = self.elsewhere(None, self.current).into_iter();
        found
            .filter(|found| found.matches > 0)
            .map(|found| letter(found.article))
            .collect()
    }

    /// Looks for the words of a search in the articles that are on the screen now.
    pub(super) fn find_again(&mut self) {
        let Some(mut search) = self.search.take() else {
            return;
        };
        let (texts, others) = self.texts(&self.comparison);
        search.begin_again(texts, &others);
        let first = |side: usize| {
            let hits = &search.hits[side];
            let from = self.offset(side);
            let next = hits.partition_point(|hit| hit.start < from);
            (!hits.is_empty()).then(|| (side, next % hits.len()))
        };
        search.at = first(self.active).or_else(|| first(1 - self.active));
        self.search = Some(search);
    }
}

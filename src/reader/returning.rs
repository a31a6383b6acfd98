//! Coming back to articles: the decisions that were kept hold again, and the reader is where he left.

use super::bindings::Command;
use super::keeping::{Here, Opened};
use super::naming::likest;
use super::state::State;
use crate::notebook::Replay;
use crate::notebook::decision::Place;

impl State {
    /// Takes up what was kept of these articles: decisions hold again, and the reader is where he left.
    pub fn reopen(&mut self, opened: Opened) {
        self.reopen_with(opened, None);
    }

    /// The same where the articles were read under these decisions.
    pub(super) fn reopen_with(&mut self, opened: Opened, replay: Option<Replay>) {
        let place = opened.ledger.place().cloned();
        self.decided.ledger = opened.ledger;
        self.decided.order = opened.order;
        self.decided.session = opened.session;
        self.decided.replay = replay;
        if self.decided.replay.is_none() && !self.decided.ledger.in_force().is_empty() {
            self.replay();
        }
        if let Some(place) = place {
            self.return_to_place(&place);
        }
        let lost = match self.decided.unplaced().count() {
            0 => None,
            count => Some(format!(
                "{count} fit{} nowhere in these texts: {} n lists",
                if count == 1 { "s" } else { "" },
                self.keymap.first(Command::View)
            )),
        };
        let says: Vec<String> = opened.says.into_iter().chain(lost).collect();
        if !says.is_empty() {
            self.message = Some(says.join(" · "));
        }
        self.settle();
    }

    /// Where the reader is, to be found again in another session.
    pub fn here(&self) -> Here {
        let mut tops = vec![0; self.comparison.articles.len()];
        let elsewhere = self.stays.iter().map(|(at, stay)| (*at, stay.offset));
        let here = self
            .sides()
            .map(|side| (self.shown[side], self.offset(side)));
        for (at, offset) in elsewhere.chain(here) {
            if let Some(top) = tops.get_mut(at) {
                *top = offset;
            }
        }
        let claim = self
            .current
            .and_then(|claim| self.comparison.claims.get(claim));
        Here {
            tops,
            shown: self
                .shown
                .iter()
                .copied()
                .filter(|_| self.has_more())
                .collect(),
            claim: claim.map(|claim| (claim.article, claim.extent())),
        }
    }

    pub(super) fn return_to_place(&mut self, place: &Place) {
        let claim = place.claim.as_ref().and_then(|passage| {
            let article = *self.decided.order.get(passage.article)?;
            let span = passage.find(&self.comparison.articles.get(article)?.text)?;
            likest(&self.comparison, &self.index, article, span)
        });
        let offsets: Vec<usize> = (0..self.comparison.articles.len())
            .map(|at| {
                let top = place.tops.get(self.in_journal(at)).copied();
                let text = &self.comparison.articles[at].text;
                let mut points = text.char_indices();
                points
                    .nth(top.unwrap_or_default())
                    .map_or(text.len(), |(offset, _)| offset)
            })
            .collect();
        let own = |at: &usize| self.decided.order.get(*at).copied();
        let shown: Vec<usize> = place.shown.iter().filter_map(own).collect();
        self.open_at(&offsets, &shown);
        if let Some(claim) = claim {
            self.bring(self.comparison.claims[claim].article);
            self.choose(Some(claim), None);
        }
        for side in self.sides() {
            self.set_offset(side, offsets[self.shown[side]]);
        }
        self.reveal_pair();
    }
}

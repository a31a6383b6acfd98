//! A match made by hand: the reader moves through the other article until the claim that belongs is current.

use super::Task;
use crate::claim::ClaimId;
use crate::notebook::decision::Decision;
use crate::reader::bindings::Command;
use crate::reader::index::letter;
use crate::reader::keys::Key;
use crate::reader::state::{Effect, Lock, Overlay, Spot, State};

impl State {
    /// Lets the reader look for the claim that belongs to the current one.
    pub(super) fn begin_match(&mut self) {
        let Some(from) = self.claim_here() else {
            return;
        };
        if !self.is_pair() {
            self.message = Some("there is no second article".to_owned());
            return;
        }
        let (spot, lock) = (self.spot(), self.lock);
        self.other_article();
        self.lock = Lock::Free;
        self.ask(Task::Partner { from, spot, lock });
    }

    /// Decides that the claim found belongs to the first one, and goes back there.
    pub(super) fn match_by_hand(&mut self, from: ClaimId, spot: Spot, lock: Lock) {
        let article = |claim: ClaimId| self.comparison.claims[claim].article;
        let Some(to) = self.current.filter(|to| article(*to) != article(from)) else {
            let other = letter(spot.shown[1 - spot.active]);
            self.message = Some(format!("choose a claim of {other}:"));
            self.ask(Task::Partner { from, spot, lock });
            return;
        };
        self.end_search();
        self.lock = lock;
        let (a, b) = (from.min(to), from.max(to));
        let passages = self.passage_of(a).zip(self.passage_of(b));
        self.active = spot.active;
        self.current = Some(from);
        self.counterpart = Some(to);
        if let Some((a, b)) = passages {
            self.decide(Decision::Match { a, b });
        }
    }

    /// Moves through the other article as always, also by a search or hint letters; other keys do nothing.
    pub(super) fn look_for_partner(
        &mut self,
        key: Key,
        from: ClaimId,
        spot: Spot,
        lock: Lock,
    ) -> Effect {
        let command = self.keymap.command(key);
        let searching = self.search.is_some();
        let moves = command.is_some_and(|command| {
            command.scrolls()
                || matches!(
                    command,
                    Command::NextClaim
                        | Command::PreviousClaim
                        | Command::NextMatched
                        | Command::PreviousMatched
                        | Command::NextOfActor
                        | Command::PreviousOfActor
                        | Command::NextOnlyHere
                        | Command::PreviousOnlyHere
                        | Command::Search
                        | Command::Hints
                )
                || searching
                    && matches!(
                        command,
                        Command::NextCounterpart
                            | Command::PreviousCounterpart
                            | Command::EndSearch
                    )
        });
        // What moves may lie over the screen first; when it is closed the question is there again.
        self.seeking = Some(Box::new(Task::Partner { from, spot, lock }));
        if moves || matches!(key, Key::Char('0'..='9')) {
            return self.press_plain(key);
        }
        self.stray(key);
        Effect::Draw
    }

    /// Asks again for the claim that belongs to another, where something lay over the question.
    pub(in crate::reader) fn go_on_seeking(&mut self) {
        if !self.overlay.is_none() {
            return;
        }
        let Some(task) = self.seeking.take() else {
            return;
        };
        if let Task::Partner { from, .. } = *task {
            let own = self.comparison.claims[from].article;
            let there = |claim: ClaimId| self.comparison.claims[claim].article != own;
            self.counterpart = if self.current.is_some_and(there) {
                Some(from)
            } else {
                self.counterpart
            };
        }
        self.overlay = Overlay::Correcting(task);
    }

    /// The article in which a claim is looked for that belongs to another; none where none is.
    pub(in crate::reader) fn seeks_in(&self) -> Option<usize> {
        match self.seeking.as_deref()? {
            Task::Partner { spot, .. } => Some(spot.shown[1 - spot.active]),
            _ => None,
        }
    }
}

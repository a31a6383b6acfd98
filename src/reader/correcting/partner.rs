//! A match made by hand: the reader moves through the other article until the claim that belongs is current.

use super::Task;
use crate::claim::ClaimId;
use crate::notebook::decision::Decision;
use crate::reader::bindings::Command;
use crate::reader::keys::Key;
use crate::reader::state::{Effect, Lock, Spot, State};

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
        self.lock = lock;
        let to = self.current.filter(|to| {
            self.comparison.claims[*to].article != self.comparison.claims[from].article
        });
        let pair = to.map(|to| (from.min(to), from.max(to)));
        let passages = pair.and_then(|(a, b)| Some((self.passage_of(a)?, self.passage_of(b)?)));
        self.active = spot.active;
        self.current = Some(from);
        self.counterpart = to;
        match passages {
            Some((a, b)) => self.decide(Decision::Match { a, b }),
            None => self.message = Some("no claim was chosen".to_owned()),
        }
    }

    /// Moves through the other article as always; anything but moving gives up.
    pub(super) fn look_for_partner(
        &mut self,
        key: Key,
        from: ClaimId,
        spot: Spot,
        lock: Lock,
    ) -> Effect {
        let command = self.keymap.command(key);
        let moves = command.is_some_and(Command::scrolls)
            || matches!(
                command,
                Some(
                    Command::NextClaim
                        | Command::PreviousClaim
                        | Command::NextOfActor
                        | Command::PreviousOfActor
                        | Command::NextOnlyHere
                        | Command::PreviousOnlyHere
                )
            );
        if command == Some(Command::Quit) {
            self.give_up(&Task::Partner { from, spot, lock });
            return Effect::Draw;
        }
        let counts = matches!(key, Key::Char('0'..='9'));
        let effect = if moves || counts {
            self.press_plain(key)
        } else {
            Effect::Draw
        };
        self.counterpart = Some(from);
        self.ask(Task::Partner { from, spot, lock });
        effect
    }
}

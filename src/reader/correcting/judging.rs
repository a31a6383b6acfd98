//! Confirming and rejecting a match, and the note on a pair or a claim.

use super::Task;
use crate::claim::ClaimId;
use crate::matching::Relation;
use crate::notebook::decision::Decision;
use crate::reader::bindings::Command;
use crate::reader::prompt::Prompt;
use crate::reader::state::State;

impl State {
    /// The current claim and its counterpart, if they are matched.
    fn pair(&self) -> Option<[ClaimId; 2]> {
        let (one, other) = (self.current?, self.counterpart?);
        self.pair_match().map(|_| [one.min(other), one.max(other)])
    }

    /// Confirms or rejects the current match.
    pub(in crate::reader) fn judge(&mut self, confirms: bool) {
        let pair = self.pair();
        let passages = pair.and_then(|[a, b]| Some((self.passage_of(a)?, self.passage_of(b)?)));
        let Some((a, b)) = passages else {
            let key = self.keymap.first(Command::Correct);
            self.message = Some(format!("there is no match here; {key} m makes one by hand"));
            return;
        };
        let before = self.counterpart;
        let found = self.pair_match();
        let another_event = found.is_some_and(|(_, number)| {
            self.comparison.matches[number].relation == Relation::SameActor
        });
        self.decide(if confirms {
            Decision::Confirm { a, b }
        } else {
            Decision::Reject { a, b }
        });
        if confirms && another_event {
            self.add_to_message("now counts as one event");
        }
        if !confirms && self.counterpart != before {
            let says = self.beside_now();
            self.add_to_message(&says);
        }
    }

    /// Beside what the current claim stands now that its counterpart was rejected.
    fn beside_now(&self) -> String {
        let other = self.letter(1 - self.active);
        let found = self
            .pair_match()
            .map(|(_, number)| self.comparison.matches[number].relation);
        match self.counterpart.zip(found) {
            Some((claim, relation)) => format!(
                "now beside {} ({})",
                self.place_words(claim),
                crate::reader::view::relation(relation)
            ),
            None => format!("no other counterpart in {other}"),
        }
    }

    /// Asks for a note on the pair, or on the claim where it has no counterpart.
    pub(in crate::reader) fn ask_note(&mut self) {
        let Some(claim) = self.current else {
            self.message = Some("no claim here to write a note on".to_owned());
            return;
        };
        let on = (claim, self.pair());
        // A note that is there is mended rather than another one begun.
        let pair = on.1.is_some() && self.decided.note(&[claim]).is_none();
        let prompt = self.note_prompt(on, pair);
        self.ask(Task::Note { on, pair, prompt });
    }

    /// The line to type in: it begins with the note that is there.
    pub(super) fn note_prompt(&self, on: (ClaimId, Option<[ClaimId; 2]>), pair: bool) -> Prompt {
        let text = match on.1.filter(|_| pair) {
            Some(pair) => self.decided.note(&pair),
            None => self.decided.note(&[on.0]),
        };
        Prompt::with(text.unwrap_or_default())
    }

    /// Decides on the note, if it was changed.
    pub(super) fn write_note(
        &mut self,
        on: (ClaimId, Option<[ClaimId; 2]>),
        pair: bool,
        text: &str,
    ) {
        let claims = match on.1.filter(|_| pair) {
            Some(pair) => pair.to_vec(),
            None => vec![on.0],
        };
        if self.decided.note(&claims).unwrap_or_default() == text {
            return;
        }
        let passages = claims.iter().map(|claim| self.passage_of(*claim));
        if let Some(on) = passages.collect() {
            let text = text.to_owned();
            self.decide(Decision::Note { on, text });
        }
    }
}

//! Deciding: a decision becomes a step, which is laid out for writing and takes effect; undone and done again.
//!
//! Pure: [`super::keeping`] writes the steps, [`super::revising`] has the decisions hold.

use super::decided::title;
use super::state::{Spot, State};
use crate::claim::ClaimId;
use crate::notebook::decision::{Decision, Entry, Ledger, Step};

impl State {
    /// Whether the decisions of others may come now: nothing is open that names claims by their numbers.
    pub const fn takes_news(&self) -> bool {
        self.overlay.is_none()
    }

    /// Takes over what stands in the journal, where another reader has written too.
    pub(super) fn take_over(&mut self, ledger: Ledger) {
        let says = match ledger.since(&self.decided.ledger)[..] {
            [] => None,
            [(decision, true)] => Some(format!("another reader: {}", title(decision))),
            [(decision, false)] => Some(format!("another reader undid: {}", title(decision))),
            ref several => Some(format!("another reader: {} decisions", several.len())),
        };
        self.decided.ledger = ledger;
        if let Some(says) = says {
            // He has not asked for it, so the text stays where it is.
            let (tops, offsets) = (self.tops, [self.offset(0), self.offset(1)]);
            let blocks = self.replay();
            self.hold_still(&blocks, tops, offsets);
            self.add_to_message(&says);
            self.settle();
        }
    }

    /// The steps taken since the last call, to be written.
    pub fn take_steps(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.decided.outbox)
    }

    /// Adds to what the last key led to where it is kept.
    pub fn add_to_message(&mut self, says: &str) {
        self.message = Some(match self.message.take() {
            Some(message) => format!("{message} · {says}"),
            None => says.to_owned(),
        });
    }

    /// Decides: enters the step, has it hold, and says what was done.
    pub(super) fn decide(&mut self, decision: Decision) {
        // Where a decision does not hold yet, one may well make it a second time.
        if self.is_behind() && self.decided.ledger.in_force().contains(&&decision) {
            self.message = Some(format!("decided already: {}", title(&decision)));
            return;
        }
        let says = title(&decision);
        self.enter(Step::Decide(decision));
        self.message = Some(says.to_owned());
    }

    pub(super) fn undo(&mut self, times: usize) {
        let before = self.spot();
        let mut last = None;
        for _ in 0..times {
            let Some((id, decision)) = self.decided.ledger.to_undo() else {
                self.message
                    .get_or_insert_with(|| "nothing to undo".to_owned());
                break;
            };
            let (id, decision) = (id.to_owned(), decision.clone());
            self.enter(Step::Undo(id));
            self.message = Some(format!("undone: {}", title(&decision)));
            last = Some(decision);
        }
        self.go_to_decided(last.as_ref(), before);
    }

    pub(super) fn redo(&mut self, times: usize) {
        let before = self.spot();
        let mut last = None;
        for _ in 0..times {
            let Some((id, decision)) = self.decided.ledger.to_redo() else {
                self.message
                    .get_or_insert_with(|| "nothing to do again".to_owned());
                break;
            };
            let (id, decision) = (id.to_owned(), decision.clone());
            self.enter(Step::Redo(id));
            self.message = Some(format!("done again: {}", title(&decision)));
            last = Some(decision);
        }
        self.go_to_decided(last.as_ref(), before);
    }

    /// Makes the claim that `decision` was on the current one, beside the other one of a pair where that is a match now,
    /// so that one sees what became of it; from there the way leads back to `before`. Where the reader is there already,
    /// or the decision is on no claim, nothing moves.
    fn go_to_decided(&mut self, decision: Option<&Decision>, before: Spot) {
        let claims: Vec<ClaimId> = decision
            .map(Decision::claims)
            .unwrap_or_default()
            .iter()
            .filter_map(|passage| self.claim_of(passage))
            .collect();
        // The reader stays in the article in which he is, if the pair has a claim there.
        let here = self.shown[self.active];
        let comparison = &self.comparison;
        let article = |claim: &ClaimId| comparison.claims[*claim].article;
        let in_view = claims.iter().find(|claim| article(claim) == here);
        let Some(claim) = in_view.or(claims.first()).copied() else {
            return;
        };
        let other = claims.iter().copied().find(|other| {
            let mut all = self
                .index
                .counterparts(&self.comparison, claim, article(other));
            all.any(|(of, _)| of == *other)
        });
        if self.current == Some(claim) && (other.is_none() || self.counterpart == other) {
            return;
        }
        // The claims may have other numbers now: the current one is still the one where the reader stood.
        self.jumps.push(Spot {
            current: self.current,
            counterpart: self.counterpart,
            ..before
        });
        self.bring(self.comparison.claims[claim].article);
        let other = other.filter(|other| {
            let article = self.comparison.claims[*other].article;
            self.side_of(article).is_some()
        });
        self.choose(Some(claim), other);
    }

    fn enter(&mut self, step: Step) {
        self.decided.steps += 1;
        let entry = Entry {
            id: format!("{}-{}", self.decided.session, self.decided.steps),
            at: 0,
            step,
        };
        self.decided.ledger.enter(entry.clone());
        self.decided.outbox.push(entry);
        self.replay();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::comparison::Comparison;
    use crate::reader::keeping::Opened;

    const A: &str = "Ann Ott closes the mill\n\n“The mill has to close in May,” Ann Ott said on Monday.\n\nMilan Brod said that 300 workers would strike.\n\nBuy our mill calendar.\n";
    const B: &str = "Workers march\n\nAnn Ott said the mill must close in May.\n\nMilan Brod said 300 workers would go on strike.\n";

    fn state() -> State {
        let articles = vec![
            Article::new("a", None, A.to_owned()),
            Article::new("b", None, B.to_owned()),
        ];
        State::new(Comparison::new(articles), (100, 30))
    }

    #[test]
    fn a_step_is_laid_out_for_writing_once() {
        let mut state = state();
        let claim = state.passage_of(0).expect("a claim");
        state.decide(Decision::Drop { claim });
        assert_eq!(state.take_steps().len(), 1);
        assert!(state.take_steps().is_empty());
    }

    #[test]
    fn undoing_all_restores_the_comparison_and_redoing_all_the_decisions() {
        let mut state = state();
        let plain = state.comparison().clone();
        let claim = state.passage_of(0).expect("a claim");
        state.decide(Decision::Drop { claim });
        let claim = state.passage_of(1).expect("a claim");
        state.decide(Decision::Note {
            on: vec![claim],
            text: "look again".to_owned(),
        });
        let decided = (state.comparison().clone(), state.decided.notes().to_vec());
        assert_ne!(decided.0, plain);
        state.undo(9);
        assert_eq!(*state.comparison, plain);
        assert!(state.decided.notes().is_empty());
        state.redo(9);
        let again = (state.comparison().clone(), state.decided.notes().to_vec());
        assert_eq!(again, decided);
    }

    #[test]
    fn what_was_kept_in_another_order_of_the_articles_finds_its_article() {
        let mut state = state();
        let passage = state.passage_of(0).expect("a claim");
        assert_eq!(passage.article, 0);
        let opened = Opened {
            order: vec![1, 0],
            ..Opened::default()
        };
        state.reopen(opened);
        let passage = state.passage_of(0).expect("a claim");
        assert_eq!(passage.article, 1);
        let place = state.here().place(&[A, B], &[1, 0]);
        assert_eq!(place.claim.as_ref().map(|claim| claim.article), Some(1));
        state.return_to_place(&place);
        assert_eq!(state.here().place(&[A, B], &[1, 0]), place);
    }
}

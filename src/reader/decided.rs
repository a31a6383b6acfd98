//! What was decided: the verdicts, notes and marks of the claims, and the list of all decisions in words.

use super::list::{Body, Row, Target};
use super::state::State;
use crate::article::clean;
use crate::claim::ClaimId;
use crate::notebook::decision::{Decision, Entry, Ledger};
use crate::notebook::{Passage, Replay, Verdict};

/// What the reader has decided, and what the comparison was without it.
#[derive(Debug, Default)]
pub struct Decided {
    /// What the decisions make of the comparison; none before the first one.
    pub(super) replay: Option<Replay>,
    /// By article of the journal its place among those that are open.
    pub(super) order: Vec<usize>,
    pub(super) ledger: Ledger,
    /// What the names of the steps begin with, and how many there were.
    pub(super) session: String,
    pub(super) steps: usize,
    /// Steps that have not been written yet.
    pub(super) outbox: Vec<Entry>,
}

/// What is marked beside a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A note.
    Note,
    /// A match that was confirmed or made by hand.
    Confirmed,
    /// A match that was rejected.
    Rejected,
}

impl Mark {
    const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Rejected => Self::Rejected,
            Verdict::Confirmed | Verdict::ByHand => Self::Confirmed,
        }
    }
}

/// One line of the list of decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was decided, on what.
    pub words: String,
    /// Whether it fits nowhere in the articles as they are now.
    pub unplaced: bool,
    /// The claim it is on, where there is one.
    pub claim: Option<ClaimId>,
}

impl Decided {
    fn verdicts(&self) -> &[(ClaimId, ClaimId, Verdict)] {
        self.replay.as_ref().map_or(&[], |replay| &replay.verdicts)
    }

    pub(super) fn notes(&self) -> &[(Vec<ClaimId>, String)] {
        self.replay.as_ref().map_or(&[], |replay| &replay.notes)
    }

    /// The verdict on a pair of claims.
    pub fn verdict(&self, a: ClaimId, b: ClaimId) -> Option<Verdict> {
        let pair = (a.min(b), a.max(b));
        let verdicts = self.verdicts().iter().rev();
        verdicts
            .filter(|(x, y, _)| (*x.min(y), *x.max(y)) == pair)
            .map(|(_, _, verdict)| *verdict)
            .next()
    }

    /// The note on these claims.
    pub fn note(&self, on: &[ClaimId]) -> Option<&str> {
        let note = self.notes().iter().find(|(claims, _)| claims == on);
        note.map(|(_, text)| text.as_str())
    }

    /// The note on `claim` and one from which it was parted, and that one: a rejected match keeps its note.
    pub fn note_on_rejected(&self, claim: ClaimId) -> Option<(ClaimId, &str)> {
        self.notes().iter().find_map(|(claims, text)| {
            let [one, other] = claims[..] else {
                return None;
            };
            let there = match claim {
                of if of == one => other,
                of if of == other => one,
                _ => return None,
            };
            let rejected = self.verdict(one, other) == Some(Verdict::Rejected);
            rejected.then_some((there, text.as_str()))
        })
    }

    /// What is marked beside `claim` in its article, whatever it is paired with: what was confirmed, else a note, else what
    /// was rejected.
    pub fn mark(&self, claim: ClaimId) -> Option<Mark> {
        let noted = || {
            let mut notes = self.notes().iter();
            notes.any(|(claims, _)| claims.contains(&claim))
        };
        let mine = |(a, b, _): &&(ClaimId, ClaimId, Verdict)| *a == claim || *b == claim;
        let last = self
            .verdicts()
            .iter()
            .filter(mine)
            .map(|(a, b, _)| (*a, *b));
        let verdicts = last.filter_map(|(a, b)| self.verdict(a, b));
        let verdict = verdicts
            .map(Mark::of)
            .min_by_key(|mark| *mark == Mark::Rejected);
        match verdict {
            Some(Mark::Rejected) | None if noted() => Some(Mark::Note),
            verdict => verdict,
        }
    }

    /// What is marked beside `claim` where it is shown with `counterpart`: the verdict on these two, and whether there is
    /// a note on the claim, on these two, or on it and one from which it was parted.
    pub fn pair_marks(&self, claim: ClaimId, counterpart: Option<ClaimId>) -> (Option<Mark>, bool) {
        let verdict = counterpart.and_then(|other| self.verdict(claim, other));
        let pair = counterpart.map(|other| [claim.min(other), claim.max(other)]);
        let noted = self.note(&[claim]).is_some()
            || pair.is_some_and(|pair| self.note(&pair).is_some())
            || self.note_on_rejected(claim).is_some();
        (verdict.map(Mark::of), noted)
    }

    pub(super) fn unplaced(&self) -> impl Iterator<Item = &Decision> {
        self.replay.iter().flat_map(Replay::unplaced)
    }

    /// Whether the source or the words of `claim` were given by the reader.
    pub fn is_corrected(&self, claim: ClaimId) -> bool {
        let replay = self.replay.as_ref();
        replay.is_some_and(|replay| replay.corrected.contains(&claim))
    }

    /// Whether there is a decision to take back, and one to bring again.
    pub fn can(&self) -> (bool, bool) {
        (
            self.ledger.to_undo().is_some(),
            self.ledger.to_redo().is_some(),
        )
    }
}

/// What was done, in a word or two.
pub(super) fn title(decision: &Decision) -> &'static str {
    match decision {
        Decision::Note { text, .. } if text.trim().is_empty() => "note removed",
        Decision::Note { .. } => "note written",
        other => other.title(),
    }
}

/// A decision in words: what was done, and the words it was done to.
pub fn describe(decision: &Decision) -> String {
    let quote = |passage: &Passage| {
        let words = shortened(&passage.exact);
        // What is quoted already needs no second pair of marks.
        if words.starts_with(['“', '"', '‘', '«', '„']) {
            words
        } else {
            format!("“{words}”")
        }
    };
    let title = decision.title();
    match decision {
        Decision::Confirm { a, b } | Decision::Reject { a, b } | Decision::Match { a, b } => {
            format!("{title}: {} – {}", quote(a), quote(b))
        }
        Decision::Merge { actor, into } => {
            format!(
                "{title}: {} is {}",
                shortened(&actor.name),
                shortened(&into.name)
            )
        }
        Decision::Split { mention } => format!("{title}: {}", quote(mention)),
        Decision::Rename { actor, name } => {
            format!("{title}: {} to {}", shortened(&actor.name), shortened(name))
        }
        Decision::Source { claim, .. } | Decision::Drop { claim } => {
            format!("{title}: {}", quote(claim))
        }
        Decision::Add { content, .. } | Decision::Ends { content, .. } => {
            format!("{title}: {}", quote(content))
        }
        Decision::Boilerplate { block, .. } => format!("{title}: {}", quote(block)),
        Decision::Note { on, text } => {
            let on: Vec<String> = on.iter().map(quote).collect();
            match text.trim() {
                "" => format!("note removed: {}", on.join(" – ")),
                text => format!("{title} “{}” on {}", shortened(text), on.join(" – ")),
            }
        }
    }
}

/// The first words of a text, fit for the screen.
fn shortened(text: &str) -> String {
    super::wrap::cut(&clean::line(text), 32)
}

impl State {
    /// The same as lines that lead to the claims.
    pub(super) fn decision_rows(&self) -> Vec<Row> {
        let lines = self.decisions();
        if lines.is_empty() {
            return vec![Row::remark("nothing was decided, no note written")];
        }
        let row = |line: Line| {
            if line.unplaced {
                return Row::remark(format!("fits nowhere now, kept: {}", line.words));
            }
            let place = line.claim.map(|claim| self.place_words(claim));
            Row {
                body: Body::One(place.unwrap_or_default(), line.words),
                target: line.claim.map(|claim| Target::Claim(claim, None)),
            }
        };
        lines.into_iter().map(row).collect()
    }

    /// Everything that was decided and counts, the last first; what fits nowhere is among it.
    pub fn decisions(&self) -> Vec<Line> {
        let decided = &self.decided;
        let line = |decision: &&Decision| {
            let unplaced = decided.unplaced().any(|lost| lost == *decision);
            let passage = decision.claims().into_iter().next();
            let claim = passage
                .filter(|_| !unplaced)
                .and_then(|passage| self.claim_of(passage));
            Line {
                words: describe(decision),
                unplaced,
                claim,
            }
        };
        decided.ledger.counting().iter().rev().map(line).collect()
    }
}

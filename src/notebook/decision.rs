//! What may be decided, and which decisions hold after undo and redo.

use super::passage::Passage;
use serde::{Deserialize, Serialize};

/// An actor as a decision names it: by one place that mentions it, and by name where that place is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name it had.
    pub name: String,
    /// One of its mentions.
    pub mention: Passage,
}

/// Who a reader says stands behind a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// This actor.
    Actor(Named),
    /// Somebody without a name.
    Unnamed,
    /// Somebody without a name whom these words of the article stand for.
    Words(Passage),
    /// Somebody of this name, who is no actor of the articles.
    New(String),
    /// The article itself.
    Article,
}

/// One decision of a reader. Claims are named by their content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Decision {
    /// The two claims do belong together.
    Confirm {
        /// The one claim.
        a: Passage,
        /// The other.
        b: Passage,
    },
    /// The two claims do not belong together.
    Reject {
        /// The one claim.
        a: Passage,
        /// The other.
        b: Passage,
    },
    /// The two claims belong together although no match was found.
    Match {
        /// The one claim.
        a: Passage,
        /// The other.
        b: Passage,
    },
    /// Two actors are one.
    Merge {
        /// The one that ends.
        actor: Named,
        /// The one that takes its mentions.
        into: Named,
    },
    /// The mentions with these words are an actor of their own.
    Split {
        /// One of the mentions.
        mention: Passage,
    },
    /// The actor is called this.
    Rename {
        /// The actor.
        actor: Named,
        /// Its new name.
        name: String,
    },
    /// This is who said it.
    Source {
        /// The claim.
        claim: Passage,
        /// Who said it.
        voice: Voice,
    },
    /// Here is a claim that was missed.
    Add {
        /// Its content.
        content: Passage,
        /// Who said it.
        voice: Voice,
    },
    /// This is no claim.
    Drop {
        /// The claim.
        claim: Passage,
    },
    /// The claim begins and ends elsewhere.
    Ends {
        /// The claim as it was.
        claim: Passage,
        /// Its content now.
        content: Passage,
    },
    /// The paragraph is, or is not, boilerplate.
    Boilerplate {
        /// The paragraph.
        block: Passage,
        /// Whether it is boilerplate.
        is: bool,
    },
    /// A note on a claim or on a pair of claims; empty words take it away.
    Note {
        /// One or two claims.
        on: Vec<Passage>,
        /// The words.
        text: String,
    },
}

impl Decision {
    /// What it does, in words for the reader's list.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "match confirmed",
            Self::Reject { .. } => "match rejected",
            Self::Match { .. } => "match made by hand",
            Self::Merge { .. } => "actors merged",
            Self::Split { .. } => "actor split",
            Self::Rename { .. } => "actor renamed",
            Self::Source { .. } => "source corrected",
            Self::Add { .. } => "claim added",
            Self::Drop { .. } => "claim dropped",
            Self::Ends { .. } => "ends of a claim moved",
            Self::Boilerplate { is: true, .. } => "paragraph marked as boilerplate",
            Self::Boilerplate { is: false, .. } => "paragraph marked as text",
            Self::Note { .. } => "note",
        }
    }

    /// Whether it says anew what `earlier` said of the same thing, so that only this counts.
    pub fn overrides(&self, earlier: &Self) -> bool {
        let pair = |decision: &Self| match decision {
            Self::Confirm { a, b } | Self::Reject { a, b } | Self::Match { a, b } => {
                Some([a.clone(), b.clone()])
            }
            _ => None,
        };
        match (self, earlier) {
            (Self::Source { claim, .. }, Self::Source { claim: old, .. }) => claim == old,
            (Self::Note { on, .. }, Self::Note { on: old, .. }) => on == old,
            (Self::Boilerplate { block, .. }, Self::Boilerplate { block: old, .. }) => block == old,
            _ => pair(self).is_some_and(|own| pair(earlier).as_ref() == Some(&own)),
        }
    }

    /// The same on articles that stand in another order: `order` gives, by article, its place there.
    #[must_use]
    pub fn among(&self, order: &[usize]) -> Self {
        let mut own = self.clone();
        for passage in own.passages_mut() {
            passage.article = order
                .get(passage.article)
                .copied()
                .unwrap_or(passage.article);
        }
        own
    }

    /// Every place that it names.
    fn passages_mut(&mut self) -> Vec<&mut Passage> {
        match self {
            Self::Confirm { a, b } | Self::Reject { a, b } | Self::Match { a, b } => vec![a, b],
            Self::Merge { actor, into } => vec![&mut actor.mention, &mut into.mention],
            Self::Split { mention } => vec![mention],
            Self::Rename { actor, .. } => vec![&mut actor.mention],
            Self::Source { claim: on, voice } | Self::Add { content: on, voice } => match voice {
                Voice::Actor(actor) => vec![on, &mut actor.mention],
                Voice::Words(words) => vec![on, words],
                Voice::New(_) | Voice::Unnamed | Voice::Article => vec![on],
            },
            Self::Drop { claim } => vec![claim],
            Self::Ends { claim, content } => vec![claim, content],
            Self::Boilerplate { block, .. } => vec![block],
            Self::Note { on, .. } => on.iter_mut().collect(),
        }
    }

    /// The claims it is on, as they are called where it holds: none, one, or a pair.
    pub fn claims(&self) -> Vec<&Passage> {
        match self {
            Self::Confirm { a, b } | Self::Reject { a, b } | Self::Match { a, b } => vec![a, b],
            Self::Source { claim, .. } | Self::Drop { claim } => vec![claim],
            Self::Add { content, .. } | Self::Ends { content, .. } => vec![content],
            Self::Note { on, .. } => on.iter().collect(),
            Self::Merge { .. }
            | Self::Split { .. }
            | Self::Rename { .. }
            | Self::Boilerplate { .. } => Vec::new(),
        }
    }

    /// The articles that it names, by their places in the journal; each as often as it names something there.
    pub fn articles(&self) -> Vec<usize> {
        let passages = match self {
            Self::Merge { actor, into } => vec![&actor.mention, &into.mention],
            Self::Split { mention } => vec![mention],
            Self::Rename { actor, .. } => vec![&actor.mention],
            Self::Boilerplate { block, .. } => vec![block],
            other => other.claims(),
        };
        passages.iter().map(|passage| passage.article).collect()
    }
}

/// Where a reader left the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// By article: the first code point on the screen.
    pub tops: Vec<usize>,
    /// Of more than two articles those in the panes, left and right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<usize>,
    /// The current claim, if there was one.
    pub claim: Option<Passage>,
}

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// A decision.
    Decide(Decision),
    /// Takes back the entry of this id.
    Undo(String),
    /// Puts the entry of this id in force again.
    Redo(String),
    /// Where the reader was.
    Place(Place),
}

/// A step with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique in its journal.
    pub id: String,
    /// Seconds since 1970, for people who read the file.
    pub at: u64,
    /// What was done.
    pub step: Step,
}

/// The decisions in force, and what undo and redo would do next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Every decision with its id and whether it is in force, in order.
    decisions: Vec<(String, Decision, bool)>,
    /// Decisions taken back, the latest last: what redo brings again.
    undone: Vec<usize>,
    /// The last place.
    place: Option<Place>,
}

impl Ledger {
    /// Enters one entry. An undo or redo of what is not there does nothing.
    pub fn enter(&mut self, entry: Entry) {
        match entry.step {
            Step::Decide(decision) => {
                self.decisions.push((entry.id, decision, true));
                self.undone.clear();
            }
            Step::Undo(id) => {
                if let Some(at) = self.find(&id, true) {
                    self.decisions[at].2 = false;
                    self.undone.push(at);
                }
            }
            Step::Redo(id) => {
                if let Some(at) = self.find(&id, false) {
                    self.decisions[at].2 = true;
                    self.undone.retain(|undone| *undone != at);
                }
            }
            Step::Place(place) => self.place = Some(place),
        }
    }

    fn find(&self, id: &str, in_force: bool) -> Option<usize> {
        self.decisions
            .iter()
            .rposition(|(own, _, force)| own == id && *force == in_force)
    }

    /// The decisions in force, in order.
    pub fn in_force(&self) -> Vec<&Decision> {
        self.decisions
            .iter()
            .filter(|(_, _, force)| *force)
            .map(|(_, decision, _)| decision)
            .collect()
    }

    /// The same with the names of their entries.
    pub fn named_in_force(&self) -> impl Iterator<Item = (&str, &Decision)> {
        let all = self.decisions.iter();
        all.filter(|(_, _, force)| *force)
            .map(|(id, decision, _)| (id.as_str(), decision))
    }

    /// Those of them that count: of several on the same thing the last.
    pub fn counting(&self) -> Vec<&Decision> {
        let all = self.in_force();
        let counts = |at: &usize| {
            let later = &all[at + 1..];
            !later.iter().any(|later| later.overrides(all[*at]))
        };
        (0..all.len()).filter(counts).map(|at| all[at]).collect()
    }

    /// What undo would take back: its id and the decision.
    pub fn to_undo(&self) -> Option<(&str, &Decision)> {
        self.decisions
            .iter()
            .rev()
            .find(|(_, _, force)| *force)
            .map(|(id, decision, _)| (id.as_str(), decision))
    }

    /// What redo would bring again: its id and the decision.
    pub fn to_redo(&self) -> Option<(&str, &Decision)> {
        let (id, decision, _) = &self.decisions[*self.undone.last()?];
        Some((id, decision))
    }

    /// The decisions that `older` does not know, or not so, each with whether it is in force.
    pub fn since(&self, older: &Self) -> Vec<(&Decision, bool)> {
        let known = |new: &&(String, Decision, bool)| {
            let same = |old: &&(String, Decision, bool)| old.0 == new.0;
            let was = older.decisions.iter().find(same).is_some_and(|old| old.2);
            was == new.2
        };
        let all = self.decisions.iter();
        all.filter(|new| !known(new))
            .map(|(_, decision, force)| (decision, *force))
            .collect()
    }

    /// Where the reader was last.
    pub const fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Forgets that.
    pub fn forget_place(&mut self) {
        self.place = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(id: &str, text: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            at: 0,
            step: Step::Decide(Decision::Note {
                on: Vec::new(),
                text: text.to_owned(),
            }),
        }
    }

    fn step(step: Step) -> Entry {
        Entry {
            id: "x".to_owned(),
            at: 0,
            step,
        }
    }

    fn notes(ledger: &Ledger) -> Vec<String> {
        ledger
            .in_force()
            .into_iter()
            .map(|decision| {
                if let Decision::Note { text, .. } = decision {
                    text.clone()
                } else {
                    String::new()
                }
            })
            .collect()
    }

    #[test]
    fn undo_takes_back_step_by_step_and_redo_brings_again() {
        let mut ledger = Ledger::default();
        ledger.enter(note("1", "one"));
        ledger.enter(note("2", "two"));
        for _ in 0..2 {
            let id = ledger.to_undo().expect("something to undo").0.to_owned();
            ledger.enter(step(Step::Undo(id)));
        }
        assert!(ledger.in_force().is_empty() && ledger.to_undo().is_none());
        let id = ledger.to_redo().expect("something to redo").0.to_owned();
        assert_eq!(id, "1");
        ledger.enter(step(Step::Redo(id)));
        assert_eq!(notes(&ledger), ["one"]);
    }

    #[test]
    fn of_two_decisions_on_one_thing_the_last_counts() {
        let mut ledger = Ledger::default();
        ledger.enter(note("1", "one"));
        ledger.enter(note("2", "two"));
        assert_eq!(ledger.in_force().len(), 2);
        assert_eq!(ledger.counting(), [ledger.in_force()[1]]);
        ledger.enter(step(Step::Undo("2".to_owned())));
        assert_eq!(ledger.counting(), [ledger.in_force()[0]]);
    }

    #[test]
    fn a_new_decision_ends_redo() {
        let mut ledger = Ledger::default();
        ledger.enter(note("1", "one"));
        ledger.enter(step(Step::Undo("1".to_owned())));
        ledger.enter(note("2", "two"));
        assert!(ledger.to_redo().is_none());
        assert_eq!(notes(&ledger), ["two"]);
    }

    #[test]
    fn an_undo_of_what_is_not_there_changes_nothing() {
        let mut ledger = Ledger::default();
        ledger.enter(note("1", "one"));
        ledger.enter(step(Step::Undo("9".to_owned())));
        ledger.enter(step(Step::Redo("1".to_owned())));
        assert_eq!(notes(&ledger), ["one"]);
    }
}

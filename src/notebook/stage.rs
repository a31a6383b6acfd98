//! Where in a reading a decision has its place, and how far a reading is.

use super::decision::Decision;

/// What a reading is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Work {
    Paragraphs,
    Sentences,
    Actors,
    Claims,
    Matches,
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub work: Work,
    /// How much of it is done: of sentences paragraphs, of claims bytes of the texts, of matches pairs.
    pub done: usize,
    /// Of how much; 0 where that is not known.
    pub of: usize,
}

/// Where in a reading a decision has its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Blocks,
    Actors,
    Claims,
    Matches,
    Notes,
}

/// All of them, in the order of a reading.
pub(super) const STAGES: [Stage; 5] = [
    Stage::Blocks,
    Stage::Actors,
    Stage::Claims,
    Stage::Matches,
    Stage::Notes,
];

impl Stage {
    /// The place of `decision`.
    pub(super) const fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Boilerplate { .. } => Self::Blocks,
            Decision::Merge { .. } | Decision::Split { .. } | Decision::Rename { .. } => {
                Self::Actors
            }
            Decision::Source { .. }
            | Decision::Add { .. }
            | Decision::Drop { .. }
            | Decision::Ends { .. } => Self::Claims,
            Decision::Confirm { .. } | Decision::Reject { .. } | Decision::Match { .. } => {
                Self::Matches
            }
            Decision::Note { .. } => Self::Notes,
        }
    }

    /// Whether from here on the matches have to be found anew, which takes seconds on a book.
    pub(super) fn is_early(self) -> bool {
        self < Self::Matches
    }
}

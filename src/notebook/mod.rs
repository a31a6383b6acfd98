//! The reader's own decisions and notes, kept beside the articles and replayed onto their comparison.
//!
//! | question | room |
//! |---|---|
//! | how a place is found again in a text that has changed a little | [`passage`] |
//! | what may be decided, and which decisions hold after undo and redo | [`decision`] |
//! | how decisions are kept on disk | [`journal`] |
//! | which journal belongs to these articles | [`shelf`] |
//! | what a comparison becomes under decisions, and what of it has to be read anew | [`replay`] |
//! | where in a reading a decision has its place; how far a reading is | [`stage`] |
//! | what one decision makes of actors and claims | `apply` |
//! | what of it is told where a comparison travels | [`decided`] |
//! | what verdicts make of matches | [`verdict`] |

mod apply;
pub mod decided;
pub mod decision;
pub mod journal;
pub mod passage;
pub mod replay;
pub mod shelf;
pub mod stage;
pub mod verdict;

pub use decided::{Brought, Decided};
pub use decision::{Decision, Entry, Voice};
pub use journal::Journal;
pub use passage::Passage;
pub use replay::Replay;
pub use stage::{Progress, Work};
pub use verdict::Verdict;

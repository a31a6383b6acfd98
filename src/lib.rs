//! Crossread puts two articles on one story side by side: who said what, and where do they differ?
//!
//! ```text
//!  files, batches ──► article ──► language ──► actor ──► claim ──► matching ──► comparison
//!                     blocks      sentences    who is    who said  what is on   the one value
//!                                 tokens       who       what      one matter   that faces read
//!                                                                                  │
//!                          notebook (a reader's decisions, replayed between steps) ┤
//!                                                                                  ├──► export   JSON, pages, tables …
//!                                                                                  └──► reader   the terminal
//! ```
//!
//! Nothing to the left knows anything to the right. Each folder's `mod.rs` begins with a table from questions to rooms;
//! [`reader`] begins with a drawing of its screen. [`command`] is the command line; [`span`] is how places in a text are
//! counted: bytes inside the program, code points at its edges; [`day`] is the calendar.
//!
//! ```
//! use crossread::{article::Article, comparison::Comparison};
//!
//! let first = Article::new("first", None, "The bridge is safe, said Ann Example.".to_owned());
//! let second = Article::new("second", None, "Ann Example said the bridge was unsafe.".to_owned());
//! let comparison = Comparison::new(vec![first, second]);
//! assert!(comparison.actors.iter().any(|actor| actor.name == "Ann Example"));
//! ```

pub mod actor;
pub mod article;
pub mod claim;
pub mod command;
pub mod comparison;
pub mod day;
pub mod export;
pub mod language;
pub mod matching;
pub mod notebook;
pub mod reader;
pub mod span;

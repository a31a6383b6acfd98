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
//! counted: bytes inside the program, code points at its edges; [`day`] is the calendar, [`folders`] says where things are kept.
//!
//! # For programs
//!
//! Two articles are read, compared, walked through and written in four calls; [`read`] opens whatever the command line
//! does, [`article::Article::new`] takes a text that is already there.
//!
//! ```
//! use crossread::claim::Source;
//! use crossread::export::json;
//! use crossread::matching::Relation;
//!
//! # fn main() -> Result<(), crossread::article::source::SourceError> {
//! let comparison = crossread::compare([
//!     crossread::read("seeds/000_49c58ced305d02ae.txt")?,
//!     crossread::read("seeds/004_880624812ef1aa2e.txt")?,
//! ]);
//!
//! // Who says what.
//! for claim in &comparison.claims {
//!     let who = match claim.source {
//!         Source::Actor(actor, _) => comparison.actors[actor].name.as_str(),
//!         Source::Unnamed(_) => "somebody",
//!         Source::Article => "the article itself",
//!     };
//!     println!("{who}: {}", comparison.text_of(claim));
//! }
//!
//! // On what they differ, surest first.
//! let mut differing: Vec<_> = comparison
//!     .matches
//!     .iter()
//!     .filter(|pair| matches!(pair.relation, Relation::Differs | Relation::Contradicts))
//!     .collect();
//! differing.sort_by(|one, other| other.score.total_cmp(&one.score));
//! for pair in differing {
//!     let [here, there] = [pair.a, pair.b].map(|claim| &comparison.claims[claim]);
//!     println!("{} | {}", comparison.text_of(here), comparison.text_of(there));
//! }
//!
//! // As `crossread compare --format json` writes it; `crossread schema` tells what it means.
//! let written = json::comparison(&"both", &comparison);
//! assert!(written.contains(r#""schema":"crossread/1""#));
//! # Ok(())
//! # }
//! ```
//!
//! With `default-features = false` nothing is built that knows a terminal or a network; plain text and JSON are always
//! read, and the features `html`, `markdown`, `pdf`, `epub`, `mail`, `gzip` and `fetch` add what their names say. Versions
//! follow [Semantic Versioning](https://semver.org).

#[cfg(all(feature = "reader", not(unix)))]
compile_error!(
    "the reader needs a Unix terminal and its signals; build with --no-default-features and the other features"
);

pub mod actor;
pub mod article;
pub mod claim;
pub mod command;
pub mod comparison;
pub mod day;
pub mod export;
pub mod folders;
pub mod language;
pub mod matching;
pub mod notebook;
#[cfg(feature = "reader")]
pub mod reader;
pub mod span;

use article::Article;
use article::source::{Access, SourceError};
use comparison::Comparison;

/// Reads the one article that `name` stands for: a path, `FILE#3`, an `http` or `https` address, or `-` for standard input.
/// Pages are fetched anew each time; [`article::source::read`] takes a cache and other limits.
///
/// ```
/// let article = crossread::read("seeds/000_49c58ced305d02ae.txt")?;
/// assert!(!article.blocks.is_empty());
/// # Ok::<(), crossread::article::source::SourceError>(())
/// ```
///
/// # Errors
///
/// The error says in words for users why there is no such article, and what to do.
///
/// ```
/// let error = crossread::read("no/such/file.txt").unwrap_err();
/// assert!(error.to_string().starts_with("no/such/file.txt: "));
/// ```
pub fn read(name: &str) -> Result<Article, SourceError> {
    article::source::read(name, &Access::default())
}

/// Finds the actors and claims of `articles`, mostly two, and which claims of different articles are on one matter.
///
/// ```
/// use crossread::article::Article;
///
/// let first = Article::new("first", None, "The bridge is safe, said Ann Example.".to_owned());
/// let second = Article::new("second", None, "Ann Example said the bridge was unsafe.".to_owned());
/// let comparison = crossread::compare([first, second]);
/// assert!(comparison.actors.iter().any(|actor| actor.name == "Ann Example"));
/// assert_eq!(comparison.claims.len(), 2);
/// ```
pub fn compare(articles: impl IntoIterator<Item = Article>) -> Comparison {
    Comparison::new(articles.into_iter().collect())
}

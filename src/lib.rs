//! Crossread puts two articles on one story side by side.

pub mod actor;
pub mod article;
pub mod claim;
pub mod command;
pub mod comparison;
pub mod export;
pub mod language;
pub mod matching;
pub mod notebook;
pub mod reader;
pub mod span;

//! A comparison as bytes.
//!
//! | question | room |
//! |---|---|
//! | what is told first | [`outline`] |
//! | how is it said | [`words`] |
//! | what do programs get: the contract, and how it is read back | [`json`], [`schema`], [`saved`] |
//! | what do other people's vocabularies make of it | [`jsonld`] |
//! | what do people get: in a terminal, a browser, a note, a spreadsheet | [`text`], [`html`], [`markdown`], [`csv`] |

pub mod csv;
pub mod html;
pub mod json;
pub mod jsonld;
pub mod markdown;
pub mod outline;
pub mod saved;
pub mod schema;
pub mod text;
pub mod words;

//! What holds of any bytes. Each file is one property, a plain function of bytes: `tests/any_bytes.rs` drives it over some
//! hundred cases, the target of its name in `tests/fuzz/fuzz_targets` for as long as one likes.
#![allow(dead_code)]

pub mod decoding;
pub mod formats;
#[cfg(feature = "html")]
pub mod html;
pub mod input;
pub mod journal;
pub mod json;
#[cfg(feature = "reader")]
pub mod keys;
pub mod limit;
pub mod matching;
pub mod sound;

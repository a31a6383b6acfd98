//! A comparison as bytes.

pub mod json;

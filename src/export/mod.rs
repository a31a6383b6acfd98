//! A comparison as bytes.

pub mod json;
pub mod text;

//! What several tests need.
#![allow(dead_code)]

pub mod mill;
pub mod screen;

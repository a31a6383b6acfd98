//! What several tests need.
#![allow(dead_code)]

pub mod long;
pub mod mill;
pub mod pty;
#[cfg(feature = "reader")]
pub mod screen;
pub mod server;
pub mod strict;

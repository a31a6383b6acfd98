//! What several tests need.
#![allow(dead_code)]

#[cfg(feature = "epub")]
pub mod book;
pub mod link;
pub mod long;
pub mod mill;
pub mod pty;
#[cfg(feature = "reader")]
pub mod screen;
pub mod server;
pub mod strict;

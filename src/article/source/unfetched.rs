//! What stands in for fetching in a program that was built without it.

use super::address::Page;
use super::cache::Head;
use super::error::Fault;
use super::limits::Limits;
use super::progress::Tell;
use std::time::SystemTime;

/// Says that there is no fetching.
pub fn fetch(
    _: &str,
    _: Option<&Head>,
    _: &Limits,
    _: SystemTime,
    _: Tell<'_>,
) -> Result<Option<Page>, Fault> {
    Err(Fault::NotBuilt)
}

//! How much is read, and how long it is waited for.

use std::time::Duration;

/// The bounds of every kind of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of a file, a pipe or standard input, in bytes.
    pub file: u64,
    /// Of a page, in bytes, packed and unpacked alike.
    pub page: u64,
    /// How long a pipe may give nothing.
    pub silence: Duration,
    /// How long a pipe may take in all.
    pub pipe: Duration,
    /// How long a server may take to be reached.
    pub connect: Duration,
    /// How long a page may take in all.
    pub whole: Duration,
    /// How often a server may lead elsewhere.
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 100_000_000,
            page: 20_000_000,
            silence: Duration::from_secs(30),
            pipe: Duration::from_mins(2),
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            redirects: 10,
        }
    }
}

//! Why an input could not be read, and what to do about it.

use super::limits::Limits;
use crate::article::format::FormatError;
use thiserror::Error;

/// Why an input could not be read. Every message names the input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SourceError {
    /// There is no such file.
    #[error(
        "{0}: there is no such file; check the name, give an address with its http:// or https://, or “-” to read standard input"
    )]
    Missing(String),
    /// The system refused to read it.
    #[error("{name}: it could not be read ({reason}); check that you may read it")]
    Unreadable {
        /// The name as it was given.
        name: String,
        /// The system's words.
        reason: String,
    },
    /// It is larger than what is read.
    #[error("{name}: it is larger than {} MB; give the part of it that holds the article", megabytes(*.limit))]
    Large {
        /// The name as it was given.
        name: String,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// Nothing more came, or it never ended.
    #[error(
        "{name}: it did not end: {bytes} bytes came in {seconds} seconds; save what it gives to a file and give the file’s name"
    )]
    Endless {
        /// The name as it was given.
        name: String,
        /// How much came, in bytes.
        bytes: u64,
        /// How long it was waited.
        seconds: u64,
    },
    /// What came is no article.
    #[error("{name}: {reason}")]
    Format {
        /// The name as it was given.
        name: String,
        /// What is wrong with it.
        reason: FormatError,
    },
    /// A folder in which nothing is an article.
    #[error(
        "{0}: no file in this folder looks like an article; name a file, or a folder with some"
    )]
    NoArticles(String),
    /// There are several articles, and nobody to ask which.
    #[error("{name}: there are {count} articles in it; name one of them: {examples}")]
    Several {
        /// The name as it was given.
        name: String,
        /// How many there are.
        count: usize,
        /// The first few, as they may be typed.
        examples: String,
    },
    /// There are not so many.
    #[error(
        "{name}: there is no article {number} in it, it holds {count}; give a number from 1 to {count}"
    )]
    NoSuchNumber {
        /// The name without the number.
        name: String,
        /// The number that was asked for.
        number: usize,
        /// How many articles there are.
        count: usize,
    },
    /// Several articles were to be chosen from, and none was.
    #[error("{0}: no article was chosen from it")]
    NotChosen(String),
    /// A page that could not be fetched.
    #[error("{address}: {fault}")]
    Fetch {
        /// The address.
        address: String,
        /// Why not.
        fault: Fault,
    },
    /// The program broke down over it.
    #[error("{0}: this could not be read because of a mistake in Crossread; please report it")]
    Broken(String),
}

/// Why a page could not be fetched, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The address is none.
    #[error(
        "this is no address that can be fetched ({0}); copy it from the browser’s address line"
    )]
    Address(String),
    /// Nobody knows the host.
    #[error("the server was not found; check the address and the network")]
    NoHost,
    /// No connection.
    #[error(
        "no connection to the server ({0}); check the address and the network, or try again later"
    )]
    Connection(String),
    /// It took too long.
    #[error(
        "the server took too long: {0}; try again later, or save the page and give the file’s name"
    )]
    Slow(String),
    /// It sent the reader on and on.
    #[error(
        "the server led from address to address, more than {0} times; open it in a browser, save the page and give the file’s name"
    )]
    Redirects(u32),
    /// The connection is not safe.
    #[error(
        "the connection is not safe ({0}); check the address, or the date of this machine; certificates of your own belong into the file that SSL_CERT_FILE names"
    )]
    Certificate(String),
    /// The certificates that the environment names can't be used.
    #[error(
        "{0}: the certificates that SSL_CERT_FILE names could not be read ({1}); correct the variable or unset it"
    )]
    Roots(String, String),
    /// The proxy refuses.
    #[error("the proxy refused ({0}); check the variables https_proxy, http_proxy and all_proxy")]
    Proxy(String),
    /// The server says no.
    #[error("the server answered {status}{came}; {advice}")]
    Status {
        /// The number and its usual words: "403 Forbidden".
        status: String,
        /// What came with it.
        came: Came,
        /// What to do.
        advice: &'static str,
    },
    /// There is next to no text in what came.
    #[error(
        "the server answered {status}{came}: no article; the page may want a login or a script: open it in a browser, save it and give the file’s name"
    )]
    Thin {
        /// The number and its usual words.
        status: String,
        /// What came with it.
        came: Came,
    },
    /// What came is larger than what is read.
    #[error("the page is larger than {} MB; save the part of it that holds the article and give the file’s name", megabytes(*.0))]
    Large(u64),
    /// The answer broke off or was none.
    #[error(
        "the server’s answer could not be read ({0}); try again, or save the page and give the file’s name"
    )]
    Answer(String),
    /// Only the cache may be read, and it is not there.
    #[error("it is not among the pages that were kept; leave out --offline to fetch it")]
    NotKept,
    /// The program was built without it.
    #[error("this program was built without fetching; save the page and give the file’s name")]
    NotBuilt,
}

/// What a server sent: its kind and how much text there is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The media type, if it was told.
    pub kind: Option<String>,
    /// How many words.
    pub words: usize,
}

impl std::fmt::Display for Came {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(kind) = &self.kind {
            write!(to, ", {kind}")?;
        }
        match self.words {
            0 => write!(to, " without text"),
            1 => write!(to, " with 1 word of text"),
            words => write!(to, " with {words} words of text"),
        }
    }
}

impl SourceError {
    /// Something of `name` that could not be read because of `reason`.
    pub fn unreadable(name: &str, reason: &std::io::Error) -> Self {
        Self::Unreadable {
            name: name.to_owned(),
            reason: reason.to_string(),
        }
    }

    /// More than `limits` allow came from `name`.
    pub fn large(name: &str, limits: &Limits) -> Self {
        Self::Large {
            name: name.to_owned(),
            limit: limits.file,
        }
    }
}

const fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}

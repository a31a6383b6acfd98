//! A page at an address: kept from an earlier visit, or fetched.

use super::cache::{self, Cache, Head};
use super::error::Fault;
use super::fetch;
use super::limits::Limits;
use super::progress::Tell;
use std::time::{Duration, SystemTime};

/// For so long a kept page is opened without a question to its server.
const FRESH: Duration = Duration::from_hours(24);

/// Whether kept pages or the network count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prefer {
    /// Kept pages of the last day, else the network.
    #[default]
    Kept,
    /// Kept pages only, however old.
    Offline,
    /// The network only.
    Fetched,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What is known of it.
    pub head: Head,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The number and words with which the server gave it.
    pub status: String,
    /// Whether it may be kept and is not yet as it is.
    pub keep: bool,
    /// What the reader should know of how it came.
    pub says: Option<String>,
}

/// The page at `address`.
pub fn read(
    address: &str,
    (cache, prefer): (&Cache, Prefer),
    limits: &Limits,
    now: SystemTime,
    tell: Tell<'_>,
) -> Result<Page, Fault> {
    let kept = match prefer {
        Prefer::Fetched => None,
        Prefer::Kept | Prefer::Offline => cache.get(address, limits.page),
    };
    let fetch = |kept: Option<&Head>, tell| fetch::fetch(address, kept, limits, now, tell);
    let Some((head, bytes)) = kept else {
        return match prefer {
            Prefer::Offline => Err(Fault::NotKept),
            Prefer::Kept | Prefer::Fetched => {
                let unasked = || Fault::Answer("304 Not Modified, unasked".to_owned());
                fetch(None, tell)?.ok_or_else(unasked)
            }
        };
    };
    let age = head.age(now);
    let ago = ago(age);
    let copy = |head, keep, says| Page {
        head,
        bytes,
        status: "200 OK".to_owned(),
        keep,
        says: Some(says),
    };
    if prefer == Prefer::Offline {
        return Ok(copy(head, false, format!("as it was {ago}")));
    }
    if age < FRESH {
        let says = format!("as it was {ago}; --refresh fetches it anew");
        return Ok(copy(head, false, says));
    }
    match fetch(Some(&head), tell) {
        Ok(Some(page)) => Ok(page),
        Ok(None) => {
            let fetched = cache::seconds(now);
            let says = format!("unchanged since {ago}");
            Ok(copy(Head { fetched, ..head }, true, says))
        }
        Err(fault) => Ok(copy(head, false, format!("as it was {ago}: now {fault}"))),
    }
}

/// How long ago, in words.
fn ago(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    let (count, unit) = match minutes {
        0 => return "a moment ago".to_owned(),
        1..60 => (minutes, "minute"),
        60..2880 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        let ago = |minutes| ago(Duration::from_mins(minutes));
        assert_eq!(ago(0), "a moment ago");
        assert_eq!(ago(1), "1 minute ago");
        assert_eq!(ago(90), "1 hour ago");
        assert_eq!(ago(60 * 49), "2 days ago");
    }

    #[test]
    fn offline_opens_what_is_kept_however_old_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(Some(folder.path().to_owned()));
        let head = Head {
            address: "http://127.0.0.1:9/a".to_owned(),
            answered: "http://127.0.0.1:9/a".to_owned(),
            media_type: None,
            charset: None,
            etag: None,
            last_modified: None,
            fetched: 0,
        };
        cache.put(&head, b"words").expect("kept");
        let read = |address| {
            let how = (&cache, Prefer::Offline);
            read(
                address,
                how,
                &Limits::default(),
                SystemTime::now(),
                &mut |_| {},
            )
        };
        let page = read("http://127.0.0.1:9/a").expect("kept");
        assert_eq!(page.bytes, b"words");
        assert!(page.says.is_some_and(|says| says.ends_with("days ago")));
        assert_eq!(read("http://127.0.0.1:9/b"), Err(Fault::NotKept));
    }
}

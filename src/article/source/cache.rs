//! Pages that were fetched, kept in a folder so that opening them again needs no network.
//!
//! A page is a file: a line of JSON that tells what it is, then its bytes as the server meant them. It is written aside
//! and then put in place, so that there is never half a page.

use crate::article::format::Declared;
use crate::folders;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How much is kept in all, in bytes; the pages that were fetched longest ago go first.
const MOST: u64 = 200_000_000;
/// The longest first line, in bytes.
const LONGEST: u64 = 64 * 1024;
/// What the names of pages end in.
const ENDING: &str = "page";
/// What the names of pages end in that are still being written.
const ASIDE: &str = "part";
/// After so long nobody writes a page any more.
const LEFT: Duration = Duration::from_hours(1);

/// Tells pages apart that one process writes at once.
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// What is known of a page beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The address that was asked for.
    pub address: String,
    /// The address that answered.
    pub answered: String,
    /// The media type.
    pub media_type: Option<String>,
    /// The encoding.
    pub charset: Option<String>,
    /// What names this state of the page to its server.
    pub etag: Option<String>,
    /// When the server says that it last changed.
    pub last_modified: Option<String>,
    /// When it was fetched or last found unchanged, in seconds since 1970.
    pub fetched: u64,
}

impl Head {
    /// What the server declared.
    pub fn declared(&self) -> Declared {
        Declared {
            media_type: self.media_type.clone(),
            charset: self.charset.clone(),
            address: Some(self.answered.clone()),
        }
    }

    /// How long ago it was fetched.
    pub fn age(&self, now: SystemTime) -> Duration {
        let fetched = UNIX_EPOCH + Duration::from_secs(self.fetched);
        now.duration_since(fetched).unwrap_or_default()
    }
}

/// `time` in seconds since 1970.
pub fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// The folder of kept pages; without one nothing is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cache(Option<PathBuf>);

impl Cache {
    /// The cache in `folder`, which need not be there yet.
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self(folder)
    }

    /// The page of `address`, if it is kept. `limit` bounds its bytes.
    pub fn get(&self, address: &str, limit: u64) -> Option<(Head, Vec<u8>)> {
        let file = File::open(self.path(address)?).ok()?;
        let mut from = BufReader::new(file);
        let mut line = Vec::new();
        from.by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .ok()?;
        let head: Head = serde_json::from_slice(&line).ok()?;
        let mut bytes = Vec::new();
        from.take(limit).read_to_end(&mut bytes).ok()?;
        (head.address == address).then_some((head, bytes))
    }

    /// Keeps a page.
    pub fn put(&self, head: &Head, bytes: &[u8]) -> io::Result<()> {
        let Some(path) = self.path(&head.address) else {
            return Ok(());
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        folders::make_private(folder)?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let aside = path.with_extension(format!("{}-{number}.{ASIDE}", std::process::id()));
        let write = || {
            let mut file = folders::private_file()
                .write(true)
                .create_new(true)
                .open(&aside)?;
            let mut line = serde_json::to_vec(head)?;
            line.push(b'\n');
            file.write_all(&line)?;
            file.write_all(bytes)?;
            file.sync_data()?;
            std::fs::rename(&aside, &path)
        };
        let written = write();
        if written.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
        tidy(folder, MOST);
        written
    }

    fn path(&self, address: &str) -> Option<PathBuf> {
        let name = format!("{:016x}.{ENDING}", hash(address));
        self.0.as_ref().map(|folder| folder.join(name))
    }
}

/// FNV-1a: the same in every version and on every machine. The head tells two addresses of one hash apart.
fn hash(address: &str) -> u64 {
    address.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Drops the oldest pages of `folder` until the others hold at most so many bytes, and what was left half written.
fn tidy(folder: &Path, most: u64) {
    let mut pages = Vec::new();
    let now = SystemTime::now();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(told) = entry.metadata() else { continue };
        let changed = told.modified().unwrap_or(UNIX_EPOCH);
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(ENDING) => pages.push((changed, told.len(), path)),
            Some(ASIDE) if now.duration_since(changed).is_ok_and(|age| age > LEFT) => {
                let _ = std::fs::remove_file(path);
            }
            _ => {}
        }
    }
    pages.sort();
    let mut all: u64 = pages.iter().map(|(_, bytes, _)| bytes).sum();
    for (_, bytes, path) in pages {
        if all <= most {
            break;
        }
        let _ = std::fs::remove_file(path);
        all -= bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(address: &str) -> Head {
        Head {
            address: address.to_owned(),
            answered: format!("{address}?lang=en"),
            media_type: Some("text/html".to_owned()),
            charset: None,
            etag: Some("\"1\"".to_owned()),
            last_modified: None,
            fetched: 1_000,
        }
    }

    #[test]
    fn a_page_is_kept_with_what_is_known_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(Some(folder.path().join("pages")));
        let head = head("http://example.org/a");
        assert_eq!(cache.get(&head.address, 100), None);
        cache.put(&head, b"first\nsecond").expect("kept");
        assert_eq!(
            cache.get(&head.address, 100),
            Some((head.clone(), b"first\nsecond".to_vec()))
        );
        cache.put(&head, b"").expect("kept");
        assert_eq!(
            cache.get(&head.address, 100),
            Some((head.clone(), Vec::new()))
        );
        assert_eq!(
            head.age(UNIX_EPOCH + Duration::from_secs(1_060)),
            Duration::from_mins(1)
        );
    }

    #[test]
    fn a_damaged_page_and_one_of_another_address_are_no_pages() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(Some(folder.path().to_owned()));
        let address = "http://example.org/a";
        cache
            .put(&head("http://example.org/b"), b"b")
            .expect("kept");
        let kept = cache.path("http://example.org/b").expect("a path");
        std::fs::rename(kept, cache.path(address).expect("a path")).expect("moved");
        assert_eq!(cache.get(address, 100), None);
        std::fs::write(cache.path(address).expect("a path"), b"{\"addr").expect("written");
        assert_eq!(cache.get(address, 100), None);
    }

    #[test]
    fn without_a_folder_nothing_is_kept_and_nothing_fails() {
        let cache = Cache::default();
        cache
            .put(&head("http://example.org/a"), b"a")
            .expect("no trouble");
        assert_eq!(cache.get("http://example.org/a", 100), None);
    }

    #[test]
    fn the_oldest_pages_go_when_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, age) in [
            ("old.page", 300),
            ("older.page", 400),
            ("new.page", 10),
            ("half.part", 9_000),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, [b'a'; 100]).expect("written");
            let file = File::options().write(true).open(&path).expect("open");
            file.set_modified(SystemTime::now() - Duration::from_secs(age))
                .expect("aged");
        }
        tidy(folder.path(), 250);
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("a file")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        left.sort();
        assert_eq!(left, ["new.page", "old.page"]);
    }
}

//! How decisions are kept on disk: an append-only file, one JSON line a step.
//!
//! A line is written at once, under a lock, and synced before the reader is told that it is kept. What was written before
//! is never touched: a torn last line is fenced off by a line break, and lines that this version does not know stay where
//! they are. Lines that could not be written wait in memory and are tried again with the next one.

use super::decision::{Entry, Ledger};
use crate::folders;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The version of the journal's lines.
pub const VERSION: u32 = 1;

/// The first line: which articles the journal is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version that the file was begun with.
    pub crossread: u32,
    /// The articles in order.
    pub articles: Vec<About>,
    /// Of a comparison that was saved before, what tells it from others of the same articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<String>,
}

/// What is kept of an article to know it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its path or address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// See [`super::shelf::sketch`].
    pub sketch: Vec<u32>,
}

/// Why something could not be kept. Whatever it is, reading goes on.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The folder can't be made.
    #[error(
        "the folder cannot be made ({}): {path}; name another with --state DIR",
        words(reason)
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// The file can't be written.
    #[error(
        "the file cannot be written ({}): {path}; name another folder with --state DIR",
        words(reason)
    )]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// What was kept can't be read.
    #[error(
        "earlier decisions cannot be read ({}): {path}; see to it that you may read it",
        words(reason)
    )]
    Unread {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
}

impl JournalError {
    /// The system's words alone.
    pub fn reason(&self) -> String {
        let (Self::Folder { reason, .. } | Self::File { reason, .. } | Self::Unread { reason, .. }) =
            self;
        words(reason)
    }

    /// What it is about.
    pub fn path(&self) -> &Path {
        let (Self::Folder { path, .. } | Self::File { path, .. } | Self::Unread { path, .. }) =
            self;
        path
    }
}

/// Whether what is at `path` may be written to, as the system says without opening it.
#[cfg(unix)]
fn may_write(path: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(path, Access::WRITE_OK)?)
}

/// The same where only files know whether they are for reading alone.
#[cfg(not(unix))]
fn may_write(path: &Path) -> io::Result<()> {
    let there = path.metadata()?;
    if there.is_file() && there.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

/// Makes a folder in `folder` and takes it away again: in some file systems everybody may write and nothing can be made.
fn probe(folder: &Path) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Err(no_folder());
    }
    let made = folder.join(format!(".crossread-{}", std::process::id()));
    folders::make_private(&made)?;
    std::fs::remove_dir(&made)
}

fn no_folder() -> std::io::Error {
    std::io::Error::other("that is a file, no folder")
}

/// The system's words without their number.
fn words(reason: &std::io::Error) -> String {
    let words = reason.to_string();
    let (words, _) = words.split_once(" (os error").unwrap_or((&words, ""));
    words.to_owned()
}

/// What was found in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// The decisions.
    pub ledger: Ledger,
    /// How many lines a newer version wrote, or were torn: they are kept and not applied.
    pub unknown: usize,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    head: Head,
    /// What was decided before the journal was begun, elsewhere.
    before: Vec<Entry>,
    /// Lines that could not be written yet.
    waiting: Vec<String>,
    /// The length in bytes of what is known of the file.
    known: u64,
}

impl Journal {
    /// The journal at `path`, which need not exist yet: nothing is written before the first step is kept.
    pub const fn new(path: PathBuf, head: Head) -> Self {
        Self {
            path,
            head,
            before: Vec::new(),
            waiting: Vec::new(),
            known: 0,
        }
    }

    /// The same, going on from what was decided elsewhere.
    #[must_use]
    pub fn after(self, before: Vec<Entry>) -> Self {
        Self { before, ..self }
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody else has written since it was last read or written here. A look at the file's length.
    pub fn is_changed(&self) -> bool {
        let there = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        there != self.known
    }

    /// Everything that stands in the file, in its order, and after it what waits; a file that is not there is empty.
    pub fn replay(&mut self) -> Result<Replayed, JournalError> {
        use std::io::ErrorKind::{NotADirectory, NotFound};
        let bytes = match read(&self.path) {
            Ok(bytes) => bytes,
            Err(reason) if matches!(reason.kind(), NotFound | NotADirectory) => Vec::new(),
            Err(reason) => {
                let path = self.path.clone();
                return Err(JournalError::Unread { path, reason });
            }
        };
        self.known = bytes.len() as u64;
        let mut replayed = Replayed::default();
        for entry in &self.before {
            replayed.ledger.enter(entry.clone());
        }
        let waiting = self.waiting.iter().map(String::as_bytes);
        for line in bytes
            .split(|byte| *byte == b'\n')
            .chain(waiting)
            .filter(|line| !line.is_empty())
        {
            if let Ok(entry) = serde_json::from_slice::<Entry>(line) {
                replayed.ledger.enter(entry);
            } else if serde_json::from_slice::<Head>(line).is_err() {
                replayed.unknown += 1;
            }
        }
        Ok(replayed)
    }

    /// Keeps `entries`, all in one write. On an error they are held and tried again with the next ones.
    pub fn keep(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        // Entries are plain data: they always have a JSON form.
        self.waiting.extend(
            entries
                .iter()
                .map(|entry| serde_json::to_string(entry).unwrap_or_default()),
        );
        self.write()
    }

    /// Whether steps could be kept, as far as can be told without writing any: the file takes changes, or in the nearest
    /// folder that is there something can be made. Nothing is left behind.
    pub fn check(&self) -> Result<(), JournalError> {
        for (at, path) in self.path.ancestors().enumerate() {
            let path = if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            };
            let failed = |reason: io::Error| {
                let path = path.to_owned();
                Err(match at {
                    0 => JournalError::File { path, reason },
                    _ => JournalError::Folder { path, reason },
                })
            };
            match may_write(path) {
                Err(reason)
                    if matches!(
                        reason.kind(),
                        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                    ) => {}
                Err(reason) => return failed(reason),
                Ok(()) if at > 0 => {
                    let path = path.to_owned();
                    return probe(&path).map_err(|reason| JournalError::Folder { path, reason });
                }
                Ok(()) => return Ok(()),
            }
        }
        Ok(())
    }

    /// How many steps are held in memory only.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Appends what waits, as one write.
    fn write(&mut self) -> Result<(), JournalError> {
        if let Some(path) = self.path.parent() {
            let made = if path.is_file() {
                Err(no_folder())
            } else {
                folders::make_private(path)
            };
            made.map_err(|reason| JournalError::Folder {
                path: path.to_owned(),
                reason,
            })?;
        }
        self.append().map_err(|reason| JournalError::File {
            path: self.path.clone(),
            reason,
        })
    }

    fn append(&mut self) -> std::io::Result<()> {
        let mut file = folders::private_file()
            .read(true)
            .append(true)
            .create(true)
            .open(&self.path)?;
        // A file system without locks still appends whole lines.
        let _ = file.lock();
        let mut text = match last_byte(&mut file)? {
            None => format!(
                "{}\n",
                serde_json::to_string(&self.head).unwrap_or_default()
            ),
            Some(b'\n') => String::new(),
            Some(_) => "\n".to_owned(),
        };
        for line in &self.waiting {
            text.push_str(line);
            text.push('\n');
        }
        let before = file.metadata()?.len();
        if let Err(reason) = file.write_all(text.as_bytes()) {
            // What came through of these lines is taken back, so that trying again leaves no torn one.
            let _ = file.set_len(before);
            return Err(reason);
        }
        file.sync_data()?;
        // Where somebody else has written before, it is still to be read.
        if before == self.known {
            self.known += text.len() as u64;
        }
        self.waiting.clear();
        Ok(())
    }
}

/// The bytes of a file; a device or pipe, which may never end, counts as empty.
pub(super) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.is_file() {
        std::fs::read(path)
    } else {
        Ok(Vec::new())
    }
}

/// The last byte of `file`; none when it is empty.
fn last_byte(file: &mut File) -> std::io::Result<Option<u8>> {
    if file.metadata()?.len() == 0 {
        return Ok(None);
    }
    let mut byte = [0];
    // Devices such as /dev/full have no end to look at.
    if file.seek(SeekFrom::End(-1)).is_err() || file.read_exact(&mut byte).is_err() {
        return Ok(None);
    }
    Ok(Some(byte[0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::decision::{Decision, Step};

    fn journal(path: &Path) -> Journal {
        let head = Head {
            crossread: VERSION,
            articles: Vec::new(),
            saved: None,
        };
        Journal::new(path.to_owned(), head)
    }

    fn entry(id: &str, step: Step) -> [Entry; 1] {
        [Entry {
            id: id.to_owned(),
            at: 0,
            step,
        }]
    }

    fn note(id: &str, text: &str) -> [Entry; 1] {
        let decision = Decision::Note {
            on: Vec::new(),
            text: text.to_owned(),
        };
        entry(id, Step::Decide(decision))
    }

    fn count(journal: &mut Journal) -> (usize, usize) {
        let replayed = journal.replay().expect("it can be read");
        (replayed.ledger.in_force().len(), replayed.unknown)
    }

    #[test]
    fn what_is_kept_is_there_for_the_next_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/notes.jsonl");
        let mut first = journal(&path);
        assert_eq!(count(&mut first), (0, 0));
        first.keep(&note("a-1", "one")).expect("it is kept");
        let undo = entry("a-2", Step::Undo("a-1".to_owned()));
        first.keep(&undo).expect("it is kept");
        first.keep(&note("a-3", "two")).expect("it is kept");
        assert_eq!(count(&mut journal(&path)), (1, 0));
    }

    #[test]
    fn two_readers_at_once_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        std::thread::scope(|scope| {
            for session in ["a", "b", "c"] {
                let mut own = journal(&path);
                scope.spawn(move || {
                    for number in 0..40 {
                        own.keep(&note(&format!("{session}-{number}"), "words"))
                            .expect("it is kept");
                    }
                });
            }
        });
        assert_eq!(count(&mut journal(&path)), (120, 0));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_reader_decides_is_nobody_elses_to_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state/crossread/notes.jsonl");
        journal(&path)
            .keep(&note("one", "one"))
            .expect("it is kept");
        let mode = |path: &Path| {
            std::fs::metadata(path)
                .expect("it is there")
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
        assert_eq!(mode(&folder.path().join("state")), 0o700);
    }

    #[test]
    fn what_another_reader_writes_is_noticed_and_stands_in_the_order_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        let (mut one, mut other) = (journal(&path), journal(&path));
        one.keep(&note("a-1", "one")).expect("it is kept");
        assert!(!one.is_changed() && other.is_changed());
        other.keep(&note("b-1", "two")).expect("it is kept");
        assert!(one.is_changed() && other.is_changed());
        let undo = entry("a-2", Step::Undo("b-1".to_owned()));
        one.keep(&undo).expect("it is kept");
        let ledgers =
            [&mut one, &mut other].map(|own| own.replay().expect("it can be read").ledger);
        assert_eq!(ledgers[0], ledgers[1]);
        assert_eq!(ledgers[0].in_force().len(), 1);
        assert!(!one.is_changed() && !other.is_changed());
    }

    #[test]
    fn a_torn_last_line_costs_only_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        journal(&path)
            .keep(&note("one", "one"))
            .expect("it is kept");
        let mut file = File::options().append(true).open(&path).expect("it opens");
        file.write_all(b"{\"id\":\"a-2\",\"at\":0,\"st")
            .expect("a torn line is written");
        journal(&path)
            .keep(&note("two", "two"))
            .expect("it is kept");
        assert_eq!(count(&mut journal(&path)), (2, 1));
    }

    #[test]
    fn a_newer_line_is_counted_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        let newer =
            "{\"id\":\"z\",\"at\":1,\"step\":{\"decide\":{\"do\":\"sing\",\"song\":\"high\"}}}\n";
        std::fs::write(&path, newer).expect("a newer line is written");
        let mut own = journal(&path);
        own.keep(&note("one", "one")).expect("it is kept");
        assert_eq!(count(&mut own), (1, 1));
        assert!(
            std::fs::read_to_string(&path)
                .expect("it is text")
                .starts_with(newer)
        );
    }

    #[test]
    fn whether_something_can_be_kept_is_told_without_writing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/notes.jsonl");
        journal(&path).check().expect("the folders can be made");
        assert!(!folder.path().join("deep").exists());
        std::fs::write(folder.path().join("deep"), "in the way").expect("written");
        let error = journal(&path).check().expect_err("a file is in the way");
        assert_eq!(error.reason(), "that is a file, no folder");
        assert_eq!(error.path(), folder.path().join("deep"));
        let error = journal(&folder.path().join("deep/notes.jsonl")).check();
        assert!(
            error
                .expect_err("a file")
                .to_string()
                .contains("--state DIR")
        );
        let own = journal(Path::new("notes.jsonl"));
        own.check().expect("the folder one is in");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn on_a_full_disk_the_decision_waits_and_says_so() {
        let mut own = journal(Path::new("/dev/full"));
        let error = own
            .keep(&note("one", "one"))
            .expect_err("the disk is full")
            .to_string();
        assert!(error.contains("--state DIR"), "{error}");
        assert_eq!(own.waiting(), 1);
        let folder = tempfile::tempdir().expect("a folder");
        own.path = folder.path().join("notes.jsonl");
        own.keep(&note("two", "two")).expect("now there is room");
        assert_eq!((own.waiting(), count(&mut own)), (0, (2, 0)));
    }
}

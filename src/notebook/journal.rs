//! How decisions are kept on disk: an append-only file, one JSON line a step.
//!
//! A line is written at once, under a lock, and synced before the reader is told that it is kept. What was written before
//! is never touched: a torn last line is fenced off by a line break, and lines that this version does not know stay where
//! they are. Lines that could not be written wait in memory and are tried again with the next one.

use super::decision::{Entry, Ledger, Step};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
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
        "{path}: the folder for notes cannot be made ({reason}); name another with --state DIR"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// The file can't be read or written.
    #[error(
        "{path}: not kept ({reason}); it is held in memory and tried again with the next decision"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
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
    /// What the ids of this opening begin with.
    session: String,
    count: usize,
    /// Lines that could not be written yet.
    waiting: Vec<String>,
}

impl Journal {
    /// The journal at `path`, which need not exist yet: nothing is written before the first decision.
    /// `session` has to differ between any two openings.
    pub fn new(path: PathBuf, head: Head, session: String) -> Self {
        Self {
            path,
            head,
            session,
            count: 0,
            waiting: Vec::new(),
        }
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that stands in the file; a file that is not there is empty.
    pub fn replay(&self) -> Result<Replayed, JournalError> {
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Replayed::default());
            }
            Err(reason) => return Err(self.failed(reason)),
        };
        let mut replayed = Replayed::default();
        for line in bytes
            .split(|byte| *byte == b'\n')
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

    /// Names `step`, keeps it and gives it back. On an error it is held and tried again with the next one.
    pub fn keep(&mut self, step: Step, now: u64) -> (Entry, Result<(), JournalError>) {
        self.count += 1;
        let entry = Entry {
            id: format!("{}-{}", self.session, self.count),
            at: now,
            step,
        };
        // Entries are plain data: they always have a JSON form.
        self.waiting
            .push(serde_json::to_string(&entry).unwrap_or_default());
        let kept = self.write().map_err(|reason| self.failed(reason));
        (entry, kept)
    }

    /// How many steps are held in memory only.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn failed(&self, reason: std::io::Error) -> JournalError {
        JournalError::File {
            path: self.path.clone(),
            reason,
        }
    }

    /// Appends what waits, as one write.
    fn write(&mut self) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new()
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
        file.write_all(text.as_bytes())?;
        file.sync_data()?;
        self.waiting.clear();
        Ok(())
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
    use crate::notebook::decision::Decision;

    fn journal(path: &Path, session: &str) -> Journal {
        let head = Head {
            crossread: VERSION,
            articles: Vec::new(),
        };
        Journal::new(path.to_owned(), head, session.to_owned())
    }

    fn note(text: &str) -> Step {
        Step::Decide(Decision::Note {
            on: Vec::new(),
            text: text.to_owned(),
        })
    }

    fn count(journal: &Journal) -> (usize, usize) {
        let replayed = journal.replay().expect("it can be read");
        (replayed.ledger.in_force().len(), replayed.unknown)
    }

    #[test]
    fn what_is_kept_is_there_for_the_next_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/notes.jsonl");
        let mut first = journal(&path, "a");
        assert_eq!(count(&first), (0, 0));
        let (entry, kept) = first.keep(note("one"), 1);
        kept.expect("it is kept");
        first.keep(Step::Undo(entry.id), 2).1.expect("it is kept");
        first.keep(note("two"), 3).1.expect("it is kept");
        assert_eq!(count(&journal(&path, "b")), (1, 0));
    }

    #[test]
    fn two_readers_at_once_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        std::thread::scope(|scope| {
            for session in ["a", "b", "c"] {
                let mut own = journal(&path, session);
                scope.spawn(move || {
                    for number in 0..40 {
                        own.keep(note(&format!("{number}")), 0)
                            .1
                            .expect("it is kept");
                    }
                });
            }
        });
        assert_eq!(count(&journal(&path, "d")), (120, 0));
    }

    #[test]
    fn a_torn_last_line_costs_only_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        journal(&path, "a")
            .keep(note("one"), 0)
            .1
            .expect("it is kept");
        let mut file = OpenOptions::new()
            .append(true)
            .open(&path)
            .expect("it opens");
        file.write_all(b"{\"id\":\"a-2\",\"at\":0,\"st")
            .expect("a torn line is written");
        journal(&path, "b")
            .keep(note("two"), 0)
            .1
            .expect("it is kept");
        assert_eq!(count(&journal(&path, "c")), (2, 1));
    }

    #[test]
    fn a_newer_line_is_counted_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.jsonl");
        let newer =
            "{\"id\":\"z\",\"at\":1,\"step\":{\"decide\":{\"do\":\"sing\",\"song\":\"high\"}}}\n";
        std::fs::write(&path, newer).expect("a newer line is written");
        let mut own = journal(&path, "a");
        own.keep(note("one"), 0).1.expect("it is kept");
        assert_eq!(count(&own), (1, 1));
        assert!(
            std::fs::read_to_string(&path)
                .expect("it is text")
                .starts_with(newer)
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn on_a_full_disk_the_decision_waits_and_says_so() {
        let mut own = journal(Path::new("/dev/full"), "a");
        let error = own
            .keep(note("one"), 0)
            .1
            .expect_err("the disk is full")
            .to_string();
        assert!(error.contains("held in memory"), "{error}");
        assert_eq!(own.waiting(), 1);
        let folder = tempfile::tempdir().expect("a folder");
        own.path = folder.path().join("notes.jsonl");
        own.keep(note("two"), 0).1.expect("now there is room");
        assert_eq!((own.waiting(), count(&own)), (0, (2, 0)));
    }
}

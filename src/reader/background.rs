//! The thread that reads the articles while their text is on the screen already. What it finds comes back through a
//! channel; nothing is shared.

use super::event::{Event, Reading};
use super::index::Index;
use super::keeping::{Keeping, Wish};
use crate::article::Article;
use crate::notebook::Replay;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// The room for nested calls, in bytes: as much as a main thread has.
const STACK: usize = 8 << 20;

/// Articles that are being read.
#[derive(Debug)]
pub struct Background {
    told: Receiver<Event>,
    /// None when all is read.
    thread: Option<JoinHandle<Keeping>>,
}

impl Background {
    /// Begins to read `articles`, at which was only glanced, under the decisions that are kept where `wish` says.
    pub fn start(articles: Vec<Article>, wish: Wish) -> std::io::Result<Self> {
        let (tell, told) = channel();
        let work = move || {
            let articles: Vec<Article> = articles.into_iter().map(Article::judged).collect();
            let (keeping, opened) = Keeping::open(&wish, &articles);
            let mut last = None;
            let mut progress = |progress: crate::notebook::Progress| {
                // Only what can be seen is told.
                let seen = (progress.work, progress.done * 100 / progress.of.max(1));
                if last.replace(seen) != Some(seen) {
                    let _ = tell.send(Event::Progress(progress));
                }
            };
            let (comparison, replay) = Replay::read(
                articles,
                &opened.ledger.in_force(),
                &opened.order,
                &mut progress,
            );
            let reading = Reading {
                index: Index::new(&comparison),
                comparison,
                replay,
                opened,
            };
            let _ = tell.send(Event::Read(Box::new(reading)));
            keeping
        };
        let thread = Builder::new().stack_size(STACK).spawn(work)?;
        Ok(Self {
            told,
            thread: Some(thread),
        })
    }

    /// Whether something is still to come.
    pub const fn is_busy(&self) -> bool {
        self.thread.is_some()
    }

    /// What comes next, if it comes within `patience`; with the reading the journal in which to keep decisions on it. If
    /// the thread has broken down, so does the caller.
    pub fn next(&mut self, patience: Duration) -> Option<(Event, Option<Keeping>)> {
        self.thread.as_ref()?;
        match self.told.recv_timeout(patience) {
            Ok(Event::Read(reading)) => Some((Event::Read(reading), self.end())),
            Ok(event) => Some((event, None)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                self.end();
                None
            }
        }
    }

    fn end(&mut self) -> Option<Keeping> {
        let ended = self.thread.take()?.join();
        Some(ended.unwrap_or_else(|broken| std::panic::resume_unwind(broken)))
    }
}

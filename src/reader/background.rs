//! The thread that reads the articles while their text is on the screen already. What it finds comes back through a
//! channel; nothing is shared.

use super::event::{Event, Reading};
use super::index::Index;
use super::keeping::{Keeping, Wish};
use crate::article::Article;
use crate::notebook::{Progress, Replay};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};

/// The room for nested calls, in bytes: as much as a main thread has.
const STACK: usize = 8 << 20;

/// Reads `articles`, at which was only glanced, under the decisions that are kept where `wish` says; with the reading comes
/// the journal in which to keep decisions on it. `tell` hears how far it is.
pub fn read(
    articles: Vec<Article>,
    wish: &Wish,
    tell: &mut dyn FnMut(Progress),
) -> (Reading, Keeping) {
    let articles: Vec<Article> = articles.into_iter().map(Article::judged).collect();
    let (keeping, opened) = Keeping::open(wish, &articles);
    let decisions = opened.ledger.in_force();
    let (comparison, replay) = Replay::read(articles, &decisions, &opened.order, tell);
    let reading = Reading {
        index: Index::new(&comparison),
        comparison,
        replay,
        opened,
    };
    (reading, keeping)
}

/// Articles that are being read.
#[derive(Debug)]
pub struct Background {
    told: Receiver<Event>,
    /// None when all is read.
    thread: Option<JoinHandle<Keeping>>,
}

impl Background {
    /// Begins to [`read`].
    pub fn start(articles: Vec<Article>, wish: Wish) -> std::io::Result<Self> {
        let (tell, told) = channel();
        let work = move || {
            let mut last = None;
            let (reading, keeping) = read(articles, &wish, &mut |progress| {
                // Only what can be seen is told.
                let seen = (progress.work, progress.done * 100 / progress.of.max(1));
                if last.replace(seen) != Some(seen) {
                    let _ = tell.send(Event::Progress(progress));
                }
            });
            let _ = tell.send(Event::Read(Box::new(reading)));
            keeping
        };
        let thread = Builder::new().stack_size(STACK).spawn(work)?;
        Ok(Self {
            told,
            thread: Some(thread),
        })
    }

    /// What has come since, if anything has; with the reading comes the journal. If the thread has broken down, so does the
    /// caller.
    pub fn next(&mut self) -> Option<(Event, Option<Keeping>)> {
        match self.told.try_recv() {
            Ok(Event::Read(reading)) => Some((Event::Read(reading), self.end())),
            Ok(event) => Some((event, None)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
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

//! The thread that reads the articles, or works corrections in, while their text is on the screen already. What it finds
//! comes back through a channel.

use super::event::{Event, Reading};
use super::keeping::{Keeping, Opened, Wish};
use super::revising::Order;
use crate::article::Article;
use crate::comparison::Comparison;
use crate::notebook::{Brought, Progress, Replay};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};

/// The room for nested calls, in bytes: as much as a main thread has.
const STACK: usize = 8 << 20;

/// Articles whose journal is open, and of whose text nothing is read yet.
#[derive(Debug)]
pub struct Begun {
    articles: Vec<Article>,
    keeping: Keeping,
    opened: Opened,
}

impl Begun {
    /// Opens the journal of `articles`, at which was only glanced, where `wish` says.
    pub fn new(articles: Vec<Article>, wish: &Wish) -> Self {
        let articles: Vec<Article> = articles.into_iter().map(Article::judged).collect();
        let (keeping, opened) = Keeping::open(wish, &articles);
        Self {
            articles,
            keeping,
            opened,
        }
    }

    /// The articles, where they are shown from their beginnings: not where they were left in the midst of them.
    pub fn untouched(&self) -> Option<&[Article]> {
        let place = self.opened.ledger.place();
        place.is_none().then_some(&self.articles)
    }

    /// Reads them under what was decided; with the reading comes the journal in which to keep decisions on it. `tell` hears
    /// how far it is.
    pub fn read(self, tell: &mut dyn FnMut(Progress)) -> (Reading, Keeping) {
        let decisions = self.opened.ledger.in_force();
        let (comparison, replay) =
            Replay::read(self.articles, &decisions, &self.opened.order, tell);
        (Reading::new(comparison, replay, self.opened), self.keeping)
    }
}

/// Takes up a comparison that was saved: it stands as it was, and what was decided on it since holds. With it comes the
/// journal in which to keep decisions on it.
pub fn reopen(mut comparison: Comparison, brought: &Brought, wish: &Wish) -> (Reading, Keeping) {
    let (keeping, opened) = Keeping::open_after(brought, wish, &comparison.articles);
    let saved = brought.ledger();
    let mut replay = Replay::of_saved(&comparison, &saved.in_force(), &opened.order);
    replay.revise(&mut comparison, &opened.ledger.in_force());
    (Reading::new(comparison, replay, opened), keeping)
}

/// Work that goes on beside the keys.
#[derive(Debug)]
pub struct Background {
    told: Receiver<Event>,
    /// None when all is done.
    thread: Option<JoinHandle<Option<Keeping>>>,
}

impl Background {
    /// Begins to [`read`].
    pub fn read(articles: Vec<Article>, wish: Wish) -> std::io::Result<Self> {
        Self::start(move |tell| {
            let (reading, keeping) = Begun::new(articles, &wish).read(tell);
            (Event::Read(Box::new(reading)), Some(keeping))
        })
    }

    /// Begins to work corrections in.
    pub fn revise(order: Order) -> std::io::Result<Self> {
        Self::start(|tell| (Event::Revised(Box::new(order.work(tell))), None))
    }

    fn start(
        work: impl FnOnce(&mut dyn FnMut(Progress)) -> (Event, Option<Keeping>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (tell, told) = channel();
        let work = move || {
            let mut last = None;
            let (done, keeping) = work(&mut |progress: Progress| {
                // Only what can be seen is told.
                let seen = (progress.work, progress.done * 100 / progress.of.max(1));
                if last.replace(seen) != Some(seen) {
                    let _ = tell.send(Event::Progress(progress));
                }
            });
            let _ = tell.send(done);
            keeping
        };
        let thread = Builder::new().stack_size(STACK).spawn(work)?;
        Ok(Self {
            told,
            thread: Some(thread),
        })
    }

    /// What has come since, if anything has; with a reading comes the journal. If the thread has broken down, so does the
    /// caller.
    pub fn next(&mut self) -> Option<(Event, Option<Keeping>)> {
        match self.told.try_recv() {
            Ok(event @ Event::Progress(_)) => Some((event, None)),
            Ok(done) => Some((done, self.end())),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.end();
                None
            }
        }
    }

    /// Whether all has come.
    pub const fn is_done(&self) -> bool {
        self.thread.is_none()
    }

    fn end(&mut self) -> Option<Keeping> {
        let ended = self.thread.take()?.join();
        ended.unwrap_or_else(|broken| std::panic::resume_unwind(broken))
    }
}

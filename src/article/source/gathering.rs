//! Several names opened at once, each by a thread of its own: none waits for another.

use super::progress::Progress;
use super::{Access, Opened, SourceError, open};
use crate::article::format::Entry;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

/// How many are opened at a time.
const AT_ONCE: usize = 8;
/// The room for nested calls, in bytes: as much as a main thread has.
const STACK: usize = 8 << 20;

/// The number under which something was asked for.
pub type Ticket = usize;

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// What a name stands for.
    Name(String),
    /// One of the articles of a file, with its name.
    Entry(String, Entry),
}

/// What there is to say of something that was asked for.
#[derive(Debug)]
pub enum News {
    /// It is so far.
    Progress(Progress),
    /// It is there, or will not come.
    Came(Result<Opened, SourceError>),
}

/// What there is of something that was asked for.
#[derive(Debug)]
pub enum Found {
    /// It is there.
    Opened(Opened),
    /// It is so far.
    SoFar(Progress),
}

/// What was asked for and has not come yet.
#[derive(Debug)]
pub struct Gathering {
    access: Arc<Access>,
    told: Receiver<(Ticket, News)>,
    tell: Sender<(Ticket, News)>,
    running: usize,
    queue: VecDeque<(Ticket, Wanted)>,
}

impl Gathering {
    /// Nothing is asked for yet.
    pub fn new(access: Access) -> Self {
        let (tell, told) = channel();
        Self {
            access: Arc::new(access),
            told,
            tell,
            running: 0,
            queue: VecDeque::new(),
        }
    }

    /// Asks for `wanted`.
    pub fn ask(&mut self, ticket: Ticket, wanted: Wanted) {
        self.queue.push_back((ticket, wanted));
        self.start();
    }

    /// What came first, waited for no longer than `patience`; none if nothing came or nothing is to come.
    pub fn next(&mut self, patience: Duration) -> Option<(Ticket, News)> {
        if self.running == 0 {
            return None;
        }
        match self.told.recv_timeout(patience) {
            Ok((ticket, news)) => {
                if matches!(news, News::Came(_)) {
                    self.running -= 1;
                    self.start();
                }
                Some((ticket, news))
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn start(&mut self) {
        while self.running < AT_ONCE
            && let Some((ticket, wanted)) = self.queue.pop_front()
        {
            self.running += 1;
            let (access, tell, last) = (
                Arc::clone(&self.access),
                self.tell.clone(),
                self.tell.clone(),
            );
            let name = match &wanted {
                Wanted::Name(name) | Wanted::Entry(name, _) => name.clone(),
            };
            let work = {
                let name = name.clone();
                move || {
                    let mut so_far = |progress| {
                        let _ = tell.send((ticket, News::Progress(progress)));
                    };
                    let opened = catch_unwind(AssertUnwindSafe(|| match wanted {
                        Wanted::Name(name) => open(&name, &access, &mut so_far),
                        Wanted::Entry(name, entry) => match entry.article() {
                            Ok(article) => Ok(Opened::One(Box::new(article), None)),
                            Err(error) => Err(super::wrong(&name, error)),
                        },
                    }));
                    let came = opened.unwrap_or(Err(SourceError::Broken(name)));
                    let _ = tell.send((ticket, News::Came(came)));
                }
            };
            if let Err(reason) = Builder::new().stack_size(STACK).spawn(work) {
                let error = SourceError::unreadable(&name, &reason);
                let _ = last.send((ticket, News::Came(Err(error))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_was_asked_for_comes_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut gathering = Gathering::new(Access::default());
        assert!(gathering.next(Duration::from_secs(9)).is_none());
        for ticket in 0..20 {
            let path = folder.path().join(format!("{ticket}.txt"));
            if ticket != 7 {
                std::fs::write(&path, format!("Article {ticket} has words.")).expect("written");
            }
            gathering.ask(ticket, Wanted::Name(path.display().to_string()));
        }
        let mut came = [0; 20];
        while let Some((ticket, news)) = gathering.next(Duration::from_secs(9)) {
            if let News::Came(opened) = news {
                came[ticket] += 1;
                assert_eq!(opened.is_err(), ticket == 7);
            }
        }
        assert_eq!(came, [1; 20]);
    }
}

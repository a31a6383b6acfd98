//! The reader's edge towards articles that are not there yet: news of them go to the state, its wishes to their source.

use super::event::Event;
use super::keeping::Wish;
use super::state::State;
use crate::article::source::SourceError;
use crate::article::source::gathering::{Gathering, News};
use std::time::{Duration, Instant};

/// Articles that are still to come, and where their decisions are kept.
#[derive(Debug)]
pub struct Awaited {
    source: Gathering,
    began: Instant,
    wish: Wish,
}

impl Awaited {
    /// What was asked of `source` is awaited from now on.
    pub fn new(source: Gathering, wish: Wish) -> Self {
        Self {
            source,
            began: Instant::now(),
            wish,
        }
    }

    /// Where decisions are kept.
    pub const fn wish(&self) -> &Wish {
        &self.wish
    }

    /// Tells `state` all news and asks for what it wants. Gives what will not come.
    pub fn feed(&mut self, state: &mut State) -> Vec<SourceError> {
        let mut failed = Vec::new();
        state.hear(Event::Second(self.began.elapsed().as_secs()));
        while let Some((ticket, news)) = self.source.next(Duration::ZERO) {
            if let News::Came(Err(error)) = &news {
                failed.push(error.clone());
            }
            state.hear(Event::News(ticket, news));
        }
        for (ticket, wanted) in state.take_orders() {
            self.source.ask(ticket, wanted);
        }
        failed
    }
}

//! What happens to the reader, and the one door by which it comes to the state.

use super::index::Index;
use super::keeping::Opened;
use super::keys::Key;
use super::pointing::Pointer;
use super::revising::Revised;
use super::state::{Effect, State};
use crate::article::source::gathering::{News, Ticket};
use crate::comparison::Comparison;
use crate::notebook::decision::Ledger;
use crate::notebook::{Progress, Replay};

/// Something that happens.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Pointer(Pointer),
    /// Text was pasted.
    Paste(String),
    /// The screen has so many columns and rows.
    Resize((u16, u16)),
    /// The reading of the articles, or the working in of corrections, is so far.
    Progress(Progress),
    /// The articles are read.
    Read(Box<Reading>),
    /// Corrections are worked in.
    Revised(Box<Revised>),
    /// There is news of an article that was asked for.
    News(Ticket, News),
    /// So many seconds have passed since the reader was opened.
    Second(u64),
    /// Somebody else has decided on the same articles: everything that is kept of them.
    Journal(Ledger),
}

/// Articles that were read under the decisions that were kept of them.
#[derive(Debug)]
pub struct Reading {
    /// What was read.
    pub comparison: Comparison,
    /// The ways into it.
    pub index: Index,
    /// What the decisions made of it.
    pub replay: Replay,
    /// What was kept.
    pub opened: Opened,
}

impl Reading {
    /// The same with the ways into it.
    pub fn new(comparison: Comparison, replay: Replay, opened: Opened) -> Self {
        Self {
            index: Index::new(&comparison),
            comparison,
            replay,
            opened,
        }
    }
}

impl State {
    /// Takes what happens, and says what the terminal has to do.
    pub fn hear(&mut self, event: Event) -> Effect {
        let mut effect = Effect::Draw;
        match event {
            Event::Key(key) => effect = self.press(key),
            Event::Pointer(pointer) => {
                self.touch();
                effect = self.point(pointer);
            }
            Event::Paste(text) => self.paste(&text),
            Event::Resize(size) => self.resize(size),
            Event::Progress(progress) => self.progress(progress),
            Event::Read(reading) => {
                self.arrive(*reading);
                self.tell_origins();
            }
            Event::News(ticket, news) => self.hear_news(ticket, news),
            Event::Second(seconds) => self.tick(seconds),
            Event::Revised(revised) => self.revised = Some(revised),
            Event::Journal(ledger) => self.take_over(ledger),
        }
        self.take_up_revised();
        effect
    }
}

//! Choosing from several articles at one place: a list that narrows while a title, or a part of one, is typed.

use super::keys::{Key, Named};
use super::narrowing;
use super::prompt::Prompt;
use super::state::{Effect, Overlay, State};
use crate::article::source::collection::{Choice, Collection};
use crate::article::source::gathering::Ticket;

/// How many rows a page of the list turns.
const PAGE: usize = 10;

/// The list and what was typed.
#[derive(Debug)]
pub struct Choosing {
    /// What was asked for.
    pub ticket: Ticket,
    /// Where the articles are.
    pub name: String,
    /// What was typed.
    pub prompt: Prompt,
    /// All articles there.
    all: Vec<Choice>,
    /// The places in `all` of those that fit what was typed, best first.
    fitting: Vec<usize>,
    /// The place in `fitting` of the one that enter takes.
    pub selected: usize,
    /// The places in `all` of those that were marked, in that order.
    marked: Vec<usize>,
}

impl Choosing {
    pub(super) fn new(ticket: Ticket, collection: Collection) -> Self {
        Self {
            ticket,
            name: collection.name,
            prompt: Prompt::default(),
            fitting: (0..collection.choices.len()).collect(),
            all: collection.choices,
            selected: 0,
            marked: Vec::new(),
        }
    }

    /// Those that fit, best first, each with its number among the marked ones, from 1.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&Choice, Option<usize>)> {
        self.fitting.iter().map(|place| {
            let mark = self.marked.iter().position(|marked| marked == place);
            (&self.all[*place], mark.map(|mark| mark + 1))
        })
    }

    /// How many there are in all, and how many are marked.
    pub const fn counts(&self) -> (usize, usize) {
        (self.all.len(), self.marked.len())
    }

    /// Marks the selected one, or takes its mark away.
    fn mark(&mut self) {
        let Some(place) = self.fitting.get(self.selected).copied() else {
            return;
        };
        match self.marked.iter().position(|marked| *marked == place) {
            Some(mark) => {
                self.marked.remove(mark);
            }
            None => self.marked.push(place),
        }
        self.down(1);
    }

    fn down(&mut self, by: usize) {
        self.selected = (self.selected + by).min(self.fitting.len().saturating_sub(1));
    }

    fn narrow(&mut self) {
        let names = self
            .all
            .iter()
            .map(|choice| [choice.title.as_str(), choice.about.as_str()].into_iter());
        self.fitting = narrowing::best_first(self.prompt.text(), names);
        self.selected = 0;
    }

    /// Those that enter takes: the marked ones, else the selected one.
    fn taken(&self) -> Vec<Choice> {
        let selected = self.fitting.get(self.selected);
        let places: Vec<usize> = if self.marked.is_empty() {
            selected.copied().into_iter().collect()
        } else {
            self.marked.clone()
        };
        places
            .into_iter()
            .map(|place| self.all[place].clone())
            .collect()
    }
}

impl State {
    pub(super) fn press_in_choosing(&mut self, key: Key) -> Effect {
        let Overlay::Choosing(choosing) = &mut self.overlay else {
            return Effect::Draw;
        };
        match key {
            Key::Named(Named::Enter) => {
                let (ticket, taken) = (choosing.ticket, choosing.taken());
                if taken.is_empty() {
                    self.message = Some("no article of that name".to_owned());
                } else {
                    self.overlay = Overlay::None;
                    self.take_choices(ticket, taken);
                }
            }
            Key::Named(Named::Tab) => choosing.mark(),
            Key::Named(Named::Escape) | Key::Ctrl('g' | 'c') => self.choose_none(),
            // A title may hold a q; it closes only as long as nothing is typed.
            Key::Char('q') if choosing.prompt.text().is_empty() => self.choose_none(),
            Key::Named(Named::Down) | Key::Ctrl('n' | 'j') => choosing.down(1),
            Key::Named(Named::Up) | Key::Ctrl('p' | 'k') => {
                choosing.selected = choosing.selected.saturating_sub(1);
            }
            Key::Named(Named::PageDown) => choosing.down(PAGE),
            Key::Named(Named::PageUp) => choosing.selected = choosing.selected.saturating_sub(PAGE),
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            _ => {
                if choosing.prompt.press(key) {
                    choosing.narrow();
                }
            }
        }
        Effect::Draw
    }

    /// Closes the list without a choice.
    fn choose_none(&mut self) {
        if let Overlay::Choosing(choosing) = std::mem::take(&mut self.overlay) {
            self.take_choices(choosing.ticket, Vec::new());
        }
    }
}

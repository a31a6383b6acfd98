//! Choosing one of a few things by name: a list that narrows while a part of a name is typed.

use super::keys::{Key, Named};
use super::prompt::Prompt;
use crate::actor::{ActorId, Mention};
use crate::article::clean;
use crate::span::Span;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// This actor.
    Actor(ActorId),
    /// Somebody without a name.
    Unnamed,
    /// The article itself.
    Article,
    /// The words of this mention.
    Words(Mention),
    /// Somebody without a name whom these words of an article stand for.
    Phrase(usize, Span),
    /// Somebody of this name, who is no actor yet.
    Name(String),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is typed to find it.
    pub name: String,
    /// What more there is to say of it.
    pub detail: String,
    /// What it means.
    pub pick: Pick,
}

impl Offer {
    /// A line, fit for the screen.
    pub fn new(name: &str, detail: &str, pick: Pick) -> Self {
        Self {
            name: clean::line(name).into_owned(),
            detail: clean::line(detail).into_owned(),
            pick,
        }
    }
}

/// The list and what was typed.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What was typed.
    pub prompt: Prompt,
    options: Vec<Offer>,
    /// What the typed words may mean besides; stands below those that fit.
    typed: Vec<Offer>,
    /// The places in `options` of those that fit what was typed, best first.
    fitting: Vec<usize>,
    /// The place of the line that enter takes.
    pub selected: usize,
}

impl Choice {
    /// A list of `options` by their names.
    pub fn new(options: Vec<Offer>) -> Self {
        Self {
            prompt: Prompt::default(),
            typed: Vec::new(),
            fitting: (0..options.len()).collect(),
            options,
            selected: 0,
        }
    }

    /// Those that fit, best first, and what the typed words may mean besides.
    pub fn offers(&self) -> impl Iterator<Item = &Offer> {
        let fitting = self.fitting.iter().map(|place| &self.options[*place]);
        fitting.chain(&self.typed)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.fitting.len() + self.typed.len()
    }

    /// What enter takes.
    pub fn picked(&self) -> Option<&Pick> {
        self.offers().nth(self.selected).map(|offer| &offer.pick)
    }

    /// Says what the typed words may mean besides.
    pub fn offer_typed(&mut self, typed: Vec<Offer>) {
        self.typed = typed;
        self.selected = self.selected.min(self.count().saturating_sub(1));
    }

    /// Takes a key that is neither enter nor one that closes.
    pub fn press(&mut self, key: Key) {
        let last = self.count().saturating_sub(1);
        match key {
            Key::Named(Named::Down) | Key::Ctrl('n' | 'j') => {
                self.selected = (self.selected + 1).min(last);
            }
            Key::Named(Named::Up) | Key::Ctrl('p' | 'k') => {
                self.selected = self.selected.saturating_sub(1);
            }
            Key::Named(Named::PageDown) => self.selected = (self.selected + 10).min(last),
            Key::Named(Named::PageUp) => self.selected = self.selected.saturating_sub(10),
            _ => {
                if self.prompt.press(key) {
                    self.narrow();
                }
            }
        }
    }

    fn narrow(&mut self) {
        let pattern = Pattern::parse(
            self.prompt.text(),
            CaseMatching::Smart,
            Normalization::Smart,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (place, offer) in self.options.iter().enumerate() {
            if let Some(score) =
                pattern.score(Utf32Str::new(&offer.name, &mut buffer), &mut matcher)
            {
                scored.push((score, place));
            }
        }
        scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
        self.fitting = scored.into_iter().map(|(_, place)| place).collect();
        self.selected = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_and_arrows_choose() {
        let offer = |name, pick| Offer::new(name, "", pick);
        let mut choice = Choice::new(vec![
            offer("Ann Ott", Pick::Actor(0)),
            offer("Milan Brod", Pick::Actor(1)),
            offer("nobody named", Pick::Unnamed),
        ]);
        choice.press(Key::Named(Named::Down));
        assert_eq!(choice.picked(), Some(&Pick::Actor(1)));
        for letter in "nam".chars() {
            choice.press(Key::Char(letter));
        }
        assert_eq!(choice.picked(), Some(&Pick::Unnamed));
        choice.press(Key::Char('z'));
        assert_eq!((choice.picked(), choice.count()), (None, 0));
        let typed = Pick::Name("namz".to_owned());
        choice.offer_typed(vec![offer("namz", typed.clone())]);
        assert_eq!((choice.picked(), choice.count()), (Some(&typed), 1));
    }
}

//! Choosing one of a few things by name: a list that narrows while a part of a name is typed.

use super::keys::{Key, Named};
use super::prompt::Prompt;
use crate::actor::{ActorId, Mention};
use crate::article::clean;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// This actor.
    Actor(ActorId),
    /// Somebody without a name.
    Unnamed,
    /// The article itself.
    Article,
    /// The words of this mention.
    Words(Mention),
}

/// The list and what was typed.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What was typed.
    pub prompt: Prompt,
    options: Vec<(String, Pick)>,
    /// The places in `options` of those that fit what was typed, best first.
    fitting: Vec<usize>,
    /// The place in `fitting` of the one that enter takes.
    pub selected: usize,
}

impl Choice {
    /// A list of `options` by their names.
    pub fn new(options: Vec<(String, Pick)>) -> Self {
        let options: Vec<(String, Pick)> = options
            .into_iter()
            .map(|(name, pick)| (clean::line(&name).into_owned(), pick))
            .collect();
        Self {
            prompt: Prompt::default(),
            fitting: (0..options.len()).collect(),
            options,
            selected: 0,
        }
    }

    /// The names that fit, best first.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.fitting
            .iter()
            .map(|place| self.options[*place].0.as_str())
    }

    /// What enter takes.
    pub fn picked(&self) -> Option<Pick> {
        let place = self.fitting.get(self.selected)?;
        Some(self.options[*place].1)
    }

    /// Takes a key that is neither enter nor one that closes.
    pub fn press(&mut self, key: Key) {
        let last = self.fitting.len().saturating_sub(1);
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
        for (place, (name, _)) in self.options.iter().enumerate() {
            if let Some(score) = pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher) {
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
        let mut choice = Choice::new(vec![
            ("Ann Ott".to_owned(), Pick::Actor(0)),
            ("Milan Brod".to_owned(), Pick::Actor(1)),
            ("nobody named".to_owned(), Pick::Unnamed),
        ]);
        choice.press(Key::Named(Named::Down));
        assert_eq!(choice.picked(), Some(Pick::Actor(1)));
        for letter in "nam".chars() {
            choice.press(Key::Char(letter));
        }
        assert_eq!(choice.picked(), Some(Pick::Unnamed));
        choice.press(Key::Char('z'));
        assert_eq!((choice.picked(), choice.names().len()), (None, 0));
    }
}

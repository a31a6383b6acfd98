//! Keys that wait for a letter: marks, views, filters. The last line shows what may follow.

use super::bindings::Command;
use super::filter;
use super::keys::Key;
use super::state::{Effect, Overlay, State};

/// A key that waits for a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// Sets a mark.
    Mark,
    /// Goes to a mark.
    GoToMark,
    /// Opens a view.
    View,
    /// Sets a filter.
    Filter,
}

/// What may follow `v`, with its word.
const VIEWS: &[(char, &str)] = &[
    ('c', "claims"),
    ('a', "actors"),
    ('m', "matches"),
    ('o', "only here"),
    ('n', "notes"),
    ('j', "jumps"),
    ('l', "links"),
];

impl Prefix {
    /// The command whose key it is.
    pub const fn command(self) -> Command {
        match self {
            Self::Mark => Command::Mark,
            Self::GoToMark => Command::GoToMark,
            Self::View => Command::View,
            Self::Filter => Command::Filter,
        }
    }
}

impl State {
    /// What may follow `prefix`, and what it does.
    pub(super) fn following(&self, prefix: Prefix) -> Vec<(String, String)> {
        let listed = |list: &[(char, &str)]| {
            let pairs = list.iter();
            pairs
                .map(|(letter, word)| (letter.to_string(), (*word).to_owned()))
                .collect()
        };
        match prefix {
            Prefix::View => listed(VIEWS),
            Prefix::Filter => self.next_filters(),
            Prefix::Mark => vec![("a…z A…Z".to_owned(), "remember this place".to_owned())],
            Prefix::GoToMark => {
                let mut all: Vec<(String, String)> = self
                    .marks
                    .iter()
                    .map(|(letter, spot)| (letter.to_string(), self.spot_words(spot)))
                    .collect();
                all.push(("'".to_owned(), "before the last jump".to_owned()));
                all
            }
        }
    }

    pub(super) fn open_prefix(&mut self, command: Command) {
        self.overlay = Overlay::Prefix(match command {
            Command::Mark => Prefix::Mark,
            Command::GoToMark => Prefix::GoToMark,
            Command::Filter => Prefix::Filter,
            _ => Prefix::View,
        });
    }

    pub(super) fn press_in_prefix(&mut self, prefix: Prefix, key: Key) -> Effect {
        match key {
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            _ => self.overlay = Overlay::None,
        }
        let Key::Char(letter) = key else {
            return Effect::Draw;
        };
        match (prefix, letter) {
            (Prefix::Mark, letter) if letter.is_alphabetic() => {
                self.marks.insert(letter, self.spot());
                let key = self.keymap.first(Command::GoToMark);
                self.message = Some(format!("{key}{letter} comes back here"));
            }
            (Prefix::GoToMark, '\'') => self.back(1),
            (Prefix::GoToMark, letter) if self.marks.contains_key(&letter) => {
                let spot = self.marks[&letter];
                self.leave();
                self.return_to(spot);
            }
            (Prefix::View, 'a') => self.open_actors(),
            (Prefix::View, letter) if VIEWS.iter().any(|(known, _)| *known == letter) => {
                self.open_view(letter);
            }
            (Prefix::Filter, letter)
                if filter::LETTERS.iter().any(|(known, _)| *known == letter) =>
            {
                self.set_filter(letter);
            }
            _ => {
                let shown = crate::article::clean::line(&letter.to_string()).into_owned();
                self.message = Some(if prefix == Prefix::GoToMark {
                    format!("no mark {shown}")
                } else {
                    let key = self.keymap.first(prefix.command());
                    format!("nothing follows {key} with {shown}")
                });
            }
        }
        Effect::Draw
    }
}

//! Hint letters: every claim on the screen gets one or two letters; typing them goes there.

use super::bindings::Command;
use super::keys::{Key, Named};
use super::layout::{PanelSize, Room};
use super::state::{Effect, Overlay, State};
use crate::claim::ClaimId;
use crate::span::Span;

/// The keys under the fingers, then the others, for the first of two letters.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";
/// So many of them lie on the home row.
const HOME: usize = 9;

/// The claims on the screen with their letters, and what of them is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The claims and their letters, left article first, in order of place.
    pub labels: Vec<(ClaimId, String)>,
    /// The letters typed so far.
    pub typed: String,
}

/// As many different labels as asked for, none the beginning of another: single letters where they suffice.
fn labels(count: usize) -> Vec<String> {
    let home = || LETTERS.chars().take(HOME);
    if count <= HOME {
        return home().take(count).map(String::from).collect();
    }
    LETTERS
        .chars()
        .flat_map(|first| home().map(move |second| format!("{first}{second}")))
        .take(count)
        .collect()
}

impl State {
    pub(super) fn open_hints(&mut self) {
        if self.layout.size == PanelSize::Whole {
            let key = self.keymap.first(Command::Panel);
            self.message = Some(format!(
                "the panel lies over the articles; {key} moves it away"
            ));
            return;
        }
        let sides = match self.layout.room {
            Room::Two => 0..2,
            _ => self.active..self.active + 1,
        };
        let mut claims: Vec<ClaimId> = Vec::new();
        for side in sides {
            let window = Span::new(self.offset(side), self.offset_below(side));
            let starting = self.index.starting_in(self.shown[side], window);
            let counting = starting.iter().map(|(_, claim)| *claim);
            claims.extend(counting.filter(|claim| self.passes(*claim)));
        }
        if let Some(article) = self.seeks_in() {
            claims.retain(|claim| self.comparison.claims[*claim].article == article);
        }
        if claims.is_empty() {
            self.message = Some("no claim begins on this screen".to_owned());
            return;
        }
        let labels = labels(claims.len());
        self.overlay = Overlay::Hints(Hints {
            labels: claims.into_iter().zip(labels).collect(),
            typed: String::new(),
        });
    }

    pub(super) fn press_in_hints(&mut self, key: Key) -> Effect {
        let Overlay::Hints(hints) = &mut self.overlay else {
            return Effect::Draw;
        };
        match key {
            Key::Char(letter) => {
                hints.typed.push(letter);
                let typed = hints.typed.as_str();
                let mut fitting = hints
                    .labels
                    .iter()
                    .filter(|(_, label)| label.starts_with(typed));
                match fitting.next() {
                    Some((claim, label)) if label == typed => {
                        let claim = *claim;
                        self.overlay = Overlay::None;
                        self.leave();
                        self.choose(Some(claim), None);
                    }
                    Some(_) => {}
                    // The letters stay, so that the next key is no command.
                    None => {
                        let typed = crate::article::clean::line(typed).into_owned();
                        hints.typed.pop();
                        self.message = Some(format!("no claim has the letters {typed}"));
                    }
                }
            }
            Key::Named(Named::Backspace) if !hints.typed.is_empty() => {
                hints.typed.pop();
            }
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            _ => self.overlay = Overlay::None,
        }
        Effect::Draw
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_the_beginning_of_another() {
        for count in [0, 1, 9, 10, 81, 200] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (at, one) in labels.iter().enumerate() {
                for other in &labels[at + 1..] {
                    assert!(!other.starts_with(one.as_str()) && !one.starts_with(other.as_str()));
                }
            }
        }
    }
}

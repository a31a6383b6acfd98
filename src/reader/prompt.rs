//! A line that is typed: search words, the beginning of a name.

use super::keys::{Key, Named};
use tui_input::{Input, InputRequest};

/// The line so far and the place in it.
#[derive(Debug, Clone, Default)]
pub struct Prompt(Input);

impl Prompt {
    /// A line that begins with `text`; the next letter goes to its end.
    pub fn with(text: &str) -> Self {
        Self(Input::new(text.to_owned()))
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// The typed line before and from the place where the next letter goes.
    pub fn halves(&self) -> (&str, &str) {
        let text = self.0.value();
        let at = text
            .char_indices()
            .nth(self.0.cursor())
            .map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    /// Takes a key; false if a line has no use for it.
    pub fn press(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(character) if !character.is_control() => InputRequest::InsertChar(character),
            Key::Named(Named::Backspace) | Key::Ctrl('h') => InputRequest::DeletePrevChar,
            Key::Named(Named::Delete) => InputRequest::DeleteNextChar,
            Key::Named(Named::Left) => InputRequest::GoToPrevChar,
            Key::Named(Named::Right) => InputRequest::GoToNextChar,
            Key::Named(Named::Home) | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::Named(Named::End) | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            _ => return false,
        };
        self.0.handle(request);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_typed_and_mended() {
        let mut prompt = Prompt::default();
        for key in Key::parse_all("häl<backspace>t x<ctrl-w><left>").expect("keys") {
            assert!(prompt.press(key));
        }
        assert_eq!(prompt.halves(), ("hät", " "));
        assert!(!prompt.press(Key::Named(Named::Enter)));
    }
}

//! What comes from the terminal, as keys; sequences that a slow line has torn apart are put together again.

use crate::reader::keys::{Key, Named};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Something that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size, or has to be drawn anew.
    Resize,
    /// The terminal is looked at again.
    Focus,
}

/// `event` in the reader's words; none for what it has no use for.
pub fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => self::key(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resize),
        Event::FocusGained => Some(Input::Focus),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let named = |named| Some(Key::Named(named));
    match event.code {
        KeyCode::Char(character) => {
            if event.modifiers.contains(KeyModifiers::CONTROL) {
                let letter = character.to_ascii_lowercase();
                return letter.is_ascii_lowercase().then_some(Key::Ctrl(letter));
            }
            (!event.modifiers.contains(KeyModifiers::ALT)).then_some(Key::Char(character))
        }
        KeyCode::Enter => named(Named::Enter),
        KeyCode::Esc => named(Named::Escape),
        KeyCode::Tab => named(Named::Tab),
        KeyCode::BackTab => named(Named::BackTab),
        KeyCode::Backspace => named(Named::Backspace),
        KeyCode::Delete => named(Named::Delete),
        KeyCode::Up => named(Named::Up),
        KeyCode::Down => named(Named::Down),
        KeyCode::Left => named(Named::Left),
        KeyCode::Right => named(Named::Right),
        KeyCode::PageUp => named(Named::PageUp),
        KeyCode::PageDown => named(Named::PageDown),
        KeyCode::Home => named(Named::Home),
        KeyCode::End => named(Named::End),
        _ => None,
    }
}

/// Puts an arrow or its like together that came as Esc, `[` and a letter, one by one. `next` waits a little for the
/// next event. What turns out to be no such sequence is given back as it came.
pub fn mend(first: Event, mut next: impl FnMut() -> Option<Event>) -> Vec<Event> {
    let mut came = vec![first];
    if plain(&came[0]) != Some(KeyCode::Esc) {
        return came;
    }
    let Some(second) = next() else { return came };
    let opens = matches!(plain(&second), Some(KeyCode::Char('[' | 'O')));
    came.push(second);
    if !opens {
        return came;
    }
    let Some(third) = next() else { return came };
    let code = plain(&third);
    came.push(third);
    let whole = match code {
        Some(KeyCode::Char('A')) => KeyCode::Up,
        Some(KeyCode::Char('B')) => KeyCode::Down,
        Some(KeyCode::Char('C')) => KeyCode::Right,
        Some(KeyCode::Char('D')) => KeyCode::Left,
        Some(KeyCode::Char('H')) => KeyCode::Home,
        Some(KeyCode::Char('F')) => KeyCode::End,
        Some(KeyCode::Char(digit @ ('3' | '5' | '6'))) => {
            let Some(fourth) = next() else { return came };
            let ends = plain(&fourth) == Some(KeyCode::Char('~'));
            came.push(fourth);
            match digit {
                _ if !ends => return came,
                '3' => KeyCode::Delete,
                '5' => KeyCode::PageUp,
                _ => KeyCode::PageDown,
            }
        }
        _ => return came,
    };
    vec![Event::Key(KeyEvent::new(whole, KeyModifiers::NONE))]
}

/// The key of an event, if it is one without modifiers other than shift.
fn plain(event: &Event) -> Option<KeyCode> {
    match event {
        Event::Key(key) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => Some(key.code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(codes: &[KeyCode]) -> Vec<Event> {
        codes
            .iter()
            .map(|code| Event::Key(KeyEvent::new(*code, KeyModifiers::NONE)))
            .collect()
    }

    fn mended(codes: &[KeyCode]) -> Vec<Event> {
        let mut rest = events(codes).into_iter();
        let first = rest.next().expect("one event");
        mend(first, || rest.next())
    }

    #[test]
    fn a_torn_arrow_is_an_arrow() {
        let torn = [KeyCode::Esc, KeyCode::Char('['), KeyCode::Char('A')];
        assert_eq!(mended(&torn), events(&[KeyCode::Up]));
        let torn = [
            KeyCode::Esc,
            KeyCode::Char('['),
            KeyCode::Char('6'),
            KeyCode::Char('~'),
        ];
        assert_eq!(mended(&torn), events(&[KeyCode::PageDown]));
    }

    #[test]
    fn what_is_no_sequence_stays_as_it_came() {
        for came in [
            vec![KeyCode::Esc],
            vec![KeyCode::Esc, KeyCode::Char('q')],
            vec![KeyCode::Esc, KeyCode::Char('[')],
            vec![KeyCode::Esc, KeyCode::Char('['), KeyCode::Char('n')],
            vec![KeyCode::Char('[')],
        ] {
            assert_eq!(mended(&came), events(&came));
        }
    }
}

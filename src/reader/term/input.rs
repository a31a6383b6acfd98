//! What comes from the terminal, as keys; sequences that a slow line has torn apart are put together again.

use crate::reader::keys::{Key, Named};
use crate::reader::pointing::{Gesture, Pointer};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// Something that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Pointer(Pointer),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size, or has to be drawn anew.
    Resize,
    /// The terminal is looked at again.
    Focus,
    /// Something that the reader has no use for, such as a button that is let go.
    Nothing,
}

/// `event` in the reader's words.
pub fn input(event: Event) -> Input {
    match event {
        Event::Key(key) => self::key(key).map_or(Input::Nothing, Input::Key),
        Event::Mouse(mouse) => pointer(mouse).map_or(Input::Nothing, Input::Pointer),
        Event::Paste(text) => Input::Paste(text),
        Event::Resize(..) => Input::Resize,
        Event::FocusGained => Input::Focus,
        Event::FocusLost => Input::Nothing,
    }
}

fn pointer(event: MouseEvent) -> Option<Pointer> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::ScrollDown => Gesture::Down,
        MouseEventKind::ScrollUp => Gesture::Up,
        _ => return None,
    };
    Some(Pointer {
        gesture,
        column: event.column,
        row: event.row,
    })
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

/// The longest report of the mouse without its first three bytes: button, column and row, two semicolons and a letter.
const REPORT: usize = 18;

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
        Some(KeyCode::Char('<')) => {
            let mut report = String::new();
            while let Some(event) = next().filter(|_| report.len() < REPORT) {
                let code = plain(&event);
                came.push(event);
                let Some(KeyCode::Char(character @ ('0'..='9' | ';' | 'M' | 'm'))) = code else {
                    return came;
                };
                if character.is_ascii_alphabetic() {
                    return mouse(&report, character == 'M').map_or(came, |event| vec![event]);
                }
                report.push(character);
            }
            return came;
        }
        _ => return came,
    };
    vec![Event::Key(KeyEvent::new(whole, KeyModifiers::NONE))]
}

/// A report of the mouse as terminals send it (xterm's SGR form): button, column and row from 1.
fn mouse(report: &str, pressed: bool) -> Option<Event> {
    let mut numbers = report.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match (button, pressed) {
        (0, true) => MouseEventKind::Down(MouseButton::Left),
        (0, false) => MouseEventKind::Up(MouseButton::Left),
        (64, _) => MouseEventKind::ScrollUp,
        (65, _) => MouseEventKind::ScrollDown,
        // Of no use here, and not to be taken for keys either.
        _ => MouseEventKind::Moved,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers: KeyModifiers::NONE,
    }))
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
    fn a_torn_report_of_the_mouse_is_no_string_of_keys() {
        let report = |rest: &str| {
            let mut codes = vec![KeyCode::Esc];
            codes.extend(rest.chars().map(KeyCode::Char));
            let came = mended(&codes);
            assert_eq!(came.len(), 1, "{came:?}");
            input(came[0].clone())
        };
        let pointer = |gesture, column, row| {
            Input::Pointer(Pointer {
                gesture,
                column,
                row,
            })
        };
        assert_eq!(report("[<0;12;5M"), pointer(Gesture::Click, 11, 4));
        assert_eq!(report("[<65;1;24M"), pointer(Gesture::Down, 0, 23));
        assert_eq!(report("[<0;12;5m"), Input::Nothing);
        assert_eq!(report("[<35;12;5M"), Input::Nothing);
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

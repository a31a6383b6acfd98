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

/// The longest sequence that is put together, without its first two bytes and its last: a report of the mouse has button,
/// column and row.
const PARAMETERS: usize = 18;
/// The most that is taken for one pasted text where its beginning was torn, in characters.
const PASTED: usize = 100_000;

/// Puts an arrow, a report of the mouse or the focus, or the beginning of pasted text together that came as Esc, `[` and
/// the rest, one by one. `next` waits a little for the next event. What turns out to be no such sequence is given back as
/// it came.
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
    let mut parameters = String::new();
    while parameters.len() <= PARAMETERS
        && let Some(event) = next()
    {
        let code = plain(&event);
        came.push(event);
        match code {
            Some(KeyCode::Char(part @ ('0'..='9' | ';' | '<'))) => parameters.push(part),
            Some(KeyCode::Char(end)) => {
                return match whole(&parameters, end) {
                    Some(Whole::Event(event)) => vec![event],
                    Some(Whole::Paste) => vec![Event::Paste(pasted(next))],
                    None => came,
                };
            }
            _ => return came,
        }
    }
    came
}

/// The same for what comes soon after an Esc that was handed on already, since the line held the rest back for long.
pub fn mend_late(first: Event, mut next: impl FnMut() -> Option<Event>) -> Vec<Event> {
    if plain(&first) == Some(KeyCode::Esc) {
        return mend(first, next);
    }
    let mut first = Some(first);
    let escape = Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    let mut came = mend(escape, || first.take().or_else(&mut next));
    if came.len() > 1 {
        came.remove(0);
    }
    came
}

/// Whether `came` is Esc and nothing more.
pub fn is_lone_escape(came: &[Event]) -> bool {
    matches!(came, [event] if plain(event) == Some(KeyCode::Esc))
}

/// What a sequence is.
enum Whole {
    Event(Event),
    /// Pasted text begins.
    Paste,
}

/// What `parameters` and the last character mean; none where it is no sequence.
fn whole(parameters: &str, end: char) -> Option<Whole> {
    let key = |code| {
        Some(Whole::Event(Event::Key(KeyEvent::new(
            code,
            KeyModifiers::NONE,
        ))))
    };
    if let Some(report) = parameters.strip_prefix('<') {
        return mouse(report, end == 'M')
            .filter(|_| matches!(end, 'M' | 'm'))
            .map(Whole::Event);
    }
    let (first, _) = parameters.split_once(';').unwrap_or((parameters, ""));
    match (first, end) {
        ("" | "1", 'A') => key(KeyCode::Up),
        ("" | "1", 'B') => key(KeyCode::Down),
        ("" | "1", 'C') => key(KeyCode::Right),
        ("" | "1", 'D') => key(KeyCode::Left),
        ("" | "1", 'H') | ("1" | "7", '~') => key(KeyCode::Home),
        ("" | "1", 'F') | ("4" | "8", '~') => key(KeyCode::End),
        ("3", '~') => key(KeyCode::Delete),
        ("5", '~') => key(KeyCode::PageUp),
        ("6", '~') => key(KeyCode::PageDown),
        ("", 'I') => Some(Whole::Event(Event::FocusGained)),
        ("", 'O') => Some(Whole::Event(Event::FocusLost)),
        ("200", '~') => Some(Whole::Paste),
        // A key that the reader has no use for is not to be taken for others.
        (_, '~') if !first.is_empty() => key(KeyCode::Null),
        _ => None,
    }
}

/// Text that follows, up to the end of pasting or until nothing more comes: an end that came in one piece is not told of.
fn pasted(mut next: impl FnMut() -> Option<Event>) -> String {
    let mut text = String::new();
    let mut count = 0;
    while count < PASTED
        && let Some(event) = next()
    {
        count += 1;
        match plain(&event) {
            Some(KeyCode::Char(character)) => text.push(character),
            Some(KeyCode::Enter) => text.push('\n'),
            Some(KeyCode::Tab) => text.push('\t'),
            _ => {}
        }
        if let Some(rest) = text.strip_suffix("[201~") {
            return rest.to_owned();
        }
    }
    text
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

    fn torn(text: &str) -> Vec<Event> {
        let key = |character| match character {
            '\u{1b}' => KeyCode::Esc,
            other => KeyCode::Char(other),
        };
        mended(&text.chars().map(key).collect::<Vec<_>>())
    }

    #[test]
    fn a_torn_word_of_the_focus_or_an_unknown_key_is_no_string_of_keys() {
        assert_eq!(torn("\u{1b}[I"), [Event::FocusGained]);
        assert_eq!(torn("\u{1b}[O"), [Event::FocusLost]);
        assert_eq!(torn("\u{1b}[1;2C"), events(&[KeyCode::Right]));
        let unknown = torn("\u{1b}[24~");
        assert_eq!(unknown.len(), 1);
        assert_eq!(input(unknown[0].clone()), Input::Nothing);
    }

    #[test]
    fn text_whose_beginning_was_torn_is_pasted_and_not_typed() {
        let pasted = |text: &str| [Event::Paste(text.to_owned())];
        assert_eq!(torn("\u{1b}[200~q [x]"), pasted("q [x]"));
        assert_eq!(torn("\u{1b}[200~q\u{1b}[201~"), pasted("q"));
    }

    #[test]
    fn an_arrow_that_comes_long_after_its_escape_is_an_arrow_and_keys_stay_keys() {
        let late = |codes: &[KeyCode]| {
            let mut rest = events(codes).into_iter();
            let first = rest.next().expect("one event");
            mend_late(first, || rest.next())
        };
        let [open, letter] = ['[', 'C'].map(KeyCode::Char);
        assert_eq!(late(&[open, letter]), events(&[KeyCode::Right]));
        for typed in [
            vec![open],
            vec![open, KeyCode::Enter],
            vec![letter],
            vec![KeyCode::Esc],
        ] {
            assert_eq!(late(&typed), events(&typed));
        }
    }

    #[test]
    fn what_is_no_sequence_stays_as_it_came() {
        for came in [
            vec![KeyCode::Esc],
            vec![KeyCode::Esc, KeyCode::Char('q')],
            vec![KeyCode::Esc, KeyCode::Char('[')],
            vec![KeyCode::Esc, KeyCode::Char('['), KeyCode::Char('n')],
            vec![KeyCode::Esc, KeyCode::Char('['), KeyCode::Char('3')],
            vec![KeyCode::Char('[')],
        ] {
            assert_eq!(mended(&came), events(&came));
        }
    }
}

//! A screen as something to compare: its text, and below it where which style lies.

use crossread::reader::keys::Key;
use crossread::reader::state::State;
use crossread::reader::view::{self, Looks};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Presses `keys`, as they are written in the key table.
pub fn press(state: &mut State, keys: &str) {
    for key in Key::parse_all(keys).expect("keys of the table") {
        state.press(key);
    }
}

/// The screen's text and its styles: `row: column-column style`. Dim alone is left out.
pub fn shot(state: &State) -> String {
    let buffer = view::draw(state, &Looks::default());
    let mut shot = view::text(&buffer);
    shot.push_str("-- styles\n");
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let style = style(&buffer, x, y);
            match runs.last_mut() {
                Some((_, end, of)) if *end == x && *of == style => *end = x + 1,
                _ => runs.push((x, x + 1, style)),
            }
        }
        runs.retain(|(_, _, style)| !style.is_empty());
        if !runs.is_empty() {
            let runs: Vec<String> = runs
                .iter()
                .map(|(start, end, style)| format!("{start}-{end} {style}"))
                .collect();
            let _ = writeln!(shot, "{y}: {}", runs.join(", "));
        }
    }
    shot
}

fn style(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let mut words: Vec<String> = Vec::new();
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on-{}", cell.bg.to_string().to_lowercase()));
    }
    words.join("+")
}

/// The screen's text alone.
pub fn text(state: &State) -> String {
    view::text(&view::draw(state, &Looks::default()))
}

/// The screen's last line.
pub fn last_line(state: &State) -> String {
    text(state).lines().last().unwrap_or_default().to_owned()
}

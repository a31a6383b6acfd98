//! A sheet over the articles: what is wrong, and what to do about it.

use super::overlay::heading;
use super::{Looks, put, wipe};
use crate::reader::bindings::Command;
use crate::reader::layout::GUTTER;
use crate::reader::notice::Notice;
use crate::reader::state::{Overlay, State};
use crate::reader::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The rows of the sheet, and whether each says what is wrong.
fn rows(state: &State, notice: &Notice) -> Vec<(String, bool)> {
    let width = usize::from(state.layout.screen.width.saturating_sub(3 * GUTTER)).max(1);
    let mut rows = Vec::new();
    for (says, remedy) in &notice.lines {
        for (words, wrong) in [(says, true), (remedy, false)] {
            let lines = wrap::lines(words, width);
            rows.extend(lines.iter().map(|line| (line.of(words).to_owned(), wrong)));
        }
    }
    rows
}

/// How many rows the sheet has.
pub fn notice_rows(state: &State) -> usize {
    match &state.overlay {
        Overlay::Notice(notice) => rows(state, notice).len(),
        _ => 0,
    }
}

/// Draws the sheet: as high as it has to be, above the last line.
pub fn draw(state: &State, notice: &Notice, looks: &Looks, buffer: &mut Buffer) {
    let screen = state.layout.screen;
    let rows = rows(state, notice);
    let most = usize::from(screen.height.saturating_sub(3));
    let height = rows.len().min(most) as u16 + 1;
    let top = screen.height.saturating_sub(1 + height);
    let area = Rect::new(0, top, screen.width, height);
    wipe(buffer, area);
    let down = state.keymap.first(Command::LineDown);
    let leave = if rows.len() > most {
        format!("{down} further down · any other key closes")
    } else {
        "any key closes".to_owned()
    };
    heading(area, &notice.title, &leave, looks, buffer);
    let first = notice.top.min(rows.len().saturating_sub(most));
    for (y, (words, wrong)) in (area.y + 1..area.bottom()).zip(rows.iter().skip(first)) {
        let (x, style) = if *wrong {
            (GUTTER, Style::new())
        } else {
            (2 * GUTTER, looks.theme.dim)
        };
        put(buffer, x, y, words, screen.width.saturating_sub(x), style);
    }
}

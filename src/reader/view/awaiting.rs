//! Where an article is not there yet: how far it is, and the list from which it is chosen.

use super::overlay::heading;
use super::{Looks, put, wipe};
use crate::article::clean;
use crate::reader::choosing::Choosing;
use crate::reader::layout::GUTTER;
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The fewest rows that the list has.
const ROWS: u16 = 8;
/// Rows of the list that are no article: its heading and the line that is typed.
const FRAME: u16 = 2;
/// Narrower lists say less about the keys.
const ROOMY: u16 = 100;
/// Cells before a title: the mark of the selected one, the number of a marked one, and a blank.
const MARGIN: u16 = 3;
/// Cells between the columns of the list.
const GAP: u16 = 2;

/// In pane `side`, whose article is not there yet: what it is, and how far.
pub fn draw(state: &State, side: usize, looks: &Looks, buffer: &mut Buffer) {
    let Some([name, says]) = state.absence(state.shown[side]) else {
        return;
    };
    let area = state.layout.panes[side];
    let room = area.width.saturating_sub(GUTTER);
    for (y, (words, style)) in
        (area.y..area.bottom()).zip([(name, Style::new()), (says, looks.theme.dim)])
    {
        put(
            buffer,
            area.x + GUTTER,
            y,
            &cut(&words, usize::from(room)),
            room,
            style,
        );
    }
}

/// The lower part of the screen: as high as the list, but the articles that are there stay in view.
fn area(state: &State, choosing: &Choosing) -> Rect {
    let screen = state.layout.screen;
    let wanted = u16::try_from(choosing.counts().0)
        .unwrap_or(u16::MAX)
        .saturating_add(FRAME);
    let least = (ROWS + FRAME).max(state.layout.panel.height + 1);
    let most = if state.is_pair() {
        (screen.height / 2).max(least)
    } else {
        screen.height.saturating_sub(3)
    };
    let height = wanted.max(least).min(most).min(screen.height);
    Rect::new(0, screen.height - height, screen.width, height)
}

/// The first row of the list that is in view, and how many are.
fn window(area: Rect, choosing: &Choosing) -> (usize, usize) {
    let rows = usize::from(area.height.saturating_sub(FRAME));
    (
        choosing.selected.saturating_sub(rows.saturating_sub(1)),
        rows,
    )
}

/// The place in the list of the article in row `y` of the screen.
pub fn choice_at(state: &State, choosing: &Choosing, y: u16) -> Option<usize> {
    let area = area(state, choosing);
    let (top, rows) = window(area, choosing);
    let row = usize::from(y.checked_sub(area.y + 1)?);
    (row < rows && top + row < choosing.entries().len()).then_some(top + row)
}

/// The list of articles to choose from, with the line that is typed below.
pub fn choosing(state: &State, choosing: &Choosing, looks: &Looks, buffer: &mut Buffer) {
    let area = area(state, choosing);
    wipe(buffer, area);
    let (all, marked) = choosing.counts();
    let fitting = choosing.entries().len();
    let count = if fitting == all {
        format!("{all} articles")
    } else {
        format!("{fitting} of {all} articles")
    };
    let leave = match marked {
        0 if area.width < ROOMY => "enter opens · tab marks · esc closes".to_owned(),
        0 => "type to narrow · enter opens · tab marks several · esc closes".to_owned(),
        count => format!("enter opens the {count} marked · tab marks · esc closes"),
    };
    let room = usize::from(area.width).saturating_sub(cells(&leave) + cells(&count) + 14);
    let name = cut(&clean::line(&choosing.name), room.max(12));
    heading(area, &format!("{name} · {count}"), &leave, looks, buffer);
    let (top, rows) = window(area, choosing);
    let hints = choosing
        .entries()
        .map(|(choice, _)| cells(&choice.hint))
        .max();
    let hints = (hints.unwrap_or(0) as u16).min(area.width / 4);
    let column = area.width.saturating_sub(hints + GAP);
    let titles = choosing
        .entries()
        .skip(top)
        .take(rows)
        .map(|(choice, _)| cells(&clean::line(&choice.title)));
    let about = (titles.max().unwrap_or(0) as u16 + MARGIN + GAP).min(column / 2);
    for (row, (choice, mark)) in choosing.entries().enumerate().skip(top).take(rows) {
        let y = area.y + 1 + (row - top) as u16;
        let chosen = row == choosing.selected;
        if chosen {
            buffer[(0, y)]
                .set_char(looks.marks.current)
                .set_style(looks.theme.mark);
        }
        if let Some(number) = mark {
            let sign = char::from_digit(number as u32, 10).unwrap_or(looks.marks.confirmed);
            buffer[(1, y)].set_char(sign).set_style(looks.theme.mark);
        }
        let style = if chosen || mark.is_some() {
            looks.theme.strong
        } else {
            Style::new()
        };
        let mut write = |x: u16, end: u16, words: &str, style: Style| {
            let room = end.saturating_sub(x);
            put(
                buffer,
                x,
                y,
                &cut(&clean::line(words), usize::from(room)),
                room,
                style,
            );
        };
        let end = if choice.about.is_empty() {
            column
        } else {
            about
        };
        write(MARGIN, end.saturating_sub(GAP), &choice.title, style);
        if !choice.about.is_empty() {
            write(
                about,
                column.saturating_sub(GAP),
                &choice.about,
                looks.theme.dim,
            );
        }
        write(column, area.width, &choice.hint, looks.theme.dim);
    }
    let (before, after) = choosing.prompt.halves();
    let mut rest = after.chars();
    let under = rest.next().unwrap_or(' ').to_string();
    let y = area.bottom() - 1;
    let mut x = area.x + 1;
    for (words, style) in [
        (before, Style::new()),
        (under.as_str(), looks.theme.cursor),
        (rest.as_str(), Style::new()),
    ] {
        let room = area.width.saturating_sub(x);
        x = put(
            buffer,
            x,
            y,
            &cut(&clean::line(words), usize::from(room)),
            room,
            style,
        );
    }
}

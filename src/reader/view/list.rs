//! A page of lines over the whole screen, and the letters over the claims.

use super::overlay::heading;
use super::{Looks, put, wipe};
use crate::article::clean;
use crate::reader::bindings::Command;
use crate::reader::hints::Hints;
use crate::reader::layout::{GUTTER, Room};
use crate::reader::list::{Body, List, Row, Target};
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How many lines the page shows, and the first of them: the chosen line stands in view, and what is above it as far as
/// it fits.
fn window(state: &State, list: &List) -> (usize, usize) {
    let rows = usize::from(state.layout.screen.height)
        .saturating_sub(3)
        .max(1);
    let top = list.selected.saturating_sub(rows * 2 / 3);
    (rows, top.min(list.fitting.len().saturating_sub(rows)))
}

/// The line of the page in row `y` of the screen, among those that fit, if it leads somewhere.
pub fn line_at(state: &State, list: &List, y: u16) -> Option<usize> {
    let (rows, top) = window(state, list);
    let row = usize::from(y.checked_sub(2)?);
    let line = list.rows.get(*list.fitting.get(top + row)?)?;
    (row < rows && line.target.is_some()).then_some(top + row)
}

/// Draws the page.
pub fn draw(state: &State, list: &List, looks: &Looks, buffer: &mut Buffer) {
    let screen = state.layout.screen;
    let area = Rect::new(0, 1, screen.width, screen.height.saturating_sub(1));
    wipe(buffer, area);
    heading(area, &list.title, "", looks, buffer);
    let (rows, top) = window(state, list);
    let most = list
        .rows
        .iter()
        .filter_map(|row| match row.body {
            Body::Bars(_, counts) => counts.into_iter().max(),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    for (at, place) in list.fitting.iter().enumerate().skip(top).take(rows) {
        let y = area.y + 1 + (at - top) as u16;
        let chosen = at == list.selected && list.rows[*place].target.is_some();
        if chosen {
            buffer[(0, y)]
                .set_char(looks.marks.current)
                .set_style(looks.theme.mark);
        }
        line(state, &list.rows[*place], (y, chosen, most), looks, buffer);
    }
    last_line(state, list, looks, area.bottom().saturating_sub(1), buffer);
}

fn line(
    state: &State,
    row: &Row,
    (y, chosen, most): (u16, bool, usize),
    looks: &Looks,
    buffer: &mut Buffer,
) {
    let width = state.layout.screen.width;
    let style = if chosen {
        looks.theme.strong
    } else {
        Style::new()
    };
    let mut write = |x: u16, end: u16, text: &str, style: Style| {
        let room = end.saturating_sub(x);
        put(buffer, x, y, &cut(text, usize::from(room)), room, style)
    };
    let pair;
    let body = match &row.body {
        Body::Pair(_, claims, relation) => {
            pair = Body::Two(state.pair_words(*claims, *relation));
            &pair
        }
        body => body,
    };
    match body {
        Body::Heading(words) => {
            write(GUTTER, width, words, looks.theme.title);
        }
        Body::Remark(words) => {
            write(2 * GUTTER, width, words, looks.theme.dim);
        }
        Body::One(place, words) => {
            let x = write(GUTTER, width, &format!("{place:<9} "), looks.theme.dim);
            write(x, width.saturating_sub(1), words, style);
        }
        Body::Two([left, right]) | Body::Pair([left, right], ..) => {
            if state.layout.room == Room::Two {
                let middle = width / 2;
                write(GUTTER, middle.saturating_sub(1), left, style);
                write(middle + GUTTER, width.saturating_sub(1), right, style);
            } else {
                let words = format!("{left} {} {right}", looks.marks.across);
                write(GUTTER, width.saturating_sub(1), &words, style);
            }
        }
        Body::Bars(label, counts) => {
            let label_width = (width / 4).clamp(10, 30);
            write(GUTTER, label_width, label, style);
            let sides = if state.is_pair() { 2 } else { 1 };
            let part = (width - label_width) / 2;
            let longest = usize::from(part.saturating_sub(9)).max(1);
            for (side, count) in counts.iter().enumerate().take(sides) {
                let x = label_width + 1 + side as u16 * part;
                let cells = (count * longest).div_ceil(most.max(1)).min(longest);
                let bar = looks.marks.bar.to_string().repeat(cells);
                let x = write(
                    x,
                    width,
                    &format!("{} ", state.letter(side)),
                    looks.theme.dim,
                );
                let x = write(x, width, &bar, looks.theme.mark);
                write(x, width, &format!(" {count}"), style);
            }
        }
    }
}

/// What is typed, or the keys of a page.
fn last_line(state: &State, list: &List, looks: &Looks, y: u16, buffer: &mut Buffer) {
    let width = buffer.area.width;
    let mut x = 0;
    let mut write = |text: &str, style: Style| {
        let room = width.saturating_sub(x);
        x = put(buffer, x, y, &cut(text, usize::from(room)), room, style);
    };
    if list.typing || !list.prompt.text().is_empty() {
        let (before, after) = list.prompt.halves();
        let mut rest = after.chars();
        let under = rest.next().map_or(' ', |character| character);
        write(" / ", looks.theme.key);
        write(&clean::line(before), Style::new());
        if list.typing {
            write(&clean::line(&under.to_string()), looks.theme.cursor);
            write(&clean::line(rest.as_str()), Style::new());
        }
        let count = list.count();
        let lines = if count == 1 { "line" } else { "lines" };
        write(
            &format!("  {count} {lines} · enter takes · esc all lines"),
            looks.theme.dim,
        );
        return;
    }
    if let Some(message) = &state.message {
        write(&format!(" {message}"), looks.theme.strong);
        return;
    }
    let key = |command: Command| state.keymap.first(command);
    let moves = format!("{} {}", key(Command::LineDown), key(Command::LineUp));
    let mut keys = vec![
        (moves, " move"),
        (key(Command::Search), " narrow"),
        ("enter".to_owned(), " go there"),
        (key(Command::Quit), " close"),
    ];
    if matches!(list.choice(), Some(Target::Link(..))) {
        keys.insert(3, (key(Command::Copy), " copy the address"));
    }
    for (at, (key, says)) in keys.iter().enumerate() {
        write(if at > 0 { " · " } else { " " }, looks.theme.dim);
        write(key, looks.theme.key);
        write(says, looks.theme.dim);
    }
}

/// The letters before the first words of claims: over the margin, or over the end of what stands before, so that the
/// words themselves can be read.
pub fn hints(state: &State, hints: &Hints, looks: &Looks, buffer: &mut Buffer) {
    // By row: up to which column letters stand already.
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for (claim, label) in &hints.labels {
        let Some(left) = label.strip_prefix(hints.typed.as_str()) else {
            continue;
        };
        let claim = &state.comparison.claims[*claim];
        let Some(side) = state.side_of(claim.article) else {
            continue;
        };
        let Some(article) = state.article(side) else {
            continue;
        };
        let (sheet, area) = (&state.sheets[side], state.layout.panes[side]);
        let start = claim.extent().start;
        let place = sheet.place_of(article, start);
        let rows = state.layout.text_rows() - 1;
        let Some(row) = sheet.distance(article, state.tops[side], place, rows) else {
            continue;
        };
        let y = area.y + row as u16;
        let lines = sheet.lines(article, place.part);
        let within = lines.within(place.row, Span::new(start, article.text.len()));
        let before = lines.line(place.row).get(..within.start).unwrap_or("");
        let first = area.x + GUTTER + cells(before) as u16;
        let mut x = first.saturating_sub(cells(left) as u16).max(area.x);
        if let Some((_, end)) = taken
            .iter()
            .rev()
            .find(|(of, end)| *of == y && *end > x && area.x <= x)
        {
            x = *end;
        }
        let end = put(
            buffer,
            x,
            y,
            left,
            area.right().saturating_sub(x),
            looks.theme.hit_here,
        );
        taken.push((y, end));
    }
}

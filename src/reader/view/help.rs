//! The help: the keys that work here and now, and what the marks mean.

use super::overlay::heading;
use super::{Looks, put, wipe};
use crate::reader::bindings::{BINDINGS, Binding, Command, Group, When};
use crate::reader::state::State;
use crate::reader::theme::Marks;
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells that the keys of a command take.
const KEYS: u16 = 14;

/// The rows of the help in one column: the furthest it can be scrolled.
pub fn help_rows() -> usize {
    BINDINGS.len() + 2 * Group::ALL.len() + Marks::UNICODE.legend().len() + 3
}

/// Whether a command does something here and now.
fn works(state: &State, binding: &Binding) -> bool {
    if state.keymap.keys(binding.command).is_empty() {
        return false;
    }
    match binding.when {
        When::Always => true,
        When::Claims => state.current.is_some(),
        When::Pair => state.is_pair(),
        When::More => state.has_more(),
        When::Counterpart => {
            state.counterpart.is_some() || (state.search.is_some() && binding.counts)
        }
        When::Jumped => !state.jumps.list().0.is_empty(),
        When::Searching => state.search.is_some(),
        When::Undoable => state.decided.can().0,
        When::Redoable => state.decided.can().1,
        When::Droppable => {
            state.search.is_some() || state.taken.is_some() || !state.filter.is_empty()
        }
    }
}

/// A key and what it does; without a key a heading, without either a gap.
type Line = (String, String);

/// The keys that work here and now under their headings, and what the marks mean.
fn sections(state: &State, looks: &Looks) -> Vec<Vec<Line>> {
    let headed = |title: &str, lines: Vec<Line>| {
        let heading = (String::new(), title.to_owned());
        [vec![heading], lines].concat()
    };
    let line = |binding: &Binding| {
        let keys = whole_keys(&state.keymap.shown(binding.command));
        (keys, binding.help.to_owned())
    };
    let mut sections = Vec::new();
    for group in Group::ALL {
        let working = BINDINGS
            .iter()
            .filter(|binding| binding.group == group && works(state, binding));
        let lines: Vec<Line> = working.map(line).collect();
        if !lines.is_empty() {
            sections.push(headed(group.title(), lines));
        }
    }
    let repeats = format!("3{}", state.keymap.first(Command::NextClaim));
    if let Some(first) = sections.first_mut() {
        first.push((repeats, "a number before a key repeats it".to_owned()));
    }
    let legend = looks.marks.legend().into_iter();
    let legend = legend.map(|(mark, says)| (mark, says.to_owned()));
    sections.push(headed("Marks", legend.collect()));
    sections
}

/// The first of these keys, as many as there is room for.
fn whole_keys(all: &str) -> String {
    let mut shown = String::new();
    for key in all.split(' ') {
        let gap = usize::from(!shown.is_empty());
        if gap > 0 && cells(&shown) + gap + cells(key) > usize::from(KEYS) {
            break;
        }
        shown.push_str(&" "[..gap]);
        shown.push_str(key);
    }
    shown
}

/// All sections in two columns of `rows`, none of them parted; none if there is no such way.
fn side_by_side(sections: &[Vec<Line>], rows: usize) -> Option<Vec<Line>> {
    let column = |part: &[Vec<Line>]| part.join(&Line::default());
    let fits = |at: &usize| {
        let (left, right) = sections.split_at(*at);
        column(left).len() <= rows && column(right).len() <= rows
    };
    let at = (0..=sections.len()).rev().find(fits)?;
    let (left, right) = sections.split_at(at);
    let mut lines = column(left);
    lines.resize(rows, Line::default());
    lines.extend(column(right));
    Some(lines)
}

/// The keys that work here and now, under their headings.
pub fn help(state: &State, top: usize, looks: &Looks, buffer: &mut Buffer) {
    let screen = state.layout.screen;
    let area = Rect::new(0, 1, screen.width, screen.height.saturating_sub(1));
    wipe(buffer, area);
    let sections = sections(state, looks);
    let mut lines = sections.join(&Line::default());
    let rows = usize::from(area.height).saturating_sub(1);
    let columns = if screen.width >= 116 && lines.len() > rows {
        2
    } else {
        1
    };
    if columns == 2 {
        lines = side_by_side(&sections, rows).unwrap_or(lines);
    }
    let width = screen.width / columns;
    let last = lines.len().saturating_sub(rows * usize::from(columns));
    let top = top.min(last);
    let key = |command: Command| state.keymap.first(command);
    let quit = key(Command::Quit);
    let leave = match (top, last) {
        (_, 0) => "any key closes".to_owned(),
        (top, last) if top < last => {
            format!("{} further down · {quit} closes", key(Command::LineDown))
        }
        _ => format!("{} further up · {quit} closes", key(Command::LineUp)),
    };
    heading(area, "What the keys do here", &leave, looks, buffer);
    for (at, (keys, says)) in lines
        .iter()
        .skip(top)
        .take(rows * usize::from(columns))
        .enumerate()
    {
        let x = (at / rows) as u16 * width + 2;
        let y = area.y + 1 + (at % rows) as u16;
        let room = width.saturating_sub(3);
        if keys.is_empty() {
            put(
                buffer,
                x,
                y,
                &cut(says, usize::from(room)),
                room,
                looks.theme.title,
            );
        } else {
            put(buffer, x + 2, y, keys, KEYS, looks.theme.key);
            let room = room.saturating_sub(17);
            put(
                buffer,
                x + 17,
                y,
                &cut(says, usize::from(room)),
                room,
                Style::new(),
            );
        }
    }
}

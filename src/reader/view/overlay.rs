//! What lies over the screen for a while: the choice of an actor and the list of keys.

use super::{Looks, panel, put, wipe};
use crate::actor::Actor;
use crate::article::clean;
use crate::reader::bindings::{BINDINGS, Binding, Command, Group, When};
use crate::reader::changing::Elsewhere;
use crate::reader::index::letter;
use crate::reader::picker::{Entry, Picker};
use crate::reader::state::State;
use crate::reader::theme::Marks;
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The line over an overlay: what it is, and how to leave it.
pub fn heading(area: Rect, title: &str, leave: &str, looks: &Looks, buffer: &mut Buffer) {
    for x in area.left()..area.right() {
        buffer[(x, area.y)]
            .set_char(looks.marks.rule)
            .set_style(looks.theme.dim);
    }
    let x = put(
        buffer,
        area.x + 2,
        area.y,
        &format!(" {title} "),
        area.width.saturating_sub(4),
        looks.theme.strong,
    );
    if leave.is_empty() {
        return;
    }
    let width = cells(leave) as u16 + 2;
    let place = area.right().saturating_sub(width + 2);
    if place > x + 2 {
        put(
            buffer,
            place,
            area.y,
            &format!(" {leave} "),
            width,
            looks.theme.dim,
        );
    }
}

/// The lower half of the screen, or more where the panel is higher.
fn actors_area(state: &State) -> Rect {
    let screen = state.layout.screen;
    let height = (screen.height / 2)
        .max(6)
        .max(state.layout.panel.height + 1);
    Rect::new(0, screen.height - height, screen.width, height)
}

/// The place in the list of the actor in row `y` of the screen.
pub fn actor_at(state: &State, picker: &Picker, y: u16) -> Option<usize> {
    let area = actors_area(state);
    let rows = usize::from(area.height).saturating_sub(3);
    let row = usize::from(y.checked_sub(area.y + 2)?);
    let top = picker.selected.saturating_sub(rows.saturating_sub(1));
    (row < rows && top + row < picker.entries().len()).then_some(top + row)
}

/// The list of actors over the lower half of the screen, with the line that is typed below.
pub fn actors(state: &State, picker: &Picker, looks: &Looks, buffer: &mut Buffer) {
    let screen = state.layout.screen;
    let area = actors_area(state);
    wipe(buffer, area);
    let count = picker.entries().len();
    let title = format!("{count} actor{}", if count == 1 { "" } else { "s" });
    heading(
        area,
        &title,
        "type to narrow · enter takes · esc closes",
        looks,
        buffer,
    );
    let rows = usize::from(area.height).saturating_sub(3);
    // As wide as the names need, so that the numbers stand near them.
    let role = |actor: &Actor| {
        cells(
            actor
                .roles
                .first()
                .map_or(actor.kind.word(), String::as_str),
        )
    };
    let wide = |entry: &Entry| {
        let actor = &state.comparison.actors[entry.actor];
        let also = elsewhere(&entry.elsewhere).map_or(0, |also| cells(&also) + 3);
        cells(&actor.name) + role(actor) + also + 6
    };
    let wanted = picker.entries().map(wide).max().unwrap_or_default() as u16;
    let column = screen
        .width
        .saturating_sub(if state.is_pair() {
            2 * COUNTS + 2
        } else {
            COUNTS + 2
        })
        .min(wanted.max(LEAST))
        .clamp(12, NAMES);
    let counts = |side: usize| column + GAP + side as u16 * COUNTS;
    let sides = if state.is_pair() { 2 } else { 1 };
    for side in 0..sides {
        let head = format!("{:<2}says named", state.letter(side));
        let room = screen.width.saturating_sub(counts(side) + 1);
        put(
            buffer,
            counts(side),
            area.y + 1,
            &head,
            room,
            looks.theme.dim,
        );
    }
    let top = picker.selected.saturating_sub(rows.saturating_sub(1));
    for (row, entry) in picker.entries().enumerate().skip(top).take(rows) {
        let y = area.y + 2 + (row - top) as u16;
        let chosen = row == picker.selected;
        if chosen {
            buffer[(0, y)]
                .set_char(looks.marks.current)
                .set_style(looks.theme.mark);
        }
        let style = if chosen {
            looks.theme.strong
        } else {
            Style::new()
        };
        let actor = &state.comparison.actors[entry.actor];
        let room = column.saturating_sub(2);
        let x = put(
            buffer,
            2,
            y,
            &cut(&panel::name(state, entry.actor), usize::from(room)),
            room,
            style,
        );
        let room = column.saturating_sub(x + 2);
        if room > 6 {
            let role = actor
                .roles
                .first()
                .map_or(actor.kind.word(), String::as_str);
            let also = match elsewhere(&entry.elsewhere) {
                Some(also) => format!("{also} · {role}"),
                None => role.to_owned(),
            };
            put(
                buffer,
                x + 2,
                y,
                &cut(&clean::line(&also), usize::from(room)),
                room,
                looks.theme.dim,
            );
        }
        for side in 0..sides {
            let numbers = format!(
                "{:>6}{:>6}",
                zero(entry.says[side]),
                zero(entry.spoken_of[side])
            );
            put(
                buffer,
                counts(side),
                y,
                &numbers,
                screen.width.saturating_sub(counts(side) + 1),
                style,
            );
        }
    }
    let y = area.bottom() - 1;
    let (before, after) = picker.prompt.halves();
    let mut rest = after.chars();
    let under = rest.next().map_or(' ', |character| character);
    let mut x = put(
        buffer,
        0,
        y,
        &format!(" {} ", state.keymap.first(Command::Actors)),
        screen.width,
        looks.theme.key,
    );
    let mut write = |text: &str, style: Style| {
        let room = screen.width.saturating_sub(x);
        x = put(buffer, x, y, &cut(text, usize::from(room)), room, style);
    };
    write(&clean::line(before), Style::new());
    write(&clean::line(&under.to_string()), looks.theme.cursor);
    write(&clean::line(rest.as_str()), Style::new());
}

/// In which of the articles that are in no pane an actor speaks, and how often: "says 3 in C, 1 in D".
fn elsewhere(found: &[Elsewhere]) -> Option<String> {
    let speaks: Vec<String> = found
        .iter()
        .filter(|found| found.says > 0)
        .map(|found| format!("{} in {}", found.says, letter(found.article)))
        .collect();
    (!speaks.is_empty()).then(|| format!("says {}", speaks.join(", ")))
}

/// Cells that a name and what is said of it take at most, and the numbers of one article.
const NAMES: u16 = 90;
const LEAST: u16 = 36;
const COUNTS: u16 = 13;

/// Cells between the names and the numbers.
const GAP: u16 = 1;

/// A count, or a dot for none: what is there stands out.
fn zero(count: usize) -> String {
    if count == 0 {
        "·".to_owned()
    } else {
        count.to_string()
    }
}

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
        let keys = state.keymap.shown(binding.command);
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
            put(buffer, x + 2, y, keys, 14, looks.theme.key);
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

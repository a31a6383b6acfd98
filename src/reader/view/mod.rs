//! The state as a screen of cells.
//!
//! | part of the screen | room |
//! |---|---|
//! | the article's text with its gutter | `pane` |
//! | the dossier below | `panel` |
//! | in it, the current pair | `pair` |
//! | first and last line | `status` |
//! | where an article is not there yet, and the choice of one | `awaiting` |
//! | what lies over it: actors, keys, and the line above | `actors`, `help`, `overlay` |
//! | what was decided, and what a decision asks for | `deciding` |
//! | all of it in ASCII | `plain` |
//! | and lists, and letters over the claims | `list` |
//! | and a sheet that says what is wrong | `notice` |

mod actors;
mod awaiting;
mod deciding;
mod help;
mod list;
mod notice;
mod overlay;
mod pair;
mod pane;
mod panel;
mod plain;
mod status;

use super::correcting::Task;
use super::layout::{PanelSize, Room};
use super::state::{Overlay, State};
use super::theme::{Marks, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use help::help_rows;
pub use notice::notice_rows;
pub use pair::{height as pair_height, mode};
pub use panel::{matter_at, name as actor_name, relation};

/// The looks of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// Its styles.
    pub theme: Theme,
    /// Its marks.
    pub marks: Marks,
    /// Whether the terminal shows ASCII only.
    pub ascii: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            theme: Theme::ansi(),
            marks: Marks::UNICODE,
            ascii: false,
        }
    }
}

impl Looks {
    /// The same with the marks that the terminal can show.
    fn shown(self) -> Self {
        let marks = if self.ascii { Marks::ASCII } else { self.marks };
        Self { marks, ..self }
    }
}

/// The place in the list over the screen of what stands in row `y`.
pub fn row_at(state: &State, y: u16) -> Option<usize> {
    match &state.overlay {
        Overlay::List(list) => list::line_at(state, list, y),
        Overlay::Actors(picker) => actors::actor_at(state, picker, y),
        Overlay::Choosing(choosing) => awaiting::choice_at(state, choosing, y),
        Overlay::Correcting(task) => match &**task {
            Task::Choose { choice, .. } => deciding::choice_at(state, choice, y),
            _ => None,
        },
        _ => None,
    }
}

/// The whole screen.
pub fn draw(state: &State, looks: &Looks) -> Buffer {
    let looks = &looks.shown();
    let layout = &state.layout;
    let mut buffer = Buffer::empty(layout.screen);
    match layout.room {
        Room::Nothing => {}
        Room::Sentence => {
            let sentence = format!(
                "Crossread needs 40 x 12 cells, here are {} x {}. q quits.",
                layout.screen.width, layout.screen.height
            );
            let width = usize::from(layout.screen.width);
            for (row, line) in textwrap::wrap(&sentence, width).iter().enumerate() {
                let row = row as u16;
                if row < layout.screen.height {
                    put(&mut buffer, 0, row, line, layout.screen.width, Style::new());
                }
            }
        }
        Room::One | Room::Two => {
            articles(state, looks, &mut buffer);
            if layout.size == PanelSize::Whole {
                wipe(&mut buffer, layout.panel);
            }
            panel::draw(state, looks, &mut buffer);
            status::last_line(state, looks, &mut buffer);
            match &state.overlay {
                Overlay::Choosing(of) => awaiting::choosing(state, of, looks, &mut buffer),
                Overlay::Actors(picker) => actors::actors(state, picker, looks, &mut buffer),
                Overlay::Notice(of) => notice::draw(state, of, looks, &mut buffer),
                Overlay::Help(top) => help::help(state, *top, looks, &mut buffer),
                Overlay::Correcting(task) => deciding::over(state, task, looks, &mut buffer),
                Overlay::List(of) => list::draw(state, of, looks, &mut buffer),
                Overlay::Hints(of) => list::hints(state, of, looks, &mut buffer),
                Overlay::None | Overlay::Search | Overlay::Prefix(_) => {}
            }
        }
    }
    if looks.ascii {
        plain::to_ascii(&mut buffer);
    }
    buffer
}

/// The screen with the texts alone: what stands there until the claims do.
pub fn texts(state: &State, looks: &Looks) -> Buffer {
    if !state.layout.is_usable() {
        return draw(state, looks);
    }
    let mut buffer = Buffer::empty(state.layout.screen);
    articles(state, &looks.shown(), &mut buffer);
    if looks.ascii {
        plain::to_ascii(&mut buffer);
    }
    buffer
}

/// The articles with their titles.
fn articles(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let layout = &state.layout;
    status::header(state, looks, buffer);
    let sides = if layout.room == Room::Two {
        0..2
    } else {
        state.active..state.active + 1
    };
    for side in sides {
        pane::draw(state, side, looks, buffer);
        awaiting::draw(state, side, looks, buffer);
    }
    let pane = layout.panes[0];
    for column in [layout.separator, layout.second] {
        separator(pane.y, pane.bottom(), column, looks, buffer);
    }
}

fn separator(from: u16, to: u16, column: Option<u16>, looks: &Looks, buffer: &mut Buffer) {
    if let Some(column) = column {
        for row in from..to {
            buffer[(column, row)]
                .set_char(looks.marks.separator)
                .set_style(looks.theme.dim);
        }
    }
}

/// Writes clean `text` from cell (`x`, `y`) on, at most `width` cells; returns the column after it.
fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
    let end = x.saturating_add(width).min(buffer.area.right());
    let mut at = x;
    if y >= buffer.area.bottom() {
        return at;
    }
    for grapheme in text.graphemes(true) {
        at = match put_one(buffer, at, y, grapheme, end, style) {
            Some(next) => next,
            None => break,
        };
    }
    at
}

/// Writes one character as readers see them; none if it does not fit before `end`.
fn put_one(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    grapheme: &str,
    end: u16,
    style: Style,
) -> Option<u16> {
    let wide = if grapheme.len() == 1 {
        1
    } else {
        grapheme.width() as u16
    };
    if x + wide > end {
        return None;
    }
    if wide == 0 {
        return Some(x);
    }
    buffer[(x, y)].set_symbol(grapheme).set_style(style);
    for column in x + 1..x + wide {
        buffer[(column, y)].reset();
    }
    Some(x + wide)
}

/// Empties `area`.
fn wipe(buffer: &mut Buffer, area: Rect) {
    for row in area.rows() {
        for cell in row.columns() {
            buffer[(cell.x, cell.y)].reset();
        }
    }
}

/// The screen as lines of text, blanks at their ends left out.
pub fn text(buffer: &Buffer) -> String {
    let mut lines = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (symbol.width() as u16).max(1);
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

//! Whether a screen is the last one with some of its rows moved up or down: then the terminal moves them itself.
//!
//! Rows are compared by their characters alone, so that marks which change as the text moves do not hide the move.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::hash::{Hash as _, Hasher as _};

/// What a move and its setting up cost, in bytes.
const SETUP: usize = 24;
/// What getting to a changed stretch of a row costs, in bytes.
const REACH: usize = 6;

/// Rows that are the same text as before in another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// The first row of the region.
    pub top: u16,
    /// The row after its last.
    pub bottom: u16,
    /// How many rows its text moves.
    pub by: u16,
    /// Whether it moves up.
    pub up: bool,
}

/// The fewest rows that are worth a move.
const LEAST: usize = 3;
/// Marks in the margins: they come and go with the current claim and move no text.
const MARKS: [&str; 7] = ["▌", "┃", "•", "·", "✎", "✓", "✗"];

/// What stands in each row, marks apart.
fn rows(screen: &Buffer) -> Vec<u64> {
    let columns = usize::from(screen.area.width).max(1);
    let row = |row: &[Cell]| {
        let mut hasher = rustc_hash::FxHasher::default();
        for cell in row {
            let symbol = cell.symbol();
            let symbol = if MARKS.contains(&symbol) { " " } else { symbol };
            symbol.hash(&mut hasher);
        }
        hasher.finish()
    };
    screen.content.chunks(columns).map(row).collect()
}

/// About what it costs to turn row `from` of `shown`, without `from` a blank one, into row `y` of `next`, in bytes.
fn cost(shown: &Buffer, next: &Buffer, from: Option<u16>, y: u16) -> usize {
    let blank = Cell::default();
    let before = |x| from.map_or(&blank, |from| &shown[(x, from)]);
    let mut cost = 0;
    let mut changing = false;
    for x in next.area.left()..next.area.right() {
        let changes = before(x) != &next[(x, y)];
        cost += usize::from(changes) + usize::from(changes && !changing) * REACH;
        changing = changes;
    }
    cost
}

impl Scroll {
    /// The move that spares most, if any is worth its setting up. Both screens are of one size.
    pub fn between(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let (before, after) = (rows(shown), rows(next));
        let [blank] = rows(&Buffer::empty(Rect::new(0, 0, next.area.width, 1)))[..] else {
            // Nothing moves on a screen without columns.
            return None;
        };
        // A page that shares no row needs no search for one.
        let (moved, by, up) = (1..=after.len() / 2)
            .flat_map(|by| [(by, true), (by, false)])
            .map(|(by, up)| (moved(&before, &after, blank, by, up), by, up))
            .max_by_key(|(moved, by, _)| (moved.len(), usize::MAX - by))
            .filter(|(moved, ..)| moved.len() >= LEAST)?;
        // Rows that changed between those that moved go along; rows that stay where they are cost their sending again.
        let whole = (moved[0], moved[moved.len() - 1] + 1);
        let saved = [whole, longest(&moved)].map(|(from, to)| {
            let (top, bottom) = if up { (from, to + by) } else { (from - by, to) };
            let scroll = Self {
                top: top as u16,
                bottom: bottom as u16,
                by: by as u16,
                up,
            };
            let sum = |from: &dyn Fn(u16) -> Option<u16>| -> usize {
                let rows = scroll.top..scroll.bottom;
                rows.map(|y| cost(shown, next, from(y), y)).sum()
            };
            let (with, without) = (sum(&|y| scroll.source(y)), sum(&Some));
            (without.saturating_sub(with + SETUP), scroll)
        });
        let [whole, part] = saved;
        let (saved, scroll) = if part.0 > whole.0 { part } else { whole };
        (saved > 0).then_some(scroll)
    }

    /// The row whose text stands in row `y` of the region after the move; none where blanks come in.
    const fn source(self, y: u16) -> Option<u16> {
        if self.up {
            let from = y + self.by;
            if from < self.bottom { Some(from) } else { None }
        } else if y >= self.top + self.by {
            Some(y - self.by)
        } else {
            None
        }
    }

    /// Does to `shown` what the terminal does.
    pub fn apply(self, shown: &mut Buffer) {
        let columns = shown.area.left()..shown.area.right();
        let rows: Vec<u16> = if self.up {
            (self.top..self.bottom).collect()
        } else {
            (self.top..self.bottom).rev().collect()
        };
        for y in rows {
            for x in columns.clone() {
                shown[(x, y)] = match self.source(y) {
                    Some(from) => shown[(x, from)].clone(),
                    None => Cell::default(),
                };
            }
        }
    }
}

/// The rows of `after` that stood `by` rows lower (`up`) or higher before, blank ones apart.
fn moved(before: &[u64], after: &[u64], blank: u64, by: usize, up: bool) -> Vec<usize> {
    let source = |y: usize| {
        if up {
            before.get(y + by)
        } else {
            y.checked_sub(by).and_then(|from| before.get(from))
        }
    };
    (0..after.len())
        .filter(|y| after[*y] != blank && source(*y) == Some(&after[*y]))
        .collect()
}

/// The longest run of rows without a gap, as `[from, to)`.
fn longest(rows: &[usize]) -> (usize, usize) {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    longest
        .first()
        .map_or((0, 0), |from| (*from, from + longest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Modifier, Style};

    fn screen(lines: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, lines.len() as u16));
        for (y, line) in lines.iter().enumerate() {
            buffer.set_string(0, y as u16, line, Style::new());
        }
        buffer
    }

    const BEFORE: [&str; 7] = [
        "A title",
        "the mill closes",
        "says its owner",
        "in the spring,",
        "workers march",
        "through town",
        "? help",
    ];

    #[test]
    fn a_text_that_goes_up_between_lines_that_stay_is_a_move() {
        let after = screen(&[
            "A title",
            "says its owner",
            "in the spring,",
            "workers march",
            "through town",
            "all the way",
            "? help",
        ]);
        let found = Scroll::between(&screen(&BEFORE), &after).expect("a move");
        assert_eq!(
            (found.top, found.bottom, found.by, found.up),
            (1, 6, 1, true)
        );
        let mut moved = screen(&BEFORE);
        found.apply(&mut moved);
        assert_eq!(moved[(0, 4)].symbol(), "t");
        assert_eq!(moved[(0, 5)], Cell::default());
        assert_eq!(moved[(0, 6)].symbol(), "?");
    }

    #[test]
    fn marks_that_change_do_not_hide_a_move_down() {
        let mut after = screen(&[
            "A title",
            "on Monday",
            "so it is",
            "the mill closes",
            "says its owner",
            "in the spring,",
            "? help",
        ]);
        after.set_style(
            Rect::new(0, 3, 8, 1),
            Style::new().add_modifier(Modifier::BOLD),
        );
        let found = Scroll::between(&screen(&BEFORE), &after).expect("a move");
        assert_eq!(
            (found.top, found.bottom, found.by, found.up),
            (1, 6, 2, false)
        );
    }

    #[test]
    fn nothing_moves_on_a_screen_without_columns_or_rows() {
        for (columns, rows) in [(0, 0), (0, 9), (9, 0)] {
            let screen = Buffer::empty(Rect::new(0, 0, columns, rows));
            assert_eq!(Scroll::between(&screen, &screen), None);
        }
    }

    #[test]
    fn a_line_that_changes_amid_the_text_moves_with_it() {
        let lines = |top: usize, changed: usize| -> Vec<String> {
            let line = |at: usize| {
                if at == changed {
                    "all is new here".into()
                } else {
                    format!("line {at} of a long text")
                }
            };
            (top..top + 12).map(line).collect()
        };
        let screen =
            |lines: &[String]| screen(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let found = Scroll::between(&screen(&lines(0, 99)), &screen(&lines(1, 6))).expect("a move");
        assert_eq!(
            (found.top, found.bottom, found.by, found.up),
            (0, 12, 1, true)
        );
    }

    #[test]
    fn what_stays_and_what_is_new_all_over_is_no_move() {
        let other = screen(&["b", "c", "d", "e", "f", "g", "h"]);
        assert_eq!(Scroll::between(&screen(&BEFORE), &screen(&BEFORE)), None);
        assert_eq!(Scroll::between(&screen(&BEFORE), &other), None);
        assert_eq!(
            Scroll::between(
                &screen(&["", "", "", "", "a"]),
                &screen(&["", "", "", "a", ""])
            ),
            None
        );
    }
}

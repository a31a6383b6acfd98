//! Whether a screen is the last one with some of its rows moved up or down: then the terminal moves them itself.
//!
//! Rows are compared by their characters alone, so that marks which change as the text moves do not hide the move.

use ratatui::buffer::{Buffer, Cell};
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

/// What stands in each row.
fn rows(screen: &Buffer) -> Vec<u64> {
    let area = screen.area;
    let row = |y| {
        let mut hasher = rustc_hash::FxHasher::default();
        for x in area.left()..area.right() {
            screen[(x, y)].symbol().hash(&mut hasher);
        }
        hasher.finish()
    };
    (area.top()..area.bottom()).map(row).collect()
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
        let height = after.len();
        // A page that shares no row needs no search for one.
        let best = (1..=height / 2)
            .flat_map(|by| [(by, true), (by, false)])
            .filter_map(|(by, up)| longest(&before, &after, by, up).map(|run| (run, by, up)))
            .max_by_key(|((from, to), by, _)| (to - from, usize::MAX - by));
        let ((from, to), by, up) = best?;
        let (top, bottom) = if up { (from, to + by) } else { (from - by, to) };
        let scroll = Self {
            top: top as u16,
            bottom: bottom as u16,
            by: by as u16,
            up,
        };
        let without: usize = (scroll.top..scroll.bottom)
            .map(|y| cost(shown, next, Some(y), y))
            .sum();
        let with: usize = (scroll.top..scroll.bottom)
            .map(|y| cost(shown, next, scroll.source(y), y))
            .sum();
        (with + SETUP < without).then_some(scroll)
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

/// The longest run of rows of `after` that stood `by` rows lower (`up`) or higher before, as `[from, to)`; of at least
/// three, and not all alike, as blank rows are.
fn longest(before: &[u64], after: &[u64], by: usize, up: bool) -> Option<(usize, usize)> {
    let source = |y: usize| {
        if up {
            before.get(y + by)
        } else {
            y.checked_sub(by).and_then(|from| before.get(from))
        }
    };
    let mut best: Option<(usize, usize)> = None;
    let mut from = 0;
    for y in 0..=after.len() {
        if y < after.len() && source(y) == Some(&after[y]) {
            continue;
        }
        let told = after[from..y].windows(2).any(|pair| pair[0] != pair[1]);
        if y >= from + 3 && told && best.is_none_or(|(a, b)| b - a < y - from) {
            best = Some((from, y));
        }
        from = y + 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
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

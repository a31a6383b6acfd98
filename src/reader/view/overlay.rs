//! The line over what lies over the screen for a while.

use super::{Looks, put};
use crate::reader::wrap::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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

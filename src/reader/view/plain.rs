//! A screen for terminals that show ASCII only.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// Signs of the reader and of print whose usual transliteration is longer than one cell, or misleading.
const SIGNS: [(&str, char); 13] = [
    ("•", '*'),
    ("·", '-'),
    ("▸", '+'),
    ("…", '~'),
    ("✓", 'y'),
    ("✗", 'x'),
    ("¶", 'P'),
    ("–", '-'),
    ("—", '-'),
    ("↓", 'v'),
    ("↑", '^'),
    ("„", '"'),
    ("€", 'E'),
];

/// Puts a character of ASCII in every cell that holds another one; no column moves.
pub fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let wide = symbol.width();
        let sign = SIGNS.iter().find(|(from, _)| *from == symbol);
        let plain = sign.map_or_else(
            || {
                let first = symbol.chars().next().and_then(deunicode::deunicode_char);
                let first = first.and_then(|words| words.chars().next());
                first.filter(char::is_ascii_graphic).unwrap_or('?')
            },
            |(_, to)| *to,
        );
        // The cell after a wide character is empty already.
        debug_assert!(wide <= 2);
        cell.set_char(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn every_cell_is_ascii_and_no_column_moves() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "• ¶3 “é” 東x", ratatui::style::Style::new());
        to_ascii(&mut buffer);
        let line: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(line, "* P3 \"e\" D x");
    }
}

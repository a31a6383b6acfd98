//! From one screen of cells to the next with as few bytes as will do: the wire may be slow.
//!
//! Only changed cells are sent. A short gap of unchanged cells is bridged by sending them again instead of moving the
//! cursor, the blank rest of a line is erased instead of being filled, and so is a long blank stretch within it. After
//! a character about whose width terminals disagree the cursor is placed anew, so that columns stay straight. Text that
//! only moves up or down is moved by the terminal itself ([`Scroll`]), by a region and line feeds: what every terminal
//! since the VT100 knows.

use super::scroll::Scroll;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::io::Write as _;
use unicode_width::UnicodeWidthStr;

/// The longest gap of unchanged cells that is cheaper to send again than to step over.
const BRIDGE: u16 = 4;
/// The shortest blank stretch that is cheaper to erase and step over than to send.
const ERASE: usize = 10;

/// What is on the terminal, and how it got there.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Option<Buffer>,
    /// Where the terminal's cursor is, if that is certain.
    cursor: Option<(u16, u16)>,
    style: Look,
}

/// What a cell looks like, its character apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            fg: Color::Reset,
            bg: Color::Reset,
            modifier: Modifier::empty(),
        }
    }
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }
}

/// The cells a cell's character takes, at least one.
fn width(cell: &Cell) -> u16 {
    let symbol = cell.symbol();
    if symbol.len() <= 1 {
        1
    } else {
        (symbol.width() as u16).max(1)
    }
}

/// Whether every terminal agrees about the width of the character.
fn is_settled(cell: &Cell) -> bool {
    let mut characters = cell.symbol().chars();
    match (characters.next(), characters.next()) {
        // Latin, Greek, Cyrillic, general punctuation, arrows and lines.
        (Some(one), None) => {
            one < '\u{300}'
                || ('\u{370}'..'\u{483}').contains(&one)
                || ('\u{2010}'..'\u{2600}').contains(&one)
        }
        _ => false,
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell) == Look::default()
}

impl Painter {
    /// Forgets what is on the terminal: the next screen is sent whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Writes to `out` what turns the last screen into `next`; nothing where they are alike.
    pub fn paint(&mut self, next: Buffer, out: &mut Vec<u8>) {
        let shown = match self.shown.take() {
            Some(mut shown) if shown.area == next.area => {
                if let Some(scroll) = Scroll::between(&shown, &next) {
                    self.scroll(scroll, out);
                    scroll.apply(&mut shown);
                }
                Some(shown)
            }
            _ => {
                out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
                self.cursor = Some((0, 0));
                self.style = Look::default();
                None
            }
        };
        let columns = usize::from(next.area.width);
        let mut changed = vec![false; columns];
        for (y, row) in next.content.chunks(columns.max(1)).enumerate() {
            let before = shown
                .as_ref()
                .map(|shown| &shown.content[y * columns..][..columns]);
            if before == Some(row) {
                continue;
            }
            for (x, changed) in changed.iter_mut().enumerate() {
                *changed = before.map_or_else(|| !is_blank(&row[x]), |before| before[x] != row[x]);
            }
            // A wide character changes as a whole.
            before
                .into_iter()
                .chain([row])
                .for_each(|of| widen(&mut changed, of));
            self.row(row, &changed, y as u16, out);
        }
        self.shown = Some(next);
    }

    /// Has the terminal move its rows. What comes in is blank, in the look of the moment.
    fn scroll(&mut self, scroll: Scroll, out: &mut Vec<u8>) {
        self.look(Look::default(), out);
        let Scroll {
            top, bottom, by, ..
        } = scroll;
        let _ = write!(out, "\x1b[{};{bottom}r", top + 1);
        if scroll.up {
            let _ = write!(out, "\x1b[{bottom}H");
            out.extend(std::iter::repeat_n(b'\n', by.into()));
        } else {
            if top > 0 {
                let _ = write!(out, "\x1b[{}H", top + 1);
            }
            for _ in 0..by {
                out.extend_from_slice(b"\x1bM");
            }
        }
        // Giving the region up puts the cursor into the corner.
        out.extend_from_slice(b"\x1b[r");
        self.cursor = Some((0, 0));
    }

    /// Sends what `changed` of the row.
    fn row(&mut self, row: &[Cell], changed: &[bool], y: u16, out: &mut Vec<u8>) {
        let tail = row
            .iter()
            .rposition(|cell| !is_blank(cell))
            .map_or(0, |last| last + 1);
        let mut x = 0;
        while let Some(further) = changed[x..].iter().position(|changed| *changed) {
            x += further;
            self.go_to(row, (x as u16, y), out);
            if x >= tail {
                self.look(Look::default(), out);
                out.extend_from_slice(b"\x1b[K");
                return;
            }
            let blanks = row[x..tail]
                .iter()
                .take_while(|cell| is_blank(cell))
                .count();
            if blanks >= ERASE {
                self.look(Look::default(), out);
                let _ = write!(out, "\x1b[{blanks}X");
                x += blanks;
            } else {
                self.send(&row[x], (x as u16, y), row.len() as u16, out);
                x += usize::from(width(&row[x]));
            }
            if x >= row.len() {
                return;
            }
        }
    }

    /// Sends a cell at the place of the cursor.
    fn send(&mut self, cell: &Cell, (x, y): (u16, u16), columns: u16, out: &mut Vec<u8>) {
        self.look(Look::of(cell), out);
        let wide = width(cell);
        if x + wide > columns {
            // Half a character: nothing that can be shown.
            out.push(b' ');
        } else {
            out.extend_from_slice(cell.symbol().as_bytes());
        }
        let after = x + wide;
        self.cursor = (is_settled(cell) && after < columns).then_some((after, y));
    }

    fn go_to(&mut self, row: &[Cell], (x, y): (u16, u16), out: &mut Vec<u8>) {
        match self.cursor {
            Some(at) if at == (x, y) => return,
            Some((from, at)) if at == y && from < x => {
                let gap = &row[usize::from(from)..usize::from(x)];
                let bridges = |cell: &Cell| Look::of(cell) == self.style && is_settled(cell);
                if x - from <= BRIDGE && gap.iter().all(bridges) {
                    for cell in gap {
                        out.extend_from_slice(cell.symbol().as_bytes());
                    }
                } else {
                    let _ = write!(out, "\x1b[{}C", x - from);
                }
            }
            Some((_, at)) if x == 0 && at + 1 == y => out.extend_from_slice(b"\r\n"),
            _ if x == 0 => {
                let _ = write!(out, "\x1b[{}H", y + 1);
            }
            _ => {
                let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
            }
        }
        self.cursor = Some((x, y));
    }

    fn look(&mut self, look: Look, out: &mut Vec<u8>) {
        if look == self.style {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let begun = out.len();
        if self.style != Look::default() && look != Look::default() {
            out.extend_from_slice(b"0;");
        }
        let attributes = [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
            (Modifier::CROSSED_OUT, "9"),
        ];
        for (attribute, code) in attributes {
            if look.modifier.contains(attribute) {
                let _ = write!(out, "{code};");
            }
        }
        colour(look.fg, 30, out);
        colour(look.bg, 40, out);
        // The last semicolon gives its place to the end.
        if out.len() > begun {
            out.pop();
        }
        out.push(b'm');
        self.style = look;
    }
}

/// Marks the whole of each wide character of which a part has changed.
fn widen(changed: &mut [bool], of: &[Cell]) {
    let mut x = 0;
    while x < of.len() {
        let wide = usize::from(width(&of[x]));
        if wide > 1 {
            let cells = x..(x + wide).min(of.len());
            if changed[cells.clone()].contains(&true) {
                changed[cells].fill(true);
            }
        }
        x += wide;
    }
}

/// Writes the code of a colour, counted from `base` (30 for text, 40 for the ground), and a semicolon.
fn colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    let number = match colour {
        Color::Reset => return,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(number) => {
            let _ = write!(out, "{};5;{number};", base + 8);
            return;
        }
        Color::Rgb(red, green, blue) => {
            let _ = write!(out, "{};2;{red};{green};{blue};", base + 8);
            return;
        }
    };
    let _ = write!(out, "{};", base + number);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const COLUMNS: u16 = 24;
    const ROWS: u16 = 4;

    fn screen() -> impl Strategy<Value = Buffer> {
        let word = ("[a-z ]{0,9}|東京|é|  {12}", 0..COLUMNS, 0..ROWS, 0..4_u8);
        proptest::collection::vec(word, 0..9).prop_map(|words| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
            for (text, x, y, look) in words {
                let style = match look {
                    0 => Style::new(),
                    1 => Style::new().add_modifier(Modifier::BOLD),
                    2 => Style::new()
                        .fg(Color::Cyan)
                        .add_modifier(Modifier::REVERSED),
                    _ => Style::new().add_modifier(Modifier::UNDERLINED),
                };
                buffer.set_string(x, y, text, style);
            }
            // What a character covers is blank, as the view leaves it.
            for y in 0..ROWS {
                let mut x = 0;
                while x < COLUMNS {
                    let wide = width(&buffer[(x, y)]);
                    for covered in x + 1..(x + wide).min(COLUMNS) {
                        buffer[(covered, y)].reset();
                    }
                    x += wide;
                }
            }
            buffer
        })
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_painted_over_whatever_was_there(screens in proptest::collection::vec(screen(), 1..5)) {
            let mut painter = Painter::default();
            let mut terminal = vt100::Parser::new(ROWS.try_into().expect("rows"), COLUMNS.try_into().expect("columns"), 0);
            for screen in screens {
                let mut bytes = Vec::new();
                painter.paint(screen.clone(), &mut bytes);
                terminal.process(&bytes);
                for y in 0..ROWS {
                    let mut x = 0;
                    while x < COLUMNS {
                        let cell = &screen[(x, y)];
                        let there = terminal.screen().cell(y, x).expect("on the screen");
                        let symbol = if there.contents().is_empty() { " " } else { there.contents() };
                        if x + width(cell) <= COLUMNS {
                            prop_assert_eq!(symbol, cell.symbol(), "at {} {}", x, y);
                            prop_assert_eq!(there.bold(), cell.modifier.contains(Modifier::BOLD));
                            prop_assert_eq!(there.inverse(), cell.modifier.contains(Modifier::REVERSED));
                            prop_assert_eq!(there.underline(), cell.modifier.contains(Modifier::UNDERLINED));
                        }
                        x += width(cell);
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_terminal_shows_a_text_wherever_it_is_scrolled_to(
            lines in proptest::collection::vec("[a-c ]{0,20}|東京|", 30),
            places in proptest::collection::vec((0_usize..20, 0_u16..9), 1..9),
        ) {
            let mut painter = Painter::default();
            let mut terminal = vt100::Parser::new(10_u16.try_into().expect("rows"), COLUMNS.try_into().expect("columns"), 0);
            for (top, marked) in places {
                let mut screen = Buffer::empty(Rect::new(0, 0, COLUMNS, 10));
                screen.set_string(0, 0, "A title", Style::new().add_modifier(Modifier::BOLD));
                for y in 1..9 {
                    screen.set_string(2, y, &lines[top + usize::from(y)], Style::new());
                }
                screen.set_string(0, marked, "|", Style::new().add_modifier(Modifier::BOLD));
                screen.set_string(0, 9, format!("at {top}"), Style::new());
                let mut bytes = Vec::new();
                painter.paint(screen.clone(), &mut bytes);
                terminal.process(&bytes);
                for y in 0..10 {
                    let mut shown = String::new();
                    let mut x = 0;
                    while x < COLUMNS {
                        shown.push_str(screen[(x, y)].symbol());
                        x += width(&screen[(x, y)]);
                    }
                    let there = terminal.screen().rows(0, COLUMNS).nth(y.into()).unwrap_or_default();
                    prop_assert_eq!(there.trim_end(), shown.trim_end(), "in row {}", y);
                    let bold = terminal.screen().cell(y, 0).is_some_and(vt100::Cell::bold);
                    prop_assert_eq!(bold, screen[(0, y)].modifier.contains(Modifier::BOLD));
                }
            }
        }
    }

    #[test]
    fn a_text_that_moves_a_line_costs_one_line() {
        let text = |top: usize| {
            let mut screen = Buffer::empty(Rect::new(0, 0, 60, 20));
            screen.set_string(0, 0, "A title", Style::new());
            for y in 1..19_u16 {
                let words = format!("line {} of a long text about a mill", top + usize::from(y));
                screen.set_string(2, y, words, Style::new());
            }
            screen
        };
        let mut painter = Painter::default();
        painter.paint(text(0), &mut Vec::new());
        let mut bytes = Vec::new();
        painter.paint(text(1), &mut bytes);
        let bytes = String::from_utf8(bytes).expect("text");
        assert_eq!(
            bytes,
            "\u{1b}[2;19r\u{1b}[19H\n\u{1b}[r\u{1b}[19;3Hline 19 of a long text about a mill"
        );
        let mut back = Vec::new();
        painter.paint(text(0), &mut back);
        let back = String::from_utf8(back).expect("text");
        assert_eq!(
            back,
            "\u{1b}[2;19r\u{1b}[2H\u{1b}M\u{1b}[r\u{1b}[2;3Hline 1 of a long text about a mill"
        );
    }

    #[test]
    fn an_unchanged_screen_costs_nothing() {
        let mut painter = Painter::default();
        let mut screen = Buffer::empty(Rect::new(0, 0, 10, 2));
        screen.set_string(0, 0, "word", Style::new());
        painter.paint(screen.clone(), &mut Vec::new());
        let mut bytes = Vec::new();
        painter.paint(screen, &mut bytes);
        assert!(bytes.is_empty());
    }

    #[test]
    fn a_shorter_line_is_erased_and_not_filled() {
        let mut painter = Painter::default();
        let area = Rect::new(0, 0, 60, 1);
        let mut long = Buffer::empty(area);
        long.set_string(0, 0, "x".repeat(60), Style::new());
        let mut short = Buffer::empty(area);
        short.set_string(0, 0, "xy", Style::new());
        painter.paint(long, &mut Vec::new());
        let mut bytes = Vec::new();
        painter.paint(short, &mut bytes);
        assert_eq!(bytes, b"\x1b[1;2Hy\x1b[K");
    }
}

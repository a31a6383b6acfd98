//! One block as lines of a given width, with the way from a cell back to the article's bytes.

use crate::article::clean::{self, Cleaned};
use crate::span::Span;
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A block, cleaned and cut into lines.
#[derive(Debug, Clone)]
pub struct Wrapped {
    /// Where the block stands in the article.
    at: Span,
    cleaned: Cleaned<'static>,
    /// The lines, as bytes of the cleaned text without the space between them; at least one, none wider than asked
    /// for (unless a single character is).
    pub lines: Vec<Span>,
}

impl Wrapped {
    /// Cuts the block at `at` of `text` into lines of at most `width` cells.
    pub fn new(text: &str, at: Span, width: u16) -> Self {
        let cleaned = clean::with_map(at.of(text)).into_owned();
        let lines = lines(&cleaned.text, usize::from(width.max(1)));
        Self { at, cleaned, lines }
    }

    /// The block as one line, cut to `width`: how a folded block is shown.
    pub fn folded(text: &str, at: Span, width: u16) -> Self {
        let mut wrapped = Self::new(text, at, width);
        wrapped.lines.truncate(1);
        wrapped
    }

    /// The words of line `row`.
    pub fn line(&self, row: usize) -> &str {
        self.lines
            .get(row)
            .map_or("", |line| line.of(&self.cleaned.text))
    }

    /// The line that shows byte `offset` of the article.
    pub fn row_of(&self, offset: usize) -> usize {
        let at = self.shown(offset);
        self.lines
            .partition_point(|line| line.start <= at)
            .saturating_sub(1)
    }

    /// The article's byte at which line `row` begins.
    pub fn offset_of(&self, row: usize) -> usize {
        let line = self.lines.get(row.min(self.lines.len().saturating_sub(1)));
        self.at.start + self.cleaned.to_original(line.map_or(0, |line| line.start))
    }

    /// The article's byte after the block.
    pub const fn end(&self) -> usize {
        self.at.end
    }

    /// What of the article's `span` stands in line `row`, as bytes of that line; empty where nothing does.
    pub fn within(&self, row: usize, span: Span) -> Span {
        let Some(line) = self.lines.get(row) else {
            return Span::default();
        };
        let start = self.shown(span.start).clamp(line.start, line.end);
        let end = self.shown(span.end).clamp(line.start, line.end);
        Span::new(start - line.start, end - line.start)
    }

    fn shown(&self, offset: usize) -> usize {
        let inside = offset.clamp(self.at.start, self.at.end) - self.at.start;
        self.cleaned.from_original(inside)
    }
}

/// The cells that `text` takes: the sum over its characters as a reader sees them, which is what a screen of cells
/// can hold.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The first characters of `text` that fit into `width` cells, with "…" where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.len() <= width || cells(text) <= width {
        return text.to_owned();
    }
    let mut taken = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > width {
            break;
        }
        taken.push_str(grapheme);
        used += wide;
    }
    if width > 0 {
        taken.truncate(taken.trim_end().len());
        taken.push('…');
    }
    taken
}

/// First fit over the places where Unicode allows a break (UAX 14); a word longer than a line is cut between graphemes.
pub(super) fn lines(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut line = Span::new(0, 0);
    let mut used = 0;
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let wide = cells(word.word);
        let end = at + word.word.len();
        if used > 0 && used + wide > width {
            lines.push(line);
            line = Span::new(at, at);
            used = 0;
        }
        if wide > width {
            for (offset, grapheme) in word.word.grapheme_indices(true) {
                let wide = cells(grapheme);
                if used > 0 && used + wide > width {
                    lines.push(Span::new(line.start, at + offset));
                    line = Span::new(at + offset, at + offset);
                    used = 0;
                }
                used += wide;
            }
        } else {
            used += wide;
        }
        line.end = end;
        used += word.whitespace.len();
        at = end + word.whitespace.len();
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: u16) -> Vec<String> {
        let wrapped = Wrapped::new(text, Span::new(0, text.len()), width);
        (0..wrapped.lines.len())
            .map(|row| wrapped.line(row).to_owned())
            .collect()
    }

    #[test]
    fn lines_break_between_words_and_never_hold_the_space() {
        assert_eq!(
            wrapped("one two three four", 9),
            ["one two", "three", "four"]
        );
        assert_eq!(wrapped("", 9), [""]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_between_graphemes() {
        assert_eq!(
            wrapped("ab incomprehensible", 6),
            ["ab", "incomp", "rehens", "ible"]
        );
        assert_eq!(wrapped("東京都庁舎", 4), ["東京", "都庁", "舎"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_nothing_but_space_is_lost(text in "(\\PC|[ \t\na-z]){0,80}", width in 2_u16..30) {
            let span = Span::new(0, text.len());
            let wrapped = Wrapped::new(&text, span, width);
            for row in 0..wrapped.lines.len() {
                let wide = cells(wrapped.line(row));
                prop_assert!(wide <= usize::from(width) || wrapped.line(row).graphemes(true).count() == 1);
            }
            let shown: String = (0..wrapped.lines.len()).flat_map(|row| wrapped.line(row).chars()).filter(|c| *c != ' ').collect();
            let clean: String = clean::line(&text).chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(shown, clean);
        }

        #[test]
        fn the_line_of_an_offset_begins_at_or_before_it(text in "(\\PC|[ \ta-z\u{200b}\u{1b}]){1,80}", width in 2_u16..30) {
            let wrapped = Wrapped::new(&text, Span::new(0, text.len()), width);
            for (offset, _) in text.char_indices() {
                let row = wrapped.row_of(offset);
                prop_assert!(row < wrapped.lines.len());
                prop_assert!(row == 0 || wrapped.shown(wrapped.offset_of(row)) <= wrapped.shown(offset));
            }
            for row in 0..wrapped.lines.len() {
                prop_assert!(text.is_char_boundary(wrapped.offset_of(row)));
            }
        }

        #[test]
        fn a_cut_text_fits(text in "\\PC{0,40}", width in 0_usize..20) {
            prop_assert!(cells(&cut(&text, width)) <= width);
        }
    }
}

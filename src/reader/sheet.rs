//! An article laid out for a pane: rows of text, wrapped a block at a time, when they are first looked at; of a block as
//! long as a book, a part at a time.

use super::wrap::Wrapped;
use crate::article::{Article, Block, BlockKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes that are wrapped at once at most, which takes a few milliseconds. A longer block has a line that ends early every
/// so many bytes.
const PART: usize = 16_384;
/// So many bytes before the end of a part a space is looked for.
const TAIL: usize = 512;

/// A row of a sheet. After a block's last line stands an empty row, except after the last block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The part of the article: a block, or of a long one a piece.
    pub part: usize,
    /// The row in the part.
    pub row: usize,
}

/// What is wrapped at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    span: Span,
    /// The block that it is of.
    block: usize,
    /// Whether an empty row follows.
    ends: bool,
}

/// The rows of one article at one width.
#[derive(Debug)]
pub struct Sheet {
    /// Cells of a line.
    width: u16,
    /// Whether boilerplate is shown as one line.
    folded: bool,
    /// The article's parts, once they were asked for.
    parts: OnceCell<Vec<Part>>,
    wrapped: RefCell<FxHashMap<usize, Rc<Wrapped>>>,
}

impl Sheet {
    /// An empty sheet with lines of `width` cells.
    pub fn new(width: u16, folded: bool) -> Self {
        Self {
            width,
            folded,
            parts: OnceCell::new(),
            wrapped: RefCell::default(),
        }
    }

    /// Cells of a line.
    pub const fn width(&self) -> u16 {
        self.width
    }

    fn parts(&self, article: &Article) -> &[Part] {
        self.parts.get_or_init(|| {
            let mut parts = Vec::with_capacity(article.blocks.len());
            for (number, block) in article.blocks.iter().enumerate() {
                let mut rest = block.span;
                while rest.len() > PART && !self.folds(block) {
                    let end = cut(&article.text, rest.start + PART);
                    parts.push(Part {
                        span: Span::new(rest.start, end),
                        block: number,
                        ends: false,
                    });
                    rest.start = end;
                }
                parts.push(Part {
                    span: rest,
                    block: number,
                    ends: number + 1 < article.blocks.len(),
                });
            }
            parts
        })
    }

    /// The block of which `part` is.
    pub fn block<'a>(&self, article: &'a Article, part: usize) -> Option<&'a Block> {
        let part = self.parts(article).get(part)?;
        article.blocks.get(part.block)
    }

    /// Whether `block` is shown as one line only.
    pub fn folds(&self, block: &Block) -> bool {
        self.folded && block.kind == BlockKind::Boilerplate
    }

    /// The lines of `part`.
    pub fn lines(&self, article: &Article, part: usize) -> Rc<Wrapped> {
        if let Some(wrapped) = self.wrapped.borrow().get(&part) {
            return Rc::clone(wrapped);
        }
        let span = self
            .parts(article)
            .get(part)
            .map_or(Span::default(), |part| part.span);
        let folds = self.block(article, part).is_some_and(|of| self.folds(of));
        let wrapped = Rc::new(if folds {
            // One line shows no more than the beginning.
            let end = span.end.min(cut(&article.text, span.start + PART));
            let span = Span::new(span.start, end);
            Wrapped::folded(&article.text, span, self.width.saturating_sub(2))
        } else {
            Wrapped::new(&article.text, span, self.width)
        });
        self.wrapped.borrow_mut().insert(part, Rc::clone(&wrapped));
        wrapped
    }

    /// How many rows `part` takes, the empty one after it counted.
    fn rows(&self, article: &Article, part: usize) -> usize {
        let ends = self.parts(article).get(part).is_some_and(|part| part.ends);
        self.lines(article, part).lines.len() + usize::from(ends)
    }

    /// The row that shows byte `offset`.
    pub fn place_of(&self, article: &Article, offset: usize) -> Place {
        let part = self
            .parts(article)
            .partition_point(|part| part.span.start <= offset)
            .saturating_sub(1);
        Place {
            part,
            row: self.lines(article, part).row_of(offset),
        }
    }

    /// The article's byte at which the row begins.
    pub fn offset_of(&self, article: &Article, place: Place) -> usize {
        self.lines(article, place.part).offset_of(place.row)
    }

    /// The row `count` rows further down, at most the last.
    pub fn down(&self, article: &Article, mut place: Place, mut count: usize) -> Place {
        loop {
            let left = self.rows(article, place.part).saturating_sub(place.row + 1);
            if count <= left {
                place.row += count;
                return place;
            }
            if place.part + 1 >= self.parts(article).len() {
                place.row += left;
                return place;
            }
            count -= left + 1;
            place = Place {
                part: place.part + 1,
                row: 0,
            };
        }
    }

    /// The row `count` rows further up, at most the first.
    pub fn up(&self, article: &Article, mut place: Place, mut count: usize) -> Place {
        loop {
            if count <= place.row {
                place.row -= count;
                return place;
            }
            if place.part == 0 {
                return Place::default();
            }
            count -= place.row + 1;
            place.part -= 1;
            place.row = self.rows(article, place.part).saturating_sub(1);
        }
    }

    /// The last row of the article.
    pub fn last(&self, article: &Article) -> Place {
        let part = self.parts(article).len().saturating_sub(1);
        Place {
            part,
            row: self.rows(article, part).saturating_sub(1),
        }
    }

    /// The lowest row that may stand at the top of a pane of `height` rows: below it the pane would show less than it can.
    pub fn last_top(&self, article: &Article, height: usize) -> Place {
        self.up(article, self.last(article), height.saturating_sub(1))
    }

    /// How many rows `to` lies below `from`; none if it lies above, or more than `limit` rows below.
    pub fn distance(
        &self,
        article: &Article,
        from: Place,
        to: Place,
        limit: usize,
    ) -> Option<usize> {
        if to < from {
            return None;
        }
        if to.part == from.part {
            return Some(to.row - from.row).filter(|rows| *rows <= limit);
        }
        let mut rows = self.rows(article, from.part).saturating_sub(from.row);
        for part in from.part + 1..to.part {
            if rows > limit {
                return None;
            }
            rows += self.rows(article, part);
        }
        Some(rows + to.row).filter(|rows| *rows <= limit)
    }
}

/// Where a part that should end before byte `end` ends: after a space near there, else between two characters as a reader
/// sees them.
fn cut(text: &str, end: usize) -> usize {
    let end = text.floor_char_boundary(end.min(text.len()));
    let from = text.floor_char_boundary(end.saturating_sub(TAIL));
    let tail = &text[from..end];
    let space = tail.rfind(char::is_whitespace);
    let after = space.and_then(|at| Some(at + tail[at..].chars().next()?.len_utf8()));
    let before = || tail.grapheme_indices(true).map(|(at, _)| at).next_back();
    match after.or_else(before) {
        Some(at) if at > 0 => from + at,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        Article::new("a", None, "one two three four\n\nfive six\nseven".into())
    }

    #[test]
    fn going_down_and_up_again_ends_where_it_began() {
        let (article, sheet) = (article(), Sheet::new(9, false));
        let first = Place::default();
        for count in 0..7 {
            let place = sheet.down(&article, first, count);
            assert_eq!(sheet.up(&article, place, count), first);
            assert_eq!(sheet.distance(&article, first, place, 100), Some(count));
        }
        assert_eq!(sheet.down(&article, first, 99), sheet.last(&article));
        assert_eq!(
            sheet.distance(&article, first, sheet.last(&article), 3),
            None
        );
    }

    #[test]
    fn only_what_is_looked_at_is_wrapped() {
        let (article, sheet) = (article(), Sheet::new(9, false));
        sheet.place_of(&article, 21);
        assert_eq!(sheet.wrapped.borrow().len(), 1);
    }

    #[test]
    fn of_a_line_as_long_as_a_book_only_the_part_that_is_looked_at_is_wrapped() {
        let text = "word and more, ".repeat(40_000);
        let (article, sheet) = (Article::new("a", None, text), Sheet::new(30, false));
        assert_eq!(article.blocks.len(), 1);
        let last = sheet.last(&article);
        assert_eq!(sheet.place_of(&article, 0), Place::default());
        assert_eq!(sheet.wrapped.borrow().len(), 2);
        let middle = sheet.place_of(&article, article.text.len() / 2);
        assert!(middle > Place::default() && middle < last);
        assert_eq!(sheet.wrapped.borrow().len(), 3);
        let further = sheet.down(&article, middle, 2000);
        assert_eq!(sheet.up(&article, further, 2000), middle);
        assert_eq!(sheet.distance(&article, middle, further, 3000), Some(2000));
    }

    #[test]
    fn parts_join_without_gap_at_spaces_or_between_characters() {
        for text in [
            "東京 ".repeat(9_000),
            "e\u{301}".repeat(20_000),
            "x".repeat(40_000),
        ] {
            let (article, sheet) = (Article::new("a", None, text), Sheet::new(30, false));
            let parts = sheet.parts(&article);
            assert!(parts.len() > 1);
            let mut shown = String::new();
            for part in 0..parts.len() {
                let lines = sheet.lines(&article, part);
                assert!(!lines.line(0).starts_with('\u{301}'));
                (0..lines.lines.len()).for_each(|row| shown.push_str(lines.line(row)));
            }
            let spaceless = |text: &str| text.replace(' ', "");
            assert_eq!(spaceless(&shown), spaceless(&article.text));
        }
    }

    #[test]
    fn an_article_without_blocks_has_one_empty_row() {
        let (article, sheet) = (Article::new("a", None, " \n".into()), Sheet::new(9, false));
        assert_eq!(sheet.last(&article), Place::default());
        assert_eq!(sheet.lines(&article, 0).line(0), "");
    }
}

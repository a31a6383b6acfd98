//! An article laid out for a pane: rows of text, wrapped a block at a time, when they are first looked at.

use super::wrap::Wrapped;
use crate::article::{Article, BlockKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// A row of a sheet. After a block's last line stands an empty row, except after the last block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The block.
    pub block: usize,
    /// The row in the block.
    pub row: usize,
}

/// The rows of one article at one width.
#[derive(Debug)]
pub struct Sheet {
    /// Cells of a line.
    width: u16,
    /// Whether boilerplate is shown as one line.
    folded: bool,
    wrapped: RefCell<FxHashMap<usize, Rc<Wrapped>>>,
}

impl Sheet {
    /// An empty sheet with lines of `width` cells.
    pub fn new(width: u16, folded: bool) -> Self {
        Self {
            width,
            folded,
            wrapped: RefCell::default(),
        }
    }

    /// Cells of a line.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Whether `block` is shown as one line only.
    pub fn folds(&self, article: &Article, block: usize) -> bool {
        self.folded
            && article
                .blocks
                .get(block)
                .is_some_and(|block| block.kind == BlockKind::Boilerplate)
    }

    /// The lines of `block`.
    pub fn lines(&self, article: &Article, block: usize) -> Rc<Wrapped> {
        if let Some(wrapped) = self.wrapped.borrow().get(&block) {
            return Rc::clone(wrapped);
        }
        let span = article
            .blocks
            .get(block)
            .map_or(Span::default(), |block| block.span);
        let wrapped = Rc::new(if self.folds(article, block) {
            Wrapped::folded(&article.text, span, self.width.saturating_sub(2))
        } else {
            Wrapped::new(&article.text, span, self.width)
        });
        self.wrapped.borrow_mut().insert(block, Rc::clone(&wrapped));
        wrapped
    }

    /// How many rows `block` takes, the empty one after it counted.
    fn rows(&self, article: &Article, block: usize) -> usize {
        self.lines(article, block).lines.len() + usize::from(block + 1 < article.blocks.len())
    }

    /// The row that shows byte `offset`.
    pub fn place_of(&self, article: &Article, offset: usize) -> Place {
        let block = article
            .blocks
            .partition_point(|block| block.span.start <= offset)
            .saturating_sub(1);
        Place {
            block,
            row: self.lines(article, block).row_of(offset),
        }
    }

    /// The article's byte at which the row begins.
    pub fn offset_of(&self, article: &Article, place: Place) -> usize {
        self.lines(article, place.block).offset_of(place.row)
    }

    /// The row `count` rows further down, at most the last.
    pub fn down(&self, article: &Article, mut place: Place, mut count: usize) -> Place {
        loop {
            let left = self
                .rows(article, place.block)
                .saturating_sub(place.row + 1);
            if count <= left {
                place.row += count;
                return place;
            }
            if place.block + 1 >= article.blocks.len() {
                place.row += left;
                return place;
            }
            count -= left + 1;
            place = Place {
                block: place.block + 1,
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
            if place.block == 0 {
                return Place::default();
            }
            count -= place.row + 1;
            place.block -= 1;
            place.row = self.rows(article, place.block).saturating_sub(1);
        }
    }

    /// The last row of the article.
    pub fn last(&self, article: &Article) -> Place {
        let block = article.blocks.len().saturating_sub(1);
        Place {
            block,
            row: self.rows(article, block).saturating_sub(1),
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
        if to.block == from.block {
            return Some(to.row - from.row).filter(|rows| *rows <= limit);
        }
        let mut rows = self.rows(article, from.block).saturating_sub(from.row);
        for block in from.block + 1..to.block {
            if rows > limit {
                return None;
            }
            rows += self.rows(article, block);
        }
        Some(rows + to.row).filter(|rows| *rows <= limit)
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
    fn an_article_without_blocks_has_one_empty_row() {
        let (article, sheet) = (Article::new("a", None, " \n".into()), Sheet::new(9, false));
        assert_eq!(sheet.last(&article), Place::default());
        assert_eq!(sheet.lines(&article, 0).line(0), "");
    }
}

//! Which part of an article a pane shows, and what comes into view.

use super::sheet::Place;
use super::state::{Lock, State};
use crate::claim::ClaimId;
use crate::span::Span;

/// Rows further apart than this are not counted: the other article then goes to the same end.
const FAR: usize = 5000;

impl State {
    /// The first byte shown in pane `side`.
    pub(super) fn offset(&self, side: usize) -> usize {
        self.article(side).map_or(0, |article| {
            self.sheets[side].offset_of(article, self.tops[side])
        })
    }

    /// Brings byte `offset` to the top of pane `side`, or as near as the end of the article allows.
    pub(super) fn set_offset(&mut self, side: usize, offset: usize) {
        if let Some(article) = self.comparison.articles.get(self.shown[side]) {
            let sheet = &self.sheets[side];
            let last = sheet.last_top(article, self.layout.text_rows());
            self.tops[side] = sheet.place_of(article, offset).min(last);
        }
    }

    /// Puts `top` at the top of pane `side`; with a kept offset the other pane goes along.
    fn set_top(&mut self, side: usize, top: Place) {
        let before = self.tops[side];
        self.tops[side] = top;
        if self.lock != Lock::Offset || side != self.active || !self.is_pair() {
            return;
        }
        let other = 1 - side;
        let (Some(article), Some(there)) = (self.article(side), self.article(other)) else {
            return;
        };
        let rows = self.layout.text_rows();
        let (sheet, place) = (&self.sheets[other], self.tops[other]);
        self.tops[other] = if top >= before {
            let by = self.sheets[side].distance(article, before, top, FAR);
            let last = sheet.last_top(there, rows);
            by.map_or(last, |by| {
                sheet.down(there, place, by).min(last).max(place.min(last))
            })
        } else {
            let by = self.sheets[side].distance(article, top, before, FAR);
            by.map_or(Place::default(), |by| sheet.up(there, place, by))
        };
    }

    /// The byte after the last one shown in pane `side`.
    pub(super) fn offset_below(&self, side: usize) -> usize {
        let Some(article) = self.article(side) else {
            return 0;
        };
        let sheet = &self.sheets[side];
        let rows = self.layout.text_rows();
        let last = sheet.down(article, self.tops[side], rows);
        if last == sheet.last(article)
            && sheet
                .distance(article, self.tops[side], last, rows - 1)
                .is_some()
        {
            return article.text.len() + 1;
        }
        let lines = sheet.lines(article, last.part);
        if last.row >= lines.lines.len() {
            return lines.end();
        }
        sheet.offset_of(article, last)
    }

    /// Whether something of `span` is on the screen in pane `side`.
    pub(super) fn is_in_view(&self, side: usize, span: Span) -> bool {
        let Some(article) = self.article(side) else {
            return false;
        };
        let sheet = &self.sheets[side];
        let first = sheet.place_of(article, span.start);
        let last = sheet.place_of(article, span.end.saturating_sub(1).max(span.start));
        last >= self.tops[side]
            && (first <= self.tops[side]
                || sheet
                    .distance(article, self.tops[side], first, self.layout.text_rows() - 1)
                    .is_some())
    }

    /// Brings `span` into view in pane `side`; where it is already, nothing moves. True if the text moved.
    pub(super) fn reveal(&mut self, side: usize, span: Span) -> bool {
        let Some(article) = self.article(side) else {
            return false;
        };
        let (sheet, rows) = (&self.sheets[side], self.layout.text_rows());
        let first = sheet.place_of(article, span.start);
        let last = sheet.place_of(article, span.end.saturating_sub(1).max(span.start));
        let tall = sheet.distance(article, first, last, rows - 1);
        let shows = |place| {
            sheet
                .distance(article, self.tops[side], place, rows - 1)
                .is_some()
        };
        if shows(first) && (tall.is_none() || shows(last)) {
            return false;
        }
        let above = (rows / 4).min(rows - 1 - tall.unwrap_or(rows - 1));
        let top = sheet
            .up(article, first, above)
            .min(sheet.last_top(article, rows));
        let moved = top != self.tops[side];
        self.set_top(side, top);
        moved
    }

    /// What of `claim` should be seen together: content, source and cue where they fit into a pane, else the content.
    fn extent(&self, side: usize, claim: ClaimId) -> Span {
        let Some(claim) = self.comparison.claims.get(claim) else {
            return Span::default();
        };
        let content = claim.extent();
        let whole = [claim.source.span(), claim.cue]
            .into_iter()
            .flatten()
            .fold(content, Span::join);
        let Some(article) = self.article(side) else {
            return content;
        };
        let sheet = &self.sheets[side];
        let first = sheet.place_of(article, whole.start);
        let last = sheet.place_of(article, whole.end.saturating_sub(1).max(whole.start));
        match sheet.distance(article, first, last, self.layout.text_rows() / 2) {
            Some(_) => whole,
            None => content,
        }
    }

    /// Brings `claim` into view in pane `side`.
    pub(super) fn reveal_claim(&mut self, side: usize, claim: ClaimId) {
        self.reveal(side, self.extent(side, claim));
    }

    /// Scrolls the active pane; then the nearest visible claim is the current one.
    pub(super) fn scroll_down(&mut self, rows: usize) {
        self.scroll_pane(self.active, rows, true);
    }

    /// The same upwards.
    pub(super) fn scroll_up(&mut self, rows: usize) {
        self.scroll_pane(self.active, rows, false);
    }

    /// Scrolls pane `side`, on or back. Where the reader is not in it, the current claim stays what it is.
    pub(super) fn scroll_pane(&mut self, side: usize, rows: usize, on: bool) {
        let Some(article) = self.article(side) else {
            return;
        };
        let (sheet, top) = (&self.sheets[side], self.tops[side]);
        let top = if on {
            let last = sheet.last_top(article, self.layout.text_rows());
            sheet.down(article, top, rows).min(last).max(top)
        } else {
            sheet.up(article, top, rows)
        };
        self.set_top(side, top);
        if side == self.active {
            self.take_nearest();
        }
    }

    /// Whether something of the content of `claim` is on the screen in pane `side`.
    fn sees(&self, side: usize, claim: ClaimId) -> bool {
        let claim = &self.comparison.claims[claim];
        claim
            .content
            .iter()
            .any(|span| self.is_in_view(side, *span))
    }

    /// If the current claim has left the pane, takes the visible claim nearest to it.
    fn take_nearest(&mut self) {
        let side = self.active;
        if self.current.is_some_and(|claim| self.sees(side, claim)) {
            return;
        }
        let window = Span::new(self.offset(side), self.offset_below(side));
        let visible = self.index.starting_in(self.shown[side], window);
        let was = self
            .current
            .map_or(0, |claim| self.comparison.claims[claim].extent().start);
        let nearest = if was < window.start || self.current.is_none() {
            visible.first()
        } else {
            visible.last()
        };
        if let Some((_, claim)) = nearest.copied() {
            self.current = Some(claim);
            self.counterpart = self.best_counterpart(claim);
            self.follow();
        }
    }

    pub(super) fn go_top(&mut self) {
        self.leave();
        self.set_top(self.active, Place::default());
        let before = self.current.take();
        self.take_nearest();
        self.current = self.current.or(before);
    }

    pub(super) fn go_bottom(&mut self) {
        self.leave();
        let side = self.active;
        if let Some(article) = self.article(side) {
            let last = self.sheets[side].last_top(article, self.layout.text_rows());
            self.set_top(side, last);
            let end = self.index.claims(self.shown[side]).last();
            self.current = end
                .map(|(_, claim)| *claim)
                .filter(|claim| self.sees(side, *claim))
                .or(self.current);
            self.counterpart = self.current.and_then(|claim| self.best_counterpart(claim));
            self.take_nearest();
            self.follow();
        }
    }
}

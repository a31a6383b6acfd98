//! Scrolling, stepping from claim to claim, crossing over, and what comes into view by it.

use super::bindings::Command;
use super::index::{concerns, letter};
use super::sheet::Place;
use super::state::{Lock, Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::span::Span;
use std::fmt::Write as _;

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
    fn is_in_view(&self, side: usize, span: Span) -> bool {
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

    /// Makes `claim` the current one, with `counterpart` or its best one, and brings both into view.
    pub(super) fn choose(&mut self, claim: Option<ClaimId>, counterpart: Option<ClaimId>) {
        let Some((claim, side)) = claim.and_then(|claim| {
            let article = self.comparison.claims.get(claim)?.article;
            Some((claim, self.side_of(article)?))
        }) else {
            self.current = None;
            self.counterpart = None;
            return;
        };
        self.active = side;
        self.current = Some(claim);
        self.counterpart = counterpart.or_else(|| self.best_counterpart(claim));
        self.reveal_pair();
    }

    pub(super) fn best_counterpart(&self, claim: ClaimId) -> Option<ClaimId> {
        if !self.is_pair() {
            return None;
        }
        let other = self.shown[1 - self.active];
        self.index
            .counterparts(&self.comparison, claim, other)
            .next()
            .map(|(claim, _)| claim)
    }

    /// Brings the current claim into view, and its counterpart too if the other article follows.
    pub(super) fn reveal_pair(&mut self) {
        if let Some(claim) = self.current {
            self.reveal(self.active, self.extent(self.active, claim));
        }
        self.follow();
    }

    fn follow(&mut self) {
        if let (Lock::Follow, Some(claim)) = (self.lock, self.counterpart) {
            let other = 1 - self.active;
            self.reveal(other, self.extent(other, claim));
        }
    }

    pub(super) fn is_matched(&self, claim: ClaimId) -> bool {
        self.index
            .is_matched(&self.comparison, claim, self.shown[1 - self.active])
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
        let in_view = |claim: ClaimId| {
            let claim = &self.comparison.claims[claim];
            claim
                .content
                .iter()
                .any(|span| self.is_in_view(side, *span))
        };
        if self.current.is_some_and(in_view) {
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

    /// Goes `times` claims on, or back, among those of the active article that `wanted` holds for. False if there is none.
    pub(super) fn step(
        &mut self,
        times: usize,
        on: bool,
        what: &str,
        wanted: impl Fn(&Self, ClaimId) -> bool,
    ) -> bool {
        let claims = self.index.claims(self.shown[self.active]);
        let from = self.current.map(|claim| self.index.rank(claim));
        let mut found = None;
        let mut left = times;
        let mut visit = |claim: ClaimId| {
            if left > 0 && wanted(self, claim) && self.passes(claim) {
                found = Some(claim);
                left -= 1;
            }
            left == 0
        };
        if on {
            let first = from.map_or(0, |from| from + 1).min(claims.len());
            let _ = claims[first..].iter().any(|(_, claim)| visit(*claim));
        } else {
            let last = from.unwrap_or(0).min(claims.len());
            let _ = claims[..last].iter().rev().any(|(_, claim)| visit(*claim));
        }
        match found {
            Some(claim) => self.walk_to(claim),
            None => self.message = Some(format!("no {what} in {}", self.letter(self.active))),
        }
        found.is_some()
    }

    /// Goes to a claim nearby. Only where the text has to move is the place before kept for coming back.
    fn walk_to(&mut self, claim: ClaimId) {
        let before = self.spot();
        self.choose(Some(claim), None);
        if self.tops[self.active] != self.place_in(before, self.active) {
            self.jumps.push(before);
        }
    }

    fn place_in(&self, spot: Spot, side: usize) -> Place {
        self.article(side).map_or(Place::default(), |article| {
            self.sheets[side].place_of(article, spot.offsets[side])
        })
    }

    /// The actor whose dossier the panel shows: the chosen one, or the one the current claim is of.
    pub(super) fn actor(&self) -> Option<ActorId> {
        self.taken.or_else(|| {
            let claim = self.comparison.claims.get(self.current?)?;
            let shared = || {
                let (_, number) = self.pair_match()?;
                let found = &self.comparison.matches[number];
                found.actors.first().map(|(actor, _)| *actor)
            };
            let actor = claim
                .source
                .actor()
                .or_else(shared)
                .or_else(|| claim.about.first().copied())?;
            (actor < self.comparison.actors.len()).then_some(actor)
        })
    }

    /// The place of the current pair in the list of counterparts, and the number of its match.
    pub(super) fn pair_match(&self) -> Option<(usize, usize)> {
        let (claim, counterpart) = (self.current?, self.counterpart?);
        let article = self.comparison.claims.get(counterpart)?.article;
        self.index
            .counterparts(&self.comparison, claim, article)
            .enumerate()
            .find(|(_, (other, _))| *other == counterpart)
            .map(|(place, (_, number))| (place, number))
    }

    /// How many counterparts the current claim has in the other pane.
    pub(super) fn counterparts(&self) -> usize {
        let other = self.shown[1 - self.active];
        match self.current {
            Some(claim) if self.is_pair() => self
                .index
                .counterparts(&self.comparison, claim, other)
                .count(),
            _ => 0,
        }
    }

    pub(super) fn step_actor(&mut self, times: usize, on: bool) {
        let Some(actor) = self.actor() else {
            self.message = Some("no actor in this claim".to_owned());
            return;
        };
        let name = &self.comparison.actors[actor].name;
        let what = format!(
            "{} claim of {}",
            if on { "further" } else { "earlier" },
            crate::article::clean::line(name)
        );
        let found = self.step(times, on, &what, |state, claim| {
            state
                .comparison
                .claims
                .get(claim)
                .is_some_and(|claim| concerns(claim, actor))
        });
        if found || !self.is_pair() {
            return;
        }
        let other = 1 - self.active;
        let claims = self.index.of_actor(actor).iter();
        let there = claims
            .filter(|claim| self.comparison.claims[**claim].article == self.shown[other])
            .filter(|claim| self.passes(**claim))
            .count();
        if let Some(message) = self.message.as_mut().filter(|_| there > 0) {
            let key = self.keymap.first(Command::OtherArticle);
            let _ = write!(message, "; {there} in {}: {key}", letter(self.shown[other]));
        }
    }

    /// Crosses over to the counterpart; from there the way leads back to where one came from.
    pub(super) fn across(&mut self) {
        self.end_search();
        match (self.current, self.counterpart) {
            (Some(here), Some(there)) => {
                self.leave();
                self.choose(Some(there), Some(here));
            }
            (Some(_), None) => self.message = Some(self.no_counterpart()),
            _ => self.message = Some("no claim here".to_owned()),
        }
    }

    pub(super) fn no_counterpart(&self) -> String {
        if self.is_pair() {
            let others: Vec<String> = self
                .matched_elsewhere()
                .iter()
                .map(char::to_string)
                .collect();
            let but = if others.is_empty() {
                String::new()
            } else {
                format!(", but there is one in {}", others.join(", "))
            };
            format!(
                "{} has no counterpart of this claim{but}",
                self.letter(1 - self.active)
            )
        } else {
            "there is no second article to compare with".to_owned()
        }
    }

    /// The next search hit while a search is on, else the next counterpart of the current claim.
    pub(super) fn next(&mut self, times: usize, on: bool) {
        if self.search.is_some() {
            self.next_hit(times, on);
            return;
        }
        let (Some(claim), Some(_)) = (self.current, self.counterpart) else {
            self.message = Some(self.no_counterpart());
            return;
        };
        let other = self.shown[1 - self.active];
        let all: Vec<ClaimId> = self
            .index
            .counterparts(&self.comparison, claim, other)
            .map(|(claim, _)| claim)
            .collect();
        let at = self.pair_match().map_or(0, |(place, _)| place);
        if all.len() < 2 {
            self.message = Some("this is the only counterpart".to_owned());
            return;
        }
        let by = times % all.len();
        let next = if on { at + by } else { at + all.len() - by } % all.len();
        self.counterpart = all.get(next).copied();
        // Asked for by name, so it is shown whatever the lock says.
        if let Some(claim) = self.counterpart {
            let other = 1 - self.active;
            self.reveal(other, self.extent(other, claim));
        }
    }

    /// To the other article: to the counterpart if it is in view, else to what is in view there.
    pub(super) fn other_article(&mut self) {
        if !self.is_pair() {
            self.message = Some("there is no second article".to_owned());
            return;
        }
        self.leave();
        let here = self.current;
        let other = 1 - self.active;
        if let Some(there) = self.counterpart {
            let extent = self.comparison.claims[there].extent();
            if self.is_in_view(other, extent) {
                self.choose(Some(there), here);
                return;
            }
        }
        self.active = other;
        self.current = None;
        self.counterpart = None;
        let window = Span::new(self.offset(other), self.offset_below(other));
        let visible = self.index.starting_in(self.shown[other], window).first();
        let claims = self.index.claims(self.shown[other]);
        let nearest = visible.or_else(|| {
            let next = claims.partition_point(|(start, _)| *start < window.start);
            claims.get(next).or(claims.last())
        });
        let nearest = nearest.map(|(_, claim)| *claim);
        if visible.is_some() {
            self.current = nearest;
            self.counterpart = nearest.and_then(|claim| self.best_counterpart(claim));
            self.follow();
        } else {
            self.choose(nearest, None);
        }
    }

    /// The letter of the article in pane `side`.
    pub(super) fn letter(&self, side: usize) -> char {
        super::index::letter(self.shown[side])
    }

    /// Where the reader stands.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            shown: self.shown,
            active: self.active,
            current: self.current,
            counterpart: self.counterpart,
            offsets: [self.offset(0), self.offset(1)],
        }
    }

    /// Notes where the reader stands, before a jump.
    pub(super) fn leave(&mut self) {
        self.jumps.push(self.spot());
    }

    /// Puts the reader back where he stood.
    pub(super) fn return_to(&mut self, spot: Spot) {
        self.show_both(&spot);
        self.active = spot.active;
        self.current = spot.current;
        self.counterpart = spot.counterpart;
        for side in 0..2 {
            self.set_offset(side, spot.offsets[side]);
        }
        if let Some(claim) = self.current {
            self.reveal(self.active, self.extent(self.active, claim));
        }
    }

    pub(super) fn back(&mut self, times: usize) {
        match self.jumps.back(self.spot(), times) {
            Some(spot) => self.return_to(spot),
            None => self.message = Some("nowhere to go back to".to_owned()),
        }
    }

    pub(super) fn forward(&mut self, times: usize) {
        match self.jumps.forward(times) {
            Some(spot) => self.return_to(spot),
            None => self.message = Some("nowhere to go forward to".to_owned()),
        }
    }
}

//! The mouse: what lies under the pointer, and what a click and the wheel do to it.

use super::bindings::Command;
use super::keys::{Key, Named};
use super::layout::{GUTTER, PanelSize, Room};
use super::state::{Effect, Overlay, State};
use super::view;
use super::wrap::cells;
use crate::claim::{Claim, ClaimId};
use crate::span::Span;
use ratatui::layout::Position;
use unicode_segmentation::UnicodeSegmentation;

/// Rows that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// What was done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// The first button was pressed.
    Click,
    /// The wheel was turned towards the end of the text.
    Down,
    /// The wheel was turned towards its beginning.
    Up,
}

/// A gesture and the cell it was made at, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Pointer {
    pub gesture: Gesture,
    pub column: u16,
    pub row: u16,
}

impl State {
    /// Takes a gesture of the mouse.
    pub fn point(&mut self, pointer: Pointer) -> Effect {
        if !self.layout.is_usable() {
            return Effect::Draw;
        }
        self.message = None;
        self.count = None;
        let effect = match (&self.overlay, pointer.gesture) {
            (Overlay::None | Overlay::Hints(_), Gesture::Click) => self.click(pointer),
            (Overlay::None, _) => self.turn(pointer),
            (
                Overlay::List(_)
                | Overlay::Actors(_)
                | Overlay::Choosing(_)
                | Overlay::Correcting(_),
                Gesture::Click,
            ) => self.click_on_row(pointer.row),
            (
                Overlay::List(_)
                | Overlay::Actors(_)
                | Overlay::Choosing(_)
                | Overlay::Help(_)
                | Overlay::Notice(_),
                _,
            ) => self.turn_list(pointer.gesture),
            _ => Effect::Draw,
        };
        self.settle();
        effect
    }

    /// The pane under the pointer.
    fn pane_at(&self, at: Position) -> Option<usize> {
        if self.layout.size == PanelSize::Whole {
            return None;
        }
        if self.layout.room == Room::Two {
            return (0..2).find(|side| self.layout.panes[*side].contains(at));
        }
        let side = self.active;
        self.layout.panes[side].contains(at).then_some(side)
    }

    fn turn(&mut self, pointer: Pointer) -> Effect {
        let on = pointer.gesture == Gesture::Down;
        let at = Position::new(pointer.column, pointer.row);
        if self.layout.panel.contains(at) {
            self.panel_held = self.current;
            // Not beyond the end: that is seen to where the panel's list is settled.
            self.panel_top = if on {
                self.panel_top + NOTCH
            } else {
                self.panel_top.saturating_sub(NOTCH)
            };
        } else if let Some(side) = self.pane_at(at) {
            self.scroll_pane(side, NOTCH, on);
        }
        Effect::Draw
    }

    /// The wheel over a page of lines moves as the arrow keys do; what a click closes it leaves.
    fn turn_list(&mut self, gesture: Gesture) -> Effect {
        let key = match gesture {
            Gesture::Down => Named::Down,
            Gesture::Up => Named::Up,
            Gesture::Click => {
                self.overlay = Overlay::None;
                return Effect::Draw;
            }
        };
        match &mut self.overlay {
            Overlay::Help(top) => {
                let down = (*top + NOTCH).min(view::help_rows());
                *top = if key == Named::Down {
                    down
                } else {
                    top.saturating_sub(NOTCH)
                };
            }
            Overlay::Notice(notice) => notice.turn(key == Named::Down, NOTCH),
            _ => {
                for _ in 0..NOTCH {
                    self.press(Key::Named(key));
                }
            }
        }
        Effect::Draw
    }

    fn click(&mut self, pointer: Pointer) -> Effect {
        self.overlay = Overlay::None;
        if self.waits(Command::NextClaim) {
            return Effect::Draw;
        }
        let at = Position::new(pointer.column, pointer.row);
        if self.layout.panel.contains(at) {
            if let Some((claim, other)) = self.matter_at(at) {
                self.leave();
                self.choose(Some(claim), other);
            }
        } else if let Some(side) = self.pane_at(at) {
            match self.claim_at(side, at) {
                Some(claim) if self.current == Some(claim) => {}
                Some(claim) if self.counterpart == Some(claim) => self.across(),
                Some(claim) => {
                    self.leave();
                    self.choose(Some(claim), None);
                }
                None => self.message = Some("no claim stands there".to_owned()),
            }
        }
        Effect::Draw
    }

    /// A click on a row of a list takes it, as enter does.
    fn click_on_row(&mut self, row: u16) -> Effect {
        let Some(place) = view::row_at(self, row) else {
            return Effect::Draw;
        };
        match &mut self.overlay {
            Overlay::List(list) => list.selected = place,
            Overlay::Actors(picker) => picker.selected = place,
            Overlay::Choosing(choosing) => choosing.selected = place,
            Overlay::Correcting(task) => {
                if let super::correcting::Task::Choose { choice, .. } = &mut **task {
                    choice.selected = place;
                }
            }
            _ => return Effect::Draw,
        }
        self.press(Key::Named(Named::Enter))
    }

    /// The claim in the panel's row under the pointer, and the one beside it.
    fn matter_at(&self, at: Position) -> Option<(ClaimId, Option<ClaimId>)> {
        let first = self.layout.panel.y + 1 + view::pair_height(self) as u16;
        let line = usize::from(at.y.checked_sub(first)?);
        let (matter, side) = view::matter_at(self, line)?;
        let side = side.unwrap_or_else(|| usize::from(at.x >= self.layout.columns[1].x));
        let [mine, other] = [matter.claims[side], matter.claims[1 - side]];
        // In a gap the row's only claim is meant.
        match (mine, other) {
            (Some(mine), other) => Some((mine, other)),
            (None, Some(other)) => Some((other, None)),
            (None, None) => None,
        }
    }

    /// The claim under the pointer in pane `side`: the shortest that has the words, else the one that its source or cue
    /// belongs to, else in the margin the one that begins there.
    fn claim_at(&self, side: usize, at: Position) -> Option<ClaimId> {
        let article = self.article(side)?;
        let (sheet, area) = (&self.sheets[side], self.layout.panes[side]);
        let down = usize::from(at.y - area.y);
        let place = sheet.down(article, self.tops[side], down);
        let there = sheet.distance(article, self.tops[side], place, down) == Some(down);
        let lines = sheet.lines(article, place.part);
        if !there || place.row >= lines.lines.len() || article.blocks.is_empty() {
            return None;
        }
        let margin = at.x < area.x + GUTTER;
        let byte = byte_at(lines.line(place.row), at.x.saturating_sub(area.x + GUTTER));
        let holds = |span: &Span| {
            let within = lines.within(place.row, *span);
            !within.is_empty() && (margin || byte.is_some_and(|byte| within.holds(byte)))
        };
        let claims = || {
            let all = self.index.claims(self.shown[side]).iter();
            all.map(|(_, claim)| &self.comparison.claims[*claim])
        };
        let says = claims().filter(|claim| claim.content.iter().any(holds));
        let begins = |claim: &&Claim| {
            let start = claim.extent().start;
            !lines
                .within(place.row, Span::new(start, start + 1))
                .is_empty()
        };
        if margin && let Some(first) = claims().find(begins) {
            return Some(first.id);
        }
        let around = |claim: &&Claim| {
            let mut spans = claim.source.span().into_iter().chain(claim.cue);
            spans.any(|span| holds(&span))
        };
        let shortest = says.min_by_key(|claim| claim.extent().len());
        shortest.or_else(|| claims().find(around)).map(|of| of.id)
    }
}

/// The byte of `line` that stands in cell `column`; none after its end.
fn byte_at(line: &str, column: u16) -> Option<usize> {
    let mut used = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        used += cells(grapheme);
        if used > usize::from(column) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_leads_to_its_character() {
        let line = "a東b";
        let found: Vec<Option<usize>> = (0..5).map(|column| byte_at(line, column)).collect();
        assert_eq!(found, [Some(0), Some(1), Some(1), Some(4), None]);
    }
}

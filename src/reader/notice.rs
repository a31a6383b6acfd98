//! A sheet that says something and goes away with the next key.

use super::bindings::Command;
use super::keys::Key;
use super::state::{Effect, Overlay, State};

/// The sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub title: String,
    /// What is wrong, and what to do about it.
    pub lines: Vec<(String, String)>,
    /// How far it is scrolled down, in rows.
    pub top: usize,
}

impl Notice {
    /// Scrolls, on or back.
    pub(super) fn turn(&mut self, on: bool, rows: usize) {
        self.top = if on {
            (self.top + rows).min(2 * self.lines.len())
        } else {
            self.top.saturating_sub(rows)
        };
    }
}

impl State {
    /// Lays `notice` over the screen.
    pub fn tell(&mut self, notice: Notice) {
        self.overlay = Overlay::Notice(notice);
    }

    pub(super) fn press_in_notice(&mut self, key: Key) -> Effect {
        let last = super::view::notice_rows(self).saturating_sub(1);
        let page = self.layout.text_rows().max(2);
        let Overlay::Notice(notice) = &mut self.overlay else {
            return Effect::Draw;
        };
        let top = match self.keymap.command(key) {
            Some(Command::LineDown) => notice.top + 1,
            Some(Command::LineUp) => notice.top.saturating_sub(1),
            Some(Command::PageDown) => notice.top + page,
            Some(Command::PageUp) => notice.top.saturating_sub(page),
            Some(Command::Redraw) => return Effect::Redraw,
            Some(Command::Suspend) => return Effect::Suspend,
            _ => {
                self.overlay = Overlay::None;
                return Effect::Draw;
            }
        };
        notice.top = top.min(last);
        Effect::Draw
    }
}

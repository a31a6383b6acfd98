//! Reading the text before its claims are found: what works until then, and what becomes of it when they come.

use super::bindings::Command;
use super::event::Reading;
use super::keymap::Keymap;
use super::layout::PanelSize;
use super::sheet::Sheet;
use super::state::State;
use crate::article::Article;
use crate::claim::ClaimId;
use crate::comparison::Comparison;
use crate::notebook::{Progress, Work};
use crate::span::Span;
use std::sync::Arc;

/// Claims that are still to come.
#[derive(Debug, Clone, Copy)]
pub struct Coming {
    /// How far it is.
    progress: Progress,
    /// Whether anything was pressed yet.
    touched: bool,
}

impl Coming {
    /// How far it is, in words.
    pub fn words(self) -> String {
        words(self.progress)
    }
}

/// How far a reading is, in words.
pub fn words(progress: Progress) -> String {
    let Progress { work, done, of } = progress;
    let share = || done * 100 / of.max(1);
    match work {
        Work::Paragraphs => "reading paragraphs".to_owned(),
        Work::Sentences => format!("reading sentences {} %", share()),
        Work::Actors => "reading actors".to_owned(),
        Work::Claims => format!("reading claims {} %", share()),
        Work::Matches if of == 0 => "matching claims".to_owned(),
        Work::Matches => format!("matching claims {} %", share()),
    }
}

/// Whether `command` does something with the text alone.
const fn works_on_text(command: Command) -> bool {
    command.scrolls()
        || matches!(
            command,
            Command::OtherArticle
                | Command::ThisArticle
                | Command::ThatArticle
                | Command::Search
                | Command::EndSearch
                | Command::Back
                | Command::Forward
                | Command::Mark
                | Command::GoToMark
                | Command::Lock
                | Command::Full
                | Command::Fold
                | Command::Help
                | Command::Redraw
                | Command::Suspend
                | Command::Drop
                | Command::Quit
        )
}

impl State {
    /// The reader on articles of which nothing is known yet but the text.
    pub fn opening(articles: Vec<Article>, size: (u16, u16)) -> Self {
        let mut state = Self::new(Comparison::unread(articles), size);
        state.coming = Some(Coming {
            progress: Progress {
                work: Work::Paragraphs,
                done: 0,
                of: 0,
            },
            touched: false,
        });
        state
    }

    /// The reader on articles that are read, where they were left.
    pub fn reopened(
        reading: Reading,
        size: (u16, u16),
        keymap: Keymap,
        panel: Option<PanelSize>,
    ) -> Self {
        let mut state = Self::indexed(reading.comparison, reading.index, size);
        state.configure(keymap, panel);
        state.reopen_with(reading.opened, Some(reading.replay));
        state
    }

    /// Notes that something was pressed.
    pub(super) fn touch(&mut self) {
        if let Some(coming) = &mut self.coming {
            coming.touched = true;
        }
    }

    /// Whether `command` has to wait for claims; then it is said.
    pub(super) fn waits(&mut self, command: Command) -> bool {
        if self.coming.is_none() {
            return false;
        }
        let hits = matches!(
            command,
            Command::NextCounterpart | Command::PreviousCounterpart
        );
        if works_on_text(command) || hits && self.search.is_some() {
            return false;
        }
        let words = self.coming_words().unwrap_or_default();
        self.message = Some(format!("claims are still to come: {words}"));
        true
    }

    /// Notes how far the claims, or the corrections, are.
    pub(super) fn progress(&mut self, progress: Progress) {
        if let Some(coming) = &mut self.coming {
            coming.progress = progress;
        } else if let Some(behind) = &mut self.behind {
            *behind = progress;
        }
    }

    /// Takes up what was read. The text stays where it is; the first claim in view becomes the current one. Who has not
    /// touched anything yet is taken to where he left.
    pub(super) fn arrive(&mut self, reading: Reading) {
        let touched = self.coming.take().is_some_and(|coming| coming.touched);
        self.message = None;
        let blocks = |comparison: &Comparison| {
            let articles = comparison.articles.iter();
            articles
                .map(|article| article.blocks.clone())
                .collect::<Vec<_>>()
        };
        let same = blocks(&self.comparison) == blocks(&reading.comparison);
        self.comparison = Arc::new(reading.comparison);
        self.index = reading.index;
        if !same {
            let sheet = || Sheet::new(self.layout.text_width(), self.folded);
            self.sheets = [sheet(), sheet()];
            let rows = self.layout.text_rows();
            for side in 0..2 {
                let (sheet, top) = (&self.sheets[side], &mut self.tops[side]);
                if let Some(article) = self.comparison.articles.get(self.shown[side]) {
                    let block = sheet.block(article, top.part);
                    if block.is_some_and(|block| sheet.folds(block)) {
                        top.row = 0;
                    }
                    *top = (*top).min(sheet.last_top(article, rows));
                }
            }
        }
        self.current = self.first_in_view(self.active);
        self.counterpart = self.current.and_then(|claim| self.best_counterpart(claim));
        let left = reading.opened.ledger.place().cloned();
        let mut opened = reading.opened;
        if touched {
            opened.ledger.forget_place();
        }
        self.reopen_with(opened, Some(reading.replay));
        if let Some(left) = left.filter(|_| touched && !self.has_more()) {
            let (here, tops) = (self.spot(), self.tops);
            self.return_to_place(&left);
            let there = self.spot();
            self.active = here.active;
            self.current = here.current;
            self.counterpart = here.counterpart;
            self.tops = tops;
            if there.offsets != here.offsets {
                self.jumps.push(there);
                let back = self.keymap.first(Command::Back);
                self.add_to_message(&format!("{back} goes to where you left"));
            }
        }
        self.settle();
    }

    /// The first claim that begins in view in pane `side`, else the one nearest below, else the last.
    fn first_in_view(&self, side: usize) -> Option<ClaimId> {
        let window = Span::new(self.offset(side), self.offset_below(side));
        let visible = self.index.starting_in(self.shown[side], window);
        let claims = self.index.claims(self.shown[side]);
        let below = || {
            let next = claims.partition_point(|(start, _)| *start < window.start);
            claims.get(next).or(claims.last())
        };
        visible.first().or_else(below).map(|(_, claim)| *claim)
    }
}

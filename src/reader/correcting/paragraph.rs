//! A paragraph that is, or is not, boilerplate.

use super::{Task, way};
use crate::article::BlockKind;
use crate::notebook::decision::Decision;
use crate::reader::keys::Key;
use crate::reader::state::State;

impl State {
    /// Asks about the paragraph in which the reader is.
    pub(super) fn begin_paragraph(&mut self) {
        let side = self.active;
        let from = self.here_in_text();
        let Some(article) = self
            .article(side)
            .filter(|article| !article.blocks.is_empty())
        else {
            self.message = Some("no paragraph here".to_owned());
            return;
        };
        let next = article
            .blocks
            .partition_point(|block| block.span.start <= from);
        let block = next.saturating_sub(1);
        self.ask(Task::Paragraph { side, block });
    }

    /// Goes on to another paragraph, where the key says so.
    pub(super) fn other_paragraph(&mut self, side: usize, block: usize, key: Key) {
        let last = self.article(side).map_or(0, |article| article.blocks.len());
        let block = match way(key) {
            Some(true) => (block + 1).min(last.saturating_sub(1)),
            Some(false) => block.saturating_sub(1),
            None => block,
        };
        self.ask(Task::Paragraph { side, block });
        if let Some(span) = self.chosen_words(side) {
            self.reveal(side, span);
        }
    }

    /// Decides that the paragraph is boilerplate, or that it is none.
    pub(super) fn mark_paragraph(&mut self, side: usize, block: usize) {
        let Some(article) = self.article(side) else {
            return;
        };
        let Some(block) = article.blocks.get(block).copied() else {
            return;
        };
        let is = block.kind != BlockKind::Boilerplate;
        if let Some(block) = self.passage(self.shown[side], block.span) {
            self.decide(Decision::Boilerplate { block, is });
        }
    }
}

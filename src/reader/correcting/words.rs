//! A stretch of words: a claim that was missed, or the new ends of one.

use super::{End, Task, way};
use crate::claim::ClaimId;
use crate::notebook::decision::Decision;
use crate::reader::keys::{Key, Named};
use crate::reader::state::State;
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

impl State {
    /// The words in pane `side` that are being chosen.
    pub fn chosen_words(&self, side: usize) -> Option<Span> {
        match self.task()? {
            Task::Words { side: at, span, .. } => (*at == side).then_some(*span),
            Task::Paragraph { side: at, block } => {
                let block = self.article(side)?.blocks.get(*block)?;
                (*at == side).then_some(block.span)
            }
            _ => None,
        }
    }

    /// Asks for the words of a claim that was missed: first the sentence in which the reader is.
    pub(super) fn begin_add(&mut self) {
        let side = self.active;
        let from = self.hit_here(side).unwrap_or_else(|| self.here_in_text());
        let sentences = &self.comparison.sentences[self.shown[side]];
        let at = sentences.partition_point(|sentence| sentence.end <= from);
        let shown = |sentence: &&Span| !self.is_folded(side, **sentence);
        let mut after = sentences[at..].iter();
        let mut before = sentences[..at].iter();
        let Some(span) = after.find(shown).or_else(|| before.rfind(shown)).copied() else {
            self.message = Some("no sentence here".to_owned());
            return;
        };
        let span = self.statement(side, span);
        self.reveal(side, span);
        self.ask(Task::Words {
            side,
            span,
            of: None,
        });
    }

    /// Whether `span` stands in a paragraph that is folded in pane `side`.
    fn is_folded(&self, side: usize, span: Span) -> bool {
        let mut blocks = self.article(side).into_iter().flat_map(|of| &of.blocks);
        let block = blocks.find(|block| block.span.holds(span.start));
        block.is_some_and(|block| self.sheets[side].folds(block))
    }

    /// A claim that says some of the words of `span` in pane `side`, if there is one.
    pub fn claim_with(&self, side: usize, span: Span) -> Option<ClaimId> {
        let claims = self.index.claims(self.shown[side]);
        let next = claims.partition_point(|(start, _)| *start < span.end);
        let near = claims[next.saturating_sub(64)..next].iter().rev();
        let mut near = near.map(|(_, claim)| *claim);
        near.find(|claim| {
            let content = &self.comparison.claims[*claim].content;
            content.iter().any(|part| part.meets(span))
        })
    }

    /// A sentence as a content: without its full stop.
    fn statement(&self, side: usize, sentence: Span) -> Span {
        let Some(article) = self.article(side) else {
            return sentence;
        };
        let span = sentence.trimmed(&article.text);
        let words = article.text.get(span.range()).unwrap_or_default();
        let without = words.strip_suffix('.').unwrap_or(words);
        Span::new(span.start, span.start + without.len())
    }

    /// Decides on the new ends, or asks who says what was missed.
    pub(super) fn words_chosen(&mut self, side: usize, span: Span, of: Option<ClaimId>) {
        let Some(claim) = of else {
            self.ask_who(End::Added(side, span), true);
            return;
        };
        let article = self.shown[side];
        if self.comparison.claims[claim].extent() == span {
            return;
        }
        if let (Some(claim), Some(content)) = (self.passage_of(claim), self.passage(article, span))
        {
            self.decide(Decision::Ends { claim, content });
            self.stay_at(article, span);
        }
    }

    /// Goes to the claim of just these words, and keeps what the decision has to say.
    pub(super) fn stay_at(&mut self, article: usize, span: Span) {
        let message = self.message.take();
        self.go_to_words(article, span);
        self.message = message;
    }

    /// The words after a key: an end a word further, or the next sentence.
    pub(super) fn other_words(&self, side: usize, span: Span, may_leave: bool, key: Key) -> Span {
        let Some(article) = self.article(side) else {
            return span;
        };
        if let Some(on) = way(key).filter(|_| may_leave) {
            let sentences = &self.comparison.sentences[self.shown[side]];
            let shown = |sentence: &&Span| !self.is_folded(side, **sentence);
            let next = if on {
                let at = sentences.partition_point(|sentence| sentence.start <= span.start);
                sentences[at..].iter().find(shown)
            } else {
                let at = sentences.partition_point(|sentence| sentence.start < span.start);
                sentences[..at].iter().rfind(shown)
            };
            return next.map_or(span, |sentence| self.statement(side, *sentence));
        }
        let block = |at: usize| {
            let next = article
                .blocks
                .partition_point(|block| block.span.start <= at);
            article
                .blocks
                .get(next.saturating_sub(1))
                .map(|block| block.span)
        };
        let (Some(first), Some(last)) = (block(span.start), block(span.end.saturating_sub(1)))
        else {
            return span;
        };
        let reach = first.join(last).join(span);
        let pieces = |from: usize, to: usize| {
            let text = article.text.get(from..to).unwrap_or_default();
            let pieces = text.split_word_bound_indices();
            pieces
                .filter(|(_, piece)| !piece.trim().is_empty())
                .map(move |(at, piece)| Span::new(from + at, from + at + piece.len()))
        };
        let changed = match key {
            Key::Char('l') | Key::Named(Named::Right) => pieces(span.end, reach.end)
                .next()
                .map(|piece| Span::new(span.start, piece.end)),
            Key::Char('h') | Key::Named(Named::Left) => pieces(span.start, span.end)
                .rev()
                .nth(1)
                .map(|piece| Span::new(span.start, piece.end)),
            Key::Char('L') => pieces(span.start, span.end)
                .nth(1)
                .map(|piece| Span::new(piece.start, span.end)),
            Key::Char('H') => pieces(reach.start, span.start)
                .next_back()
                .map(|piece| Span::new(piece.start, span.end)),
            _ => None,
        };
        changed.filter(|span| !span.is_empty()).unwrap_or(span)
    }
}

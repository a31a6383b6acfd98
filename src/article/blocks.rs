//! Where a block of plain text begins and ends, and of which kind it is.

use super::{Block, BlockKind};
use crate::span::Span;

/// The blocks of `text`.
pub fn find(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Body,
                span,
            });
        }
        start += line.len();
    }
    blocks
}

/// The title that `blocks` give, or the first words of `text`.
pub fn title(text: &str, blocks: &[Block]) -> String {
    let of = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title)
        .or(blocks.first());
    of.map_or_else(String::new, |block| {
        block.span.of(text).chars().take(80).collect()
    })
}

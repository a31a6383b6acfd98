//! Bytes as a row of choices. Where they have run out, every choice is the first one.

use crossread::span::Span;

/// What is left of the bytes.
pub struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    /// Whether nothing is left.
    pub const fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number below `count`, 0 if that is 0.
    pub fn below(&mut self, count: usize) -> usize {
        let number = match count {
            ..=256 => usize::from(self.byte()),
            _ => usize::from(self.byte()) << 8 | usize::from(self.byte()),
        };
        number.checked_rem(count).unwrap_or(0)
    }

    /// One of `all`.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Up to 255 bytes.
    pub fn some(&mut self) -> &'a [u8] {
        let count = usize::from(self.byte()).min(self.0.len());
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    /// Words of up to 255 bytes.
    pub fn words(&mut self) -> String {
        String::from_utf8_lossy(self.some()).into_owned()
    }

    /// A stretch of `text` on character boundaries; it may be empty.
    pub fn span(&mut self, text: &str) -> Span {
        let mut at = || {
            let at = self.below(text.len() + 1);
            (0..=at)
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap_or(0)
        };
        let (one, other) = (at(), at());
        Span::new(one.min(other), one.max(other))
    }
}

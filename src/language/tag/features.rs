//! What the tagger looks at: the word, its ends and its shape, its neighbours, the two tags before it.

/// The rows of the table that features are hashed into.
pub const ROWS: usize = 116_000;
/// How many features a token has.
pub const FEATURES: usize = 23;

/// What is looked at in one word, each as a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    lower: u64,
    /// The last two, three and four characters.
    ends: [u64; 3],
    /// The first three characters.
    start: u64,
    /// Which kinds of characters, in order and without repetition; whether among capitals.
    shape: u64,
    /// Whether it begins with a capital letter.
    capital: bool,
}

/// Stands before the first and behind the last word.
const NONE: Word = Word {
    lower: 1,
    ends: [1; 3],
    start: 1,
    shape: 1,
    capital: false,
};

impl Word {
    /// Looks at `word`.
    pub fn new(word: &str) -> Self {
        let mut lower = 0;
        let mut ring = [0_u64; 4];
        let mut start = 0;
        let mut shape = 0;
        let mut last = ' ';
        for (count, c) in word.chars().enumerate() {
            let c = crate::language::token::plain(c);
            let small = if c.is_ascii() {
                c.to_ascii_lowercase()
            } else {
                c.to_lowercase().next().unwrap_or(c)
            };
            let kind = match c {
                'A'..='Z' => 'A',
                'a'..='z' => 'a',
                '0'..='9' => '0',
                _ if c.is_uppercase() => 'A',
                _ if c.is_alphabetic() => 'a',
                _ => c,
            };
            let small = if small.is_ascii_digit() { '0' } else { small };
            lower = mix(lower, u64::from(small));
            ring.rotate_left(1);
            ring[3] = u64::from(small);
            if count < 3 {
                start = lower;
            }
            if kind != last || count == 1 {
                shape = mix(shape, u64::from(kind));
            }
            last = kind;
        }
        let two = mix(ring[3], ring[2]);
        let three = mix(two, ring[1]);
        Self {
            lower,
            ends: [two, three, mix(three, ring[0])],
            start,
            shape: shape << 1,
            capital: word.chars().next().is_some_and(char::is_uppercase),
        }
    }
}

/// Marks the words of a sentence most of whose words are capitalised, since capitals tell nothing there.
pub fn headline(words: &mut [Word]) {
    let capitals = words.iter().filter(|word| word.capital).count();
    if words.len() >= 4 && capitals * 10 >= words.len() * 6 {
        for word in words {
            word.shape |= 1;
        }
    }
}

/// The rows of the features of word `at`; `last` and `before` are the tags of the two words before it.
pub fn of(words: &[Word], at: usize, last: usize, before: usize) -> [usize; FEATURES] {
    let word = &words[at];
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&NONE)
    };
    let (back, back2, next, next2) = (near(-1), near(-2), near(1), near(2));
    let (last, before) = (last as u64 + 1, before as u64 + 1);
    let first = u64::from(at == 0);
    let pairs = [
        (0, 0),
        (word.lower, 0),
        (word.lower, word.shape),
        (word.ends[0], word.shape),
        (word.ends[1], 0),
        (word.ends[2], 0),
        (word.start, word.shape),
        (word.shape, first),
        (back.lower, 0),
        (back2.lower, 0),
        (next.lower, 0),
        (next2.lower, 0),
        (back.ends[1], 0),
        (next.ends[1], next.shape),
        (last, 0),
        (last, before),
        (last, word.lower),
        (last, word.ends[1]),
        (mix(last, before), word.ends[0]),
        (back.lower, word.lower),
        (word.lower, next.lower),
        (mix(last, next.ends[1]), word.shape),
        (mix(last, word.ends[0]), next.ends[1]),
    ];
    let mut rows = [0; FEATURES];
    for (template, (row, (one, other))) in rows.iter_mut().zip(pairs).enumerate() {
        let hash = mix(mix(template as u64 + 1, one), other);
        *row = (((hash >> 32) * ROWS as u64) >> 32) as usize;
    }
    rows
}

/// Adds `value` to a hash; the multiplier is that of Knuth's MMIX generator.
const fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ value).wrapping_mul(0x5851_F42D_4C95_7F2D);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_of_any_style_are_one_word() {
        assert_eq!(Word::new("“"), Word::new("\""));
        assert_ne!(Word::new("a"), Word::new("A"));
    }
}

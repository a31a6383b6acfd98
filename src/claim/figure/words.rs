//! The words that numbers are written with, and the names of units.

use crate::claim::lexicon::lines;
use crate::language::{Parsed, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

pub(super) static NUMBERS: LazyLock<Numbers> =
    LazyLock::new(|| Numbers::new(include_str!("../numbers.txt")));

/// The number words and the names of units.
pub(super) struct Numbers {
    pub(super) small: FxHashMap<&'static str, f64>,
    pub(super) multiple: FxHashMap<&'static str, f64>,
    pub(super) suffix: FxHashMap<&'static str, f64>,
    pub(super) fraction: FxHashMap<&'static str, f64>,
    pub(super) sign: FxHashMap<&'static str, &'static str>,
    pub(super) letters: FxHashMap<&'static str, &'static str>,
    pub(super) unit: FxHashMap<&'static str, &'static str>,
    /// Nouns in the plural without an "s".
    pub(super) plural: FxHashSet<&'static str>,
    /// Nouns that are counted in the singular too ("a two mile walk").
    pub(super) noun: FxHashSet<&'static str>,
    /// What follows a time of day.
    /// Measures: what is so long or so late may be anything.
    measures: FxHashSet<&'static str>,
    /// What signs and names of currencies and measures stand for.
    codes: FxHashSet<&'static str>,
    pub(super) clock: FxHashSet<&'static str>,
    /// Words that end the search for what is counted.
    pub(super) stop: FxHashSet<&'static str>,
}

impl Numbers {
    fn new(data: &'static str) -> Self {
        let of = |class: &'static str| {
            lines(data)
                .filter(move |(name, _)| *name == class)
                .flat_map(|(_, list)| list.split(','))
                .map(|entry| entry.trim().split_once(' ').unwrap_or((entry.trim(), "")))
        };
        let numbers = |class| {
            of(class)
                .filter_map(|(word, value)| Some((word, value.parse().ok()?)))
                .collect()
        };
        Self {
            small: numbers("small"),
            multiple: numbers("multiple"),
            suffix: numbers("suffix"),
            fraction: numbers("fraction"),
            sign: of("sign").collect(),
            letters: of("letters").collect(),
            unit: of("unit").collect(),
            plural: of("plural").map(|(word, _)| word).collect(),
            noun: of("noun")
                .chain(of("measure"))
                .map(|(word, _)| word)
                .collect(),
            measures: of("measure").map(|(word, _)| word).collect(),
            codes: of("sign").chain(of("unit")).map(|(_, code)| code).collect(),
            clock: of("clock").map(|(word, _)| word).collect(),
            stop: of("stop").map(|(word, _)| word).collect(),
        }
    }
}

/// Whether a figure's unit measures ("miles", "usd", "percent", "o'clock") rather than tells what is counted ("soldiers").
pub fn measures(unit: &str) -> bool {
    let one = unit.strip_suffix('s').unwrap_or(unit);
    [unit, one]
        .iter()
        .any(|word| NUMBERS.measures.contains(word))
        || NUMBERS.clock.contains(unit)
        || NUMBERS.codes.contains(unit)
}

/// The value of a number word below a hundred.
pub(in crate::claim) fn small(word: &str) -> Option<f64> {
    NUMBERS.small.get(word).copied()
}

/// The number words below a hundred.
pub(in crate::claim) fn small_words() -> impl Iterator<Item = &'static str> {
    NUMBERS.small.keys().copied()
}

/// Whether what stands at token `at` is something counted, as after the digits in "2000 soldiers".
pub(in crate::claim) fn counts(parsed: &Parsed<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 3))
        .take_while(|at| is_content_word(parsed, *at))
        .any(|at| is_plural(parsed.lower(at)))
}

pub(super) fn is_content_word(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.tokens[at].kind == TokenKind::Word && !NUMBERS.stop.contains(parsed.lower(at))
}

pub(super) fn is_plural(word: &str) -> bool {
    NUMBERS.plural.contains(word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

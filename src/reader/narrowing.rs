//! Which of many things fit what was typed.

use crate::article::clean;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The places of those one of whose names fits what was `typed`, best first.
pub fn best_first<'n, N>(typed: &str, all: impl Iterator<Item = N>) -> Vec<usize>
where
    N: Iterator<Item = &'n str>,
{
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (place, names) in all.enumerate() {
        let score =
            |name| pattern.score(Utf32Str::new(&clean::line(name), &mut buffer), &mut matcher);
        if let Some(best) = names.filter_map(score).max() {
            scored.push((best, place));
        }
    }
    scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    scored.into_iter().map(|(_, place)| place).collect()
}

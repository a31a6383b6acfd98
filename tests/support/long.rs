//! Texts of any length, made by repeating the built-in articles under other names.
#![allow(dead_code)]

use crossread::article::source;
use std::collections::{BTreeMap, BTreeSet};

/// Copies of `texts` in turn, each with names of its own, up to `size` bytes.
pub fn long(texts: &[&str], size: usize) -> String {
    let small: BTreeSet<String> = source::BUILT_IN
        .iter()
        .flat_map(|(_, text)| words(text))
        .filter(|(_, is_word)| *is_word)
        .filter(|(word, _)| word.starts_with(char::is_lowercase))
        .map(|(word, _)| word.to_owned())
        .collect();
    let mut all = String::with_capacity(size + 8000);
    for (copy, text) in texts.iter().cycle().enumerate() {
        if all.len() >= size {
            break;
        }
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        for (word, is_word) in words(text) {
            let capital = word.starts_with(char::is_uppercase);
            if is_word && capital && word.len() > 1 && !small.contains(&word.to_lowercase()) {
                let renamed = names.entry(word);
                all.push_str(renamed.or_insert_with(|| name(word, copy / texts.len())));
            } else {
                all.push_str(word);
            }
        }
        all.push_str("\n\n");
    }
    let end = (0..=size.min(all.len()))
        .rev()
        .find(|at| all.is_char_boundary(*at));
    all.truncate(end.unwrap_or_default());
    all
}

/// The words of `text` and what stands between them, in order; whether each is a word.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_letter = |c: char| c.is_alphabetic();
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = is_letter(rest.chars().next()?);
        let end = rest
            .find(|c: char| is_letter(c) != is_word)
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some((word, is_word))
    })
}

/// The name that stands for `word` in copy number `copy`; capitals stay capitals.
fn name(word: &str, copy: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ren", "to", "mil", "ko", "sha", "vin", "der", "lu", "tes", "gor", "ani", "fel",
        "hus", "pre", "ok",
    ];
    let mut number = word
        .bytes()
        .chain(copy.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[(number >> 40) as usize % SYLLABLES.len()]);
        number = number.wrapping_mul(0x5851_f42d_4c95_7f2d).rotate_left(17);
    }
    if word.chars().all(char::is_uppercase) {
        name.truncate(4);
        return name.to_uppercase();
    }
    name[..1].to_uppercase() + &name[1..]
}

//! Learns the words' file: which words are known, and how often they stand in cues.

use super::gold::Tokens;
use crossread::claim::attribution::lexicon::Row;
use crossread::language::{Parsed, TokenKind};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet};

/// The articles that a word must occur in.
const ARTICLES: usize = 5;
/// The shares of occurrences at which the levels 2 to 7 begin; level 1 is "ever".
const LEVELS: [f32; 6] = [0.01, 0.03, 0.08, 0.18, 0.35, 0.6];

#[derive(Default)]
struct Counts {
    articles: BTreeSet<usize>,
    /// Occurrences that are not capitals for being names: in lower case, or first in a sentence.
    all: u32,
    capital: u32,
    begins: u32,
    within: u32,
}

/// The words of `articles` that stand in enough of them and are no names.
pub fn learn<'a>(articles: impl Iterator<Item = (&'a Parsed<'a>, &'a [Tokens])>) -> Vec<Row> {
    let mut words: BTreeMap<String, Counts> = BTreeMap::new();
    for (number, (parsed, gold)) in articles.enumerate() {
        let mut cue = vec![0_u8; parsed.tokens.len()];
        for of in gold.iter().filter_map(|gold| gold.cue.clone()) {
            cue[of.clone()].fill(1);
            cue[of.start] = 2;
        }
        for sentence in parsed
            .sentences
            .iter()
            .filter(|sentence| sentence.block > 0)
        {
            for at in sentence.tokens.clone() {
                let capital = parsed.word(at).starts_with(char::is_uppercase);
                if parsed.tokens[at].kind == TokenKind::Number
                    || (capital && at == sentence.tokens.start)
                {
                    continue;
                }
                let counts = words.entry(parsed.lower(at).to_owned()).or_default();
                if capital {
                    counts.capital += 1;
                    continue;
                }
                counts.articles.insert(number);
                counts.all += 1;
                counts.begins += u32::from(cue[at] == 2);
                counts.within += u32::from(cue[at] > 0);
            }
        }
    }
    words.retain(|word, counts| {
        counts.articles.len() >= ARTICLES
            && counts.all > 2 * counts.capital
            && !word.contains(char::is_whitespace)
    });
    let irregular: BTreeMap<&str, &str> = include_str!("irregular.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(stem, forms)| forms.split(' ').map(move |form| (form, stem)))
        .collect();
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = |word: &str| {
        let word = irregular.get(word).copied().unwrap_or(word);
        stemmer.stem(word).into_owned()
    };
    let mut stems: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (word, counts) in &words {
        let sums = stems.entry(stem(word)).or_default();
        sums.0 += counts.all;
        sums.1 += counts.begins;
    }
    words
        .iter()
        .map(|(word, counts)| {
            let stem = stem(word);
            let (all, begins) = stems[&stem];
            (
                word.clone(),
                stem,
                level(begins, all),
                level(counts.within, counts.all),
            )
        })
        .collect()
}

/// The share of `part` in `all`, in eight levels; few occurrences count less.
fn level(part: u32, all: u32) -> u8 {
    if part == 0 {
        return 0;
    }
    let share = part as f32 / (all as f32 + 2.0);
    1 + LEVELS.iter().filter(|least| share >= **least).count() as u8
}

//! Descriptions without a name in two articles that are alike: "the inmate" here and "an inmate" there.

use super::draft::{Determiner, Draft, Symbol, Words};
use super::entity::Entities;
use super::owner;
use super::role::{agree, is_anonymous};
use crate::language::{Parsed, Tag};
use rustc_hash::{FxHashMap, FxHashSet};

/// How alike two articles have to be, as the cosine of their words.
const ALIKE: f32 = 0.25;
/// How many actors with one head noun are compared.
const BUCKET_MAX: usize = 12;

/// Joins descriptions across the articles that are `alike`; `ranges` are the drafts of each.
pub fn join(
    alike: &[(usize, usize)],
    (drafts, words): (&[Draft], &Words),
    ranges: &[std::ops::Range<usize>],
    entities: &mut Entities,
) {
    for &(earlier, later) in alike {
        pair(
            (drafts, words),
            ranges[earlier].clone(),
            ranges[later].clone(),
            entities,
        );
    }
}

/// The pairs of articles that are alike enough to speak of one event, the earlier of each first.
pub fn alike(articles: &[Parsed<'_>]) -> Vec<(usize, usize)> {
    if articles.len() < 2 {
        return Vec::new();
    }
    let vectors: Vec<FxHashMap<&str, f32>> = articles.iter().map(vector).collect();
    (1..articles.len())
        .flat_map(|later| (0..later).map(move |earlier| (earlier, later)))
        .filter(|(earlier, later)| cosine(&vectors[*earlier], &vectors[*later]) >= ALIKE)
        .collect()
}

/// The actors of one article by the nouns that describe them, in order.
fn bearers(
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    entities: &mut Entities,
) -> FxHashMap<Symbol, Vec<usize>> {
    let mut all: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    let mut seen: FxHashSet<(usize, Symbol)> = FxHashSet::default();
    for number in range {
        let Some(role) = drafts[number].role() else {
            continue;
        };
        if role.determiner == Determiner::Other || is_idle(number, drafts, entities) {
            continue;
        }
        let root = entities.root(number);
        if seen.insert((root, role.head)) {
            let bucket = all.entry(role.head).or_default();
            if bucket.len() < BUCKET_MAX {
                bucket.push(number);
            }
        }
    }
    all
}

/// Whether it is a word that tells nobody without a name, and has none: "figure".
fn is_idle(number: usize, drafts: &[Draft], entities: &mut Entities) -> bool {
    drafts[number].role().is_some_and(|role| role.noun.loose) && !entities.profile(number).named
}

fn pair(
    (drafts, words): (&[Draft], &Words),
    one: std::ops::Range<usize>,
    other: std::ops::Range<usize>,
    entities: &mut Entities,
) {
    let first = bearers(drafts, one, entities);
    let second = bearers(drafts, other.clone(), entities);
    let mut done: FxHashSet<Symbol> = FxHashSet::default();
    for number in other {
        let Some(role) = drafts[number].role() else {
            continue;
        };
        if !done.insert(role.head) {
            continue;
        }
        // Each paper has its own sources and neighbours.
        if is_anonymous(&drafts[number], words) {
            continue;
        }
        let (Some(here), Some(there)) = (second.get(&role.head), first.get(&role.head)) else {
            continue;
        };
        let mut options = Vec::new();
        for &a in there {
            for &b in here {
                let only = there.len() == 1 && here.len() == 1;
                if let Some(score) = score(a, b, role.head, only, (drafts, words), entities) {
                    options.push((std::cmp::Reverse(score), a, b));
                }
            }
        }
        options.sort_unstable();
        let mut used = FxHashSet::default();
        for (_, a, b) in options {
            if !used.contains(&(false, a)) && !used.contains(&(true, b)) && entities.unite(a, b) {
                used.insert((false, a));
                used.insert((true, b));
            }
        }
    }
}

/// How well two actors with one head noun fit, if they can be one.
fn score(
    a: usize,
    b: usize,
    head: Symbol,
    only: bool,
    (drafts, words): (&[Draft], &Words),
    entities: &mut Entities,
) -> Option<usize> {
    if entities.same(a, b) || !entities.agree(a, b) {
        return None;
    }
    let (one, other) = (entities.profile(a).clone(), entities.profile(b).clone());
    if owner::are_apart(&one.titles, &other.titles, (drafts, words), entities) {
        return None;
    }
    let mut best = None;
    for mine in one.titles.iter().filter_map(|title| drafts[*title].role()) {
        for theirs in other
            .titles
            .iter()
            .filter_map(|title| drafts[*title].role())
        {
            if mine.head != head || theirs.head != head {
                continue;
            }
            let shared = mine
                .modifiers
                .iter()
                .filter(|word| theirs.modifiers.contains(word))
                .count();
            if agree(mine, theirs) || only && shared > 0 {
                best = best.max(Some(4 * shared + one.size.min(5) + other.size.min(5)));
            }
        }
    }
    best
}

/// The content words of an article, each with the logarithm of its count, at unit length.
fn vector<'p>(parsed: &'p Parsed<'_>) -> FxHashMap<&'p str, f32> {
    let mut counts: FxHashMap<&str, f32> = FxHashMap::default();
    for (at, token) in parsed.tokens.iter().enumerate() {
        if matches!(
            token.tag,
            Tag::Noun | Tag::Propn | Tag::Verb | Tag::Adj | Tag::Num
        ) {
            *counts.entry(parsed.lower(at)).or_default() += 1.0;
        }
    }
    for count in counts.values_mut() {
        *count = 1.0 + count.ln();
    }
    counts
}

fn cosine(one: &FxHashMap<&str, f32>, other: &FxHashMap<&str, f32>) -> f32 {
    let (few, many) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    // Summed in the order of the words: the same on every run.
    let mut shared: Vec<(&str, f32)> = few
        .iter()
        .filter_map(|(word, count)| many.get(word).map(|other| (*word, count * other)))
        .collect();
    shared.sort_unstable_by_key(|(word, _)| *word);
    let norm = |vector: &FxHashMap<&str, f32>| {
        let mut all: Vec<f32> = vector.values().map(|count| count * count).collect();
        all.sort_unstable_by(f32::total_cmp);
        all.iter().sum::<f32>().sqrt()
    };
    shared.iter().map(|(_, product)| product).sum::<f32>() / (norm(one) * norm(other)).max(1e-6)
}

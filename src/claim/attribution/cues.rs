//! Which words say that something is said.

use super::chain::{Chain, NEVER};
use super::facts::{Fact, Facts};
use super::lexicon::Class;
use super::table::{Sink, Table, feature};
use std::ops::Range;

/// Labels of the cue chain: outside, begin, inside.
pub const LABELS: usize = 3;

/// The steps' weights by the class of the later token.
pub type Steps = Vec<[[f32; LABELS]; LABELS]>;

/// How many classes there are, rounded up.
pub const CLASSES: usize = 64;

/// The features of token `at` of the sentence `range`.
pub fn features(
    facts: &Facts,
    range: &Range<usize>,
    at: usize,
    headline: bool,
    out: &mut impl Sink,
) {
    out.clear();
    let mut put = |template: u32, a: u32, b: u32| out.push(feature(template, a, b));
    let near = |offset: isize| facts.near(range, at, offset);
    let here = near(0);
    let (l1, l2, l3) = (near(-1), near(-2), near(-3));
    let (r1, r2, r3) = (near(1), near(2), near(3));
    let class = |fact: &Fact| u32::from(fact.class);
    let level = |fact: &Fact| u32::from(fact.begins) * 8 + u32::from(fact.within);
    let two = |a: &Fact, b: &Fact| class(a) * 64 + class(b);
    put(0, 0, 0);
    put(1, here.word, 0);
    put(2, here.stem, 0);
    put(3, l1.word, 0);
    put(4, r1.word, 0);
    put(5, l2.word, 0);
    put(6, r2.word, 0);
    put(7, l1.stem, here.stem);
    put(8, here.stem, r1.stem);
    put(9, class(here), 0);
    put(10, class(l1), 0);
    put(11, class(r1), 0);
    put(12, class(l2), 0);
    put(13, class(r2), 0);
    put(14, class(l3), 0);
    put(15, class(r3), 0);
    put(16, two(l1, here), 0);
    put(17, two(here, r1), 0);
    put(18, two(l2, l1), class(here));
    put(19, two(r1, r2), class(here));
    put(20, two(l1, r1), class(here));
    put(21, here.stem, class(l1));
    put(22, here.stem, class(r1));
    put(23, here.stem, two(l1, r1));
    put(24, here.stem, class(r2));
    put(25, here.stem, class(l2));
    put(26, level(here), 0);
    put(27, level(l1), 1);
    put(28, level(r1), 2);
    put(29, level(l2), 3);
    put(30, level(r2), 4);
    put(31, level(here), class(l1));
    put(32, level(here), class(r1));
    put(33, level(here), two(l1, r1));
    put(34, level(here) * 64 + level(l1), class(l2));
    put(35, level(here) * 64 + level(r1), class(r2));
    put(36, here.ending, 0);
    put(37, here.ending, class(l1));
    put(38, here.ending, two(r1, l1));
    put(39, here.ending, level(here));
    let quotes = u32::from(l1.quoted) * 16 + u32::from(here.quoted) * 4 + u32::from(r1.quoted);
    put(40, quotes, 0);
    put(41, quotes, level(here));
    put(42, quotes, here.stem);
    let left = nearest_quote(facts, range, at, -1);
    let right = nearest_quote(facts, range, at, 1);
    put(43, left, level(here));
    put(44, right, level(here));
    put(
        45,
        left * 16 + right,
        u32::from(here.quoted) * 8 + u32::from(here.begins),
    );
    let first = bucket(at - range.start);
    let last = bucket(range.end - 1 - at);
    put(46, first, level(here));
    put(47, last, level(here));
    put(48, first, class(here));
    put(49, last, class(here));
    put(50, u32::from(headline), level(here));
    put(51, u32::from(headline), two(here, r1));
    // The best other cue word on either side within the sentence.
    let best = |range: Range<usize>| {
        facts.tokens[range]
            .iter()
            .map(|fact| u32::from(fact.begins))
            .max()
            .unwrap_or(0)
    };
    let before = best(range.start.max(at.saturating_sub(12))..at);
    let after = best(at + 1..range.end.min(at + 13));
    put(52, before, level(here));
    put(53, after, level(here));
    put(54, before * 8 + after, class(here));
    let subject = subject_before(facts, range, at);
    put(55, subject, level(here));
    put(56, subject, here.stem);
    let object = opening_after(facts, range, at);
    put(57, object, level(here));
    put(58, object, here.stem);
    put(59, subject * 64 + object, u32::from(here.begins));
    let meaning = u32::from(here.meaning);
    if meaning > 0 {
        put(60, meaning, 0);
        put(63, meaning, two(l1, r1));
        put(64, meaning, object);
        put(65, meaning, subject);
        put(66, meaning, level(here));
        put(67, meaning, two(r1, r2));
        put(68, meaning, quotes);
        put(69, meaning, two(l2, l1));
        put(80, meaning / 4, class(l1));
        put(81, meaning / 4, class(r1));
        put(84, meaning / 4, left * 16 + right);
        put(85, meaning, before * 8 + after);
    }
    if l1.meaning > 0 {
        put(61, u32::from(l1.meaning), level(here));
        put(82, u32::from(l1.meaning), class(here));
    }
    if r1.meaning > 0 {
        put(62, u32::from(r1.meaning), level(here));
        put(83, u32::from(r1.meaning), class(here));
    }
    let tag = |fact: &Fact| u32::from(fact.tag);
    let list = meaning / 4;
    let pair = tag(l1) * 32 + tag(r1);
    put(70, tag(here), 0);
    put(71, pair, tag(here));
    put(72, tag(l2) * 32 + tag(l1), tag(here));
    put(73, tag(r1) * 32 + tag(r2), tag(here));
    put(74, tag(here), here.stem);
    put(75, tag(here), level(here));
    put(76, tag(here) * 1024 + pair, level(here));
    put(77, tag(here) * 64 + list, pair);
    put(78, tag(here) * 64 + list, 0);
    put(79, tag(here), tag(r1) * 64 + object);
    put(86, tag(here) * 32 + tag(l1), level(here));
    put(87, tag(here) * 32 + tag(r1), level(here));
}

/// The class of the nearest token before `at` that is no adverb, auxiliary or "not", and how far it is.
fn subject_before(facts: &Facts, range: &Range<usize>, at: usize) -> u32 {
    const PASSED: [u8; 7] = [
        Class::Adverb as u8,
        Class::Ly as u8,
        Class::Be as u8,
        Class::Have as u8,
        Class::Do as u8,
        Class::Modal as u8,
        Class::Not as u8,
    ];
    let mut helpers = 0;
    for (passed, near) in (range.start..at).rev().enumerate() {
        let class = facts.tokens[near].class;
        if !PASSED.contains(&class) {
            return u32::from(class) * 64 + helpers * 4 + passed.min(3) as u32;
        }
        if class != Class::Adverb as u8 && class != Class::Ly as u8 {
            helpers = 1 + u32::from(class) % 8;
        }
    }
    63
}

/// The first opener of a clause within the six tokens after `at`: "that", "to", a quotation, and the like.
fn opening_after(facts: &Facts, range: &Range<usize>, at: usize) -> u32 {
    const OPENERS: [u8; 12] = [
        Class::That as u8,
        Class::To as u8,
        Class::QuoteOpen as u8,
        Class::Which as u8,
        Class::Stop as u8,
        Class::Comma as u8,
        Class::Colon as u8,
        Class::As as u8,
        Class::For as u8,
        Class::SubjectPronoun as u8,
        Class::Be as u8,
        Class::Modal as u8,
    ];
    for near in at + 1..range.end.min(at + 7) {
        let class = facts.tokens[near].class;
        if OPENERS.contains(&class) {
            return u32::from(class) * 8 + (near - at) as u32;
        }
    }
    0
}

/// How far the nearest quotation mark is in the sentence in one direction: its side and distance.
fn nearest_quote(facts: &Facts, range: &Range<usize>, at: usize, step: isize) -> u32 {
    let reach = if step < 0 {
        at.saturating_sub(11)..at
    } else {
        at + 1..at + 12
    };
    // Most words have no mark near them.
    if !facts.has_quote(&reach) {
        return u32::from(
            range.start <= reach.start && reach.end <= range.end && reach.len() == 11,
        );
    }
    for distance in 1..12_isize {
        let fact = facts.near(range, at, step * distance);
        if fact.class == Class::Edge as u8 {
            return 0;
        }
        if fact.quoted >= 2 {
            return u32::from(fact.quoted - 1) * 6 + bucket(distance as usize).min(5);
        }
    }
    1
}

/// A distance in eight steps.
pub fn bucket(distance: usize) -> u32 {
    match distance {
        0..=3 => distance as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

/// Sets the steps of `chain`, whose places are the tokens of `range`; a cue begins with a "begin".
pub fn steps(facts: &Facts, range: &Range<usize>, weights: &Steps, chain: &mut Chain<LABELS>) {
    chain.edges.clear();
    for at in range.clone() {
        let mut edge = weights[usize::from(facts.tokens[at].class)];
        edge[0][2] = NEVER;
        chain.edges.push(edge);
    }
    if let Some(first) = chain.nodes.first_mut() {
        first[2] = NEVER;
    }
}

/// Sets the scores of `chain` for the sentence `range`.
pub fn fill(
    facts: &Facts,
    range: &Range<usize>,
    headline: bool,
    table: &Table<2>,
    weights: &Steps,
    chain: &mut Chain<LABELS>,
) {
    chain.nodes.clear();
    for at in range.clone() {
        let mut adding = table.adding([0; 2]);
        features(facts, range, at, headline, &mut adding);
        let [begin, inside] = table.worth(adding.sums);
        chain.nodes.push([0.0, begin, inside]);
    }
    steps(facts, range, weights, chain);
}

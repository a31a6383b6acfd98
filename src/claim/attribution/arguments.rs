//! Who says it and what is said, given the words that say so.

use super::chain::{Chain, NEVER};
use super::cues::{CLASSES, bucket};
use super::facts::{Bound, Fact, Facts};
use super::site::{Site, form_of};
use super::table::{Sink, Table, feature};
use crate::language::{Parsed, Tag};
use std::ops::Range;

/// Labels of the argument chain: outside, begin and inside of the content, begin and inside of the source.
pub const LABELS: usize = 5;

/// The steps' weights: by the class of the later token, then by that of the earlier one.
pub type Steps = Vec<[[f32; LABELS]; LABELS]>;

/// How many rows [`Steps`] has.
pub const STEPS: usize = 2 * CLASSES + 32;

/// Which other cues are known while one is read: the number of cue beginnings before each token.
pub type Others<'a> = Option<&'a [u32]>;

/// The features of token `at` by itself, the same for every cue.
pub fn own_features(facts: &Facts, range: &Range<usize>, at: usize, out: &mut impl Sink) {
    out.clear();
    let mut put = |template: u32, a: u32, b: u32| out.push(feature(template + 100, a, b));
    let near = |offset: isize| facts.near(range, at, offset);
    let class = |fact: &Fact| u32::from(fact.class);
    let here = near(0);
    let (l1, l2, r1, r2) = (near(-1), near(-2), near(1), near(2));
    put(1, class(here), 0);
    put(2, class(l1), class(here));
    put(3, class(here), class(r1));
    put(4, class(l2) * 64 + class(l1), class(here));
    put(5, class(r2) * 64 + class(r1), class(here));
    put(6, here.word, 0);
    put(7, l1.word, 0);
    put(8, r1.word, 0);
    put(9, l2.word, 0);
    put(10, r2.word, 0);
    put(11, here.ending, 0);
    put(12, class(l1) * 64 + class(r1), class(here));
    put(
        13,
        u32::from(here.quoted) * 4 + u32::from(l1.quoted),
        class(here),
    );
    put(14, bucket(at - range.start), class(here));
    put(15, bucket(range.end - 1 - at), class(here));
    let tag = |fact: &Fact| u32::from(fact.tag);
    put(16, (tag(l1) * 32 + tag(here)) * 32 + tag(r1), 0);
    put(17, (tag(l2) * 32 + tag(l1)) * 32 + tag(here), 1);
    put(18, (tag(r2) * 32 + tag(r1)) * 32 + tag(here), 2);
}

/// The features of token `at` towards the cue of `site`.
pub fn features(parsed: &Parsed<'_>, facts: &Facts, site: &Site, at: usize, out: &mut impl Sink) {
    out.clear();
    let mut put = |template: u32, a: u32, b: u32| out.push(feature(template + 200, a, b));
    let sentence = parsed.tokens[at].sentence;
    let range = &parsed.sentences[sentence].tokens;
    let near = |offset: isize| facts.near(range, at, offset);
    let class = |fact: &Fact| u32::from(fact.class);
    let here = near(0);
    let (l1, l2, r1, r2) = (near(-1), near(-2), near(1), near(2));
    let (distance, first, last, is_after) = site.stretch(at);
    let sentences = sentence.abs_diff(site.sentence).min(3) as u32;
    let side = sentences * 2 + u32::from(is_after);
    let far = fine(distance);
    let between = |bound: Bound, most: u32| facts.between(bound, first, last).min(most);
    let commas = between(Bound::Comma, 3);
    let verbs = between(Bound::Verb, 3);
    let quotes = between(Bound::Quote, 3);
    let joints = between(Bound::Joint, 3);
    let brackets = between(Bound::Bracket, 2);
    let quote = site.quote(here);
    let place = side * 16 + far;
    let (c0, cl, cr) = (class(here), class(l1), class(r1));
    put(1, place, 0);
    put(2, place, c0);
    put(3, place, 64 + cl);
    put(4, place, 128 + cr);
    put(5, side, cl * 64 + c0);
    put(6, side, 4096 + c0 * 64 + cr);
    put(7, place, site.right_word);
    put(8, place, site.left * 64 + site.right);
    put(9, site.stem, side * 64 + c0);
    put(10, site.stem, place);
    put(11, quote * 8 + side, cl * 64 + c0);
    put(12, quote * 8 + side, site.left * 64 + site.right);
    put(13, quote * 8 + side, site.stem);
    put(14, quote * 8 + side, commas * 16 + quotes);
    put(15, commas * 4 + verbs, side * 64 + c0);
    put(16, commas * 4 + verbs, side * 4096 + quote * 64 + cl);
    put(17, verbs * 4 + joints, side * 64 + c0);
    put(21, here.word, side);
    put(22, l1.word, side);
    put(23, r1.word, side);
    put(24, here.ending, side);
    put(25, class(l2) * 4096 + cl * 64 + c0, side);
    put(26, class(r2) * 4096 + cr * 64 + c0, side);
    let start = bucket(at - range.start);
    let end = bucket(range.end - 1 - at);
    put(27, start, side * 64 + c0);
    put(28, end, side * 64 + c0);
    put(29, start * 8 + end, place);
    put(30, u32::from(here.begins), place);
    put(31, site.headline, side * 64 + c0);
    put(32, site.headline, place);
    put(33, brackets * 8 + side, c0);
    put(34, site.left * 64 + site.right, side * 64 + c0);
    put(35, site.begins, place);
    put(36, site.last, side * 64 + c0);
    put(37, site.last, place);
    put(38, site.right_word, side * 64 + c0);
    put(39, site.stem, site.right * 16 + side);
    put(40, site.stem, site.left * 64 + site.right + 4096 * side);
    // Whether the cue's sentence begins or ends at the cue.
    let lead = bucket(site.cue.start - site.sentence_range.start).min(4);
    let tail = bucket(site.sentence_range.end - site.cue.end).min(4);
    put(41, lead * 8 + tail, side * 64 + quote);
    put(42, lead * 8 + tail, place);
    put(43, lead * 8 + tail, 4096 + side * 64 + c0);
    put(44, site.stem, quote * 64 + cl * 2048 + side);
    put(45, verbs * 4 + joints, place * 64 + cl);
    put(46, quote * 8 + side, far * 64 + c0);
    let cue_in =
        u32::from(site.own != 0) * 4 + u32::from(site.before != 0) * 2 + u32::from(site.after != 0);
    put(47, cue_in, side * 64 + quote);
    put(48, cue_in, place);
    put(49, cue_in * 64 + cl, side * 64 + c0);
    if site.meaning > 0 {
        put(50, site.meaning, side * 64 + c0);
        put(51, site.meaning, place);
        put(52, quote * 8 + side, site.meaning);
        put(53, site.meaning, site.right * 16 + side);
        put(54, site.meaning, site.left * 64 + site.right + 4096 * side);
        put(55, site.meaning, quote * 64 + cl * 2048 + side);
    }
    let tag = |fact: &Fact| u32::from(fact.tag);
    let (t0, tl, tr) = (tag(here), tag(l1), tag(r1));
    let tags = between(Bound::Tagged, 3);
    let head = (tags * 4 + joints) * 4 + commas;
    put(56, place, t0);
    put(57, side, (tl * 32 + t0) * 32 + tr);
    put(58, head, side * 32 + t0);
    put(59, head * 32 + tl, side * 32 + t0);
    put(60, head, place);
    put(90, head * 32 + tr, side * 32 + t0);
    put(91, place * 32 + tl, t0 * 32 + tr);
    put(92, site.meaning, head * 8 + side);
    put(93, site.tag, head * 8 + side);
    put(94, site.tag * 32 + t0, place);
    put(95, site.tag * 32 + site.right, place);
    // Where the next verb goes on with the cue's subject ("says … but argues …"), the content has ended.
    let adverb = |fact: &Fact| fact.tag == Tag::Adv as u8;
    let next = if adverb(r1) { r2 } else { r1 };
    let back = if adverb(l1) { l2 } else { l1 };
    let form = form_of(next);
    let parallel = match form {
        0 => 0,
        form if form == site.form => 2,
        _ => 1,
    };
    put(420, c0 * 8 + u32::from(next.begins), side * 4 + parallel);
    put(
        421,
        c0 * 64 + u32::from(next.meaning) / 4,
        side * 4 + parallel,
    );
    put(422, c0 * 4 + parallel, side * 64 + cl);
    put(423, c0 * 4 + parallel, place);
    put(424, c0 * 8 + form, side * 8 + site.form);
    put(425, form_of(here) * 64 + cl, side * 8 + site.form);
    put(426, u32::from(back.begins), side * 64 + c0);
    let subjects = facts.between(Bound::Subject, first, last).min(3);
    let own = u32::from(here.subject) * 4 + subjects;
    let follows = u32::from(r1.subject);
    put(430, own, side);
    put(431, own, side * 64 + site.left);
    put(432, own, side * 64 + c0);
    put(433, own, (side * 4 + verbs) * 4 + commas);
    put(434, follows * 64 + c0, side * 4 + subjects);
    put(435, follows * 64 + c0, place);
    put(436, follows * 4 + subjects, side * 4096 + cl * 64 + c0);
    put(437, own, site.form * 512 + side * 64 + site.left);
}

/// The features of token `at` towards the cue of `site` and the cues between them.
pub fn features_among(
    parsed: &Parsed<'_>,
    facts: &Facts,
    site: &Site,
    others: Others<'_>,
    at: usize,
    out: &mut impl Sink,
) {
    out.clear();
    let mut put = |template: u32, a: u32, b: u32| out.push(feature(template + 260, a, b));
    let here = &facts.tokens[at];
    let (distance, first, last, is_after) = site.stretch(at);
    let sentences = parsed.tokens[at].sentence.abs_diff(site.sentence).min(3) as u32;
    let side = sentences * 2 + u32::from(is_after);
    let cues = others.map_or(3, |before| (before[last] - before[first]).min(2));
    let verbs = facts.between(Bound::Verb, first, last).min(3);
    let commas = facts.between(Bound::Comma, first, last).min(3);
    put(1, cues * 8 + side, u32::from(here.class));
    put(2, cues * 8 + side, site.quote(here) * 4 + verbs);
    put(3, cues * 8 + side, fine(distance) * 4 + commas);
}

/// A distance in sixteen steps.
pub fn fine(distance: usize) -> u32 {
    match distance {
        0..=7 => distance as u32,
        8..=9 => 8,
        10..=12 => 9,
        13..=16 => 10,
        17..=22 => 11,
        23..=30 => 12,
        31..=45 => 13,
        46..=70 => 14,
        _ => 15,
    }
}

/// The three rows of [`Steps`] whose sum is the step into token `at`.
pub fn step_rows(facts: &Facts, site: &Site, at: usize) -> [usize; 3] {
    let here = &facts.tokens[at];
    let before = at
        .checked_sub(1)
        .map_or(0, |before| facts.tokens[before].class);
    [
        usize::from(here.class),
        CLASSES + usize::from(before),
        2 * CLASSES + site.quote(here) as usize,
    ]
}

/// Sets the steps of `chain`, whose places are the tokens of the window, and keeps the cue itself outside.
pub fn steps(facts: &Facts, site: &Site, weights: &Steps, chain: &mut Chain<LABELS>) {
    chain.edges.clear();
    for at in site.window.clone() {
        let mut edge = [[0.0; LABELS]; LABELS];
        for row in step_rows(facts, site, at) {
            for (sums, weights) in edge.iter_mut().zip(&weights[row]) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
        for (from, to) in [(0, 2), (0, 4), (1, 4), (2, 4), (3, 2), (4, 2)] {
            edge[from][to] = NEVER;
        }
        chain.edges.push(edge);
    }
    if let Some(first) = chain.nodes.first_mut() {
        first[2] = NEVER;
        first[4] = NEVER;
    }
    for at in site.cue.clone() {
        if let Some(node) = at
            .checked_sub(site.window.start)
            .and_then(|at| chain.nodes.get_mut(at))
        {
            *node = [0.0, NEVER, NEVER, NEVER, NEVER];
        }
    }
}

/// The scores of a window's tokens, but for those of the cues among them.
pub type Sums = Vec<[i32; 4]>;

/// By token what its own features add, once that is known.
pub type Own = Vec<Option<[i32; 4]>>;

/// Works out the sums of the window of `site`; `own` keeps what is the same for every cue.
pub fn sums(
    parsed: &Parsed<'_>,
    facts: &Facts,
    site: &Site,
    table: &Table<4>,
    own: &mut Own,
) -> Sums {
    let sum_of = |at: usize| {
        if site.cue.contains(&at) {
            return [0; 4];
        }
        let own = own[at].get_or_insert_with(|| {
            let mut adding = table.adding([0; 4]);
            let range = &parsed.sentences[parsed.tokens[at].sentence].tokens;
            own_features(facts, range, at, &mut adding);
            adding.sums
        });
        let mut adding = table.adding(*own);
        features(parsed, facts, site, at, &mut adding);
        adding.sums
    };
    site.window.clone().map(sum_of).collect()
}

/// Sets the scores of `chain` for the window of `site`, given its `sums`.
#[allow(clippy::too_many_arguments)]
pub fn fill(
    parsed: &Parsed<'_>,
    facts: &Facts,
    site: &Site,
    others: Others<'_>,
    table: &Table<4>,
    weights: &Steps,
    sums: &[[i32; 4]],
    chain: &mut Chain<LABELS>,
) {
    chain.nodes.clear();
    for (at, sum) in site.window.clone().zip(sums) {
        let mut adding = table.adding(*sum);
        if !site.cue.contains(&at) {
            features_among(parsed, facts, site, others, at, &mut adding);
        }
        let [b, i, c, d] = table.worth(adding.sums);
        chain.nodes.push([0.0, b, i, c, d]);
    }
    steps(facts, site, weights, chain);
}

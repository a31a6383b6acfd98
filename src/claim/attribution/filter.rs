//! How sure a found attribution is: a logistic regression over what the chains say of it.

use super::Candidate;
use super::arguments::fine;
use super::chain::exp;
use super::facts::{Bound, Facts};
use super::site::Site;
use super::table::feature;

/// How many weights there are.
pub const WEIGHTS: usize = 1 << 15;

/// The features of `candidate`, as places among the weights.
pub fn features(facts: &Facts, site: &Site, candidate: &Candidate, out: &mut Vec<u32>) {
    out.clear();
    let mut put =
        |template: u32, a: u32, b: u32| out.push(feature(template + 300, a, b) % WEIGHTS as u32);
    let cue = &facts.tokens[candidate.cue.start];
    let level = u32::from(cue.begins);
    let step = |share: f32| (share * 10.0) as u32;
    let (sure_cue, sure_content, sure_source) = (
        step(candidate.sure_cue),
        step(candidate.sure_content),
        step(candidate.sure_source),
    );
    let kind = match &candidate.source {
        None => 0,
        Some(source) => {
            let last = &facts.tokens[source.end - 1];
            1 + u32::from(last.class)
        }
    };
    let words: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    let quoted = candidate
        .content
        .iter()
        .flat_map(Clone::clone)
        .filter(|at| facts.tokens[*at].quoted > 0)
        .count();
    let quoted = if quoted == 0 {
        0
    } else if quoted * 10 >= words * 9 {
        2
    } else {
        1
    };
    let length = fine(words);
    let has_source = u32::from(candidate.source.is_some());
    put(0, 0, 0);
    put(1, sure_cue, 0);
    put(2, sure_content, 0);
    put(3, sure_source, has_source);
    put(4, sure_cue * 16 + sure_content, has_source);
    put(5, sure_content * 16 + sure_source, has_source);
    put(6, cue.stem, 0);
    put(7, level, has_source);
    put(8, level, quoted);
    put(9, kind, 0);
    put(10, kind, level);
    put(11, length, quoted);
    put(12, length, level);
    put(13, candidate.cue.len().min(5) as u32, level);
    put(14, site.left * 64 + site.right, 0);
    put(15, site.headline, level);
    put(16, candidate.content.len().min(4) as u32, quoted);
    put(17, u32::from(cue.quoted), quoted);
    put(18, candidate.neighbours.min(3), level);
    put(19, sure_cue, quoted * 2 + has_source);
    let side = candidate
        .content
        .first()
        .map_or(0, |content| u32::from(content.start > candidate.cue.start));
    let source_side = candidate
        .source
        .as_ref()
        .map_or(2, |source| u32::from(source.start > candidate.cue.start));
    put(20, side * 4 + source_side, level);
    put(21, side * 4 + source_side, quoted);
    let meaning = u32::from(cue.meaning);
    put(22, meaning, has_source);
    put(23, meaning, sure_content);
    put(24, meaning / 4, sure_cue);
    put(25, u32::from(cue.tag), level);
    put(26, u32::from(cue.tag), kind);
    put(27, meaning / 4, kind);
    let first = &facts.tokens[candidate.content[0].start];
    put(28, u32::from(first.class), level);
    put(29, u32::from(first.tag), meaning / 4);
    let last_cue = &facts.tokens[candidate.cue.end - 1];
    put(
        30,
        u32::from(cue.tag) * 32 + u32::from(last_cue.tag),
        site.form,
    );
    put(31, site.form, meaning / 4);
    put(32, site.form, level);
    put(33, last_cue.stem, 1);
    put(34, cue.stem, site.right);
    put(
        35,
        u32::from(last_cue.begins) * 8 + u32::from(last_cue.within),
        level,
    );
    put(36, site.right_word, level);
    put(37, u32::from(first.class), cue.stem);
    between_features(facts, candidate, (level, quoted, source_side), out);
}

/// The features of where the parts of `candidate` stand towards one another and end; `of` is the level of its cue, whether
/// its content is quoted, and the side of its source.
fn between_features(facts: &Facts, candidate: &Candidate, of: (u32, u32, u32), out: &mut Vec<u32>) {
    let mut put =
        |template: u32, a: u32, b: u32| out.push(feature(template + 300, a, b) % WEIGHTS as u32);
    let (level, quoted, source_side) = of;
    let cue = &candidate.cue;
    if let Some(source) = &candidate.source {
        let (from, to) = if source.end <= cue.start {
            (source.end, cue.start)
        } else {
            (cue.end, source.start.max(cue.end))
        };
        let subjects = facts.between(Bound::Subject, from, to).min(3);
        let mark = u32::from(facts.tokens[source.start].subject);
        let gap = fine(to - from);
        put(40, mark * 4 + subjects, level);
        put(41, mark * 4 + subjects, source_side);
        put(42, gap * 4 + subjects, source_side);
        put(43, gap * 4 + source_side, level);
    }
    let (first, last) = (
        &candidate.content[0],
        &candidate.content[candidate.content.len() - 1],
    );
    let is_after = first.start >= cue.end;
    let gap = if is_after {
        first.start - cue.end
    } else {
        cue.start.saturating_sub(last.end)
    };
    put(44, fine(gap), level);
    put(45, fine(gap) * 2 + u32::from(is_after), quoted);
    let class = |at: usize| facts.tokens.get(at).map_or(0, |fact| u32::from(fact.class));
    let (after, end) = (class(last.end), class(last.end - 1));
    let words: usize = candidate.content.iter().map(ExactSizeIterator::len).sum();
    put(46, after * 64 + end, quoted);
    put(47, after, level);
    put(48, after, fine(words));
    let verbs: u32 = candidate
        .content
        .iter()
        .map(|part| facts.between(Bound::Tagged, part.start, part.end))
        .sum::<u32>()
        .min(3);
    put(49, verbs * 64 + class(first.start), u32::from(is_after));
    put(50, verbs, u32::from(facts.tokens[cue.start].meaning) / 4);
    put(51, verbs * 16 + fine(words), level);
}

/// The probability that a candidate with these `features` is an attribution.
pub fn probability(weights: &[f32], features: &[u32]) -> f32 {
    let sum: f32 = features
        .iter()
        .map(|feature| weights[*feature as usize])
        .sum();
    1.0 / (1.0 + exp(-sum))
}

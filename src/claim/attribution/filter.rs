//! How sure a found attribution is: a logistic regression over what the chains say of it.

use super::Candidate;
use super::chain::exp;
use super::facts::Facts;
use super::site::Site;
use super::table::feature;

/// How many weights there are.
pub const WEIGHTS: usize = 1 << 12;

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
    let length = super::arguments::fine(words);
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
}

/// The probability that a candidate with these `features` is an attribution.
pub fn probability(weights: &[f32], features: &[u32]) -> f32 {
    let sum: f32 = features
        .iter()
        .map(|feature| weights[*feature as usize])
        .sum();
    1.0 / (1.0 + exp(-sum))
}

//! The passes over an article: its cues, what each holds alone, which stand inside which, and all once more among the rest.

use super::arguments::{self, Others, Sums};
use super::chain::Chain;
use super::facts::Facts;
use super::site::Site;
use super::{Candidate, Model, cues, filter, layout};
use crate::language::Parsed;
use std::ops::Range;

/// Added to the score of "begin of a cue": rather one too many, the filter drops it again.
const CUE_BONUS: f32 = 3.0;
/// Added to the score of "begin of a source".
const SOURCE_BONUS: f32 = 0.5;
/// Added to it once more where no source was found.
const SEEKING_BONUS: f32 = 1.5;

/// Every candidate with its confidence, by place of the cue. `tell` hears what share of the work is done: the text is gone
/// through three times.
pub fn candidates(
    model: &Model,
    parsed: &Parsed<'_>,
    facts: &Facts,
    tell: &mut dyn FnMut(f64),
) -> Vec<Candidate> {
    let tokens = parsed.tokens.len().max(1) as f64;
    let mut at = |pass: u8, token: usize| tell((f64::from(pass) + token as f64 / tokens) / 3.0);
    let mut reader = Reader {
        model,
        parsed,
        facts,
        buffer: Vec::new(),
        own: vec![None; facts.tokens.len()],
        chain: Chain::default(),
        labels: Vec::new(),
    };
    let mut all: Vec<Reading> = layout::find(parsed, facts)
        .into_iter()
        .map(|candidate| Reading {
            site: Site::new(parsed, facts, candidate.cue.clone()),
            candidate,
            sums: Sums::new(),
        })
        .collect();
    let by_layout: Vec<usize> = all.iter().map(|reading| reading.site.cue.start).collect();
    for (cue, sure) in find_cues(model, parsed, facts, |token| at(0, token)) {
        at(1, cue.start);
        if !cue.clone().any(|at| by_layout.binary_search(&at).is_ok()) {
            all.extend(reader.alone(cue, sure));
        }
    }
    all.sort_by_key(|reading| reading.site.cue.start);
    nest(&mut all);
    let before = cues_before(&all, facts.tokens.len());
    for reading in &mut all {
        let start = reading.site.cue.start;
        at(2, start);
        if by_layout.binary_search(&start).is_ok() {
            continue;
        }
        let is_inner = reading.candidate.outer.is_some();
        reader.again(reading, (!is_inner).then_some(before.as_slice()));
        let range = &parsed.sentences[parsed.tokens[start].sentence].tokens;
        let others = before[range.end] - before[range.start];
        let Reading {
            site, candidate, ..
        } = reading;
        candidate.neighbours = others.saturating_sub(1);
        filter::features(facts, site, candidate, &mut reader.buffer);
        candidate.confidence = if model.filter.is_empty() {
            1.0
        } else {
            filter::probability(&model.filter, &reader.buffer)
        };
    }
    let mut candidates: Vec<Candidate> = all.into_iter().map(|reading| reading.candidate).collect();
    layout::follow(parsed, facts, &mut candidates);
    candidates
}

/// The cues by place, each with the probability that one begins there.
fn find_cues(
    model: &Model,
    parsed: &Parsed<'_>,
    facts: &Facts,
    mut tell: impl FnMut(usize),
) -> Vec<(Range<usize>, f32)> {
    let mut found = Vec::new();
    let mut chain = Chain::default();
    let mut labels = Vec::new();
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        let range = &sentence.tokens;
        if !parsed.article.blocks[sentence.block].kind.is_told() || range.is_empty() {
            continue;
        }
        tell(range.start);
        cues::fill(
            facts,
            range,
            facts.headline[number],
            &model.cues,
            &model.cue_steps,
            &mut chain,
        );
        for node in &mut chain.nodes {
            node[1] += CUE_BONUS;
        }
        chain.best(&mut labels);
        if labels.iter().all(|label| *label == 0) {
            continue;
        }
        for node in &mut chain.nodes {
            node[1] -= CUE_BONUS;
        }
        chain.marginals();
        for (_, cue) in runs(&labels) {
            let sure = chain.probable[cue.start][1];
            found.push((range.start + cue.start..range.start + cue.end, sure));
        }
    }
    found
}

/// The stretches of `labels` that a "begin" (odd) opens and its "inside" (the next number) carries on.
fn runs(labels: &[u8]) -> impl Iterator<Item = (u8, Range<usize>)> {
    labels
        .iter()
        .enumerate()
        .filter(|(_, label)| **label % 2 == 1)
        .map(|(start, label)| {
            let inside = labels[start + 1..]
                .iter()
                .take_while(|other| **other == label + 1);
            (*label, start..start + 1 + inside.count())
        })
}

/// What is read of one cue.
struct Reading {
    site: Site,
    candidate: Candidate,
    sums: Sums,
}

/// What one article's cues are read with.
struct Reader<'a> {
    model: &'a Model,
    parsed: &'a Parsed<'a>,
    facts: &'a Facts,
    buffer: Vec<u32>,
    own: arguments::Own,
    chain: Chain<{ arguments::LABELS }>,
    labels: Vec<u8>,
}

impl Reader<'_> {
    /// Reads a cue as if there were no other; nothing if it has no content.
    fn alone(&mut self, cue: Range<usize>, sure_cue: f32) -> Option<Reading> {
        let site = Site::new(self.parsed, self.facts, cue);
        let sums = arguments::sums(
            self.parsed,
            self.facts,
            &site,
            &self.model.arguments,
            &mut self.own,
        );
        self.decode(&site, None, &sums);
        let first = site.window.start;
        let content: Vec<Range<usize>> = runs(&self.labels)
            .filter(|(label, _)| *label == 1)
            .map(|(_, run)| first + run.start..first + run.end)
            .collect();
        (!content.is_empty()).then(|| Reading {
            candidate: Candidate {
                cue: site.cue.clone(),
                source: None,
                content,
                sure_cue,
                sure_content: 0.0,
                sure_source: 0.0,
                neighbours: 0,
                outer: None,
                confidence: 0.0,
            },
            site,
            sums,
        })
    }

    /// Finds the best labels.
    fn decode(&mut self, site: &Site, others: Others<'_>, sums: &[[i32; 4]]) {
        arguments::fill(
            self.parsed,
            self.facts,
            site,
            others,
            &self.model.arguments,
            &self.model.argument_steps,
            sums,
            &mut self.chain,
        );
        for node in &mut self.chain.nodes {
            node[3] += SOURCE_BONUS;
        }
        self.chain.best(&mut self.labels);
    }

    /// Looks for a source where none was found: few cues have none. What was found stays if that costs the content.
    fn seek_source(&mut self) {
        for node in &mut self.chain.nodes {
            node[3] += SEEKING_BONUS;
        }
        let before = std::mem::take(&mut self.labels);
        self.chain.best(&mut self.labels);
        if !self.labels.contains(&3) || !self.labels.contains(&1) {
            self.labels = before;
            for node in &mut self.chain.nodes {
                node[3] -= SEEKING_BONUS;
            }
        }
    }

    /// Reads a cue once more among `others`, if that leaves it a content, and says how sure its parts are.
    fn again(&mut self, reading: &mut Reading, others: Others<'_>) {
        self.decode(&reading.site, others, &reading.sums);
        if !self.labels.contains(&1) {
            self.decode(&reading.site, None, &reading.sums);
        }
        if !self.labels.contains(&3) {
            self.seek_source();
        }
        self.chain.marginals();
        let first = reading.site.window.start;
        let candidate = &mut reading.candidate;
        candidate.content.clear();
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for (label, run) in runs(&self.labels) {
            let sure: f32 = run
                .clone()
                .map(|at| self.chain.probable[at][usize::from(self.labels[at])])
                .sum();
            let range = first + run.start..first + run.end;
            if label == 1 {
                candidate.content.push(range);
                sum += sure;
                count += run.len() as f32;
            } else if sure / run.len() as f32 > candidate.sure_source {
                candidate.sure_source = sure / run.len() as f32;
                candidate.source = Some(range);
            }
        }
        candidate.sure_content = sum / count.max(1.0);
    }
}

/// Marks each candidate whose cue stands in the content of a surer one as its inner one.
fn nest(all: &mut [Reading]) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let sure = |at: usize| all[at].candidate.sure_cue;
    order.sort_by(|a, b| sure(*b).total_cmp(&sure(*a)).then(a.cmp(b)));
    // Cues are sorted by place, so those that a content may hold lie side by side.
    for outer in order {
        if all[outer].candidate.outer.is_some() {
            continue;
        }
        let sure = all[outer].candidate.sure_cue;
        for part in all[outer].candidate.content.clone() {
            let first = all.partition_point(|reading| reading.site.cue.start < part.start);
            for (inner, reading) in all.iter_mut().enumerate().skip(first) {
                if reading.site.cue.start >= part.end {
                    break;
                }
                let candidate = &mut reading.candidate;
                if inner != outer && candidate.outer.is_none() && candidate.sure_cue <= sure {
                    candidate.outer = Some(outer);
                }
            }
        }
    }
}

/// For each of so many tokens, and for their end: how many outer cues begin before it.
fn cues_before(all: &[Reading], tokens: usize) -> Vec<u32> {
    let mut before = vec![0; tokens + 1];
    let outer = all
        .iter()
        .filter(|reading| reading.candidate.outer.is_none());
    for reading in outer {
        before[reading.site.cue.start + 1] += 1;
    }
    for at in 1..before.len() {
        before[at] += before[at - 1];
    }
    before
}

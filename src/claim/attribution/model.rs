//! The learnt model: its parts, its file, and the passes it makes over an article.

use super::arguments::{self, OwnScores, Site};
use super::chain::Chain;
use super::cues;
use super::facts::Facts;
use super::filter;
use super::layout;
use super::lexicon::Lexicon;
use super::table::{Table, read_plain, write_plain};
use super::{Attribution, Candidate};
use crate::language::Parsed;
use crate::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// Added to the score of "begin of a cue": rather one too many, the filter drops it again.
const CUE_BONUS: f32 = 1.8;
/// Added to the score of "begin of a source".
const SOURCE_BONUS: f32 = 0.5;

/// All weights.
#[derive(Debug, Clone)]
pub struct Model {
    /// The words it knows.
    pub lexicon: Lexicon,
    /// The cue chain's features.
    pub cues: Table<2>,
    /// The cue chain's steps.
    pub cue_steps: cues::Steps,
    /// The argument chain's features.
    pub arguments: Table<4>,
    /// The argument chain's steps.
    pub argument_steps: arguments::Steps,
    /// The filter's weights; empty for a model that keeps every candidate.
    pub filter: Vec<f32>,
    /// The confidence below which an attribution is dropped.
    pub least: f32,
}

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("words.txt"));
    Model::read(lexicon, include_bytes!("weights.bin")).unwrap_or_else(Model::empty)
});

impl Model {
    /// The model that the program carries.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// A model that finds nothing.
    fn empty() -> Self {
        Self {
            lexicon: Lexicon::default(),
            cues: Table::new(&[[0.0; 2]]),
            cue_steps: vec![[[0.0; cues::LABELS]; cues::LABELS]; cues::CLASSES],
            arguments: Table::new(&[[0.0; 4]]),
            argument_steps: vec![[[0.0; arguments::LABELS]; arguments::LABELS]; arguments::STEPS],
            filter: Vec::new(),
            least: 1.0,
        }
    }

    /// The weights' file.
    pub fn write(&self) -> Vec<u8> {
        let mut file = Vec::new();
        self.cues.write(&mut file);
        self.arguments.write(&mut file);
        let plain = |steps: &[&[f32]]| steps.concat();
        write_plain(
            &plain(
                &self
                    .cue_steps
                    .iter()
                    .map(|step| step.as_flattened())
                    .collect::<Vec<_>>(),
            ),
            &mut file,
        );
        write_plain(
            &plain(
                &self
                    .argument_steps
                    .iter()
                    .map(|step| step.as_flattened())
                    .collect::<Vec<_>>(),
            ),
            &mut file,
        );
        write_plain(&self.filter, &mut file);
        write_plain(&[self.least], &mut file);
        file
    }

    /// Reads a weights' file.
    pub fn read(lexicon: Lexicon, mut file: &[u8]) -> Option<Self> {
        let file = &mut file;
        let cues = Table::read(file)?;
        let arguments = Table::read(file)?;
        let cue_steps = steps(&read_plain(file)?);
        let argument_steps = steps(&read_plain(file)?);
        let filter = read_plain(file)?;
        let least = *read_plain(file)?.first()?;
        let whole = cue_steps.len() == cues::CLASSES
            && argument_steps.len() == arguments::STEPS
            && (filter.is_empty() || filter.len() == filter::WEIGHTS);
        whole.then_some(Self {
            lexicon,
            cues,
            cue_steps,
            arguments,
            argument_steps,
            filter,
            least,
        })
    }

    /// Finds the attributions of `parsed`, by place of their cues.
    pub fn find(&self, parsed: &Parsed<'_>) -> Vec<Attribution> {
        let facts = Facts::new(parsed, &self.lexicon);
        let candidates = self.candidates(parsed, &facts);
        let mut places = vec![None; candidates.len()];
        let mut found: Vec<Attribution> = Vec::new();
        let kept = |candidate: &Candidate| candidate.confidence >= self.least;
        for (place, candidate) in candidates.iter().enumerate() {
            if kept(candidate) {
                places[place] = Some(found.len());
                let span = |range: &Range<usize>| {
                    Span::new(
                        parsed.tokens[range.start].span.start,
                        parsed.tokens[range.end - 1].span.end,
                    )
                };
                found.push(Attribution {
                    source: candidate.source.as_ref().map(span),
                    cue: Some(span(&candidate.cue)),
                    content: candidate.content.iter().map(span).collect(),
                    confidence: candidate.confidence,
                    outer: candidate.outer,
                });
            }
        }
        for attribution in &mut found {
            attribution.outer = attribution.outer.and_then(|outer| places[outer]);
        }
        found
    }

    /// Every candidate with its confidence, by place of the cue.
    pub fn candidates(&self, parsed: &Parsed<'_>, facts: &Facts) -> Vec<Candidate> {
        let cues = self.cues(parsed, facts);
        let mut reader = Reader {
            model: self,
            parsed,
            facts,
            own: OwnScores::new(facts.tokens.len()),
            buffer: Vec::new(),
            chain: Chain::default(),
            labels: Vec::new(),
        };
        let mut alone: Vec<(Site, Candidate)> = layout::find(parsed, facts)
            .into_iter()
            .map(|candidate| (Site::new(parsed, facts, candidate.cue.clone()), candidate))
            .collect();
        let by_layout: Vec<usize> = alone.iter().map(|(site, _)| site.cue.start).collect();
        for (cue, sure) in cues {
            if cue.clone().any(|at| by_layout.binary_search(&at).is_ok()) {
                continue;
            }
            let site = Site::new(parsed, facts, cue);
            let candidate = reader.read(&site, None, sure);
            if !candidate.content.is_empty() {
                alone.push((site, candidate));
            }
        }
        alone.sort_by_key(|(site, _)| site.cue.start);
        nest(&mut alone);
        let mut before = vec![0; facts.tokens.len() + 1];
        let mut starts = alone
            .iter()
            .filter(|(_, candidate)| candidate.outer.is_none())
            .map(|(site, _)| site.cue.start)
            .peekable();
        let mut count = 0;
        for (at, before) in before.iter_mut().enumerate() {
            *before = count;
            while starts.next_if_eq(&at).is_some() {
                count += 1;
            }
        }
        for (site, candidate) in &mut alone {
            if by_layout.binary_search(&site.cue.start).is_ok() {
                continue;
            }
            if candidate.outer.is_none() {
                let again = reader.read(site, Some(&before), candidate.sure_cue);
                if !again.content.is_empty() {
                    *candidate = again;
                }
            }
            let range = &parsed.sentences[parsed.tokens[site.cue.start].sentence].tokens;
            candidate.neighbours = (before[range.end] - before[range.start]).saturating_sub(1);
            filter::features(facts, site, candidate, &mut reader.buffer);
            candidate.confidence = if self.filter.is_empty() {
                1.0
            } else {
                filter::probability(&self.filter, &reader.buffer)
            };
        }
        let mut candidates: Vec<Candidate> =
            alone.into_iter().map(|(_, candidate)| candidate).collect();
        layout::follow(parsed, facts, &mut candidates);
        candidates
    }

    /// The cues by place, each with the probability that one begins there.
    fn cues(&self, parsed: &Parsed<'_>, facts: &Facts) -> Vec<(Range<usize>, f32)> {
        let mut found = Vec::new();
        let mut chain = Chain::default();
        let (mut buffer, mut labels) = (Vec::new(), Vec::new());
        for (number, sentence) in parsed.sentences.iter().enumerate() {
            let range = &sentence.tokens;
            if !parsed.article.blocks[sentence.block].kind.is_told() || range.is_empty() {
                continue;
            }
            cues::fill(
                facts,
                range,
                facts.headline[number],
                &self.cues,
                &self.cue_steps,
                &mut buffer,
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
            let mut at = 0;
            while at < labels.len() {
                let start = at;
                at += 1;
                if labels[start] == 1 {
                    while at < labels.len() && labels[at] == 2 {
                        at += 1;
                    }
                    found.push((
                        range.start + start..range.start + at,
                        chain.probable[start][1],
                    ));
                }
            }
        }
        found
    }
}

/// What one article's cues are read with.
struct Reader<'a> {
    model: &'a Model,
    parsed: &'a Parsed<'a>,
    facts: &'a Facts,
    own: OwnScores,
    buffer: Vec<u32>,
    chain: Chain<{ arguments::LABELS }>,
    labels: Vec<u8>,
}

impl Reader<'_> {
    /// Finds the source and content of one cue.
    fn read(&mut self, site: &Site, others: arguments::Others<'_>, sure_cue: f32) -> Candidate {
        let model = self.model;
        arguments::fill(
            self.parsed,
            self.facts,
            site,
            others,
            &model.arguments,
            &model.argument_steps,
            &mut self.own,
            &mut self.buffer,
            &mut self.chain,
        );
        for node in &mut self.chain.nodes {
            node[3] += SOURCE_BONUS;
        }
        self.chain.best(&mut self.labels);
        self.chain.marginals();
        let mut content = Vec::new();
        let mut sources: Vec<(Range<usize>, f32)> = Vec::new();
        let (mut sum, mut count) = (0.0, 0.0_f32);
        let mut at = 0;
        while at < self.labels.len() {
            let start = at;
            let label = self.labels[at];
            at += 1;
            if label != 1 && label != 3 {
                continue;
            }
            while at < self.labels.len() && self.labels[at] == label + 1 {
                at += 1;
            }
            let range = site.window.start + start..site.window.start + at;
            let sure: f32 = (start..at)
                .map(|at| self.chain.probable[at][usize::from(self.labels[at])])
                .sum();
            if label == 1 {
                content.push(range);
                sum += sure;
                count += (at - start) as f32;
            } else {
                sources.push((range, sure / (at - start) as f32));
            }
        }
        let source = sources
            .into_iter()
            .reduce(|best, other| if other.1 > best.1 { other } else { best });
        Candidate {
            cue: site.cue.clone(),
            sure_source: source.as_ref().map_or(0.0, |(_, sure)| *sure),
            source: source.map(|(range, _)| range),
            content,
            sure_cue,
            sure_content: sum / count.max(1.0),
            neighbours: 0,
            outer: None,
            confidence: 0.0,
        }
    }
}

/// Marks each candidate whose cue stands in the content of a surer one as its inner one.
fn nest(candidates: &mut [(Site, Candidate)]) {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| {
        candidates[*b]
            .1
            .sure_cue
            .total_cmp(&candidates[*a].1.sure_cue)
            .then(a.cmp(b))
    });
    // Cues are sorted by place, so those that a content may hold lie side by side.
    for outer in order {
        if candidates[outer].1.outer.is_some() {
            continue;
        }
        let content = candidates[outer].1.content.clone();
        let sure = candidates[outer].1.sure_cue;
        for part in content {
            let first = candidates.partition_point(|(site, _)| site.cue.start < part.start);
            for inner in first..candidates.len() {
                let (site, candidate) = &mut candidates[inner];
                if site.cue.start >= part.end {
                    break;
                }
                if inner != outer && candidate.outer.is_none() && candidate.sure_cue <= sure {
                    candidate.outer = Some(outer);
                }
            }
        }
    }
}

/// Plain weights as steps.
fn steps<const N: usize>(weights: &[f32]) -> Vec<[[f32; N]; N]> {
    weights.as_chunks::<N>().0.as_chunks::<N>().0.to_vec()
}

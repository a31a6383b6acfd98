//! The learnt model: its parts, its file, and what it finds.

use super::facts::Facts;
use super::lexicon::Lexicon;
use super::table::{Table, read_plain, write_plain};
use super::{Attribution, Candidate, arguments, cues, filter, passes};
use crate::language::Parsed;
use crate::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

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
        self.find_telling(parsed, &mut |_| {})
    }

    /// The same; `tell` hears what share of the work is done, 0 to 1.
    pub fn find_telling(&self, parsed: &Parsed<'_>, tell: &mut dyn FnMut(f64)) -> Vec<Attribution> {
        let facts = Facts::new(parsed, &self.lexicon);
        let candidates = passes::candidates(self, parsed, &facts, tell);
        let mut places = vec![None; candidates.len()];
        let mut found: Vec<Attribution> = Vec::new();
        let kept = |candidate: &Candidate| {
            let known = candidate.cue.clone().any(|at| facts.tokens[at].meaning > 0);
            let is_quoted = |at: usize| facts.tokens[at].quoted > 0;
            let least = if !known {
                LEAST_UNKNOWN
            } else if candidate.content.iter().cloned().flatten().any(is_quoted) {
                self.least
            } else {
                self.least.max(LEAST_UNQUOTED)
            };
            candidate.confidence >= least
        };
        // What is said within a saying does not hold that saying.
        let within = |candidate: &Candidate| {
            let Some(outer) = candidate.outer else {
                return true;
            };
            let cue = candidates[outer].cue.start;
            candidate.confidence >= LEAST_INNER
                && !candidate.content.iter().any(|part| part.contains(&cue))
        };
        for (place, candidate) in candidates.iter().enumerate() {
            if kept(candidate) && within(candidate) {
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
}

/// The confidence below which an attribution is dropped whose cue has no word of a known class: three of five are none.
const LEAST_UNKNOWN: f32 = 0.5;

/// The same where no word of the content is quoted: of those below it less than a third are right, and each that is wrong
/// takes a statement of the article itself from the reader.
const LEAST_UNQUOTED: f32 = 0.34;

/// The same within the content of another, of which the corpus tells nothing.
const LEAST_INNER: f32 = 0.5;

/// Plain weights as steps.
fn steps<const N: usize>(weights: &[f32]) -> Vec<[[f32; N]; N]> {
    weights.as_chunks::<N>().0.as_chunks::<N>().0.to_vec()
}

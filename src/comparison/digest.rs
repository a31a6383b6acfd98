//! What of a comparison is worth telling first: used wherever the whole is told in short.

use super::Comparison;
use crate::claim::{Certainty, ClaimId, Mode, Source};
use rustc_hash::FxHashMap;

/// So many words without quotation marks say too little to be told.
const SCRAP: usize = 3;
/// So many words in a row make two quotations one.
const SHARED: usize = 5;

impl Comparison {
    /// Whether these two articles are one text, however its lines are broken.
    pub fn is_one_text(&self, [one, other]: [usize; 2]) -> bool {
        let words = |article: usize| self.articles[article].text.split_whitespace();
        one == other || words(one).eq(words(other))
    }

    /// What these two articles have word for word, in words that name them by `letters`; none where they have nothing.
    pub fn sameness(&self, articles: [usize; 2], letters: [&str; 2]) -> Option<String> {
        if self.is_one_text(articles) {
            let [one, other] = letters;
            return Some(format!("{one} and {other} are the same text"));
        }
        let mut all = self.copied.iter();
        let found = all.find(|copied| copied.articles == articles);
        found.map(|copied| copied.words(letters))
    }

    /// Whether a claim says too little to be worth a row: a few words without quotation marks.
    pub fn is_scrap(&self, claim: ClaimId) -> bool {
        let claim = &self.claims[claim];
        let text = &self.articles[claim.article].text;
        let words = || {
            let parts = claim.content.iter();
            parts
                .flat_map(|span| {
                    let words = text.get(span.range()).unwrap_or_default();
                    words.split_whitespace()
                })
                .take(SCRAP + 1)
                .count()
        };
        matches!(claim.mode, Mode::Indirect | Mode::Narration) && words() <= SCRAP
    }

    /// How much a claim that only one article has would be missed in the other: who stands behind it, whether it is
    /// quoted, what it counts and dates, how sure it is, and how much is told of those it is about. `told` gives by actor
    /// the number of claims that it makes or that are about it.
    pub fn weight(&self, claim: ClaimId, told: impl Fn(usize) -> usize) -> f32 {
        let of = &self.claims[claim];
        let source = match of.source {
            Source::Actor(..) => 2.0,
            Source::Unnamed(_) => 1.0,
            Source::Article => 0.0,
        };
        let quoted = match of.mode {
            Mode::Direct => 1.0,
            Mode::Mixed => 0.5,
            Mode::Indirect | Mode::Narration => 0.0,
        };
        let figures = of.figures.len().min(2) as f32 + 0.5 * of.dates.len().min(2) as f32;
        let sure = match of.factuality.certainty {
            Certainty::Certain => 0.5,
            Certainty::Probable | Certainty::Possible | Certainty::Unknown => 0.0,
        };
        let length: usize = of.content.iter().map(|span| span.len()).sum();
        let actors = of.source.actor().into_iter();
        let actors = actors.chain(of.about.iter().copied());
        let told = actors.map(told).max().unwrap_or(0);
        (source
            + quoted
            + figures
            + sure
            + (length as f32 / 60.0).min(2.0)
            + (1.0 + told as f32).ln().min(3.0) / 2.0)
            * of.confidence.clamp(0.1, 1.0)
    }

    /// The quotations that two articles share, one of each: some words in a row are the same. The claims are given in the
    /// order of their articles, and each of the first article is told once.
    pub fn shared_quotations(
        &self,
        left: impl Iterator<Item = ClaimId>,
        right: impl Iterator<Item = ClaimId>,
    ) -> Vec<(ClaimId, ClaimId)> {
        let mut known: FxHashMap<Vec<String>, ClaimId> = FxHashMap::default();
        for claim in left {
            for run in self.quoted_words(claim).windows(SHARED) {
                known.entry(run.to_vec()).or_insert(claim);
            }
        }
        let shared = right.filter_map(|claim| {
            let words = self.quoted_words(claim);
            let other = words.windows(SHARED).find_map(|run| known.get(run))?;
            Some((*other, claim))
        });
        shared.collect()
    }

    /// The words of a quotation, lower case; none of what is not one.
    fn quoted_words(&self, claim: ClaimId) -> Vec<String> {
        let claim = &self.claims[claim];
        if !matches!(claim.mode, Mode::Direct | Mode::Mixed) {
            return Vec::new();
        }
        let text = self.text_of(claim).to_lowercase();
        text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty())
            .map(|word| word.replace('’', "'"))
            .collect()
    }
}

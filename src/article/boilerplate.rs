//! Which blocks are adverts, prompts and links to other articles, and which stand under pictures.
//!
//! A block is weighed on general evidence: orders to the reader, "you" and "our" outside quotations, what prompts offer,
//! labels and notices, and having nothing in common with the rest of the page. No single one of the weak signs is enough.

use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The evidence from which on a block is boilerplate.
const ENOUGH: f32 = 3.0;
/// The share of a block's content words that the rest of the page must hold for the block to belong to it.
const IN_COMMON: f32 = 0.25;
/// Two blocks with this share of common words say the same.
const ALIKE: f32 = 0.75;
/// The longest caption in words.
const CAPTION_MAX: usize = 50;
/// How many blocks back a repetition is looked for.
const REACH: usize = 4;

/// The kinds of [`PROMPTS`] and their phrases.
type Phrases = FxHashMap<&'static str, Vec<&'static str>>;

static PROMPTS: LazyLock<Phrases> = LazyLock::new(|| {
    let mut kinds = Phrases::default();
    let mut kind = "";
    for line in include_str!("prompts.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(name) => kind = name,
            None => kinds.entry(kind).or_default().push(line),
        }
    }
    kinds
});

fn phrases(kind: &str) -> &'static [&'static str] {
    PROMPTS.get(kind).map_or(&[], Vec::as_slice)
}

/// A text's blocks beside one another.
pub struct Page<'a> {
    text: &'a str,
    spans: &'a [Span],
    /// The words of each block in lower case, those in quotation marks left out.
    outside: Vec<Vec<String>>,
    /// In how many blocks each longer word stands.
    spread: FxHashMap<String, usize>,
}

impl<'a> Page<'a> {
    /// Reads the blocks at `spans` of `text` once.
    pub fn new(text: &'a str, spans: &'a [Span]) -> Self {
        let mut spread: FxHashMap<String, usize> = FxHashMap::default();
        for span in spans {
            for word in content_words(span.of(text)) {
                *spread.entry(word).or_default() += 1;
            }
        }
        let outside = spans
            .iter()
            .map(|span| words_outside_quotations(span.of(text)))
            .collect();
        Self {
            text,
            spans,
            outside,
            spread,
        }
    }

    /// Whether a near block says the same in the same words.
    pub fn is_repeated(&self, at: usize) -> bool {
        let words = self.spans[at].of(self.text);
        let own = content_words(words);
        let count = words.split_whitespace().count();
        if own.len() < 4 || count > CAPTION_MAX || words.contains(['"', '“', '”']) {
            return false;
        }
        let near =
            (at.saturating_sub(REACH)..at).chain(at + 1..(at + 1 + REACH).min(self.spans.len()));
        near.filter(|other| *other > 0).any(|other| {
            let other = content_words(self.spans[other].of(self.text));
            let shared = own.intersection(&other).count() as f32;
            shared >= ALIKE * own.len().max(other.len()) as f32
        })
    }

    /// Whether block `at` is about the page or another article and not about the story.
    pub fn is_boilerplate(&self, at: usize) -> bool {
        self.evidence(at) >= ENOUGH
    }

    fn evidence(&self, at: usize) -> f32 {
        let words = self.spans[at].of(self.text);
        let lower = words.to_lowercase().replace('’', "'");
        let mut evidence = 0.0;
        if is_label(&lower)
            || phrases("notice")
                .iter()
                .any(|notice| lower.starts_with(notice))
        {
            evidence += 3.0;
        }
        let outside = &self.outside[at];
        let orders = gives_orders(words);
        let goods = holds_phrase(&lower, "good");
        let yours = has_any(outside, &["you", "your", "yours", "you'll", "you're"]);
        let ours = has_any(outside, &["our", "us", "we"]) && self.share_of_ours(at) <= 0.15;
        evidence += if orders { 1.5 } else { 0.0 };
        evidence += if goods && (orders || yours || ours) {
            1.5
        } else {
            0.0
        };
        evidence += if yours { 1.0 } else { 0.0 };
        evidence += if ours { 1.0 } else { 0.0 };
        evidence += if self.is_apart(at) { 1.5 } else { 0.0 };
        // Somebody of the story speaks.
        evidence -= if words.split_whitespace().count() > outside.len() + 5 {
            1.5
        } else {
            0.0
        };
        evidence
    }

    /// The share of the other blocks in which the writer says "we".
    fn share_of_ours(&self, at: usize) -> f32 {
        // A page of letters says "we" everywhere; a sample of its first blocks shows it.
        let sample: Vec<_> = self
            .outside
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .take(60)
            .collect();
        let ours = sample
            .iter()
            .filter(|(_, words)| has_any(words, &["our", "us", "we"]))
            .count();
        ours as f32 / sample.len().max(1) as f32
    }

    /// Whether block `at` has nothing in common with the rest of the page.
    fn is_apart(&self, at: usize) -> bool {
        let own = content_words(self.spans[at].of(self.text));
        let common = own
            .iter()
            .filter(|word| self.spread.get(*word).is_some_and(|blocks| *blocks > 1))
            .count();
        self.spans.len() >= 5 && own.len() >= 5 && (common as f32) < IN_COMMON * own.len() as f32
    }
}

/// Whether a block of this text is the caption of a picture, by its own words.
pub fn is_caption(words: &str) -> bool {
    let lower = words.to_lowercase();
    let signs = phrases("picture")
        .iter()
        .filter(|sign| lower.contains(**sign))
        .count();
    let dated = ends_with_a_year(words);
    words.split_whitespace().count() <= 60
        && (signs >= 2 || (signs == 1 && (dated || lower.ends_with(')'))))
}

/// Whether a block of this text names who made the article, or when.
pub fn is_credit(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let lower = words.to_lowercase();
    let named = words
        .split_whitespace()
        .skip(1)
        .any(|word| word.chars().next().is_some_and(char::is_uppercase));
    count <= 14
        && (named || lower.contains(|c: char| c.is_ascii_digit()))
        && !has_sentence_end(words)
        && starts_with_phrase(&lower, "credit")
}

/// Whether a sentence of `words` begins with an order to the reader.
fn gives_orders(words: &str) -> bool {
    crate::language::sentence::split(words, Span::new(0, words.len()))
        .into_iter()
        .any(|sentence| starts_with_phrase(&sentence.of(words).to_lowercase(), "order"))
}

fn has_sentence_end(words: &str) -> bool {
    words.trim_end().ends_with('.') && words.split_whitespace().count() > 8
}

fn ends_with_a_year(words: &str) -> bool {
    let last = words
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && last.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `lower` is a label, or begins with one and a colon.
fn is_label(lower: &str) -> bool {
    let lower = lower.trim_start_matches(['"', '“', '>', '»', '[', '(', ' ']);
    phrases("label").iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['"', '”', ']', ')', ' ', '.']);
            rest.is_empty() || rest.starts_with([':', '|', '»', '→']) && !rest.starts_with(": \"")
        })
    })
}

fn starts_with_phrase(lower: &str, kind: &str) -> bool {
    phrases(kind).iter().any(|phrase| {
        lower
            .strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn holds_phrase(lower: &str, kind: &str) -> bool {
    phrases(kind).iter().any(|phrase| {
        lower.match_indices(phrase).any(|(at, _)| {
            !lower[..at].ends_with(char::is_alphanumeric)
                && !lower[at + phrase.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

fn has_any(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

/// The longer words of `words`, lower case, cut to their first six letters so that inflected forms agree.
fn content_words(words: &str) -> FxHashSet<String> {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.chars().count() >= 4
                || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty()
        })
        .map(|word| word.chars().take(6).flat_map(char::to_lowercase).collect())
        .collect()
}

fn words_outside_quotations(words: &str) -> Vec<String> {
    let mut quotations = Vec::new();
    crate::language::quotation::pair(words, Span::new(0, words.len()), &mut quotations);
    let mut outside = Vec::new();
    let mut at = 0;
    let cuts = quotations
        .iter()
        .map(|quotation| quotation.span)
        .chain([Span::new(words.len(), words.len())]);
    for cut in cuts {
        let part = words[at..cut.start].to_lowercase().replace('’', "'");
        outside.extend(
            part.split(|c: char| !c.is_alphanumeric() && c != '\'')
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        );
        at = cut.end;
    }
    outside
}

//! Which blocks are adverts, prompts and links to other articles, and which stand under pictures.
//!
//! A block is weighed on general evidence: orders to the reader, "you" and "our" outside quotations, what prompts offer,
//! labels and notices, and having nothing in common with the rest of the page. No single one of the weak signs is enough.

use crate::span::Span;
use rustc_hash::FxHashMap;
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

static PROMPTS: LazyLock<FxHashMap<&'static str, Phrases>> = LazyLock::new(|| {
    let mut kinds: FxHashMap<&'static str, Phrases> = FxHashMap::default();
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
            None => kinds.entry(kind).or_default().add(line),
        }
    }
    kinds
});

/// The phrases of one kind.
struct Phrases {
    /// By first byte, so that a text is gone through once for all of them.
    by_first: Vec<Vec<&'static str>>,
}

impl Default for Phrases {
    fn default() -> Self {
        Self {
            by_first: vec![Vec::new(); 256],
        }
    }
}

impl Phrases {
    fn add(&mut self, phrase: &'static str) {
        if let Some(first) = phrase.bytes().next() {
            self.by_first[usize::from(first)].push(phrase);
        }
    }

    /// The phrases that `lower` begins with.
    fn starting<'p>(&'p self, lower: &'p str) -> impl Iterator<Item = &'static str> + 'p {
        lower
            .bytes()
            .next()
            .map_or(&[][..], |first| &self.by_first[usize::from(first)])
            .iter()
            .copied()
            .filter(|phrase| lower.starts_with(phrase))
    }

    /// The places in `lower` where a phrase stands, with the phrase.
    fn within<'p>(&'p self, lower: &'p str) -> impl Iterator<Item = (usize, &'static str)> + 'p {
        let bytes = lower.as_bytes();
        bytes.iter().enumerate().flat_map(move |(at, first)| {
            self.by_first[usize::from(*first)]
                .iter()
                .filter(move |phrase| bytes[at..].starts_with(phrase.as_bytes()))
                .map(move |phrase| (at, *phrase))
        })
    }
}

static NO_PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::default);

fn phrases(kind: &str) -> &'static Phrases {
    PROMPTS.get(kind).unwrap_or(&NO_PHRASES)
}

/// `words` in lower case with plain apostrophes, as the phrases are written.
pub fn folded(words: &str) -> String {
    let lower = words.to_lowercase();
    if lower.contains('’') {
        lower.replace('’', "'")
    } else {
        lower
    }
}

/// A text's blocks beside one another.
pub struct Page<'a> {
    text: &'a str,
    spans: &'a [Span],
    blocks: Vec<Counts>,
    /// In how many blocks each longer word stands, by its number.
    spread: Vec<u32>,
}

/// What is counted in a block.
struct Counts {
    /// Its different longer words by number, sorted.
    content: Vec<u32>,
    /// All words.
    words: usize,
    /// The words outside quotation marks.
    outside: usize,
    /// Whether "you" or "your" is among those.
    yours: bool,
    /// Whether "we", "us" or "our" is.
    ours: bool,
}

impl<'a> Page<'a> {
    /// Reads the blocks at `spans` of `text` once.
    pub fn new(text: &'a str, spans: &'a [Span]) -> Self {
        let mut numbers: FxHashMap<u128, u32> = FxHashMap::default();
        let mut spread = Vec::new();
        let blocks = spans
            .iter()
            .map(|span| {
                let words = span.of(text);
                let mut content: Vec<u32> = content_words(words)
                    .map(|word| {
                        let next = numbers.len() as u32;
                        *numbers.entry(word).or_insert(next)
                    })
                    .collect();
                content.sort_unstable();
                content.dedup();
                spread.resize(numbers.len(), 0);
                for word in &content {
                    spread[*word as usize] += 1;
                }
                let mut counts = Counts {
                    content,
                    words: words.split_whitespace().count(),
                    outside: 0,
                    yours: false,
                    ours: false,
                };
                counts.read_outside_quotations(words);
                counts
            })
            .collect();
        Self {
            text,
            spans,
            blocks,
            spread,
        }
    }

    /// Whether a near block says the same in the same words.
    pub fn is_repeated(&self, at: usize) -> bool {
        let own = &self.blocks[at];
        if own.content.len() < 4
            || own.words > CAPTION_MAX
            || self.spans[at].of(self.text).contains(['"', '“', '”'])
        {
            return false;
        }
        let near =
            (at.saturating_sub(REACH)..at).chain(at + 1..(at + 1 + REACH).min(self.spans.len()));
        near.filter(|other| *other > 0).any(|other| {
            let (own, other) = (&own.content, &self.blocks[other].content);
            let least = ALIKE * own.len().max(other.len()) as f32;
            own.len().min(other.len()) as f32 >= least && shared(own, other) as f32 >= least
        })
    }

    /// Whether block `at` is about the page or another article and not about the story; `lower` is the block [`folded`].
    pub fn is_boilerplate(&self, at: usize, lower: &str) -> bool {
        self.evidence(at, lower) >= ENOUGH
    }

    fn evidence(&self, at: usize, lower: &str) -> f32 {
        let mut evidence = 0.0;
        if is_label(lower) || phrases("notice").starting(lower).next().is_some() {
            evidence += 3.0;
        }
        let counts = &self.blocks[at];
        let orders = gives_orders(self.spans[at].of(self.text));
        let yours = counts.yours;
        let ours = counts.ours && self.share_of_ours(at) <= 0.15;
        let goods = (orders || yours || ours) && holds_phrase(lower, "good");
        evidence += if orders { 1.5 } else { 0.0 };
        evidence += if goods { 1.5 } else { 0.0 };
        evidence += if yours { 1.0 } else { 0.0 };
        evidence += if ours { 1.0 } else { 0.0 };
        evidence += if self.is_apart(at) { 1.5 } else { 0.0 };
        // Somebody of the story speaks.
        evidence -= if counts.words > counts.outside + 5 {
            1.5
        } else {
            0.0
        };
        evidence
    }

    /// The share of the other blocks in which the writer says "we".
    fn share_of_ours(&self, at: usize) -> f32 {
        // A page of letters says "we" everywhere; a sample of its first blocks shows it.
        let sample = self
            .blocks
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .take(60);
        let (mut ours, mut all) = (0, 0);
        for (_, counts) in sample {
            ours += usize::from(counts.ours);
            all += 1;
        }
        ours as f32 / all.max(1) as f32
    }

    /// Whether block `at` has nothing in common with the rest of the page.
    fn is_apart(&self, at: usize) -> bool {
        let own = &self.blocks[at].content;
        let common = own
            .iter()
            .filter(|word| self.spread[**word as usize] > 1)
            .count();
        self.spans.len() >= 5 && own.len() >= 5 && (common as f32) < IN_COMMON * own.len() as f32
    }

    /// Whether block `at` is the caption of a picture, by its own words; `lower` is the block [`folded`].
    pub fn is_caption(&self, at: usize, lower: &str) -> bool {
        if self.blocks[at].words > 60 {
            return false;
        }
        let mut signs: Vec<&str> = Vec::new();
        for (_, sign) in phrases("picture").within(lower) {
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        signs.len() >= 2
            || (signs.len() == 1
                && (lower.ends_with(')') || ends_with_a_year(self.spans[at].of(self.text))))
    }
}

impl Counts {
    /// Counts the words outside quotation marks and looks whom they speak to.
    fn read_outside_quotations(&mut self, words: &str) {
        let mut quotations = Vec::new();
        crate::language::quotation::pair(words, Span::new(0, words.len()), &mut quotations);
        let mut at = 0;
        let cuts = quotations
            .iter()
            .map(|quotation| quotation.span)
            .chain([Span::new(words.len(), words.len())]);
        for cut in cuts {
            let part = words[at..cut.start]
                .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
                .filter(|word| !word.is_empty());
            for word in part {
                self.outside += 1;
                let first = word.as_bytes()[0].to_ascii_lowercase();
                if matches!(first, b'y' | b'o' | b'u' | b'w') {
                    let is = |of: &str| is_word(word, of);
                    self.yours |= ["you", "your", "yours", "you'll", "you're"]
                        .into_iter()
                        .any(is);
                    self.ours |= ["our", "us", "we"].into_iter().any(is);
                }
            }
            at = cut.end;
        }
    }
}

/// Whether `word` is `lower`, whatever its capitals and apostrophes.
fn is_word(word: &str, lower: &str) -> bool {
    word.chars()
        .map(|c| {
            if c == '’' {
                '\''
            } else {
                c.to_ascii_lowercase()
            }
        })
        .eq(lower.chars())
}

/// How many numbers two sorted lists share.
fn shared(one: &[u32], other: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        count += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    count
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
        && starts_with_phrase(lower.trim_start_matches('('), "credit")
}

/// How many characters of a sentence can decide whether it begins with an order.
const ORDER_MAX: usize = 40;

/// Whether a sentence of `words` begins with an order to the reader.
fn gives_orders(words: &str) -> bool {
    let mut lower = String::new();
    crate::language::sentence::split(words, Span::new(0, words.len()))
        .into_iter()
        .any(|sentence| {
            let start = sentence.of(words).chars().take(ORDER_MAX);
            lower.clear();
            lower.extend(start.flat_map(char::to_lowercase));
            starts_with_phrase(&lower, "order")
        })
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
    phrases("label").starting(lower).any(|label| {
        let rest = lower[label.len()..].trim_start_matches(['"', '”', ']', ')', ' ', '.']);
        rest.is_empty() || rest.starts_with([':', '|', '»', '→']) && !rest.starts_with(": \"")
    })
}

fn starts_with_phrase(lower: &str, kind: &str) -> bool {
    phrases(kind)
        .starting(lower)
        .any(|phrase| !lower[phrase.len()..].starts_with(char::is_alphanumeric))
}

fn holds_phrase(lower: &str, kind: &str) -> bool {
    phrases(kind).within(lower).any(|(at, phrase)| {
        !lower[..at].ends_with(char::is_alphanumeric)
            && !lower[at + phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The longer words of `words`, lower case, cut to their first six letters so that inflected forms agree; each as a
/// number that its letters make.
fn content_words(words: &str) -> impl Iterator<Item = u128> + '_ {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.chars().nth(3).is_some()
                || word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty()
        })
        .map(|word| {
            word.chars()
                .take(6)
                .flat_map(char::to_lowercase)
                .fold(0, |number: u128, c| {
                    // A character has 21 bits.
                    number.rotate_left(21) ^ u128::from(u32::from(c))
                })
        })
}

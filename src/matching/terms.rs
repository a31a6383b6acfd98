//! The words by which claims are compared: stems, how rare each is in news, and the kind of act it names.

use crate::claim::lexicon::lines;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The number of a stem within one comparison.
pub type Term = u32;

/// The number of a kind: its line in `kinds.txt`.
pub type Kind = u8;

/// What is known of stems before any article is read.
struct Tables {
    irregular: FxHashMap<&'static str, &'static str>,
    rarity: FxHashMap<&'static str, f32>,
    /// Of a stem that the table does not know.
    rarest: f32,
    kinds: FxHashMap<String, Vec<Kind>>,
    kind_names: Vec<&'static str>,
    kind_rarity: Vec<f32>,
    /// Stems and their opposites, both ways round.
    opposites: FxHashMap<String, Vec<String>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Self {
        let mut irregular = FxHashMap::default();
        for (base, forms) in lines(include_str!("irregular.txt")) {
            for form in forms.split(',') {
                irregular.insert(form.trim(), base);
            }
        }
        let (mut rarity, mut all) = (FxHashMap::default(), 1.0_f32);
        for (count, stems) in lines(include_str!("documents.txt")) {
            if count == "all" {
                all = stems.parse().unwrap_or(1.0);
                continue;
            }
            let count: f32 = count.parse().unwrap_or(1.0);
            for stem in stems.split(' ') {
                rarity.insert(stem, (all / count).ln());
            }
        }
        let mut tables = Self {
            irregular,
            rarest: (all / 4.0).ln(),
            rarity,
            kinds: FxHashMap::default(),
            kind_names: Vec::new(),
            kind_rarity: Vec::new(),
            opposites: FxHashMap::default(),
        };
        let stemmer = Stemmer::create(Algorithm::English);
        for (name, words) in lines(include_str!("kinds.txt")) {
            let kind = tables.kind_names.len() as Kind;
            tables.kind_names.push(name);
            let mut common = 0.0;
            for word in words.split(',') {
                let stem = tables.stem(&stemmer, word.trim());
                common += (-tables.rarity_of(&stem)).exp();
                let kinds = tables.kinds.entry(stem).or_default();
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            tables.kind_rarity.push(-common.min(0.9).ln());
        }
        for (word, opposites) in lines(include_str!("opposites.txt")) {
            for opposite in opposites.split(',') {
                let pair = [word, opposite.trim()].map(|word| tables.stem(&stemmer, word));
                let [one, other] = pair;
                let of = tables.opposites.entry(other.clone()).or_default();
                of.push(one.clone());
                tables.opposites.entry(one).or_default().push(other);
            }
        }
        tables
    }

    fn stem(&self, stemmer: &Stemmer, lower: &str) -> String {
        let base = self.irregular.get(lower).copied().unwrap_or(lower);
        stemmer.stem(base).into_owned()
    }

    fn rarity_of(&self, stem: &str) -> f32 {
        self.rarity.get(stem).copied().unwrap_or(self.rarest)
    }
}

/// The stem of a word in lower case, its irregular forms folded into one.
pub fn stem(lower: &str) -> String {
    TABLES.stem(&Stemmer::create(Algorithm::English), lower)
}

/// The words of one comparison, each stemmed once.
pub struct Terms {
    stemmer: Stemmer,
    by_word: FxHashMap<String, Option<Term>>,
    by_stem: FxHashMap<String, Term>,
    stems: Vec<String>,
    rarity: Vec<f32>,
    kinds: Vec<&'static [Kind]>,
    opposites: Vec<&'static [String]>,
}

/// Words more common than this (in more than about a third of all texts) tell nothing.
const COMMON: f32 = 1.1;

impl Default for Terms {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            by_word: FxHashMap::default(),
            by_stem: FxHashMap::default(),
            stems: Vec::new(),
            rarity: Vec::new(),
            kinds: Vec::new(),
            opposites: Vec::new(),
        }
    }
}

impl Terms {
    /// The term of a word in lower case; none where it is too common or has neither letter nor digit.
    pub fn of(&mut self, lower: &str) -> Option<Term> {
        if let Some(term) = self.by_word.get(lower) {
            return *term;
        }
        let term = self.stemmed(lower);
        self.by_word.insert(lower.to_owned(), term);
        term
    }

    /// The term of a word that was asked for before with [`Terms::of`].
    pub fn known(&self, lower: &str) -> Option<Term> {
        self.by_word.get(lower).copied().flatten()
    }

    fn stemmed(&mut self, lower: &str) -> Option<Term> {
        let word = lower.trim_matches(|c: char| !c.is_alphanumeric());
        let plain: String = word.chars().filter(|c| *c != '.' && *c != ',').collect();
        if plain.chars().count() < 2 && !plain.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let stem = TABLES.stem(&self.stemmer, &plain);
        let rarity = TABLES.rarity_of(&stem);
        if rarity < COMMON {
            return None;
        }
        if let Some(term) = self.by_stem.get(&stem) {
            return Some(*term);
        }
        let term = self.stems.len() as Term;
        self.rarity.push(rarity);
        self.kinds
            .push(TABLES.kinds.get(&stem).map_or(&[], Vec::as_slice));
        self.opposites
            .push(TABLES.opposites.get(&stem).map_or(&[], Vec::as_slice));
        self.by_stem.insert(stem.clone(), term);
        self.stems.push(stem);
        Some(term)
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// The logarithm of how few texts hold it: about 1 for common words, 6 for the rarest.
    pub fn rarity(&self, term: Term) -> f32 {
        self.rarity[term as usize]
    }

    /// The kinds it names.
    pub fn kinds(&self, term: Term) -> &'static [Kind] {
        self.kinds[term as usize]
    }

    /// Whether one is the opposite of the other.
    pub fn are_opposite(&self, one: Term, other: Term) -> bool {
        let of = self.opposites[one as usize];
        of.iter().any(|stem| stem == self.stem(other))
    }

    /// The stem itself.
    pub fn stem(&self, term: Term) -> &str {
        &self.stems[term as usize]
    }
}

/// How rare a kind is: the logarithm of how few texts hold any of its words.
pub fn kind_rarity(kind: Kind) -> f32 {
    TABLES.kind_rarity[usize::from(kind)]
}

/// How many kinds there are.
pub fn kinds() -> usize {
    TABLES.kind_names.len()
}

/// Whether a kind only says that something is said.
pub fn is_speech(kind: Kind) -> bool {
    kind_name(kind) == "speak"
}

/// The name of a kind.
pub fn kind_name(kind: Kind) -> &'static str {
    TABLES.kind_names[usize::from(kind)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one_term() {
        let mut terms = Terms::default();
        let bomb = terms.of("bombing");
        assert!(bomb.is_some());
        assert_eq!(terms.of("bombs"), bomb);
        assert_eq!(terms.of("fled"), terms.of("flee"));
        assert_ne!(terms.of("fled"), bomb);
        assert_eq!(terms.of("the"), None);
        assert_eq!(terms.of("–"), None);
    }

    #[test]
    fn near_synonyms_are_of_one_kind() {
        let mut terms = Terms::default();
        let (blast, explosion) = (terms.of("blast").unwrap(), terms.of("explosion").unwrap());
        assert_ne!(blast, explosion);
        assert!(
            terms
                .kinds(blast)
                .iter()
                .any(|kind| terms.kinds(explosion).contains(kind))
        );
    }

    #[test]
    fn a_name_is_rarer_than_a_common_word() {
        let mut terms = Terms::default();
        let (name, word) = (terms.of("brandvik").unwrap(), terms.of("bridge").unwrap());
        assert!(terms.rarity(name) >= terms.rarity(word));
    }
}

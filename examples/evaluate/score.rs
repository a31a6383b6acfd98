//! Compares found attributions with annotated ones.
//!
//! Span lists are compared as sets of tokens (runs of word characters, or single other characters that are no white
//! space). Contents are paired one to one, greedily by how many tokens they share. Soft: the mean share of each found
//! content that is right, and of each annotated content that is found (Pareti et al. 2013). Exact spans: each contiguous
//! run by itself, duplicates merged (Wang et al. 2022). Usable: content shared by at least half both ways, and the
//! sources share a word (or both have none).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A stretch `[start, end)` in code points.
pub type Place = [usize; 2];

/// One attribution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// Who says it.
    pub source: Vec<Place>,
    /// What says so.
    pub cue: Vec<Place>,
    /// What is said.
    pub content: Vec<Place>,
}

/// Sums of shares: of what was found, of what was to be found.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rate {
    right_found: f64,
    found: f64,
    right_gold: f64,
    gold: f64,
}

impl Rate {
    /// The share of the found that is right.
    pub fn precision(self) -> f64 {
        self.right_found / self.found.max(1.0)
    }

    /// The share of the annotated that is found.
    pub fn recall(self) -> f64 {
        self.right_gold / self.gold.max(1.0)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

/// The figures over any number of articles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// Attributions a reader can use.
    pub usable: Rate,
    /// Contents by shares.
    pub content: Rate,
    /// Contents that lie wholly outside quotation marks, by shares.
    pub indirect: Rate,
    /// Exact runs of source, cue and content.
    pub exact: [Rate; 3],
    /// Contents wholly in quotation marks: how many are found, of how many.
    pub direct: [usize; 2],
    /// Sources right, of paired contents.
    pub source: [usize; 2],
}

impl Figures {
    /// Adds an article.
    pub fn add(&mut self, text: &str, gold: &[Marked], found: &[Marked]) {
        let text = Tokens::new(text);
        let sets = |marked: &[Marked]| {
            marked
                .iter()
                .map(|of| text.set(&of.content))
                .collect::<Vec<_>>()
        };
        let (golds, founds) = (sets(gold), sets(found));
        let pairs = pair(&golds, &founds);
        let kind_of_gold: Vec<Kind> = golds.iter().map(|set| text.kind(set)).collect();
        let kind_of_found: Vec<Kind> = founds.iter().map(|set| text.kind(set)).collect();
        self.usable.gold += gold.len() as f64;
        self.usable.found += found.len() as f64;
        self.content.gold += gold.len() as f64;
        self.content.found += found.len() as f64;
        self.indirect.gold += kind_of_gold
            .iter()
            .filter(|kind| **kind == Kind::Indirect)
            .count() as f64;
        self.indirect.found += kind_of_found
            .iter()
            .filter(|kind| **kind == Kind::Indirect)
            .count() as f64;
        self.direct[1] += kind_of_gold
            .iter()
            .filter(|kind| **kind == Kind::Direct)
            .count();
        for (g, f) in pairs {
            let common = golds[g].intersection(&founds[f]).count() as f64;
            let (of_gold, of_found) = (
                common / golds[g].len() as f64,
                common / founds[f].len() as f64,
            );
            self.content.right_gold += of_gold;
            self.content.right_found += of_found;
            if kind_of_gold[g] == Kind::Indirect {
                self.indirect.right_gold += of_gold;
            }
            if kind_of_found[f] == Kind::Indirect {
                self.indirect.right_found += of_found;
            }
            self.direct[0] += usize::from(kind_of_gold[g] == Kind::Direct);
            if of_gold >= 0.5 && of_found >= 0.5 {
                let words = |of: &Marked| text.words(&text.set(&of.source));
                let (of_gold, of_found) = (words(&gold[g]), words(&found[f]));
                let right = if of_gold.is_empty() {
                    of_found.is_empty()
                } else {
                    !of_gold.is_disjoint(&of_found)
                };
                self.source[1] += 1;
                self.source[0] += usize::from(right);
                self.usable.right_gold += f64::from(u8::from(right));
                self.usable.right_found += f64::from(u8::from(right));
            }
        }
        let parts: [fn(&Marked) -> &Vec<Place>; 3] =
            [|of| &of.source, |of| &of.cue, |of| &of.content];
        for (rate, part) in self.exact.iter_mut().zip(parts) {
            let gold: BTreeSet<_> = gold.iter().flat_map(|of| text.runs(part(of))).collect();
            let found: BTreeSet<_> = found.iter().flat_map(|of| text.runs(part(of))).collect();
            let both = gold.intersection(&found).count() as f64;
            rate.gold += gold.len() as f64;
            rate.found += found.len() as f64;
            rate.right_gold += both;
            rate.right_found += both;
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, rate: Rate| {
            writeln!(
                f,
                "{name:<24} P {:.3} R {:.3} F1 {:.3}",
                rate.precision(),
                rate.recall(),
                rate.f1()
            )
        };
        row("usable", self.usable)?;
        row("content, soft", self.content)?;
        row("indirect content, soft", self.indirect)?;
        row("source, exact spans", self.exact[0])?;
        row("cue, exact spans", self.exact[1])?;
        row("content, exact spans", self.exact[2])?;
        let share = |[part, all]: [usize; 2]| part as f64 / all.max(1) as f64;
        writeln!(
            f,
            "source right {:.3} of {}",
            share(self.source),
            self.source[1]
        )?;
        write!(
            f,
            "direct found {:.3} of {}",
            share(self.direct),
            self.direct[1]
        )
    }
}

/// How much of a content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Direct,
    Mixed,
    Indirect,
}

/// The tokens of a text.
struct Tokens {
    /// The token at each code point, if any.
    at: Vec<Option<usize>>,
    is_word: Vec<bool>,
    quoted: Vec<bool>,
}

impl Tokens {
    fn new(text: &str) -> Self {
        let mut tokens = Self {
            at: Vec::new(),
            is_word: Vec::new(),
            quoted: Vec::new(),
        };
        let quoted = quoted(text);
        let mut in_word = false;
        for (place, c) in text.chars().enumerate() {
            let word = c.is_alphanumeric() || c == '_';
            if !c.is_whitespace() && !(word && in_word) {
                tokens.is_word.push(word);
                tokens.quoted.push(quoted[place]);
            }
            in_word = word;
            tokens
                .at
                .push((!c.is_whitespace()).then(|| tokens.is_word.len() - 1));
        }
        tokens
    }

    fn set(&self, places: &[Place]) -> BTreeSet<usize> {
        places
            .iter()
            .flat_map(|[start, end]| self.at.get(*start..*end).unwrap_or_default())
            .flatten()
            .copied()
            .collect()
    }

    fn words(&self, set: &BTreeSet<usize>) -> BTreeSet<usize> {
        set.iter()
            .copied()
            .filter(|token| self.is_word[*token])
            .collect()
    }

    fn kind(&self, set: &BTreeSet<usize>) -> Kind {
        let words = self.words(set);
        match words.iter().filter(|token| self.quoted[**token]).count() {
            0 => Kind::Indirect,
            all if all == words.len() => Kind::Direct,
            _ => Kind::Mixed,
        }
    }

    /// The first and last token of each contiguous run.
    fn runs(&self, places: &[Place]) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for token in self.set(places) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == token => *last = token,
                _ => runs.push((token, token)),
            }
        }
        runs
    }
}

/// Which code points stand between double quotation marks of one paragraph; an open one runs to its end.
fn quoted(text: &str) -> Vec<bool> {
    let mut all = Vec::new();
    for paragraph in text.split_inclusive('\n') {
        let first = all.len();
        let mut open = None;
        for (at, c) in paragraph.chars().enumerate() {
            all.push(false);
            let opens = matches!(c, '“' | '"') && open.is_none();
            let closes = matches!(c, '”' | '"') && !opens;
            if opens {
                open = Some(at);
            } else if closes {
                if let Some(start) = open.take() {
                    all[first + start..].fill(true);
                }
            }
        }
        if let Some(start) = open {
            all[first + start..].fill(true);
        }
    }
    all
}

/// Pairs sets one to one, those that share most first.
fn pair(gold: &[BTreeSet<usize>], found: &[BTreeSet<usize>]) -> Vec<(usize, usize)> {
    let mut owner: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, set) in found.iter().enumerate() {
        for token in set {
            owner.entry(*token).or_default().push(number);
        }
    }
    let mut options = Vec::new();
    for (g, set) in gold.iter().enumerate() {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for number in set.iter().filter_map(|token| owner.get(token)).flatten() {
            *common.entry(*number).or_default() += 1;
        }
        for (f, common) in common {
            let whole = set.len() + found[f].len() - common;
            options.push((common, common as f64 / whole as f64, g, f));
        }
    }
    options.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.total_cmp(&a.1))
            .then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    let (mut of_gold, mut of_found) = (BTreeSet::new(), BTreeSet::new());
    options
        .into_iter()
        .filter(|(_, _, g, f)| {
            let free = !of_gold.contains(g) && !of_found.contains(f);
            if free {
                of_gold.insert(*g);
                of_found.insert(*f);
            }
            free
        })
        .map(|(_, _, g, f)| (g, f))
        .collect()
}

//! Counts in how many texts each stem occurs: the rarity by which matching weighs words.
//!
//! Kept are only stems that occur in at least five texts and often in lower case: common vocabulary, no names. The
//! program must be built again before other models are trained on the new table.

use crossread::article::Article;
use crossread::language::{Parsed, TokenKind};
use crossread::matching::terms;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// A stem must occur in so many texts to be kept.
const LEAST: usize = 5;

/// In so many texts a stem is kept that stands in names too, as "court" does, if a fifth of the places within sentences have it
/// without a capital.
const WIDESPREAD: usize = 20;

/// Where the table lies.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/matching/documents.txt");

/// Counts the corpora and writes the table.
pub fn train(corpora: &Path) -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    let treebank = std::fs::read_to_string(corpora.join("ud/en_ewt-train.conllu"))?;
    for document in treebank.split("# newdoc").skip(1) {
        let sentences = document
            .lines()
            .filter_map(|line| line.strip_prefix("# text = "));
        texts.push(sentences.collect::<Vec<_>>().join("\n\n"));
    }
    texts.extend(articles(&corpora.join("polnear/train.jsonl"), &[""])?);
    texts.extend(articles(
        &corpora.join("ecbplus/train.jsonl"),
        &["/a", "/b"],
    )?);
    let table = written(&counted(&texts), texts.len());
    std::fs::write(TABLE, &table)?;
    println!("frequencies: {} texts, {} bytes", texts.len(), table.len());
    Ok(())
}

/// The texts of a file of JSON Lines, each text once.
fn articles(path: &Path, places: &[&str]) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut found = BTreeSet::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        for place in places {
            if let Some(text) = row
                .pointer(&format!("{place}/text"))
                .and_then(|of| of.as_str())
            {
                found.insert(text.to_owned());
            }
        }
    }
    Ok(found)
}

/// Where a stem occurs.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// In how many texts.
    documents: usize,
    /// How often, and how often in lower case.
    all: [usize; 2],
    /// The same within sentences, where only names have capitals.
    within: [usize; 2],
}

impl Count {
    /// Whether it is common vocabulary.
    const fn is_common(&self) -> bool {
        let [all, lower] = self.all;
        let [within, lower_within] = self.within;
        let widespread = self.documents >= WIDESPREAD && lower_within * 5 >= within;
        self.documents >= LEAST && (lower * 10 >= all * 7 || widespread)
    }
}

/// Every stem with its count.
fn counted(texts: &[String]) -> BTreeMap<String, Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for text in texts {
        let article = Article::new("", None, text.clone());
        let parsed = Parsed::new(&article);
        let mut seen = BTreeSet::new();
        for at in 0..parsed.tokens.len() {
            if parsed.tokens[at].kind != TokenKind::Word {
                continue;
            }
            let stem = terms::stem(parsed.lower(at));
            let lower = usize::from(parsed.word(at).starts_with(char::is_lowercase));
            let sentence = &parsed.sentences[parsed.tokens[at].sentence];
            let within =
                at > sentence.tokens.start && parsed.tokens[at - 1].kind == TokenKind::Word;
            let count = counts.entry(stem.clone()).or_default();
            count.all[0] += 1;
            count.all[1] += lower;
            if within {
                count.within[0] += 1;
                count.within[1] += lower;
            }
            if seen.insert(stem) {
                count.documents += 1;
            }
        }
    }
    counts
}

/// The stems of days and months, which have capitals and are no names.
fn calendar() -> BTreeSet<String> {
    let words = include_str!("../../src/claim/date/calendar.txt").lines();
    let words = words.filter(|line| !line.starts_with('#'));
    let words = words.flat_map(|line| line.split(|c: char| !c.is_alphabetic()));
    words
        .map(|word| terms::stem(&word.to_lowercase()))
        .collect()
}

/// The table: stems by the number of texts, most common first.
fn written(counts: &BTreeMap<String, Count>, texts: usize) -> String {
    let calendar = calendar();
    let mut by_count: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (stem, count) in counts {
        let plain = stem.chars().all(|c| c.is_ascii_lowercase()) && stem.len() > 1;
        let in_calendar = count.documents >= LEAST && calendar.contains(stem);
        if plain && (count.is_common() || in_calendar) {
            by_count.entry(count.documents).or_default().push(stem);
        }
    }
    let mut out = String::from(
        "# In how many of so many English texts a stem occurs (\"all\"); only stems in five and more texts, often in lower case.\n\
         # Counted over UD English EWT (train, CC BY-SA 4.0), PolNeAR (train) and ECB+ (train); counts alone are kept, no text.\n\
         # Made by `cargo run --release --example train -- CORPORA frequencies`.\n",
    );
    let _ = writeln!(out, "all: {texts}");
    for (count, stems) in by_count.iter().rev() {
        let _ = writeln!(out, "{count}: {}", stems.join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_common_words_without_a_capital_are_kept() {
        let text = "The bridge near Brandvik opened.".to_owned();
        let texts = vec![text; 6];
        let table = written(&counted(&texts), texts.len());
        assert!(table.contains("all: 6\n"));
        let kept: Vec<_> = table
            .lines()
            .last()
            .unwrap_or("")
            .split(' ')
            .skip(1)
            .collect();
        assert_eq!(kept, ["bridg", "near", "open"]);
    }
}

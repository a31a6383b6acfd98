//! Scores the articles that are taken out of web pages against pages of which the article is known.
//!
//! `cargo run --release --example pages -- FOLDER [--differences]`
//!
//! Every folder in FOLDER holds `source.html`, the page as it was fetched, and `expected.html`, the article alone (Mozilla's
//! Readability has such test pages). Compared are the tokens, runs of letters and digits in lower case, as bags: those of the
//! blocks that are neither title nor byline nor boilerplate with those of the text of `expected.html`.

use crossread::article::{BlockKind, source};
use dom_query::Document;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

type Bag = BTreeMap<String, usize>;

fn bag<'t>(texts: impl Iterator<Item = &'t str>) -> Bag {
    let mut bag = Bag::new();
    for text in texts {
        let words = text.split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            *bag.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    bag
}

/// Precision, recall and F1.
fn score(found: &Bag, expected: &Bag) -> [f64; 3] {
    let common: usize = found
        .iter()
        .map(|(word, count)| *count.min(expected.get(word).unwrap_or(&0)))
        .sum();
    let share = |of: &Bag| common as f64 / of.values().sum::<usize>().max(1) as f64;
    let (precision, recall) = (share(found), share(expected));
    let sum = precision + recall;
    let f1 = if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    };
    [precision, recall, f1]
}

/// What one bag has more of than the other, the most frequent first.
fn surplus(of: &Bag, over: &Bag) -> String {
    let mut more: Vec<(usize, &str)> = of
        .iter()
        .map(|(word, count)| {
            (
                count.saturating_sub(*over.get(word).unwrap_or(&0)),
                word.as_str(),
            )
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    more.sort_unstable_by(|a, b| b.cmp(a));
    let words = more
        .iter()
        .take(40)
        .map(|(count, word)| format!("{word}×{count}"));
    words.collect::<Vec<_>>().join(" ")
}

fn page(folder: &Path, differences: bool) -> Result<([f64; 3], String), String> {
    let article = source::read(
        &folder.join("source.html").display().to_string(),
        &source::Access::default(),
    )
    .map_err(|error| error.to_string())?;
    let expected = folder.join("expected.html");
    let expected = std::fs::read_to_string(&expected)
        .map_err(|error| format!("{}: {error}", expected.display()))?;
    let document = Document::from(expected);
    document.select("script, style, iframe").remove();
    let expected = bag([document.formatted_text().as_ref()].into_iter());
    let told = article.blocks.iter().filter(|block| {
        !matches!(
            block.kind,
            BlockKind::Title | BlockKind::Byline | BlockKind::Boilerplate
        )
    });
    let found = bag(told.map(|block| block.span.of(&article.text)));
    let scored = score(&found, &expected);
    let mut report = String::new();
    if differences {
        let _ = writeln!(
            report,
            "  title {:?}\n  {:?}",
            article.title, article.imprint
        );
        let _ = writeln!(report, "  too much: {}", surplus(&found, &expected));
        let _ = writeln!(report, "  missed: {}", surplus(&expected, &found));
        for block in article
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Boilerplate)
        {
            let words: String = block.span.of(&article.text).chars().take(100).collect();
            let _ = writeln!(report, "  folded: {words}");
        }
    }
    Ok((scored, report))
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.len();
    arguments.retain(|argument| argument != "--differences");
    let [folder] = arguments.as_slice() else {
        eprintln!("usage: pages FOLDER [--differences]");
        return ExitCode::from(2);
    };
    let Ok(folders) = std::fs::read_dir(folder) else {
        eprintln!("{folder}: this folder can't be read");
        return ExitCode::FAILURE;
    };
    let mut folders: Vec<_> = folders.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join("source.html").exists());
    folders.sort();
    let mut all = Vec::new();
    println!("precision  recall   F1     page");
    for folder in &folders {
        let name = folder.file_name().unwrap_or_default().display();
        match page(folder, count > 1) {
            Ok((scored, report)) => {
                let [precision, recall, f1] = scored;
                println!("{precision:9.4} {recall:7.4} {f1:6.4}   {name}\n{report}");
                all.push(f1);
            }
            Err(error) => {
                println!("{error}");
                all.push(0.0);
            }
        }
    }
    let least = all.iter().copied().fold(1.0, f64::min);
    let mean = all.iter().sum::<f64>() / all.len().max(1) as f64;
    println!("mean F1 {mean:.4}, least {least:.4}, {} pages", all.len());
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_too_much_costs_precision_and_a_missed_one_recall() {
        let (found, expected) = (
            bag(["one two two"].into_iter()),
            bag(["One, two. Three!"].into_iter()),
        );
        let [precision, recall, f1] = score(&found, &expected);
        assert!((precision - 2.0 / 3.0).abs() < 1e-9 && (recall - 2.0 / 3.0).abs() < 1e-9);
        assert!((f1 - 2.0 / 3.0).abs() < 1e-9);
    }
}

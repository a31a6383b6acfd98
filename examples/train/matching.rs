//! Trains the matching weights on pairs of articles whose statements are linked (ECB+; Cybulska and Vossen 2014).

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::language::Parsed;
use crossread::matching::Profiles;
use crossread::matching::feature::Features;
use crossread::matching::score::Model;
use crossread::span::{CodePoints, Span};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// Where the weights lie.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/matching/weights.txt");

/// The files and how much each counts as a whole: sentences of two similar events mixed, whole articles on one event,
/// whole articles on two events of one sort.
const SETS: [(&str, f32); 3] = [
    ("train.hard.jsonl", 0.5),
    ("train.jsonl", 0.25),
    ("train.neg.jsonl", 0.25),
];

/// Rounds of learning.
const ROUNDS: usize = 800;

/// How strongly weights are held small.
const RIDGE: f32 = 0.003;

/// A pair of articles with their linked sentences.
#[derive(Deserialize)]
struct Row {
    a: Side,
    b: Side,
    statement_links: Vec<Link>,
}

/// One of the articles; offsets in code points.
#[derive(Deserialize)]
struct Side {
    text: String,
    sentences: Vec<[usize; 2]>,
    validated: Vec<usize>,
}

/// Two sentences that share an event, by a participant too ("strong") or not.
#[derive(Deserialize)]
struct Link {
    a: usize,
    b: usize,
    class: String,
}

/// An example: features, whether it is a match, how much it counts.
type Example = (Features, bool, f32);

/// Learns the weights and writes them.
pub fn train(corpora: &Path) -> Result<(), Box<dyn Error>> {
    let mut examples = Vec::new();
    for (file, share) in SETS {
        let rows = std::fs::read_to_string(corpora.join("ecbplus").join(file))?;
        let mut of_file = Vec::new();
        for line in rows.lines() {
            of_file.extend(read(&serde_json::from_str(line)?, file.contains("neg")));
        }
        let matches = of_file.iter().filter(|(_, label, _)| *label).count();
        println!(
            "matching: {file}: {} pairs, {matches} matches",
            of_file.len()
        );
        let each = share / of_file.len().max(1) as f32;
        examples.extend(
            of_file
                .into_iter()
                .map(|(features, label, _)| (features, label, each)),
        );
    }
    let model = Model::learn(&examples, ROUNDS, RIDGE);
    std::fs::write(WEIGHTS, written(&model, examples.len()))?;
    print!("{}", model.written());
    Ok(())
}

/// The weight file with its head.
fn written(model: &Model, examples: usize) -> String {
    format!(
        "# Weights of the features by which two claims are matched, learnt on {examples} pairs of claims of ECB+ (train;\n\
         # Cybulska and Vossen 2014; annotations CC BY 3.0). Made by `cargo run --release --example train -- CORPORA matching`.\n{}",
        model.written()
    )
}

/// The examples of one pair of articles.
fn read(row: &Row, other_event: bool) -> Vec<Example> {
    let comparison = Comparison::new(vec![
        Article::new("a", None, row.a.text.clone()),
        Article::new("b", None, row.b.text.clone()),
    ]);
    let parsed: Vec<Parsed<'_>> = comparison.articles.iter().map(Parsed::new).collect();
    let profiles = Profiles::new(&parsed, &comparison.actors, &comparison.claims);
    let strong: BTreeSet<(usize, usize)> = links(row, |class| class == "strong");
    let weak = links(row, |class| class != "strong");
    let sides = [&row.a, &row.b];
    let sentence: Vec<Option<usize>> = comparison
        .claims
        .iter()
        .map(|claim| {
            let side = sides[claim.article];
            let points = CodePoints::new(&side.text);
            let longest = claim.content.iter().max_by_key(|span| span.len())?;
            let of = main_sentence(side, points.span(*longest))?;
            (other_event || side.validated.contains(&of)).then_some(of)
        })
        .collect();
    let mut examples = Vec::new();
    for pair in profiles.candidates().into_iter().flatten() {
        let (Some(a), Some(b)) = (sentence[pair.a], sentence[pair.b]) else {
            continue;
        };
        if weak.contains(&(a, b)) || other_event && strong.contains(&(a, b)) {
            continue;
        }
        examples.push((pair.features, strong.contains(&(a, b)), 1.0));
    }
    examples
}

/// The linked sentences of the wanted class.
fn links(row: &Row, wanted: impl Fn(&str) -> bool) -> BTreeSet<(usize, usize)> {
    row.statement_links
        .iter()
        .filter(|link| wanted(&link.class))
        .map(|link| (link.a, link.b))
        .collect()
}

/// The sentence that holds most of `span`.
fn main_sentence(side: &Side, span: [usize; 2]) -> Option<usize> {
    let of = Span::new(span[0], span[1]);
    (0..side.sentences.len())
        .map(|at| {
            let [start, end] = side.sentences[at];
            (of.overlap(Span::new(start, end)), std::cmp::Reverse(at))
        })
        .max()
        .filter(|(overlap, _)| *overlap > 0)
        .map(|(_, at)| at.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let side = |first: &str, second: &str| Side {
            text: format!("{first} {second}"),
            sentences: vec![
                [0, first.len()],
                [first.len() + 1, first.len() + 1 + second.len()],
            ],
            validated: vec![0, 1],
        };
        Row {
            a: side(
                "Mayor Lind opened the new bridge.",
                "Doctor Moe sold a boat.",
            ),
            b: side("The bridge was opened by Lind.", "Moe sold his boat."),
            statement_links: vec![
                Link {
                    a: 0,
                    b: 0,
                    class: "strong".to_owned(),
                },
                Link {
                    a: 1,
                    b: 1,
                    class: "strong".to_owned(),
                },
            ],
        }
    }

    #[test]
    fn linked_sentences_become_examples_and_are_learnt() {
        let examples = read(&row(), false);
        let matches: Vec<_> = examples.iter().filter(|(_, label, _)| *label).collect();
        assert_eq!(matches.len(), 2);
        let all: Vec<Example> = examples.iter().chain(&examples).copied().collect();
        let model = Model::learn(&all, 100, 0.01);
        for (features, label, _) in &examples {
            assert_eq!(model.score(features) > 0.5, *label);
        }
        assert_eq!(model, Model::learn(&all, 100, 0.01));
    }
}

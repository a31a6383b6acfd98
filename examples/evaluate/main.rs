//! Scores the claims that `crossread extract --batch` finds against annotated attributions.
//!
//! `cargo run --release --example evaluate -- GOLD.jsonl PRED.jsonl`
//!
//! A line of GOLD is `{"id", "text", "attributions": [{"source": [[s,e]…], "cue": [[s,e]…], "content": [[s,e]…]}]}` with
//! offsets `[start, end)` in code points of `text`; `source` and `cue` may be null. PRED is what the program prints for
//! lines of `{"id", "text"}`. As such corpora annotate attributions with a cue, outermost only, claims of the article's
//! own voice, claims without a cue and inner ones (with a `via`) are left out. An article without a line in PRED counts as
//! one without claims. What the figures mean is said in `score.rs`.

mod score;

use score::{Figures, Marked, Place};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    attributions: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    source: Option<Vec<Place>>,
    cue: Option<Vec<Place>>,
    content: Vec<Place>,
}

#[derive(Deserialize)]
struct Reading {
    id: String,
    #[serde(default)]
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    content: Vec<Place>,
    source: Source,
    cue: Option<Cue>,
    #[serde(default)]
    via: Vec<usize>,
}

#[derive(Deserialize)]
struct Source {
    kind: String,
    span: Option<Place>,
}

#[derive(Deserialize)]
struct Cue {
    span: Place,
}

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [gold, readings] = paths.as_slice() else {
        eprintln!("usage: evaluate GOLD.jsonl PRED.jsonl");
        return ExitCode::from(2);
    };
    let read =
        |path: &String| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    match read(gold).and_then(|gold| evaluate(&gold, &read(readings)?)) {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The figures of `readings` against `gold`, both JSON Lines.
fn evaluate(gold: &str, readings: &str) -> Result<Figures, String> {
    let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for reading in lines::<Reading>(readings)? {
        claims.entry(reading.id).or_default().extend(reading.claims);
    }
    let mut figures = Figures::default();
    for article in lines::<Gold>(gold)? {
        let annotated: Vec<Marked> = article
            .attributions
            .into_iter()
            .map(|of| Marked {
                source: of.source.unwrap_or_default(),
                cue: of.cue.unwrap_or_default(),
                content: of.content,
            })
            .collect();
        let found: Vec<Marked> = claims
            .remove(&article.id)
            .unwrap_or_default()
            .into_iter()
            .filter_map(marked)
            .collect();
        figures.add(&article.text, &annotated, &found);
    }
    Ok(figures)
}

/// The claim as an attribution, if it is one that a corpus would annotate.
fn marked(claim: Claim) -> Option<Marked> {
    let cue = claim.cue?.span;
    (claim.source.kind != "article" && claim.via.is_empty()).then(|| Marked {
        source: claim.source.span.into_iter().collect(),
        cue: vec![cue],
        content: claim.content,
    })
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> Result<Vec<T>, String> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"id": "x", "text": "Ann Lee said it rains. “No,” says Bo.", "attributions": [
        {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 21]]},
        {"source": [[34, 36]], "cue": [[29, 33]], "content": [[23, 28]]}]}"#;

    fn figures(claims: &str) -> Figures {
        let gold = GOLD.replace('\n', "");
        evaluate(&gold, &format!(r#"{{"id": "x", "claims": [{claims}]}}"#)).unwrap_or_default()
    }

    #[test]
    fn a_part_of_the_source_and_half_of_the_content_will_do() {
        let found = figures(
            r#"{"content": [[16, 21]], "source": {"kind": "actor", "span": [4, 7]}, "cue": {"span": [8, 12]}}"#,
        );
        assert!((found.usable.precision() - 1.0).abs() < 1e-9);
        assert!((found.usable.recall() - 0.5).abs() < 1e-9);
        assert_eq!((found.source, found.direct), ([1, 1], [0, 1]));
        assert!(found.exact[2].f1().abs() < 1e-9);
    }

    #[test]
    fn a_wrong_source_is_of_no_use() {
        let found = figures(
            r#"{"content": [[23, 28]], "source": {"kind": "actor", "span": [0, 7]}, "cue": {"span": [29, 33]}}"#,
        );
        assert!(found.usable.f1().abs() < 1e-9);
        assert_eq!((found.source, found.direct), ([0, 1], [1, 1]));
        assert!((found.exact[2].recall() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn narration_carried_on_claims_and_inner_ones_do_not_count() {
        let found = figures(
            r#"{"content": [[13, 21]], "source": {"kind": "article", "span": null}, "cue": null},
               {"content": [[13, 21]], "source": {"kind": "actor", "span": [0, 7]}, "cue": null},
               {"content": [[13, 21]], "source": {"kind": "actor", "span": [0, 7]}, "cue": {"span": [8, 12]}, "via": [3]}"#
                .replace('\n', "")
                .as_str(),
        );
        assert_eq!(found, figures(""));
    }
}

//! JSON Lines in, JSON Lines out, in order.

use crate::article::Article;
use crate::comparison::Comparison;
use crate::export::json;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

/// What each line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One article a line.
    Extract,
    /// Two articles a line.
    Compare,
}

#[derive(Deserialize)]
struct Input {
    id: String,
    text: String,
    title: Option<String>,
}

#[derive(Deserialize)]
struct Pair {
    id: String,
    a: Input,
    b: Input,
}

impl Input {
    fn article(self) -> Article {
        Article::new(self.id, self.title, self.text)
    }
}

/// Reads standard input line by line.
pub fn run(kind: Kind) -> ExitCode {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else {
            return ExitCode::FAILURE;
        };
        let answer = answer(kind, &line).unwrap_or_else(|error| {
            failed = true;
            json!({"id": null, "error": error.to_string()})
        });
        if writeln!(out, "{answer}").is_err() {
            return ExitCode::SUCCESS;
        }
    }
    ExitCode::from(u8::from(failed))
}

fn answer(kind: Kind, line: &str) -> Result<Value, serde_json::Error> {
    Ok(match kind {
        Kind::Extract => json::reading(&Comparison::new(vec![
            serde_json::from_str::<Input>(line)?.article(),
        ])),
        Kind::Compare => {
            let pair: Pair = serde_json::from_str(line)?;
            json::comparison(
                &pair.id,
                &Comparison::new(vec![pair.a.article(), pair.b.article()]),
            )
        }
    })
}

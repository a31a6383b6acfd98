//! JSON Lines in, JSON Lines out, in order, on several threads.
//!
//! Lines are read in rounds of a few a thread, so that the memory held does not grow with the input, and the answers of a
//! round are written in the order of its lines: the output is the same on any number of threads.

use super::output::{Output, OutputError};
use crate::article::Article;
use crate::comparison::Comparison;
use crate::export::json;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Lines in a round for each thread.
const ROUND: usize = 16;

/// What each line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A reading of one article.
    Extract,
    /// A comparison of two.
    Compare,
}

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    title: Option<String>,
}

#[derive(Deserialize)]
struct Pair {
    #[serde(default)]
    id: Value,
    a: Input,
    b: Input,
}

impl Input {
    fn article(self) -> Article {
        Article::new(name(&self.id), self.title, self.text)
    }
}

/// An id as text: a string as it is, another value as its JSON.
fn name(id: &Value) -> String {
    match id {
        Value::String(name) => name.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Answers every line of standard input.
pub fn run(kind: Kind, jobs: Option<u16>, mut out: Output) -> Result<ExitCode, OutputError> {
    let threads = jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let mut input = std::io::stdin().lock();
    let mut failed = false;
    loop {
        let lines = round(&mut input, threads * ROUND).map_err(OutputError::Input)?;
        if lines.is_empty() || out.is_closed() {
            break;
        }
        for (answer, is_error) in answers(kind, &lines, threads) {
            failed |= is_error;
            out.write(&answer)?;
        }
        out.flush()?;
    }
    out.finish()?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// The next lines that are not blank, at most so many.
fn round(input: &mut impl BufRead, most: usize) -> std::io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < most {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The answers to `lines` in their order, each with whether it is an error.
fn answers(kind: Kind, lines: &[Vec<u8>], threads: usize) -> Vec<(String, bool)> {
    let next = AtomicUsize::new(0);
    let mut all: Vec<(usize, (String, bool))> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(lines.len()))
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(line) = lines.get(at) else {
                            return own;
                        };
                        own.push((at, answer(kind, line)));
                    }
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, answer)| answer).collect()
}

/// One line's answer, and whether it is an error. What goes wrong with one line stays with it.
fn answer(kind: Kind, line: &[u8]) -> (String, bool) {
    let value = std::panic::catch_unwind(|| value(kind, line));
    let error = match value {
        Ok(Ok(mut value)) => {
            value.push('\n');
            return (value, false);
        }
        Ok(Err(error)) => {
            let wanted = match kind {
                Kind::Extract => r#"{"id","text"[,"title"]}"#,
                Kind::Compare => r#"{"id","a":{"id","text"},"b":{"id","text"}}"#,
            };
            format!("{error}; a line is {wanted}")
        }
        Err(_) => "this text could not be read: please report it".to_owned(),
    };
    let id = serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|value| value.get("id").cloned());
    let answer = json::harmless(json!({"id": id, "error": error}).to_string()) + "\n";
    (answer, true)
}

fn value(kind: Kind, line: &[u8]) -> Result<String, serde_json::Error> {
    Ok(match kind {
        Kind::Extract => {
            let input: Input = serde_json::from_slice(line)?;
            let id = input.id.clone();
            json::reading(&id, &Comparison::new(vec![input.article()]))
        }
        Kind::Compare => {
            let pair: Pair = serde_json::from_slice(line)?;
            let articles = vec![pair.a.article(), pair.b.article()];
            json::comparison(&pair.id, &Comparison::new(articles))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_becomes_an_error_with_its_id() {
        let (text, failed) = answer(Kind::Extract, br#"{"id":7,"txt":""}"#);
        assert!(
            failed && text.starts_with(r#"{"error":"missing field"#) && text.contains(r#""id":7"#),
            "{text}"
        );
    }

    #[test]
    fn answers_keep_the_order_of_their_lines() {
        let lines: Vec<Vec<u8>> = (0..40)
            .map(|id| format!(r#"{{"id":{id},"text":"Ann Example spoke."}}"#).into_bytes())
            .collect();
        let one = answers(Kind::Extract, &lines, 1);
        assert_eq!(one, answers(Kind::Extract, &lines, 5));
        assert!(one[39].0.contains(r#""id":39"#));
    }
}

//! `compare` and `extract` of single articles: what is read, in which form it is written.

use super::arguments::{Compare, ComparisonFormat, Extract, ReadingFormat};
use super::output::Output;
use super::{CommandError, opening};
use crate::article::Article;
use crate::comparison::Comparison;
use crate::export::{csv, html, json, jsonld, markdown, saved::Saved, text};
use crate::folders;
use crate::notebook::{Brought, Decided, Replay};
use serde_json::Value;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is to be written.
struct Subject {
    id: Value,
    comparison: Comparison,
    decided: Decided,
}

/// Writes a comparison; that there is nothing to compare with is told.
pub fn compare(of: Compare) -> Result<ExitCode, CommandError> {
    let Some(subject) = subject(&of)? else {
        return Ok(ExitCode::FAILURE);
    };
    if subject.comparison.articles.len() == 1 {
        opening::tell("one article: nothing to compare it with; this is its reading");
    }
    write(of, &subject)
}

/// Writes what the reader would have shown: of one article its reading.
pub fn show(of: Compare) -> Result<ExitCode, CommandError> {
    let Some(subject) = subject(&of)? else {
        return Ok(ExitCode::FAILURE);
    };
    write(of, &subject)
}

fn write(of: Compare, subject: &Subject) -> Result<ExitCode, CommandError> {
    let Subject {
        id,
        comparison,
        decided,
    } = subject;
    let width = width(of.writing.output.as_deref());
    let mut out = Output::new(of.writing.output)?;
    let written = match of.format {
        ComparisonFormat::Text => text::comparison(comparison, decided, width),
        ComparisonFormat::Json => json::decided(id, comparison, decided) + "\n",
        ComparisonFormat::Jsonld => jsonld::comparison(comparison, decided),
        ComparisonFormat::Markdown => markdown::comparison(comparison, decided),
        ComparisonFormat::Html => html::comparison(comparison, decided),
        ComparisonFormat::Csv => csv::matches(comparison, decided),
    };
    out.write(&written)?;
    Ok(out.finish()?)
}

/// Writes the readings of articles, each for itself: one that can't be read keeps no other from being written.
pub fn extract(of: Extract) -> Result<ExitCode, CommandError> {
    let came = opening::each(&of.articles, of.pages)?;
    let named = came.len();
    let articles: Vec<Article> = came.into_iter().flatten().collect();
    if articles.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let all_read = articles.len() == named;
    let width = width(of.writing.output.as_deref());
    let mut out = Output::new(of.writing.output)?;
    let last = articles.len() - 1;
    for (at, article) in articles.into_iter().enumerate() {
        let comparison = Comparison::new(vec![article]);
        let reading = || json::reading(&comparison.articles[0].id, &comparison);
        let written = match of.format {
            ReadingFormat::Text if at == 0 => text::reading(&comparison, width),
            ReadingFormat::Text => format!("\n{}", text::reading(&comparison, width)),
            ReadingFormat::Jsonl => reading() + "\n",
            ReadingFormat::Json if named == 1 => reading() + "\n",
            // Of several a list, however many of them could be read.
            ReadingFormat::Json => {
                let (open, close) = (
                    ["", "["][usize::from(at == 0)],
                    [",", "]"][usize::from(at == last)],
                );
                format!("{open}{}{close}\n", reading())
            }
            ReadingFormat::Csv => csv::claims(&comparison, at),
        };
        out.write(&written)?;
    }
    let written = out.finish()?;
    Ok(if all_read { written } else { ExitCode::FAILURE })
}

/// So many cells has a line: those of the terminal that the report goes to, else the usual ones.
fn width(to: Option<&Path>) -> usize {
    let terminal =
        (to.is_none() && std::io::stdout().is_terminal()).then(terminal_size::terminal_size);
    terminal
        .flatten()
        .map_or(text::WIDTH, |(width, _)| usize::from(width.0))
}

/// What is to be compared, read or taken up as it was saved, with what was decided on it where that is wanted.
fn subject(of: &Compare) -> Result<Option<Subject>, CommandError> {
    let folder = of.decided.then(|| state(of.state.as_ref())).transpose()?;
    if let Some(saved) = opening::saved(&of.articles)? {
        return taken_up(saved, folder.as_deref()).map(Some);
    }
    let Some(articles) = opening::told(&of.articles, of.pages)? else {
        return Ok(None);
    };
    let names: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    let id = Value::from(names.join(" "));
    let (comparison, decided) = match folder {
        None => (Comparison::new(articles), Decided::default()),
        Some(folder) => under_decisions(articles, &folder)?,
    };
    Ok(Some(Subject {
        id,
        comparison,
        decided,
    }))
}

/// Where decisions are kept.
fn state(named: Option<&PathBuf>) -> Result<PathBuf, CommandError> {
    named
        .cloned()
        .or_else(folders::decisions)
        .ok_or(CommandError::Homeless)
}

/// Articles as they are read under the decisions that are kept in `folder`.
fn under_decisions(
    articles: Vec<Article>,
    folder: &Path,
) -> Result<(Comparison, Decided), CommandError> {
    let (mut journal, order) = Brought::default().journal(folder, &articles);
    let ledger = journal.replay()?.ledger;
    let (comparison, replay) = Replay::read(articles, &ledger.in_force(), &order, &mut |_| {});
    let decided = Decided::new(&ledger, &order, &replay);
    Ok((comparison, decided))
}

/// A comparison as it was saved, or as it stands by what is kept in `folder`.
fn taken_up(saved: Saved, folder: Option<&Path>) -> Result<Subject, CommandError> {
    let Some(folder) = folder else {
        let decided = saved.decided();
        return Ok(Subject {
            id: saved.id,
            comparison: saved.comparison,
            decided,
        });
    };
    let Saved {
        id,
        mut comparison,
        brought,
    } = saved;
    let (mut journal, order) = brought.journal(folder, &comparison.articles);
    let ledger = journal.replay()?.ledger;
    let mut replay = Replay::of_saved(&comparison, &brought.ledger().in_force(), &order);
    replay.revise(&mut comparison, &ledger.in_force());
    Ok(Subject {
        id,
        comparison,
        decided: Decided::new(&ledger, &order, &replay),
    })
}

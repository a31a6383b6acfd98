//! The command line: what was typed, and the exit code that answers it.
//!
//! Exit codes: 0 done, 1 an input could not be read or an output not written, 2 wrong usage. A closed pipe is success: the
//! reader of the pipe has seen enough.

pub mod arguments;
pub mod batch;
pub mod output;

use crate::article::{Article, source};
use crate::comparison::Comparison;
use crate::export::{json, text};
use arguments::{Arguments, Command, Format};
use clap::Parser;
use output::Output;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Some(Command::Compare(of)) if of.batch => Output::new(of.writing.output)
            .and_then(|out| batch::run(batch::Kind::Compare, of.writing.jobs, out)),
        Some(Command::Extract(of)) if of.batch => Output::new(of.writing.output)
            .and_then(|out| batch::run(batch::Kind::Extract, of.writing.jobs, out)),
        Some(Command::Compare(of)) => compare(&of.articles, of.format, of.writing.output),
        Some(Command::Extract(of)) => extract(&of.articles, of.format, of.writing.output),
        None => read(arguments),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("crossread: {failure}");
        ExitCode::FAILURE
    })
}

/// Opens the reader, or prints where there is no terminal to open it on.
fn read(arguments: Arguments) -> Result<ExitCode, output::OutputError> {
    if !arguments.print && !std::io::stdout().is_terminal() {
        return compare(&arguments.articles, Format::Text, None);
    }
    let Some(articles) = open(&arguments.articles) else {
        return Ok(ExitCode::FAILURE);
    };
    let comparison = Comparison::new(articles);
    let _ = comparison;
    Ok(ExitCode::SUCCESS)
}

fn compare(
    names: &[String],
    format: Format,
    to: Option<std::path::PathBuf>,
) -> Result<ExitCode, output::OutputError> {
    let Some(articles) = open(names) else {
        return Ok(ExitCode::FAILURE);
    };
    let id = articles
        .iter()
        .map(|article| article.id.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let comparison = Comparison::new(articles);
    let mut out = Output::new(to)?;
    match format {
        Format::Text => out.write(&text::comparison(&comparison))?,
        Format::Json => out.write(&format!("{}\n", json::comparison(&id, &comparison)))?,
    }
    out.finish()
}

fn extract(
    names: &[String],
    format: Format,
    to: Option<std::path::PathBuf>,
) -> Result<ExitCode, output::OutputError> {
    let Some(articles) = open(names) else {
        return Ok(ExitCode::FAILURE);
    };
    let mut out = Output::new(to)?;
    for article in articles {
        let comparison = Comparison::new(vec![article]);
        match format {
            Format::Text => out.write(&text::reading(&comparison))?,
            Format::Json => out.write(&format!("{}\n", json::reading(&comparison)))?,
        }
    }
    out.finish()
}

/// Reads every input; when some can't be read, says so of each and gives nothing.
fn open(names: &[String]) -> Option<Vec<Article>> {
    if names.is_empty() {
        return Some(source::built_in());
    }
    let mut articles = Vec::new();
    for name in names {
        match source::read(name) {
            Ok(article) => articles.push(article),
            Err(error) => eprintln!(
                "crossread: {}",
                crate::article::clean::line(&error.to_string())
            ),
        }
    }
    (articles.len() == names.len()).then_some(articles)
}

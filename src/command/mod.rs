//! The command line: what was typed, and the exit code that answers it.
//!
//! Exit codes: 0 done, 1 an input could not be read or an output not written, 2 wrong usage. A closed pipe is success: the
//! reader of the pipe has seen enough.

pub mod arguments;
pub mod batch;
pub mod output;
pub mod settings;

use crate::article::source::SourceError;
use crate::article::{Article, clean, source};
use crate::comparison::Comparison;
use crate::export::{json, text};
use crate::reader::{self, keeping::Wish, keys::Key};
use arguments::{Arguments, Command, Format, Writing};
use clap::Parser;
use output::{Output, OutputError};
use settings::Settings;
use std::io::IsTerminal;
use std::process::ExitCode;
use thiserror::Error;

/// Why a command came to nothing.
#[derive(Debug, Error)]
pub enum CommandError {
    /// An output could not be written or an input not read to its end.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// `--keys` names a key that there is not.
    #[error("--keys: {0}")]
    Keys(#[from] crate::reader::keys::UnknownKey),
    /// The terminal refused.
    #[error("the terminal could not be used ({0}); try `crossread compare` for a report")]
    Terminal(std::io::Error),
}

impl CommandError {
    /// 2 where another command line would do, else 1.
    fn code(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Self::Keys(_)) { 2 } else { 1 })
    }
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    #[cfg(feature = "pdf")]
    if let Some(code) = crate::article::format::pdf::apart::serve() {
        return code;
    }
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Some(Command::Compare(of)) if of.batch => batch(batch::Kind::Compare, of.writing),
        Some(Command::Extract(of)) if of.batch => batch(batch::Kind::Extract, of.writing),
        Some(Command::Compare(of)) => compare(&of.articles, of.format, of.writing.output),
        Some(Command::Extract(of)) => extract(&of.articles, of.format, of.writing.output),
        None => read(&arguments),
    };
    done.unwrap_or_else(|error| {
        eprintln!("crossread: {}", clean::line(&error.to_string()));
        error.code()
    })
}

/// Opens the reader, plays keys and prints, or reports where there is no terminal to open the reader on.
fn read(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    if !arguments.print && !std::io::stdout().is_terminal() {
        return compare(&arguments.articles, Format::Text, None);
    }
    let keys = Key::parse_all(arguments.keys.as_deref().unwrap_or(""))?;
    // On a terminal the text is shown while it is still being read.
    let read = if arguments.print {
        source::read
    } else {
        source::glance
    };
    let Some(articles) = open_with(&arguments.articles, read) else {
        return Ok(ExitCode::FAILURE);
    };
    let wish = wish(arguments);
    let settings = Settings::new(arguments);
    let lost = if arguments.print {
        for line in settings.report() {
            eprintln!("crossread: {line}");
        }
        let comparison = Comparison::new(articles);
        let size = arguments.size;
        let (screen, lost) =
            reader::play_keeping(comparison, &settings.options, &keys, size, &wish);
        let mut out = Output::new(None)?;
        out.write(&screen)?;
        out.finish()?;
        lost
    } else {
        let options = reader::Options {
            notice: settings.notice(),
            ..settings.options
        };
        reader::run(articles, &options, &wish, &keys).map_err(CommandError::Terminal)?
    };
    if let Some(lost) = lost {
        eprintln!("crossread: {}", clean::line(&lost));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Where decisions are kept: what the command line says comes first, and a printed screen leaves no traces unasked.
fn wish(arguments: &Arguments) -> Wish {
    match &arguments.state {
        Some(folder) => Wish::In(folder.clone()),
        None if arguments.no_state => Wish::Nowhere("--no-state"),
        None if arguments.print => Wish::Nowhere("--print keeps nothing without --state"),
        None => Wish::from_environment(),
    }
}

fn batch(kind: batch::Kind, writing: Writing) -> Result<ExitCode, CommandError> {
    Ok(batch::run(
        kind,
        writing.jobs,
        Output::new(writing.output)?,
    )?)
}

fn compare(
    names: &[String],
    format: Format,
    to: Option<std::path::PathBuf>,
) -> Result<ExitCode, CommandError> {
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
    Ok(out.finish()?)
}

fn extract(
    names: &[String],
    format: Format,
    to: Option<std::path::PathBuf>,
) -> Result<ExitCode, CommandError> {
    let Some(articles) = open(names) else {
        return Ok(ExitCode::FAILURE);
    };
    let mut out = Output::new(to)?;
    for article in articles {
        let comparison = Comparison::new(vec![article]);
        match format {
            Format::Text => out.write(&text::reading(&comparison))?,
            Format::Json => out.write(&format!(
                "{}\n",
                json::reading(&comparison.articles[0].id, &comparison)
            ))?,
        }
    }
    Ok(out.finish()?)
}

/// Reads every input; when some can't be read, says so of each and gives nothing.
fn open(names: &[String]) -> Option<Vec<Article>> {
    open_with(names, source::read)
}

/// The same with another way of reading one.
fn open_with(
    names: &[String],
    read: impl Fn(&str) -> Result<Article, SourceError>,
) -> Option<Vec<Article>> {
    if names.is_empty() {
        return Some(source::built_in());
    }
    let mut articles = Vec::new();
    for name in names {
        match read(name) {
            Ok(article) => articles.push(article),
            Err(error) => eprintln!("crossread: {}", clean::line(&error.to_string())),
        }
    }
    (articles.len() == names.len()).then_some(articles)
}

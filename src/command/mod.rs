//! The command line: what was typed, and the exit code that answers it.
//!
//! Exit codes: 0 done, 1 an input could not be read or an output not written, 2 wrong usage. A closed pipe is success: the
//! reader of the pipe has seen enough.

pub mod arguments;
pub mod batch;
pub mod broken;
pub mod opening;
pub mod output;
pub mod report;
pub mod settings;

use crate::article::{clean, source};
use crate::comparison::Comparison;
use crate::export::saved::{Saved, SavedError};
use crate::export::schema;
use crate::notebook::journal::JournalError;
use crate::reader::{self, keeping::Wish, keys::Key};
use arguments::{Arguments, Command, Compare, Writing};
use clap::Parser;
use opening::Opening;
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
    /// Standard input is named more than once.
    #[error(
        "“-” can be given once: there is only one standard input; save one of the articles to a file"
    )]
    Twice,
    /// An option of the subcommands was given to the reader.
    #[error("{0} is for reports: write `crossread compare A B {0} …`")]
    Report(&'static str),
    /// A comparison that was saved can't be opened.
    #[error("{name}: {reason}")]
    Saved {
        /// Its file's name.
        name: String,
        /// Why not.
        reason: SavedError,
    },
    /// What was decided can't be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// What was decided is nowhere.
    #[error(
        "--decided: there is no home folder to look for decisions in; name the folder with --state DIR"
    )]
    Homeless,
    /// The terminal refused.
    #[error("the terminal could not be used ({0}); try `crossread compare` for a report")]
    Terminal(std::io::Error),
}

impl CommandError {
    /// 2 where another command line would do, else 1.
    fn code(&self) -> ExitCode {
        ExitCode::from(
            if matches!(self, Self::Keys(_) | Self::Twice | Self::Report(_)) {
                2
            } else {
                1
            },
        )
    }
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    #[cfg(feature = "pdf")]
    if let Some(code) = crate::article::format::pdf::apart::serve() {
        return code;
    }
    broken::tell_cleanly();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return mistyped(&error),
    };
    let done = match arguments.command {
        Some(Command::Compare(of)) if of.batch => batch(batch::Kind::Compare, of.writing),
        Some(Command::Extract(of)) if of.batch => batch(batch::Kind::Extract, of.writing),
        Some(Command::Compare(of)) => report::compare(of),
        Some(Command::Extract(of)) => report::extract(of),
        Some(Command::Schema) => print_schema(),
        None => read(&arguments),
    };
    done.unwrap_or_else(|error| {
        opening::tell(&error.to_string());
        error.code()
    })
}

/// Tells what of the command line is not understood, or the help that it asks for.
///
/// The words of a mistake quote what was typed, which may be the name of a stranger's file: they go without colours, and
/// cleaned.
fn mistyped(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    for line in error.render().to_string().lines() {
        eprintln!("{}", clean::line(line));
    }
    ExitCode::from(2)
}

/// Opens the reader, plays keys and prints, or reports where there is no terminal to open the reader on.
fn read(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    if arguments.format.is_some() {
        return Err(CommandError::Report("--format"));
    }
    if arguments.output.is_some() {
        return Err(CommandError::Report("--output"));
    }
    if !arguments.print && !std::io::stdout().is_terminal() {
        return report::compare(Compare::plain(arguments));
    }
    let keys = Key::parse_all(arguments.keys.as_deref().unwrap_or(""))?;
    let names = &arguments.articles;
    if opening::asks_twice(names) {
        return Err(CommandError::Twice);
    }
    if let Some(saved) = opening::saved(names)? {
        return reopen(arguments, saved, &keys);
    }
    let access = opening::access(arguments.pages);
    if arguments.print {
        return Ok(match opening::all(names, access) {
            Some(articles) => {
                let played = |options: &_, wish: &_| {
                    reader::play_keeping(
                        Comparison::new(articles),
                        options,
                        &keys,
                        arguments.size,
                        wish,
                    )
                };
                print(arguments, played)?
            }
            None => ExitCode::FAILURE,
        });
    }
    let Some(Opening { gathering, found }) = opening::prompt(names, access) else {
        return Ok(ExitCode::FAILURE);
    };
    let settings = Settings::new(arguments);
    let options = reader::Options {
        notice: settings.notice(),
        ..settings.options
    };
    let wish = wish(arguments);
    let (lost, failed) = match opening::plain(found) {
        Ok(articles) => {
            let articles = if names.is_empty() {
                source::built_in()
            } else {
                articles
            };
            (reader::run(articles, &options, &wish, &keys), Vec::new())
        }
        Err(found) => {
            let ended = reader::run_gathering((names, found), gathering, &options, &wish, &keys);
            let (lost, failed) = ended.map_err(CommandError::Terminal)?;
            (Ok(lost), failed)
        }
    };
    for error in &failed {
        opening::tell(&error.to_string());
    }
    Ok(ended(
        lost.map_err(CommandError::Terminal)?.as_deref(),
        failed.is_empty(),
    ))
}

/// Opens the reader on a comparison as it was saved.
fn reopen(arguments: &Arguments, saved: Saved, keys: &[Key]) -> Result<ExitCode, CommandError> {
    let saved = (saved.comparison, &saved.brought);
    if arguments.print {
        return print(arguments, |options, wish| {
            reader::play_saved(saved, options, keys, arguments.size, wish)
        });
    }
    let settings = Settings::new(arguments);
    let options = reader::Options {
        notice: settings.notice(),
        ..settings.options
    };
    let lost = reader::run_saved(saved, &options, &wish(arguments), keys);
    Ok(ended(
        lost.map_err(CommandError::Terminal)?.as_deref(),
        true,
    ))
}

fn print_schema() -> Result<ExitCode, CommandError> {
    let mut out = Output::new(None)?;
    out.write(schema::TEXT)?;
    Ok(out.finish()?)
}

/// Prints the last screen that `played` gives, and what could not be kept.
fn print(
    arguments: &Arguments,
    played: impl FnOnce(&reader::Options, &Wish) -> (String, Option<String>),
) -> Result<ExitCode, CommandError> {
    let settings = Settings::new(arguments);
    for line in settings.report() {
        eprintln!("crossread: {line}");
    }
    let (screen, lost) = played(&settings.options, &wish(arguments));
    let mut out = Output::new(None)?;
    out.write(&screen)?;
    out.finish()?;
    Ok(ended(lost.as_deref(), true))
}

/// How the reader ended: what could not be kept is told.
fn ended(lost: Option<&str>, well: bool) -> ExitCode {
    if let Some(lost) = lost {
        opening::tell(lost);
    }
    if well && lost.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
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

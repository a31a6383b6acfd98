//! The command line: what was typed, and the exit code that answers it.
//!
//! Exit codes: 0 done, 1 an input could not be read or an output not written, 2 wrong usage. A closed pipe is success: the
//! reader of the pipe has seen enough.

pub mod arguments;
pub mod batch;
pub mod broken;
pub mod completions;
pub mod manual;
pub mod opening;
pub mod output;
#[cfg(feature = "reader")]
pub mod reading;
pub mod report;
#[cfg(feature = "reader")]
pub mod settings;

use crate::article::clean;
use crate::export::saved::SavedError;
use crate::export::schema;
use crate::notebook::journal::JournalError;
use arguments::{Arguments, Command, Compare, Writing};
use clap::Parser;
use output::{Output, OutputError};
#[cfg(feature = "reader")]
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
    #[cfg(feature = "reader")]
    #[error("--keys: {0}")]
    Keys(#[from] crate::reader::keys::UnknownKey),
    /// Standard input is named more than once.
    #[error(
        "“-” can be given once: there is only one standard input; save one of the articles to a file"
    )]
    Twice,
    /// A command's name with a slip in it.
    #[error("{typed}: there is no such command or file; write `crossread {meant}`")]
    Meant {
        /// What was typed.
        typed: String,
        /// The command.
        meant: String,
    },
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
    /// The screen that is to be printed has no room for the reader.
    #[cfg(feature = "reader")]
    #[error("--size {}x{}: a screen needs {}x{} cells at least", .0.0, .0.1, crate::reader::layout::LEAST.0, crate::reader::layout::LEAST.1)]
    Small((u16, u16)),
    /// The terminal refused.
    #[cfg(feature = "reader")]
    #[error("the terminal could not be used ({0}); try `crossread compare` for a report")]
    Terminal(std::io::Error),
}

impl CommandError {
    /// 2 where another command line would do, else 1.
    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            #[cfg(feature = "reader")]
            Self::Keys(_) | Self::Small(_) => 2,
            Self::Twice | Self::Report(_) | Self::Meant { .. } => 2,
            _ => 1,
        })
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
        Some(Command::Schema) => print(schema::TEXT),
        Some(Command::Completions { shell }) => print(&completions::of(shell)),
        Some(Command::Man) => print(&manual::page()),
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

/// Opens the reader, or reports where there is no terminal to open it on.
fn read(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    if arguments.format.is_some() {
        return Err(CommandError::Report("--format"));
    }
    if arguments.output.is_some() {
        return Err(CommandError::Report("--output"));
    }
    if let Some((typed, meant)) = opening::meant(&arguments.articles) {
        return Err(CommandError::Meant { typed, meant });
    }
    #[cfg(feature = "reader")]
    if arguments.reading.print || std::io::stdout().is_terminal() {
        return reading::read(arguments);
    }
    report::show(Compare::plain(arguments))
}

/// Prints what another program is to read.
fn print(text: &str) -> Result<ExitCode, CommandError> {
    let mut out = Output::new(None)?;
    out.write(text)?;
    Ok(out.finish()?)
}

fn batch(kind: batch::Kind, writing: Writing) -> Result<ExitCode, CommandError> {
    Ok(batch::run(
        kind,
        writing.jobs,
        Output::new(writing.output)?,
    )?)
}

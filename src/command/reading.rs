//! From the command line into the reader: what is opened, under which settings, and how it ended.

use super::CommandError;
use super::arguments::Arguments;
use super::opening::{self, Opening};
use super::output::Output;
use super::settings::Settings;
use crate::article::source;
use crate::comparison::Comparison;
use crate::export::saved::Saved;
use crate::reader::{self, keeping::Wish, keys::Key, layout::LEAST};
use std::process::ExitCode;

/// Opens the reader on what was named, or plays keys and prints.
pub fn read(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    let keys = Key::parse_all(arguments.reading.keys.as_deref().unwrap_or(""))?;
    let names = &arguments.articles;
    let size = arguments.reading.size;
    if arguments.reading.print && (size.0 < LEAST.0 || size.1 < LEAST.1) {
        return Err(CommandError::Small(size));
    }
    if opening::asks_twice(names) {
        return Err(CommandError::Twice);
    }
    if let Some(saved) = opening::saved(names)? {
        return reopen(arguments, saved, &keys);
    }
    let access = opening::access(arguments.pages);
    if arguments.reading.print {
        return Ok(match opening::all(names, access) {
            Some(articles) => {
                let played = |options: &_, wish: &_| {
                    reader::play_keeping(
                        Comparison::new(articles),
                        options,
                        &keys,
                        arguments.reading.size,
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
    let settings = Settings::new(&arguments.reading);
    let options = reader::Options {
        notice: settings.notice(),
        ..settings.options
    };
    let wish = wish(arguments);
    let (lost, failed) = match opening::plain(found) {
        Ok(articles) => {
            let articles = if names.is_empty() {
                source::built_in_at_a_glance()
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
    if arguments.reading.print {
        return print(arguments, |options, wish| {
            reader::play_saved(saved, options, keys, arguments.reading.size, wish)
        });
    }
    let settings = Settings::new(&arguments.reading);
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

/// Prints the last screen that `played` gives, and what could not be kept.
fn print(
    arguments: &Arguments,
    played: impl FnOnce(&reader::Options, &Wish) -> (String, Option<String>),
) -> Result<ExitCode, CommandError> {
    let settings = Settings::new(&arguments.reading);
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
    match &arguments.reading.state {
        Some(folder) => Wish::In(folder.clone()),
        None if arguments.reading.no_state => Wish::Nowhere("--no-state"),
        None if arguments.reading.print => Wish::Nowhere("--print keeps nothing without --state"),
        None => Wish::from_environment(),
    }
}

//! What was named becomes articles; what can't be read is told, and what became of the others.

use super::CommandError;
use super::arguments::{self, Pages};
use crate::article::source::address::Prefer;
use crate::article::source::cache::Cache;
use crate::article::source::file;
use crate::article::source::gathering::{Found, Gathering, News, Wanted};
use crate::article::source::limits::Limits;
use crate::article::source::place::{Named, Place, STANDARD_INPUT};
use crate::article::source::progress::Progress;
use crate::article::source::{self, Access, Opened, SourceError};
use crate::article::{Article, clean};
use crate::export::saved::{self, Saved};
use crate::folders::home_folder;
use std::time::{Duration, Instant};

/// Sources that another machine or program has to answer are waited for so long before the reader opens without them.
const GRACE: Duration = Duration::from_millis(150);
/// How long is waited for the next news at a time, where there is nothing else to do.
const LONG: Duration = Duration::from_hours(1);

/// How sources are opened under `pages`. Pages are kept in `crossread` in the folder for caches (XDG Base Directory
/// Specification 0.8: `$XDG_CACHE_HOME`, a relative one ignored, else `~/.cache`).
pub fn access(pages: Pages) -> Access {
    let folder = home_folder("XDG_CACHE_HOME", ".cache").map(|caches| caches.join("crossread"));
    Access {
        cache: Cache::new(folder),
        prefer: match pages {
            Pages { offline: true, .. } => Prefer::Offline,
            Pages { refresh: true, .. } => Prefer::Fetched,
            Pages { .. } => Prefer::Kept,
        },
        ..Access::default()
    }
}

/// Whether `names` name standard input more than once: there is only one.
pub fn asks_twice(names: &[String]) -> bool {
    names.iter().filter(|name| *name == STANDARD_INPUT).count() > 1
}

/// The command that the first of `names` was to be, with what was typed for it: one that nearly is a command and is nothing
/// that can be opened.
pub fn meant(names: &[String]) -> Option<(String, String)> {
    let typed = names.first()?;
    let meant = arguments::meant(typed)?;
    match Named::new(typed).place {
        Place::Path(path) if !path.exists() => Some((typed.clone(), meant)),
        _ => None,
    }
}

/// Opens `names`, each for itself. None where one can't be read: that is told, and the others are there all the same.
pub fn each(names: &[String], pages: Pages) -> Result<Vec<Option<Article>>, CommandError> {
    if asks_twice(names) {
        return Err(CommandError::Twice);
    }
    if names.is_empty() {
        return Ok(source::built_in().into_iter().map(Some).collect());
    }
    let came = came(names, access(pages)).into_iter().zip(names);
    let article = |(came, name): (Option<Result<Read, SourceError>>, &String)| match came? {
        Ok(read) => Some(taken(name, read)),
        Err(error) => {
            tell(&error.to_string());
            None
        }
    };
    Ok(came.map(article).collect())
}

/// Opens `names`. None if some can't be read: then that is told.
pub fn told(names: &[String], pages: Pages) -> Result<Option<Vec<Article>>, CommandError> {
    if asks_twice(names) {
        return Err(CommandError::Twice);
    }
    Ok(all(names, access(pages)))
}

/// The comparison that was saved in the file of that name, if there is one name and it is such a file.
pub fn saved(names: &[String]) -> Result<Option<Saved>, CommandError> {
    let [name] = names else {
        return Ok(None);
    };
    let Place::Path(path) = Named::new(name).place else {
        return Ok(None);
    };
    if !path.is_file() {
        return Ok(None);
    }
    // What can't be read is told where articles are opened.
    let bytes = file::read(name, path, &Limits::default(), &mut |_| {}).unwrap_or_default();
    let first = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .copied();
    let text = String::from_utf8(bytes).unwrap_or_default();
    if first != Some(b'{') || !saved::is_saved(&text) {
        return Ok(None);
    }
    let wrong = |reason| CommandError::Saved {
        name: name.clone(),
        reason,
    };
    saved::read(&text).map(Some).map_err(wrong)
}

/// What became of names so far.
pub struct Opening {
    /// Where more is to come from.
    pub gathering: Gathering,
    /// By name: what was found.
    pub found: Vec<Found>,
}

/// Opens `names` and waits until all are there; nobody can be asked which of several is meant. None if some can't be
/// read: then that is told.
pub fn all(names: &[String], access: Access) -> Option<Vec<Article>> {
    if names.is_empty() {
        return Some(source::built_in());
    }
    let came = or_told(names, came(names, access))?;
    let read = names.iter().zip(came.into_iter().flatten());
    Some(read.map(|(name, read)| taken(name, read)).collect())
}

/// An article, and how it came where it was not simply read.
type Read = (Article, Option<String>);

/// What came of `names` when all that comes is there.
fn came(names: &[String], access: Access) -> Vec<Option<Result<Read, SourceError>>> {
    let mut opening = Waiting::new(names, access);
    while opening.next(LONG) {}
    let decided = |opened| match opened {
        Opened::One(article, says) => Ok((*article, says)),
        Opened::Several(collection) => Err(collection.undecided()),
    };
    let came = opening.came.into_iter();
    came.map(|came| came.map(|came| came.and_then(decided)))
        .collect()
}

/// The article of that name; how it came is told where it was not simply read.
fn taken(name: &str, (article, says): Read) -> Article {
    if let Some(says) = says {
        tell(&format!("{name}: {says}"));
    }
    article.judged()
}

/// Opens `names` and waits for those that nobody else has to answer, and a little for the others. None if some can't be
/// read: then that is told.
pub fn prompt(names: &[String], access: Access) -> Option<Opening> {
    let mut opening = Waiting::new(names, access);
    let waits: Vec<bool> = names.iter().map(|name| source::is_prompt(name)).collect();
    let began = Instant::now();
    loop {
        let all = opening.came.iter().zip(&waits);
        let patience = if all.clone().any(|(came, prompt)| came.is_none() && *prompt) {
            LONG
        } else {
            GRACE.saturating_sub(began.elapsed())
        };
        if patience.is_zero() || !opening.next(patience) {
            break;
        }
    }
    let Waiting {
        gathering,
        came,
        so_far,
    } = opening;
    let found = or_told(names, came)?.into_iter().zip(so_far);
    let found = found.map(|(opened, so_far)| opened.map_or(Found::SoFar(so_far), Found::Opened));
    let found = found.collect();
    Some(Opening { gathering, found })
}

/// The articles, if all have simply been read; else everything as it is.
pub fn plain(found: Vec<Found>) -> Result<Vec<Article>, Vec<Found>> {
    let simply = |found: &Found| matches!(found, Found::Opened(Opened::One(_, None)));
    if !found.iter().all(simply) {
        return Err(found);
    }
    let article = |found| match found {
        Found::Opened(Opened::One(article, _)) => Some(*article),
        _ => None,
    };
    Ok(found.into_iter().filter_map(article).collect())
}

struct Waiting {
    gathering: Gathering,
    came: Vec<Option<Result<Opened, SourceError>>>,
    so_far: Vec<Progress>,
}

impl Waiting {
    fn new(names: &[String], access: Access) -> Self {
        let mut gathering = Gathering::new(access);
        for (ticket, name) in names.iter().enumerate() {
            gathering.ask(ticket, Wanted::Name(name.clone()));
        }
        Self {
            gathering,
            came: names.iter().map(|_| None).collect(),
            so_far: vec![Progress::default(); names.len()],
        }
    }

    /// Waits for news; whether there were any.
    fn next(&mut self, patience: Duration) -> bool {
        let Some((ticket, news)) = self.gathering.next(patience) else {
            return false;
        };
        match news {
            News::Progress(so_far) => self.so_far[ticket] = so_far,
            News::Came(came) => self.came[ticket] = Some(came),
        }
        true
    }
}

/// What came of `names`, unless something went wrong: then that is told, and what became of the others.
fn or_told<T>(
    names: &[String],
    came: Vec<Option<Result<T, SourceError>>>,
) -> Option<Vec<Option<T>>> {
    if came.iter().flatten().any(Result::is_err) {
        for (name, came) in names.iter().zip(came) {
            match came {
                Some(Err(error)) => tell(&error.to_string()),
                Some(Ok(_)) => tell(&format!(
                    "{name}: this one could be read, and can be opened alone"
                )),
                None => tell(&format!("{name}: this one was not waited for")),
            }
        }
        return None;
    }
    Some(
        came.into_iter()
            .map(|came| came.and_then(Result::ok))
            .collect(),
    )
}

/// A line on standard error.
pub fn tell(words: &str) {
    eprintln!("crossread: {}", clean::line(words));
}

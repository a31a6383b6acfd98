//! What the reader decides is kept on disk at once; what can't be kept is said and tried again.
//!
//! The only room of the reader that knows the journal. The state names its steps and lays them out; here they are written.

use super::index::letter;
use super::wrap::cut;
use crate::article::Article;
use crate::folders;
use crate::notebook::decision::{Entry, Ledger, Place, Step};
use crate::notebook::journal::{About, Head, Journal};
use crate::notebook::{Brought, Passage, shelf};
use crate::span::{CodePoints, Span};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where decisions are to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// In this folder.
    In(PathBuf),
    /// Nowhere, for the reason that the reader is told.
    Nowhere(&'static str),
    /// Somewhere, but there is no home folder.
    Homeless,
}

impl Wish {
    /// The folder that [`folders::decisions`] names.
    pub fn from_environment() -> Self {
        folders::decisions().map_or(Self::Homeless, Self::In)
    }
}

/// What was there when the journal was opened.
#[derive(Debug, Default)]
pub struct Opened {
    /// The decisions and the place.
    pub ledger: Ledger,
    /// By article of the journal its place among those that are open.
    pub order: Vec<usize>,
    /// What the names of this opening's steps begin with; no two openings have the same.
    pub session: String,
    /// What the reader should know of it.
    pub says: Option<String>,
}

/// Where the reader is, in bytes of the articles as they are open: noted with every key, so nothing is counted for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// By article: the first byte on the screen.
    pub tops: Vec<usize>,
    /// Of more than two articles those in the panes, left and right.
    pub shown: Vec<usize>,
    /// The article and content of the current claim, if there is one.
    pub claim: Option<(usize, Span)>,
}

impl Here {
    /// The same as a journal has it, whose articles stand in `order` among the `texts`.
    pub fn place(&self, texts: &[impl AsRef<str>], order: &[usize]) -> Place {
        let top = |article: &usize| {
            let text = texts.get(*article).map_or("", AsRef::as_ref);
            let top = self.tops.get(*article).copied().unwrap_or_default();
            CodePoints::new(text).at(top.min(text.len()))
        };
        let in_journal = |article: usize| {
            let place = order.iter().position(|own| *own == article);
            place.unwrap_or(article)
        };
        let claim = self.claim.and_then(|(article, span)| {
            let text = texts.get(article)?.as_ref();
            Some(Passage::new(in_journal(article), text, span))
        });
        Place {
            tops: order.iter().map(top).collect(),
            shown: self.shown.iter().copied().map(in_journal).collect(),
            claim,
        }
    }
}

/// The open journal. Copies share it.
#[derive(Debug, Clone)]
pub struct Keeping(Arc<Mutex<Desk>>);

#[derive(Debug)]
struct Desk {
    journal: Result<Journal, &'static str>,
    session: String,
    /// The texts, and by article of the journal its place among them.
    texts: Vec<String>,
    order: Vec<usize>,
    /// Where the reader is, and where it was when that was last written.
    here: Option<Here>,
    written: Option<Place>,
    places: usize,
    /// Whether the last writing failed.
    failed: Option<String>,
}

impl Keeping {
    /// Opens the journal of `articles`. Nothing is written yet.
    pub fn open(wish: &Wish, articles: &[Article]) -> (Self, Opened) {
        Self::open_after(&Brought::default(), wish, articles)
    }

    /// The same for a comparison that was saved with decisions.
    pub fn open_after(brought: &Brought, wish: &Wish, articles: &[Article]) -> (Self, Opened) {
        let mut opened = Opened {
            ledger: brought.ledger(),
            order: (0..articles.len()).collect(),
            session: session(),
            ..Opened::default()
        };
        let whose = if brought.mark.is_some() {
            ""
        } else {
            " of yours"
        };
        opened.says = told(&opened.ledger, 0, whose);
        let journal = match wish {
            Wish::Nowhere(why) => Err(*why),
            Wish::Homeless => {
                opened.says = Some(unkept("no home folder"));
                Err("there is no home folder; try --state DIR")
            }
            Wish::In(folder) => {
                let (mut journal, order) = brought.journal(folder, articles);
                let elsewhere = if brought.mark.is_none() {
                    elsewhere(folder, &shelf::head(articles), journal.path())
                } else {
                    None
                };
                match journal.replay() {
                    Ok(replayed) => {
                        opened.order = order;
                        opened.says = told(&replayed.ledger, replayed.unknown, whose);
                        opened.ledger = replayed.ledger;
                    }
                    Err(error) => opened.says = Some(error.to_string()),
                }
                let says = opened.says.into_iter().chain(elsewhere);
                opened.says = says.reduce(|one, other| format!("{one} · {other}"));
                if let Err(error) = journal.check() {
                    let mut says = vec![unkept(&error.reason())];
                    says.extend(opened.says.filter(|_| opened.ledger != Ledger::default()));
                    says.push(short(error.path()));
                    opened.says = Some(says.join(" · "));
                }
                Ok(journal)
            }
        };
        let desk = Desk {
            journal,
            session: opened.session.clone(),
            texts: articles
                .iter()
                .map(|article| article.text.clone())
                .collect(),
            order: opened.order.clone(),
            here: None,
            written: opened.ledger.place().cloned(),
            places: 0,
            failed: None,
        };
        (Self(Arc::new(Mutex::new(desk))), opened)
    }

    /// Keeps `entries` and then the place. Gives what to tell the reader: where they are kept, or why they are not.
    pub fn keep(&self, entries: Vec<Entry>) -> Option<String> {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!entries.is_empty()).then(|| desk.keep(entries))
    }

    /// The journal as it stands, if somebody else has written in it.
    pub fn news(&self) -> Option<Ledger> {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let journal = desk.journal.as_mut().ok()?;
        let replayed = journal.is_changed().then(|| journal.replay())?;
        replayed.ok().map(|replayed| replayed.ledger)
    }

    /// Notes where the reader is. It is written with the next decision and at the end.
    pub fn here(&self, here: Here) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).here = Some(here);
    }

    /// The end: the place is written, and what waits is tried a last time. Gives what could not be kept.
    pub fn close(&self) -> Option<String> {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = desk.journal.as_ref().map_or(0, Journal::waiting);
        if waits > 0 || desk.moved().is_some() {
            desk.keep(Vec::new());
        }
        // A place alone that could not be kept is not worth a word.
        let lost = desk.failed.as_ref().filter(|_| waits > 0)?;
        let steps = if waits == 1 { "1 step" } else { "the steps" };
        Some(format!(
            "not everything could be kept: {steps} of this session, as {lost}"
        ))
    }
}

impl Desk {
    /// Where the reader is, if that was not written yet.
    fn moved(&self) -> Option<Place> {
        let place = self.here.as_ref()?.place(&self.texts, &self.order);
        Some(place).filter(|place| self.written.as_ref() != Some(place))
    }

    fn keep(&mut self, mut entries: Vec<Entry>) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let moved = self.moved();
        let journal = match &mut self.journal {
            Ok(journal) => journal,
            Err(why) => return format!("not kept: {why}"),
        };
        if let Some(place) = moved {
            self.places += 1;
            entries.push(Entry {
                id: format!("{}-p{}", self.session, self.places),
                at: now,
                step: Step::Place(place.clone()),
            });
            self.written = Some(place);
        }
        for entry in &mut entries {
            entry.at = now;
        }
        match journal.keep(&entries) {
            Ok(()) => {
                self.failed = None;
                let path = journal.path();
                format!("kept in {}", short(path.parent().unwrap_or(path)))
            }
            Err(error) => {
                let says = format!(
                    "NOT KEPT ({}): try --state DIR; held in memory till then",
                    error.reason()
                );
                self.failed = Some(error.to_string());
                says
            }
        }
    }
}

/// What the reader is told of a journal that was there.
fn told(ledger: &Ledger, unknown: usize, whose: &str) -> Option<String> {
    let mut says = Vec::new();
    match ledger.counting().len() {
        0 => {}
        1 => says.push(format!("1 decision{whose} is in force")),
        count => says.push(format!("{count} decisions{whose} are in force")),
    }
    match unknown {
        0 => {}
        1 => says.push("1 line could not be read; it stays in the file".to_owned()),
        count => says.push(format!(
            "{count} lines could not be read; they stay in the file"
        )),
    }
    (!says.is_empty()).then(|| says.join(" · "))
}

/// That decisions on some of the articles of `head` were made when they were open with others, or without some of these:
/// they hold there only. Names the set with most of them.
fn elsewhere(folder: &Path, head: &Head, own: &Path) -> Option<String> {
    let found = shelf::sharing(folder, head, own).into_iter();
    let counted = found.filter_map(|shared| {
        let mut journal = Journal::new(shared.path.clone(), shared.head.clone());
        let ledger = journal.replay().ok()?.ledger;
        let mut on: Vec<usize> = Vec::new();
        let mut count = 0;
        for decision in ledger.counting() {
            let places = decision.articles().into_iter();
            let places = places.map(|article| shared.places.get(article).copied().flatten());
            if let Some(places) = places.collect::<Option<Vec<usize>>>()
                && !places.is_empty()
            {
                count += 1;
                on.extend(places);
            }
        }
        on.sort_unstable();
        on.dedup();
        (count > 0).then_some((count, on, shared.head))
    });
    let (count, on, set) = counted.max_by_key(|(count, ..)| *count)?;
    let decisions = if count == 1 {
        "1 decision".to_owned()
    } else {
        format!("{count} decisions")
    };
    let letters: Vec<String> = on.iter().map(|at| letter(*at).to_string()).collect();
    let name = |about: &About| {
        let name = Path::new(&about.id).file_name();
        let name = name.map_or_else(|| about.id.clone().into(), |name| name.to_string_lossy());
        cut(&crate::article::clean::line(&name), 30)
    };
    let names: Vec<String> = set.articles.iter().map(name).collect();
    let alone = if set.articles.len() < head.articles.len() {
        " alone"
    } else {
        ""
    };
    Some(format!(
        "{decisions} on {} in another set: open {}{alone}",
        letters.join(" "),
        names.join(" and ")
    ))
}

/// That decisions cannot be kept, and what to do about it.
fn unkept(reason: &str) -> String {
    format!("decisions cannot be kept ({reason}): try --state DIR")
}

/// A path as people write it: the home folder is `~`.
fn short(folder: &Path) -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let shown = match home
        .as_ref()
        .and_then(|home| folder.strip_prefix(home).ok())
    {
        Some(rest) if home.as_ref().is_some_and(|home| home.is_absolute()) => {
            Path::new("~").join(rest)
        }
        _ => folder.to_owned(),
    };
    crate::article::clean::line(&shown.to_string_lossy()).into_owned()
}

/// A name for one opening: the time and the process.
fn session() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::Decision;

    fn articles() -> Vec<Article> {
        ["One text of a few words.", "Another text of a few words."]
            .iter()
            .map(|text| Article::new("a", None, (*text).to_owned()))
            .collect()
    }

    fn note(id: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            at: 0,
            step: Step::Decide(Decision::Note {
                on: Vec::new(),
                text: "words".to_owned(),
            }),
        }
    }

    #[test]
    fn opening_alone_writes_nothing_and_a_decision_is_there_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let wish = Wish::In(folder.path().join("state"));
        let (keeping, opened) = Keeping::open(&wish, &articles());
        assert!(opened.says.is_none() && !folder.path().join("state").exists());
        let says = keeping.keep(vec![note("1")]).expect("it is told");
        assert!(says.starts_with("kept in "), "{says}");
        let (_, again) = Keeping::open(&wish, &articles());
        assert_eq!(again.ledger.in_force().len(), 1);
        assert!(again.says.expect("it is told").contains("1 decision"));
    }

    #[test]
    fn decisions_on_the_same_articles_within_another_set_are_told_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let wish = Wish::In(folder.path().to_owned());
        let mut three = articles();
        three.push(Article::new(
            "c.txt",
            None,
            "Third text, quite another one, on quite other matters.".to_owned(),
        ));
        let (keeping, _) = Keeping::open(&wish, &articles());
        let text = &three[1].text;
        let on = Passage::new(1, text, Span::new(0, text.len()));
        keeping.keep(vec![Entry {
            id: "1".to_owned(),
            at: 0,
            step: Step::Decide(Decision::Drop { claim: on }),
        }]);
        let (_, opened) = Keeping::open(&wish, &three);
        assert!(opened.ledger.in_force().is_empty());
        assert_eq!(
            opened.says.as_deref(),
            Some("1 decision on B in another set: open a and a alone")
        );
        let (_, opened) = Keeping::open(&wish, &three[2..]);
        assert_eq!(opened.says, None);
    }

    #[test]
    fn a_folder_that_is_none_or_takes_nothing_is_announced_at_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        std::fs::write(&file, "in the way").expect("written");
        let (keeping, opened) = Keeping::open(&Wish::In(file), &articles());
        let says = opened.says.expect("it is told");
        assert!(says.contains("that is a file, no folder"), "{says}");
        let says = keeping.keep(vec![note("1")]).expect("it is told");
        assert!(says.contains("that is a file, no folder"), "{says}");
        if Path::new("/proc/self").is_dir() {
            let wish = Wish::In(PathBuf::from("/proc/nope"));
            let (_, opened) = Keeping::open(&wish, &articles());
            let says = opened.says.expect("it is told");
            assert!(says.contains("decisions cannot be kept"), "{says}");
        }
    }

    #[test]
    fn the_place_is_written_once_and_only_where_it_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let wish = Wish::In(folder.path().to_owned());
        let here = Here {
            tops: vec![3, 4],
            shown: Vec::new(),
            claim: None,
        };
        let lines = |wish: &Wish| {
            let (keeping, _) = Keeping::open(wish, &articles());
            keeping.here(here.clone());
            assert_eq!(keeping.close(), None);
            let file = std::fs::read_dir(folder.path()).expect("a folder").next();
            let path = file.expect("a file").expect("a file").path();
            std::fs::read_to_string(path).expect("text").lines().count()
        };
        assert_eq!(lines(&wish), 2);
        assert_eq!(lines(&wish), 2);
        let (_, again) = Keeping::open(&wish, &articles());
        let tops = again.ledger.place().map(|place| place.tops.clone());
        assert_eq!(tops, Some(vec![3, 4]));
    }

    #[test]
    fn what_cannot_be_kept_is_said_at_once_and_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        std::fs::write(&file, "in the way").expect("written");
        let (keeping, _) = Keeping::open(&Wish::In(file.join("state")), &articles());
        let says = keeping.keep(vec![note("1")]).expect("it is told");
        assert!(says.starts_with("NOT KEPT"), "{says}");
        assert!(
            keeping
                .close()
                .is_some_and(|says| says.contains("not everything"))
        );
    }

    #[test]
    fn where_nothing_is_to_be_kept_the_reader_is_told_why() {
        let (keeping, _) = Keeping::open(&Wish::Nowhere("--no-state"), &articles());
        assert_eq!(
            keeping.keep(vec![note("1")]).as_deref(),
            Some("not kept: --no-state")
        );
        assert_eq!(keeping.close(), None);
    }
}

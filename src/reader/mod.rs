//! The terminal face: state + event → change.
//!
//! ```text
//!  A  The mill closes …     34 claims │ B  Workers march …      24 claims   view::status   titles of the panes
//!  •  “It has to close,” the owner    │     Hundreds marched through the    view::pane     text: sheet, wrap
//! ▌   said on Monday.                 │ ┃   town after the owner said …                    one current claim, one counterpart
//! ── Ann Ott · 12 in A · 9 in B ── restates · same speaker ── certain ──    view::panel    whose matters, why, how sure
//!     “the owner” = Ann Ott, ¶2       │     Ann Ott · certain               view::panel    why this source
//! ▌   ¶3  “It has to close”           │ ┃   ¶1  said: the mill must close   dossier        a row a matter
//!  A12  ⇄ 1/2 · ] next claim · enter across · ? help                        view::status   where one is, what may be done
//! ```
//!
//! | question | room |
//! |---|---|
//! | what is a key, and how is it written | [`keys`] |
//! | which key does what | [`bindings`] |
//! | what is known at any moment, what does a command change | [`state`] |
//! | what else can happen than a key | [`event`] |
//! | what can be done while the claims are still being read, and who reads them | `arriving`, `background` |
//! | how does one move, and what comes into view by it | [`moving`], [`jumps`] |
//! | how is a word found, how an actor chosen | [`finding`], [`picker`], [`prompt`] |
//! | which claims count | [`filter`] |
//! | which lists are there, and where do their lines lead | [`views`], [`overview`], [`list`] |
//! | what do keys wait for, which letters lie over the claims | [`prefix`], [`hints`] |
//! | whose matters does the panel list | [`dossier`] |
//! | what does a decision change, and what is asked for it | [`deciding`], [`correcting`], [`choice`] |
//! | where are decisions kept, and what if they can't be | [`keeping`] |
//! | in which words do two statements differ | [`differing`] |
//! | where is which claim | [`index`] |
//! | where does a block break into lines | [`wrap`], [`sheet`] |
//! | where does everything stand | [`layout`] |
//! | how does it look | [`theme`], [`view`] |
//! | what is copied | [`copying`] |
//! | how does it get to the terminal | [`term`] |

mod arriving;
mod background;
pub mod bindings;
pub mod choice;
mod copying;
pub mod correcting;
pub mod deciding;
pub mod differing;
pub mod dossier;
pub mod event;
pub mod filter;
pub mod finding;
pub mod hints;
pub mod index;
pub mod jumps;
pub mod keeping;
pub mod keys;
pub mod layout;
pub mod list;
mod moving;
pub mod overview;
pub mod picker;
pub mod prefix;
pub mod prompt;
pub mod sheet;
pub mod state;
pub mod term;
pub mod theme;
pub mod view;
pub mod views;
pub mod wrap;

use crate::article::Article;
use crate::comparison::Comparison;
use background::Background;
use event::Event;
use keeping::{Keeping, Wish};
use keys::Key;
use state::{Effect, State};
use std::io;
use std::time::{Duration, Instant};
use term::Terminal;
use term::input::Input;
use theme::{Theme, ThemeName};
use view::Looks;

/// What the caller may choose.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Styles and marks.
    pub looks: Looks,
}

impl Options {
    /// The default looks, without colour where the environment asks for that (<https://no-color.org>).
    pub fn from_environment() -> Self {
        let mut options = Self::default();
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            options.looks.theme = options.looks.theme.without_colour();
        }
        // The first that is set decides (POSIX, locale variables). Where none is set, most terminals show UTF-8 today.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        options.looks.ascii = locale.is_some_and(|locale| {
            let locale = locale.to_lowercase();
            !locale.contains("utf-8") && !locale.contains("utf8")
        });
        options
    }

    /// The same with another theme; colours that `NO_COLOR` took away stay away.
    #[must_use]
    pub fn with_theme(mut self, name: ThemeName) -> Self {
        let colourless = self.looks.theme == self.looks.theme.without_colour();
        let theme = Theme::named(name);
        self.looks.theme = if colourless {
            theme.without_colour()
        } else {
            theme
        };
        self
    }
}

/// Ordinary articles have so many bytes at most, both together. They are read in a few dozen milliseconds.
const ORDINARY: usize = 100_000;
/// How long the first look waits for their claims, so that nothing flickers; on a slow machine it may take so long.
const FIRST_LOOK: Duration = Duration::from_millis(250);
/// How often it is looked how far the reading is, while it goes on.
const TICK: Duration = Duration::from_millis(40);

/// Opens the reader on the terminal and stays until it is left. The text of `articles`, at which was only glanced, is there
/// at once, its claims as soon as they are read; then `keys` are played. Decisions are kept where `wish` says. Gives what
/// could not be kept.
pub fn run(
    articles: Vec<Article>,
    options: &Options,
    wish: &Wish,
    keys: &[Key],
) -> io::Result<Option<String>> {
    let began = Instant::now();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let background = Background::start(articles.clone(), wish.clone())?;
    let terminal = Terminal::open()?;
    let size = terminal.size()?;
    let mut edge = Edge {
        state: State::opening(articles, size),
        terminal,
        background,
        keeping: None,
        keys: keys.to_vec(),
        looks: options.looks,
    };
    let left = loop {
        let patience = FIRST_LOOK.saturating_sub(began.elapsed());
        if bytes > ORDINARY || patience.is_zero() {
            break false;
        }
        match edge.background.next(patience) {
            Some((Event::Read(reading), keeping)) => {
                edge.state = State::reopened(*reading, size);
                break edge.read(keeping);
            }
            Some((event, _)) => {
                edge.state.hear(event);
            }
            None => break false,
        }
    };
    if !left {
        edge.stay()?;
    }
    let Edge {
        state,
        terminal,
        keeping,
        ..
    } = edge;
    drop(terminal);
    // The process ends: a book need not be taken apart first.
    std::mem::forget(state);
    Ok(keeping.and_then(|keeping| keeping.close()))
}

/// Where the state meets the world: the terminal, the thread that reads, the journal.
struct Edge {
    state: State,
    terminal: Terminal,
    background: Background,
    /// None until the articles are read.
    keeping: Option<Keeping>,
    /// Keys that are to be played when the articles are read.
    keys: Vec<Key>,
    looks: Looks,
}

impl Edge {
    /// Shows the state and takes what comes, until the reader is left.
    fn stay(&mut self) -> io::Result<()> {
        loop {
            self.terminal.draw(view::draw(&self.state, &self.looks))?;
            let mut input = if self.background.is_busy() {
                self.terminal.read_within(TICK)?
            } else {
                Some(self.terminal.read()?)
            };
            // Whatever waits is taken before the next draw: a held key never lags behind.
            while let Some(came) = input {
                if self.take(came)? {
                    return Ok(());
                }
                input = if self.terminal.has_input()? {
                    self.terminal.read_within(Duration::ZERO)?
                } else {
                    None
                };
            }
            while let Some((event, keeping)) = self.background.next(Duration::ZERO) {
                self.state.hear(event);
                if keeping.is_some() && self.read(keeping) {
                    return Ok(());
                }
            }
            if let Some(keeping) = &self.keeping {
                keeping.here(self.state.here());
            }
        }
    }

    /// Takes what came from the terminal; whether the reader was left by it.
    fn take(&mut self, input: Input) -> io::Result<bool> {
        let event = match input {
            Input::Key(key) => return self.obey(key),
            Input::Paste(text) => Event::Paste(text),
            Input::Resize => Event::Resize(self.terminal.size()?),
            Input::Focus => {
                take_news(&mut self.state, self.keeping.as_ref());
                return Ok(false);
            }
        };
        self.state.hear(event);
        Ok(false)
    }

    /// Presses a key and does what is to be done; whether the reader was left by it.
    fn obey(&mut self, key: Key) -> io::Result<bool> {
        match press(&mut self.state, self.keeping.as_ref(), key) {
            Effect::Draw => {}
            Effect::Redraw => {
                self.state.resize(self.terminal.size()?);
                self.terminal.redraw();
            }
            Effect::Copy => {
                if let Some(text) = self.state.take_copied() {
                    self.terminal.copy(&text)?;
                }
            }
            Effect::Suspend => {
                self.terminal.suspend()?;
                self.state.resize(self.terminal.size()?);
            }
            Effect::Quit => return Ok(true),
        }
        Ok(false)
    }

    /// From now on decisions are kept in `keeping`, and the keys that waited are played; whether one of them left the reader.
    fn read(&mut self, keeping: Option<Keeping>) -> bool {
        if let Some(keeping) = &keeping {
            keeping.here(self.state.here());
            let last = keeping.clone();
            term::at_the_end(move || {
                last.close();
            });
        }
        self.keeping = keeping;
        let keys = std::mem::take(&mut self.keys);
        press_all(&mut self.state, self.keeping.as_ref(), &keys)
    }
}

/// Plays `keys` on a screen of `size` (columns, rows) and gives the last frame as text: the same way as [`run`], without a
/// terminal. Nothing is kept.
pub fn play(comparison: Comparison, keys: &[Key], size: (u16, u16)) -> String {
    let nowhere = Wish::Nowhere("nothing is, where keys are only played");
    play_keeping(comparison, keys, size, &nowhere).0
}

/// The same, with decisions kept where `wish` says; gives the last frame and what could not be kept.
pub fn play_keeping(
    comparison: Comparison,
    keys: &[Key],
    size: (u16, u16),
    wish: &Wish,
) -> (String, Option<String>) {
    let (keeping, opened) = Keeping::open(wish, &comparison.articles);
    let mut state = State::new(comparison, size);
    state.reopen(opened);
    press_all(&mut state, Some(&keeping), keys);
    keeping.here(state.here());
    (
        view::text(&view::draw(&state, &Looks::default())),
        keeping.close(),
    )
}

/// Presses one key, and keeps what it decides.
fn press(state: &mut State, keeping: Option<&Keeping>, key: Key) -> Effect {
    let effect = state.hear(Event::Key(key));
    let steps = state.take_steps();
    if let Some(keeping) = keeping.filter(|_| !steps.is_empty()) {
        keeping.here(state.here());
        if let Some(says) = keeping.keep(steps) {
            state.add_to_message(&says);
        }
    }
    take_news(state, keeping);
    effect
}

/// Has the state know what other readers have decided meanwhile. The key was meant for what stood on the screen, so it
/// comes first.
fn take_news(state: &mut State, keeping: Option<&Keeping>) {
    if state.takes_news()
        && let Some(ledger) = keeping.and_then(Keeping::news)
    {
        state.hear(Event::Journal(ledger));
    }
}

/// Presses one key after the other; whether one of them left the reader.
fn press_all(state: &mut State, keeping: Option<&Keeping>, keys: &[Key]) -> bool {
    keys.iter()
        .any(|key| press(state, keeping, *key) == Effect::Quit)
}

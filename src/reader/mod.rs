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
//! | which key does what | [`bindings`]; here and now: [`keymap`] |
//! | what may be set in a file, and what is wrong in it | [`config`], [`notice`] |
//! | what is known at any moment, what does a command change | [`state`] |
//! | what else can happen than a key | [`event`] |
//! | what can be done while the claims are still being read | `arriving` |
//! | what works beside the keys | `background` |
//! | what stands where an article is not there yet, and who fetches it | `awaiting`, `gathering` |
//! | how is one of several articles chosen | [`choosing`], `narrowing` |
//! | which part of an article is shown, and what comes into view | `scrolling` |
//! | how does one get from claim to claim, and across | `stepping` |
//! | where was one before a jump | `leaving`, [`jumps`] |
//! | how is a word found, how an actor chosen | [`finding`], [`picker`], [`prompt`] |
//! | which claims count | [`filter`] |
//! | which lists are there, and where do their lines lead | [`views`], [`overview`], [`list`] |
//! | what do keys wait for, which letters lie over the claims | [`prefix`], [`hints`] |
//! | whose matters does the panel list | [`dossier`] |
//! | which of more than two articles are in the panes | [`changing`] |
//! | what is asked for a decision, how is it taken, undone, done again | [`correcting`], [`choice`], [`deciding`] |
//! | what holds by it, at once or when it is worked in | [`revising`] |
//! | what was decided, and what is marked beside a claim | [`decided`] |
//! | how are claims named whose numbers do not last | `naming` |
//! | what becomes of the place and the decisions of the last time | `returning` |
//! | where are decisions kept, and what if they can't be | [`keeping`] |
//! | in which words do two statements differ | [`differing`] |
//! | where is which claim | [`index`] |
//! | where does a block break into lines | [`wrap`], [`sheet`] |
//! | where does everything stand | [`layout`] |
//! | how does it look | [`theme`], [`view`] |
//! | what lies under the mouse, and what a click does | [`pointing`] |
//! | what is copied | `copying` |
//! | where do an article's words lead | `links` |
//! | how does it get to the terminal | [`term`] |

mod arriving;
mod awaiting;
mod background;
pub mod bindings;
pub mod changing;
pub mod choice;
pub mod choosing;
pub mod config;
mod copying;
pub mod correcting;
pub mod decided;
pub mod deciding;
pub mod differing;
pub mod dossier;
pub mod event;
pub mod filter;
pub mod finding;
mod gathering;
pub mod hints;
pub mod index;
pub mod jumps;
pub mod keeping;
pub mod keymap;
pub mod keys;
pub mod layout;
mod leaving;
mod links;
pub mod list;
mod naming;
mod narrowing;
pub mod notice;
pub mod overview;
pub mod picker;
pub mod pointing;
pub mod prefix;
pub mod prompt;
mod returning;
pub mod revising;
mod scrolling;
pub mod sheet;
pub mod state;
mod stepping;
pub mod term;
pub mod theme;
pub mod view;
pub mod views;
pub mod wrap;

use crate::article::Article;
use crate::article::source::SourceError;
use crate::article::source::gathering::{Found, Gathering};
use crate::comparison::Comparison;
use crate::notebook::Brought;
use background::{Background, Begun};
use event::{Event, Reading};
use gathering::Awaited;
use keeping::{Keeping, Wish};
use keymap::Keymap;
use keys::Key;
use layout::PanelSize;
use notice::Notice;
use state::{Effect, State};
use std::collections::VecDeque;
use std::io;
use std::time::Duration;
use term::Terminal;
use term::input::Input;
use theme::{Theme, ThemeName};
use view::Looks;

/// What the caller may choose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Styles and marks.
    pub looks: Looks,
    /// Which key does what.
    pub keymap: Keymap,
    /// The panel's size at the beginning.
    pub panel: Option<PanelSize>,
    /// Whether the mouse is taken over.
    pub mouse: bool,
    /// What is said at the beginning.
    pub notice: Option<Notice>,
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

/// Texts of so many bytes at most, all together, are read in a few dozen milliseconds: their claims are there at the first
/// look, and corrections hold with the key. Longer ones are read, and corrected, while their text is shown.
const ORDINARY: usize = 100_000;
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
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    if bytes <= ORDINARY {
        let begun = Begun::new(articles, wish);
        let mut terminal = Terminal::open(options.mouse)?;
        // The texts are there at once; their claims are a matter of milliseconds.
        if let Some(articles) = begun.untouched().filter(|_| keys.is_empty()) {
            let mut state = State::opening(articles.to_vec(), terminal.size()?);
            state.configure(options.keymap.clone(), options.panel);
            terminal.draw(view::texts(&state, &options.looks))?;
        }
        return run_read(terminal, begun.read(&mut |_| {}), options, keys);
    }
    let background = Background::read(articles.clone(), wish.clone())?;
    let terminal = Terminal::open(options.mouse)?;
    let mut state = State::opening(articles, terminal.size()?);
    state.configure(options.keymap.clone(), options.panel);
    let mut edge = Edge::new(state, terminal, options, keys);
    edge.background = Some(background);
    edge.tell_first_notice();
    edge.stay()?;
    Ok(edge.close().0)
}

/// The same on a comparison that was saved, with what it `brought`: it stands as it was.
pub fn run_saved(
    (comparison, brought): (Comparison, &Brought),
    options: &Options,
    wish: &Wish,
    keys: &[Key],
) -> io::Result<Option<String>> {
    let read = background::reopen(comparison, brought, wish);
    run_read(Terminal::open(options.mouse)?, read, options, keys)
}

/// The same where everything is read.
fn run_read(
    terminal: Terminal,
    (reading, keeping): (Reading, Keeping),
    options: &Options,
    keys: &[Key],
) -> io::Result<Option<String>> {
    let size = terminal.size()?;
    let state = State::reopened(reading, size, options.keymap.clone(), options.panel);
    let mut edge = Edge::new(state, terminal, options, keys);
    edge.keep_in(keeping);
    edge.stay()?;
    Ok(edge.close().0)
}

/// The same where not all articles are there: `names` are what was asked of `source`, each under its place among them, and
/// `found` is what there is of them. What came stands on the screen while the others are awaited. Gives also what did not
/// come.
pub fn run_gathering(
    (names, found): (&[String], Vec<Found>),
    source: Gathering,
    options: &Options,
    wish: &Wish,
    keys: &[Key],
) -> io::Result<(Option<String>, Vec<SourceError>)> {
    let terminal = Terminal::open(options.mouse)?;
    let mut state = State::awaiting(names, found, terminal.size()?);
    state.configure(options.keymap.clone(), options.panel);
    let mut edge = Edge::new(state, terminal, options, keys);
    edge.awaited = Some(Awaited::new(source, wish.clone()));
    edge.tell_first_notice();
    edge.stay()?;
    Ok(edge.close())
}

/// Where the state meets the world: the terminal, the thread that reads, the journal.
struct Edge {
    state: State,
    terminal: Terminal,
    /// None when all articles are there.
    awaited: Option<Awaited>,
    /// What did not come.
    failed: Vec<SourceError>,
    /// None where nothing is being read or worked in.
    background: Option<Background>,
    /// None until the articles are read.
    keeping: Option<Keeping>,
    /// Keys that are to be played when the articles are read.
    keys: VecDeque<Key>,
    /// What is said when they are.
    notice: Option<Notice>,
    looks: Looks,
    /// Whether a key has left the reader.
    left: bool,
}

impl Edge {
    fn new(state: State, terminal: Terminal, options: &Options, keys: &[Key]) -> Self {
        Self {
            state,
            terminal,
            awaited: None,
            failed: Vec::new(),
            background: None,
            keeping: None,
            keys: keys.iter().copied().collect(),
            notice: options.notice.clone(),
            looks: options.looks,
            left: false,
        }
    }

    /// The end: the terminal is given back. Gives what could not be kept, and what did not come.
    fn close(self) -> (Option<String>, Vec<SourceError>) {
        drop(self.terminal);
        // The process ends: a book need not be taken apart first.
        std::mem::forget(self.state);
        (
            self.keeping.and_then(|keeping| keeping.close()),
            self.failed,
        )
    }

    /// Shows the state and takes what comes, until the reader is left.
    fn stay(&mut self) -> io::Result<()> {
        while !self.left {
            self.terminal.draw(view::draw(&self.state, &self.looks))?;
            let mut input = if self.background.is_some() || self.awaited.is_some() {
                self.terminal.read_within(TICK)?
            } else {
                Some(self.terminal.read()?)
            };
            // Whatever waits is taken before the next draw: a held key never lags behind.
            while let Some(came) = input.take() {
                self.take(came)?;
                if !self.left && self.terminal.has_input()? {
                    input = self.terminal.read_within(Duration::ZERO)?;
                }
            }
            self.gather()?;
            while let Some((event, keeping)) = self.background.as_mut().and_then(Background::next) {
                self.state.hear(event);
                if let Some(keeping) = keeping {
                    self.keep_in(keeping);
                }
            }
            self.background.take_if(|background| background.is_done());
            self.play_waiting();
            if self.background.is_none()
                && let Some(order) = self.state.order()
            {
                self.background = Some(Background::revise(order)?);
            }
            if let Some(keeping) = &self.keeping {
                keeping.here(self.state.here());
            }
        }
        Ok(())
    }

    /// Takes up articles that have come; when all are there, they are read.
    fn gather(&mut self) -> io::Result<()> {
        let Some(awaited) = &mut self.awaited else {
            return Ok(());
        };
        self.failed.extend(awaited.feed(&mut self.state));
        if self.state.has_nothing() {
            self.left = true;
        } else if self.state.is_gathered() {
            let (articles, wish) = (self.state.gathered(), awaited.wish().clone());
            self.awaited = None;
            self.background = Some(Background::read(articles, wish)?);
        }
        Ok(())
    }

    /// Takes what came from the terminal.
    fn take(&mut self, input: Input) -> io::Result<()> {
        let event = match input {
            Input::Key(key) => return self.obey(Event::Key(key)),
            Input::Pointer(pointer) => return self.obey(Event::Pointer(pointer)),
            Input::Paste(text) => Event::Paste(text),
            Input::Resize => Event::Resize(self.terminal.size()?),
            Input::Focus => {
                take_news(&mut self.state, self.keeping.as_ref());
                return Ok(());
            }
            Input::Nothing => return Ok(()),
        };
        self.state.hear(event);
        Ok(())
    }

    /// Takes a key or a click and does what is to be done.
    fn obey(&mut self, event: Event) -> io::Result<()> {
        match happen(&mut self.state, self.keeping.as_ref(), event) {
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
            Effect::Quit => self.left = true,
        }
        Ok(())
    }

    /// From now on decisions are kept in `keeping`; the keys that waited for the claims are played.
    fn keep_in(&mut self, keeping: Keeping) {
        keeping.here(self.state.here());
        let last = keeping.clone();
        term::at_the_end(move || {
            last.close();
        });
        self.keeping = Some(keeping);
        self.play_waiting();
    }

    /// Plays the keys that wait, as far as nothing has to be worked in before; then comes the notice.
    fn play_waiting(&mut self) {
        if self.keeping.is_none() {
            return;
        }
        while !self.left
            && !self.state.is_behind()
            && let Some(key) = self.keys.pop_front()
        {
            self.left |= press(&mut self.state, self.keeping.as_ref(), key) == Effect::Quit;
        }
        if self.keys.is_empty() {
            self.tell_notice();
        }
    }

    /// Says while the claims are still to come what is to be said at the beginning, unless keys are to be played first.
    fn tell_first_notice(&mut self) {
        if self.keys.is_empty() {
            self.tell_notice();
        }
    }

    /// Says what is to be said at the beginning.
    fn tell_notice(&mut self) {
        if let Some(notice) = self.notice.take() {
            self.state.tell(notice);
        }
    }
}

/// Plays `keys` on a screen of `size` (columns, rows) and gives the last frame as text: the same way as [`run`], without a
/// terminal. Nothing is kept.
pub fn play(comparison: Comparison, keys: &[Key], size: (u16, u16)) -> String {
    let nowhere = Wish::Nowhere("nothing is, where keys are only played");
    play_keeping(comparison, &Options::default(), keys, size, &nowhere).0
}

/// The same, with decisions kept where `wish` says; gives the last frame and what could not be kept.
pub fn play_keeping(
    comparison: Comparison,
    options: &Options,
    keys: &[Key],
    size: (u16, u16),
    wish: &Wish,
) -> (String, Option<String>) {
    let (keeping, opened) = Keeping::open(wish, &comparison.articles);
    let mut state = State::new(comparison, size);
    state.configure(options.keymap.clone(), options.panel);
    state.reopen(opened);
    played(state, &keeping, keys)
}

/// The same on a comparison that was saved, with what it `brought`.
pub fn play_saved(
    (comparison, brought): (Comparison, &Brought),
    options: &Options,
    keys: &[Key],
    size: (u16, u16),
    wish: &Wish,
) -> (String, Option<String>) {
    let (reading, keeping) = background::reopen(comparison, brought, wish);
    let state = State::reopened(reading, size, options.keymap.clone(), options.panel);
    played(state, &keeping, keys)
}

fn played(mut state: State, keeping: &Keeping, keys: &[Key]) -> (String, Option<String>) {
    work_in(&mut state);
    for key in keys {
        if press(&mut state, Some(keeping), *key) == Effect::Quit {
            break;
        }
        work_in(&mut state);
    }
    keeping.here(state.here());
    (
        view::text(&view::draw(&state, &Looks::default())),
        keeping.close(),
    )
}

/// Presses one key, and keeps what it decides.
fn press(state: &mut State, keeping: Option<&Keeping>, key: Key) -> Effect {
    happen(state, keeping, Event::Key(key))
}

/// Has the state hear of `event`, and keeps what it decides.
fn happen(state: &mut State, keeping: Option<&Keeping>, event: Event) -> Effect {
    let effect = state.hear(event);
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

/// Works in at once what was decided.
fn work_in(state: &mut State) {
    while let Some(order) = state.order() {
        state.hear(Event::Revised(Box::new(order.work(&mut |_| {}))));
    }
}

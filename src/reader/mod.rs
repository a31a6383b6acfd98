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
//! | how does one move, and what comes into view by it | [`moving`], [`jumps`] |
//! | how is a word found, how an actor chosen | [`finding`], [`picker`], [`prompt`] |
//! | which claims count | [`filter`] |
//! | which lists are there, and where do their lines lead | [`views`], [`overview`], [`list`] |
//! | what do keys wait for, which letters lie over the claims | [`prefix`], [`hints`] |
//! | whose matters does the panel list | [`dossier`] |
//! | which of more than two articles are in the panes | [`changing`] |
//! | what does a decision change, and what is asked for it | [`deciding`], [`correcting`], [`choice`] |
//! | where are decisions kept, and what if they can't be | [`keeping`] |
//! | in which words do two statements differ | [`differing`] |
//! | where is which claim | [`index`] |
//! | where does a block break into lines | [`wrap`], [`sheet`] |
//! | where does everything stand | [`layout`] |
//! | how does it look | [`theme`], [`view`] |
//! | what lies under the mouse, and what a click does | [`pointing`] |
//! | what is copied | [`copying`] |
//! | how does it get to the terminal | [`term`] |

pub mod bindings;
pub mod changing;
pub mod choice;
pub mod config;
mod copying;
pub mod correcting;
pub mod deciding;
pub mod differing;
pub mod dossier;
pub mod filter;
pub mod finding;
pub mod hints;
pub mod index;
pub mod jumps;
pub mod keeping;
pub mod keymap;
pub mod keys;
pub mod layout;
pub mod list;
mod moving;
pub mod notice;
pub mod overview;
pub mod picker;
pub mod pointing;
pub mod prefix;
pub mod prompt;
pub mod sheet;
pub mod state;
pub mod term;
pub mod theme;
pub mod view;
pub mod views;
pub mod wrap;

use crate::comparison::Comparison;
use keeping::{Keeping, Wish};
use keymap::Keymap;
use keys::Key;
use layout::PanelSize;
use notice::Notice;
use state::{Effect, State};
use std::io;
use std::path::PathBuf;
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

/// Opens the reader on the terminal and stays until it is left. `keys` are played before the first look. Decisions are
/// kept where `wish` says. Gives what could not be kept.
pub fn run(
    comparison: Comparison,
    options: &Options,
    wish: &Wish,
    keys: &[Key],
) -> io::Result<Option<String>> {
    let (keeping, opened) = Keeping::open(wish, &comparison.articles);
    let mut terminal = Terminal::open(options.mouse)?;
    let mut state = State::new(comparison, terminal.size()?);
    state.configure(options.keymap.clone(), options.panel);
    state.reopen(opened);
    keeping.here(state.place());
    let last = keeping.clone();
    term::at_the_end(move || {
        last.close();
    });
    if !press_all(&mut state, &keeping, keys) {
        if let Some(notice) = options.notice.clone() {
            state.tell(notice);
        }
        stay(&mut state, &mut terminal, &keeping, &options.looks)?;
    }
    drop(terminal);
    Ok(keeping.close())
}

/// Shows the state and takes what comes, until the reader is left.
fn stay(
    state: &mut State,
    terminal: &mut Terminal,
    keeping: &Keeping,
    looks: &Looks,
) -> io::Result<()> {
    loop {
        terminal.draw(view::draw(state, looks))?;
        // Whatever waits is taken before the next draw: a held key never lags behind.
        loop {
            match terminal.read()? {
                Input::Key(key) => match press(state, keeping, key) {
                    Effect::Draw => {}
                    Effect::Redraw => {
                        state.resize(terminal.size()?);
                        terminal.redraw();
                    }
                    Effect::Copy => {
                        if let Some(text) = state.take_copied() {
                            terminal.copy(&text)?;
                        }
                    }
                    Effect::Suspend => {
                        terminal.suspend()?;
                        state.resize(terminal.size()?);
                    }
                    Effect::Quit => return Ok(()),
                },
                Input::Paste(text) => state.paste(&text),
                Input::Pointer(pointer) => {
                    state.point(pointer);
                    keep_steps(state, keeping);
                }
                Input::Nothing => {}
                Input::Resize => state.resize(terminal.size()?),
            }
            if !terminal.has_input()? {
                break;
            }
        }
        keeping.here(state.place());
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
    press_all(&mut state, &keeping, keys);
    keeping.here(state.place());
    (
        view::text(&view::draw(&state, &Looks::default())),
        keeping.close(),
    )
}

/// The folder that the environment variable `name` gives, else `below` in the home folder. As the XDG specification has it,
/// an empty or relative one counts as none.
pub fn home_folder(name: &str, below: &str) -> Option<PathBuf> {
    let absolute = |name: &str| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    absolute(name).or_else(|| absolute("HOME").map(|home| home.join(below)))
}

/// Presses one key, and keeps what it decides.
fn press(state: &mut State, keeping: &Keeping, key: Key) -> Effect {
    let effect = state.press(key);
    keep_steps(state, keeping);
    effect
}

/// Keeps what was decided.
fn keep_steps(state: &mut State, keeping: &Keeping) {
    let steps = state.take_steps();
    if !steps.is_empty() {
        keeping.here(state.place());
        if let Some(says) = keeping.keep(steps) {
            state.add_to_message(&says);
        }
    }
}

/// Presses one key after the other; whether one of them left the reader.
fn press_all(state: &mut State, keeping: &Keeping, keys: &[Key]) -> bool {
    keys.iter()
        .any(|key| press(state, keeping, *key) == Effect::Quit)
}

//! The one table of keys. The reader obeys it; help, the status line, the README's table and the tests are made from it.

use super::keys::Key;

/// What the reader can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Command {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    NextClaim,
    PreviousClaim,
    NextMatched,
    PreviousMatched,
    NextOfActor,
    PreviousOfActor,
    NextOnlyHere,
    PreviousOnlyHere,
    Across,
    NextCounterpart,
    PreviousCounterpart,
    OtherArticle,
    ThisArticle,
    ThatArticle,
    Actors,
    Search,
    Back,
    Forward,
    Lock,
    Panel,
    Full,
    Fold,
    Help,
    Redraw,
    Suspend,
    Drop,
    EndSearch,
    Quit,
    Confirm,
    Reject,
    Note,
    Correct,
    Undo,
    Redo,
    Overview,
    Hints,
    Mark,
    GoToMark,
    View,
    Filter,
    Copy,
}

impl Command {
    /// Whether it steps to another claim, or to an end of the article.
    pub const fn steps(self) -> bool {
        matches!(
            self,
            Self::NextClaim
                | Self::PreviousClaim
                | Self::NextMatched
                | Self::PreviousMatched
                | Self::NextOnlyHere
                | Self::PreviousOnlyHere
                | Self::Top
                | Self::Bottom
        )
    }

    /// Whether it scrolls the text and does nothing else.
    pub const fn scrolls(self) -> bool {
        matches!(
            self,
            Self::LineDown
                | Self::LineUp
                | Self::PageDown
                | Self::PageUp
                | Self::HalfDown
                | Self::HalfUp
                | Self::Top
                | Self::Bottom
        )
    }
}

/// Under which heading of the help a command stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Group {
    Claims,
    Articles,
    Finding,
    Deciding,
    Screen,
    Leaving,
}

impl Group {
    /// All headings in the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Claims,
        Self::Articles,
        Self::Finding,
        Self::Deciding,
        Self::Screen,
        Self::Leaving,
    ];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Claims => "From claim to claim",
            Self::Articles => "Through the articles",
            Self::Finding => "Finding and going back",
            Self::Deciding => "Deciding; kept at once",
            Self::Screen => "The screen",
            Self::Leaving => "Leaving",
        }
    }
}

/// When a command does something: what does nothing here and now is left out of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum When {
    Always,
    /// There are claims.
    Claims,
    /// There are two articles.
    Pair,
    /// There are more than two.
    More,
    /// The current claim has a counterpart.
    Counterpart,
    /// There is a jump to go back, or forward, to.
    Jumped,
    /// A search is on.
    Searching,
    /// Something is on that can be dropped: a search, an actor, a half-typed count.
    Droppable,
    /// There is a decision to take back.
    Undoable,
    /// There is a decision to bring again.
    Redoable,
}

/// A command with its keys and its one line of help.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys, as [`Key::parse`] reads them; the first is the one that is shown first.
    pub keys: &'static [&'static str],
    /// What they do.
    pub command: Command,
    /// The name by which a configuration calls it.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// Two words for the status line.
    pub short: &'static str,
    /// Its heading.
    pub group: Group,
    /// When it does something.
    pub when: When,
    /// Whether a count before it repeats it (`3]`).
    pub counts: bool,
}

const fn binding(
    keys: &'static [&'static str],
    command: Command,
    (name, help, short): (&'static str, &'static str, &'static str),
    group: Group,
    when: When,
    counts: bool,
) -> Binding {
    Binding {
        keys,
        command,
        name,
        help,
        short,
        group,
        when,
        counts,
    }
}

/// All bindings, in the order of the help.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    binding(&["]", "l", "<right>"], Command::NextClaim, ("next-claim", "next claim", "next claim"), Group::Claims, When::Claims, true),
    binding(&["[", "h", "<left>"], Command::PreviousClaim, ("previous-claim", "previous claim", "previous"), Group::Claims, When::Claims, true),
    binding(&["}", "J"], Command::NextMatched, ("next-matched", "next claim both have on one event", "next matched"), Group::Claims, When::Pair, true),
    binding(&["{", "K"], Command::PreviousMatched, ("previous-matched", "previous claim both have on one event", "previous matched"), Group::Claims, When::Pair, true),
    binding(&[")"], Command::NextOfActor, ("next-of-actor", "next claim of the same actor", "same actor"), Group::Claims, When::Claims, true),
    binding(&["("], Command::PreviousOfActor, ("previous-of-actor", "previous claim of the same actor", "same actor"), Group::Claims, When::Claims, true),
    binding(&[">"], Command::NextOnlyHere, ("next-only-here", "next claim that only this article has", "only here"), Group::Claims, When::Pair, true),
    binding(&["<lt>"], Command::PreviousOnlyHere, ("previous-only-here", "previous claim that only this article has", "only here"), Group::Claims, When::Pair, true),
    binding(&["<enter>"], Command::Across, ("across", "across to the counterpart; again: back", "across"), Group::Claims, When::Counterpart, false),
    binding(&["n"], Command::NextCounterpart, ("next-counterpart", "next counterpart, or next search hit", "next counterpart"), Group::Claims, When::Counterpart, true),
    binding(&["N"], Command::PreviousCounterpart, ("previous-counterpart", "previous counterpart, or search hit", "previous counterpart"), Group::Claims, When::Counterpart, true),
    binding(&["<tab>"], Command::OtherArticle, ("other-article", "to the other article", "other article"), Group::Articles, When::Pair, false),
    binding(&["t"], Command::ThisArticle, ("this-article", "the next article here; a count: that one", "next article"), Group::Articles, When::More, true),
    binding(&["T"], Command::ThatArticle, ("that-article", "the next beside it; a count: that one", "next beside"), Group::Articles, When::More, true),
    binding(&["j", "<down>"], Command::LineDown, ("line-down", "scroll down a line", "down"), Group::Articles, When::Always, true),
    binding(&["k", "<up>"], Command::LineUp, ("line-up", "scroll up a line", "up"), Group::Articles, When::Always, true),
    binding(&["<space>", "<ctrl-f>", "<pgdn>"], Command::PageDown, ("page-down", "scroll down a page", "page"), Group::Articles, When::Always, true),
    binding(&["b", "<ctrl-b>", "<pgup>"], Command::PageUp, ("page-up", "scroll up a page", "page up"), Group::Articles, When::Always, true),
    binding(&["<ctrl-d>"], Command::HalfDown, ("half-down", "scroll down half a page", "half page"), Group::Articles, When::Always, true),
    binding(&["<ctrl-u>"], Command::HalfUp, ("half-up", "scroll up half a page", "half page up"), Group::Articles, When::Always, true),
    binding(&["g", "<home>"], Command::Top, ("top", "to the beginning", "beginning"), Group::Articles, When::Always, false),
    binding(&["G", "<end>"], Command::Bottom, ("bottom", "to the end", "end"), Group::Articles, When::Always, false),
    binding(&["a"], Command::Actors, ("actors", "actors: what each says and does in both", "actors"), Group::Finding, When::Claims, false),
    binding(&["/"], Command::Search, ("search", "search both articles", "search"), Group::Finding, When::Always, false),
    binding(&["f"], Command::Hints, ("hints", "letters on every claim; they go there", "hint letters"), Group::Finding, When::Claims, false),
    binding(&["m"], Command::Mark, ("mark", "remember this place under a letter", "mark"), Group::Finding, When::Always, false),
    binding(&["'"], Command::GoToMark, ("go-to-mark", "to a mark, or ' to before the last jump", "to a mark"), Group::Finding, When::Always, false),
    binding(&["="], Command::Overview, ("overview", "how the two articles differ, at a glance", "overview"), Group::Finding, When::Claims, false),
    binding(&["v"], Command::View, ("view", "views: c a m o n j l, each a list", "views"), Group::Finding, When::Always, false),
    binding(&["F"], Command::Filter, ("filter", "filters a s m r c f o, again: next; F none", "filters"), Group::Finding, When::Claims, false),
    binding(&["<ctrl-g>"], Command::EndSearch, ("end-search", "end the search", "end search"), Group::Finding, When::Searching, false),
    binding(&["o", "<ctrl-o>"], Command::Back, ("back", "back to before the last jump", "back"), Group::Finding, When::Jumped, true),
    binding(&["O"], Command::Forward, ("forward", "forward again", "forward"), Group::Finding, When::Jumped, true),
    binding(&["c"], Command::Confirm, ("confirm", "confirm the match", "confirm"), Group::Deciding, When::Counterpart, false),
    binding(&["r"], Command::Reject, ("reject", "reject the match", "reject"), Group::Deciding, When::Counterpart, false),
    binding(&["e"], Command::Note, ("note", "note on the pair or claim; empty removes", "note"), Group::Deciding, When::Claims, false),
    binding(&["E"], Command::Correct, ("correct", "correct claim, actor, match, paragraph", "correct"), Group::Deciding, When::Always, false),
    binding(&["u"], Command::Undo, ("undo", "undo the last decision", "undo"), Group::Deciding, When::Undoable, true),
    binding(&["<ctrl-r>"], Command::Redo, ("redo", "do it again", "redo"), Group::Deciding, When::Redoable, true),
    binding(&["s"], Command::Lock, ("lock", "other article follows, keeps step, stays", "lock"), Group::Screen, When::Pair, false),
    binding(&["p"], Command::Panel, ("panel", "panel bigger, whole, between, off, small", "panel"), Group::Screen, When::Claims, false),
    binding(&["z"], Command::Full, ("full", "this article alone, both again", "one article"), Group::Screen, When::Pair, false),
    binding(&["x"], Command::Fold, ("fold", "unfold, fold adverts and the like", "boilerplate"), Group::Screen, When::Always, false),
    binding(&["y"], Command::Copy, ("copy", "copy the claim with source and place", "copy"), Group::Screen, When::Claims, false),
    binding(&["<ctrl-l>"], Command::Redraw, ("redraw", "draw the screen anew", "redraw"), Group::Screen, When::Always, false),
    binding(&["?"], Command::Help, ("help", "this help", "help"), Group::Leaving, When::Always, false),
    binding(&["<esc>"], Command::Drop, ("drop", "drop count, search, chosen actor", "drop"), Group::Leaving, When::Droppable, false),
    binding(&["<ctrl-z>"], Command::Suspend, ("suspend", "suspend; fg brings the reader back", "suspend"), Group::Leaving, When::Always, false),
    binding(&["q", "<ctrl-c>"], Command::Quit, ("quit", "close what is open, or quit", "quit"), Group::Leaving, When::Always, false),
];

impl Binding {
    /// Its keys as the help shows them.
    pub fn shown(&self) -> String {
        let keys: Vec<String> = self
            .keys
            .iter()
            .filter_map(|key| Key::parse(key).ok())
            .map(|key| key.to_string())
            .collect();
        keys.join(" ")
    }
}

/// The binding of `command`.
pub fn for_command(command: Command) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.command == command)
}

/// The table as Markdown, for the README.
pub fn markdown() -> String {
    use std::fmt::Write as _;
    let mut table = String::from("| keys | do | name |\n|---|---|---|\n");
    for group in Group::ALL {
        for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
            let keys: Vec<String> = binding
                .shown()
                .split(' ')
                .map(|key| format!("`{key}`"))
                .collect();
            let keys = keys.join(" ");
            let _ = writeln!(table, "| {keys} | {} | {} |", binding.help, binding.name);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_known_and_does_one_thing() {
        let mut seen = std::collections::BTreeSet::new();
        for binding in BINDINGS {
            for written in binding.keys {
                let key = Key::parse(written).expect("a key of the table");
                assert!(seen.insert(key), "{key} is bound twice");
            }
        }
    }

    #[test]
    fn names_are_unique_and_help_is_one_plain_line() {
        let mut names = std::collections::BTreeSet::new();
        for binding in BINDINGS {
            assert!(names.insert(binding.name), "{} twice", binding.name);
            assert!(
                !binding.help.is_empty()
                    && binding.help.len() <= 42
                    && !binding.help.ends_with('.')
            );
            assert!(!binding.short.is_empty() && binding.short.len() <= 20);
            assert!(for_command(binding.command).is_some_and(|found| found.name == binding.name));
        }
    }
}

//! What the reader knows at any moment, and what a key makes of it. Pure: nothing here touches a terminal.

use super::arriving::Coming;
use super::awaiting::Awaiting;
use super::bindings::Command;
use super::changing::Stay;
use super::choosing::Choosing;
use super::correcting::Task;
use super::decided::Decided;
use super::dossier::Dossier;
use super::filter::Filter;
use super::finding::{AtHit, Search};
use super::hints::Hints;
use super::index::{Index, concerns};
use super::jumps::Jumps;
use super::keymap::Keymap;
use super::keys::Key;
use super::layout::{Layout, PanelSize, SPINE};
use super::list::List;
use super::notice::Notice;
use super::picker::Picker;
use super::prefix::Prefix;
use super::revising::Revised;
use super::sheet::{Place, Sheet};
use crate::actor::ActorId;
use crate::article::{Article, BlockKind};
use crate::claim::ClaimId;
use crate::comparison::Comparison;
use crate::notebook::Progress;
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the other article moves along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lock {
    /// To the counterpart of the current claim.
    #[default]
    Follow,
    /// By as many lines.
    Offset,
    /// Not at all.
    Free,
}

/// What lies over the screen and takes the keys.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The list of keys, scrolled down by so many lines.
    Help(usize),
    /// Something that is said once.
    Notice(Notice),
    /// The choice of articles.
    Choosing(Choosing),
    /// The choice of an actor.
    Actors(Picker),
    /// The search line.
    Search,
    /// What a decision still asks for.
    Correcting(Box<Task>),
    /// A view or the overview.
    List(List),
    /// A key that waits for a letter.
    Prefix(Prefix),
    /// Letters over the claims.
    Hints(Hints),
}

impl Overlay {
    /// Whether nothing lies over the screen.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// What the terminal has to do after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Show the state.
    Draw,
    /// Show it from scratch.
    Redraw,
    /// Send what was copied to the terminal.
    Copy,
    /// Give the terminal back until told to go on.
    Suspend,
    /// End.
    Quit,
}

/// Where the reader stands: enough to come back to, also after the width has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The articles in the panes.
    pub shown: [usize; 2],
    /// The pane in which the reader is.
    pub active: usize,
    /// The claim.
    pub current: Option<ClaimId>,
    /// Its counterpart.
    pub counterpart: Option<ClaimId>,
    /// The first byte shown in each pane.
    pub offsets: [usize; 2],
}

/// The reader's state.
#[derive(Debug)]
pub struct State {
    /// Shared with the thread that works corrections in, as long as that copies it.
    pub(super) comparison: Arc<Comparison>,
    pub(super) keymap: Keymap,
    pub(super) index: Index,
    pub(super) layout: Layout,
    /// The articles in the left and the right pane.
    pub(super) shown: [usize; 2],
    /// By article: where the reader was in it before another one took its pane.
    pub(super) stays: BTreeMap<usize, Stay>,
    pub(super) sheets: [Sheet; 2],
    /// The row at the top of each pane.
    pub(super) tops: [Place; 2],
    /// The pane in which the reader is.
    pub(super) active: usize,
    pub(super) current: Option<ClaimId>,
    pub(super) counterpart: Option<ClaimId>,
    /// The actor chosen from the list, whose dossier the panel shows.
    pub(super) taken: Option<ActorId>,
    pub(super) dossier: Dossier,
    /// The first row of the dossier that the panel shows.
    pub(super) panel_top: usize,
    /// The claim that was current when the panel was scrolled by the wheel: as long as it is, its row may be out of view.
    pub(super) panel_held: Option<ClaimId>,
    pub(super) lock: Lock,
    pub(super) panel: PanelSize,
    /// Whether one article has the whole width.
    pub(super) alone: bool,
    pub(super) folded: bool,
    pub(super) overlay: Overlay,
    pub(super) search: Option<Search>,
    /// The last hit that was gone to.
    pub(super) at_hit: Option<AtHit>,
    /// The link that was gone to, until the next key: its article and its words.
    pub(super) at_link: Option<(usize, Span)>,
    /// The search for a counterpart, while a search line or hint letters lie over it.
    pub(super) seeking: Option<Box<Task>>,
    /// Whether the last key did nothing in a prompt that enter accepts: then enter only shows it again.
    pub(super) strayed: bool,
    pub(super) jumps: Jumps<Spot>,
    pub(super) count: Option<usize>,
    pub(super) message: Option<String>,
    pub(super) decided: Decided,
    pub(super) marks: BTreeMap<char, Spot>,
    pub(super) filter: Filter,
    /// What the terminal is to be sent.
    pub(super) copied: Option<String>,
    /// Claims that are still being read.
    pub(super) coming: Option<Coming>,
    /// How far corrections are that do not hold yet.
    pub(super) behind: Option<Progress>,
    /// What they made of the comparison, until it can be taken up.
    pub(super) revised: Option<Box<Revised>>,
    /// Articles that are not there yet; none when all are.
    pub(super) awaiting: Option<Awaiting>,
    /// How articles came that were not simply read, to be told when their claims are there.
    pub(super) origins: Vec<String>,
}

impl State {
    /// The reader at the first claim of the first article.
    pub fn new(comparison: Comparison, size: (u16, u16)) -> Self {
        let index = Index::new(&comparison);
        Self::indexed(comparison, index, size)
    }

    /// The same where the ways into the comparison are known.
    pub(super) fn indexed(comparison: Comparison, index: Index, size: (u16, u16)) -> Self {
        let panel = PanelSize::default();
        let single = comparison.articles.len() < 2;
        let layout = Layout::new(size, panel, single);
        let width = layout.text_width();
        let mut state = Self {
            keymap: Keymap::default(),
            index,
            layout,
            shown: [0, usize::from(!single)],
            stays: BTreeMap::new(),
            sheets: [Sheet::new(width, true), Sheet::new(width, true)],
            tops: [Place::default(); 2],
            active: 0,
            current: None,
            counterpart: None,
            taken: None,
            dossier: Dossier::default(),
            panel_top: 0,
            panel_held: None,
            lock: Lock::default(),
            panel,
            alone: false,
            folded: true,
            overlay: Overlay::None,
            search: None,
            at_hit: None,
            at_link: None,
            seeking: None,
            strayed: false,
            jumps: Jumps::new(),
            count: None,
            message: None,
            decided: Decided::default(),
            marks: BTreeMap::new(),
            filter: Filter::default(),
            copied: None,
            coming: None,
            behind: None,
            revised: None,
            awaiting: None,
            origins: Vec::new(),
            comparison: Arc::new(comparison),
        };
        let first = |side: usize| {
            let claims = state.index.claims(state.shown[side]);
            claims.first().map(|(_, claim)| *claim)
        };
        let (left, right) = (first(0), first(1));
        if left.is_none() && right.is_some() && state.is_pair() {
            state.active = 1;
        }
        // Both articles open at their beginning; the other one follows from the first move on.
        let tops = state.tops;
        state.choose(left.or(right), None);
        state.tops[1 - state.active] = tops[1 - state.active];
        state.settle();
        state
    }

    /// Takes over the keys and the size of the panel that were configured.
    pub fn configure(&mut self, keymap: Keymap, panel: Option<PanelSize>) {
        self.keymap = keymap;
        self.panel = panel.unwrap_or(self.panel);
        self.resize(self.size());
    }

    /// What is read: the articles under all decisions in force.
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// Whether there are two articles to compare.
    pub(super) fn is_pair(&self) -> bool {
        self.comparison.articles.len() > 1
    }

    /// The article in pane `side`.
    pub(super) fn article(&self, side: usize) -> Option<&Article> {
        self.comparison.articles.get(self.shown[side])
    }

    /// The pane that shows `article`, if one does.
    pub(super) fn side_of(&self, article: usize) -> Option<usize> {
        let sides = if self.is_pair() { 2 } else { 1 };
        (0..sides).find(|side| self.shown[*side] == article)
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Effect {
        self.touch();
        // Drawing anew changes nothing, not even what the last key led to.
        if self.keymap.command(key) != Some(Command::Redraw) {
            self.message = None;
            self.at_link = None;
        }
        let effect = match &self.overlay {
            Overlay::None => self.press_plain(key),
            Overlay::Help(_) => self.press_in_help(key),
            Overlay::Notice(_) => self.press_in_notice(key),
            Overlay::Choosing(_) => self.press_in_choosing(key),
            Overlay::Actors(_) => self.press_in_actors(key),
            Overlay::Search => self.press_in_search(key),
            Overlay::Correcting(_) => self.press_in_task(key),
            Overlay::List(_) => self.press_in_list(key),
            Overlay::Hints(_) => self.press_in_hints(key),
            Overlay::Prefix(prefix) => self.press_in_prefix(*prefix, key),
        };
        self.settle();
        effect
    }

    /// Takes pasted text: a line that is being typed takes it, everything else ignores it.
    pub fn paste(&mut self, text: &str) {
        let takes = match &self.overlay {
            Overlay::Actors(_) | Overlay::Choosing(_) | Overlay::Search => true,
            Overlay::List(list) => list.typing,
            _ => self.task_takes_words(),
        };
        if takes {
            for character in crate::article::clean::line(text).chars().take(200) {
                self.press(Key::Char(character));
            }
        }
    }

    /// Fits everything to a screen of `size`; what was at the top of each pane stays there.
    pub fn resize(&mut self, size: (u16, u16)) {
        let alone = self.alone || !self.is_pair();
        let layout = Layout::new(size, self.panel, alone);
        let width = layout.text_width();
        for side in 0..2 {
            if self.sheets[side].width() == width && layout.text_rows() == self.layout.text_rows() {
                continue;
            }
            let offset = self.offset(side);
            if self.sheets[side].width() != width {
                self.sheets[side] = Sheet::new(width, self.folded);
            }
            if let Some(article) = self.comparison.articles.get(self.shown[side]) {
                let place = self.sheets[side].place_of(article, offset);
                let last = self.sheets[side].last_top(article, layout.text_rows());
                self.tops[side] = place.min(last);
            }
        }
        let changed = layout != self.layout;
        self.layout = layout;
        if changed {
            self.reveal_pair();
        }
        self.settle();
    }

    /// The size of the screen.
    pub fn size(&self) -> (u16, u16) {
        (self.layout.screen.width, self.layout.screen.height)
    }

    pub(super) fn press_plain(&mut self, key: Key) -> Effect {
        if let Key::Char(digit @ '0'..='9') = key
            && (digit != '0' || self.count.is_some())
        {
            let digit = digit as usize - '0' as usize;
            self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(99_999));
            return Effect::Draw;
        }
        let count = self.count.take();
        let Some(command) = self.keymap.command(key) else {
            let shown = key.to_string();
            self.message = Some(format!(
                "{} does nothing here; {} shows what does",
                crate::article::clean::line(&shown),
                self.keymap.first(Command::Help)
            ));
            return Effect::Draw;
        };
        self.apply(command, count)
    }

    /// Does `command`, `count` times where that makes sense.
    pub(super) fn apply(&mut self, command: Command, count: Option<usize>) -> Effect {
        if self.waits(command) {
            return Effect::Draw;
        }
        let times = count.unwrap_or(1).max(1);
        let page = self.layout.text_rows();
        match command {
            Command::LineDown => self.scroll_down(times),
            Command::LineUp => self.scroll_up(times),
            Command::PageDown => {
                self.scroll_down(page.saturating_sub(1).max(1).saturating_mul(times));
            }
            Command::PageUp => self.scroll_up(page.saturating_sub(1).max(1).saturating_mul(times)),
            Command::HalfDown => self.scroll_down((page / 2).max(1).saturating_mul(times)),
            Command::HalfUp => self.scroll_up((page / 2).max(1).saturating_mul(times)),
            Command::Top => self.go_top(),
            Command::Bottom => self.go_bottom(),
            Command::NextClaim => {
                self.step(times, true, "further claim", |_, _| true);
            }
            Command::PreviousClaim => {
                self.step(times, false, "earlier claim", |_, _| true);
            }
            Command::NextMatched => {
                self.step(times, true, "further matched claim", Self::is_matched);
            }
            Command::PreviousMatched => {
                self.step(times, false, "earlier matched claim", Self::is_matched);
            }
            Command::NextOfActor => self.step_actor(times, true),
            Command::PreviousOfActor => self.step_actor(times, false),
            Command::NextOnlyHere => {
                let what = "further claim that only this article has";
                self.step(times, true, what, Self::is_only_here);
            }
            Command::PreviousOnlyHere => {
                let what = "earlier claim that only this article has";
                self.step(times, false, what, Self::is_only_here);
            }
            Command::Across => self.across(),
            Command::NextCounterpart => self.next(times, true),
            Command::PreviousCounterpart => self.next(times, false),
            Command::OtherArticle => self.other_article(),
            Command::ThisArticle => self.change_article(count, true),
            Command::ThatArticle => self.change_article(count, false),
            Command::Actors => self.open_actors(),
            Command::Search => self.open_search(),
            Command::EndSearch => self.end_search(),
            Command::Back => self.back(times),
            Command::Forward => self.forward(times),
            Command::Lock => self.next_lock(),
            Command::Panel => self.next_panel(),
            Command::Full => {
                self.alone = !self.alone;
                self.resize(self.size());
            }
            Command::Fold => self.fold(),
            Command::Copy => return self.copy(),
            Command::Help => self.overlay = Overlay::Help(0),
            Command::Overview => self.open_overview(),
            Command::Hints => self.open_hints(),
            Command::Mark | Command::GoToMark | Command::View | Command::Filter => {
                self.open_prefix(command);
            }
            Command::Drop => self.drop_last(count),
            Command::Redraw => return Effect::Redraw,
            Command::Suspend => return Effect::Suspend,
            Command::Quit => return Effect::Quit,
            Command::Confirm => self.judge(true),
            Command::Reject => self.judge(false),
            Command::Note => self.ask_note(),
            Command::Correct => self.ask_correction(),
            Command::Undo => self.undo(times.min(999)),
            Command::Redo => self.redo(times.min(999)),
        }
        if command.steps() {
            self.close_left_dossier();
        }
        Effect::Draw
    }

    /// Who steps away from the actor whose dossier is open has left it: the panel goes with the claim again.
    fn close_left_dossier(&mut self) {
        let Some(actor) = self.taken else { return };
        let claim = self
            .current
            .and_then(|claim| self.comparison.claims.get(claim));
        if claim.is_some_and(|claim| !concerns(claim, actor)) {
            self.taken = None;
            let name = super::view::actor_name(self, actor);
            let key = self.keymap.first(Command::Actors);
            self.message
                .get_or_insert_with(|| format!("left the dossier of {name}; {key} opens it again"));
        }
    }

    /// Drops what is on, one thing at a time, and says what it was.
    fn drop_last(&mut self, count: Option<usize>) {
        let says = if let Some(count) = count {
            format!("{count} dropped")
        } else if let Some(search) = self.search.take() {
            let words = search.prompt.text();
            format!("search for {} ended", crate::article::clean::line(words))
        } else if let Some(actor) = self.taken.take() {
            let name = super::view::actor_name(self, actor);
            format!("all actors count again, not only {name}")
        } else if self.filter.is_empty() {
            "nothing to drop".to_owned()
        } else {
            self.set_filter('F');
            return;
        };
        self.message = Some(says);
    }

    /// Gives the panel its next size, and says which. Where there is no room between the articles, that is left out.
    fn next_panel(&mut self) {
        self.panel = self.panel.next();
        self.resize(self.size());
        let mut skipped = String::new();
        if self.panel == PanelSize::Spine && self.layout.size != PanelSize::Spine {
            self.panel = self.panel.next();
            self.resize(self.size());
            skipped = format!(" · between the articles from {SPINE} columns on");
        }
        let says = match self.panel {
            PanelSize::Small => "panel: small",
            PanelSize::Big => "panel: big, with the pair in full",
            PanelSize::Whole => "panel: the whole height",
            PanelSize::Spine => "panel: between the articles",
            PanelSize::Off => "panel: off",
        };
        self.message = Some(format!("{says}{skipped}"));
    }

    fn next_lock(&mut self) {
        let (lock, says) = match self.lock {
            Lock::Follow => (Lock::Offset, "it scrolls by as many lines as this one"),
            Lock::Offset => (Lock::Free, "it stays where it is"),
            Lock::Free => (Lock::Follow, "the other article follows to the counterpart"),
        };
        self.lock = lock;
        self.message = Some(says.to_owned());
        self.reveal_pair();
    }

    fn fold(&mut self) {
        let sides = if self.is_pair() { 2 } else { 1 };
        let blocks = (0..sides)
            .filter_map(|side| self.article(side))
            .flat_map(|article| &article.blocks);
        let count = blocks
            .filter(|block| block.kind == BlockKind::Boilerplate)
            .count();
        if count == 0 {
            let key = self.keymap.first(Command::Correct);
            self.message = Some(format!("no adverts or the like here; {key} b marks one"));
            return;
        }
        self.folded = !self.folded;
        let offsets = [self.offset(0), self.offset(1)];
        for (side, offset) in offsets.into_iter().enumerate() {
            self.sheets[side] = Sheet::new(self.layout.text_width(), self.folded);
            self.set_offset(side, offset);
        }
        let what = if count == 1 {
            "1 advert or the like".to_owned()
        } else {
            format!("{count} adverts and the like")
        };
        let done = if self.folded { "folded" } else { "unfolded" };
        self.message = Some(format!("{what} {done}"));
        self.reveal_pair();
    }

    fn press_in_help(&mut self, key: Key) -> Effect {
        let page = self.layout.text_rows().max(2);
        let Overlay::Help(top) = &mut self.overlay else {
            return Effect::Draw;
        };
        match self.keymap.command(key) {
            Some(Command::LineDown) => *top += 1,
            Some(Command::LineUp) => *top = top.saturating_sub(1),
            Some(Command::PageDown) => *top += page,
            Some(Command::PageUp) => *top = top.saturating_sub(page),
            Some(Command::HalfDown) => *top += page / 2,
            Some(Command::HalfUp) => *top = top.saturating_sub(page / 2),
            Some(Command::Top) => *top = 0,
            Some(Command::Redraw) => return Effect::Redraw,
            Some(Command::Suspend) => return Effect::Suspend,
            _ => self.overlay = Overlay::None,
        }
        if let Overlay::Help(top) = &mut self.overlay {
            *top = (*top).min(super::view::help_rows());
        }
        Effect::Draw
    }
}

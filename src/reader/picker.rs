//! Choosing an actor: a list that narrows while a name, or a part of one, is typed.

use super::changing::Elsewhere;
use super::keys::{Key, Named};
use super::narrowing;
use super::prompt::Prompt;
use super::state::{Effect, Overlay, State};
use crate::actor::{Actor, ActorId, ActorKind};
use rustc_hash::FxHashMap;

/// Shorter names, in letters, are told apart by each of them.
const LONG: usize = 4;
/// A name that more people share than this tells nothing.
const MANY: usize = 64;

/// An actor in the list, with how often each article has him speak and speaks of him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub actor: ActorId,
    /// By pane: the claims that the actor makes.
    pub says: [usize; 2],
    /// By pane: the claims that are about the actor and made by others.
    pub spoken_of: [usize; 2],
    /// Somebody whose name is nearly the same.
    pub similar: Option<ActorId>,
    /// By article that is in no pane: what there is of the actor.
    pub elsewhere: Vec<Elsewhere>,
}

impl Entry {
    fn total(&self, side: usize) -> usize {
        self.says[side] + self.spoken_of[side]
    }

    /// The claims in all articles that are in no pane.
    fn further(&self) -> usize {
        let all = self.elsewhere.iter();
        all.map(|found| found.says + found.named).sum()
    }
}

/// The list and what was typed.
#[derive(Debug, Default)]
pub struct Picker {
    /// What was typed.
    pub prompt: Prompt,
    /// Everybody, those in both articles first, those with most claims first.
    all: Vec<Entry>,
    /// The places in `all` of those whose name fits what was typed, best first.
    fitting: Vec<usize>,
    /// The place in `fitting` of the one that enter takes.
    pub selected: usize,
}

impl Picker {
    /// Those whose name fits, best first.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.fitting.iter().map(|place| &self.all[*place])
    }

    /// The one that enter takes.
    fn choice(&self) -> Option<ActorId> {
        let place = self.fitting.get(self.selected)?;
        Some(self.all[*place].actor)
    }
}

/// By actor somebody whose name is nearly the same, so that the two may be one: in forename or surname one letter is
/// another, more or less.
fn similar(actors: &[Actor]) -> Vec<Option<ActorId>> {
    // Only those who share the one name are compared by the other.
    let mut sharing: FxHashMap<(bool, String), Vec<(ActorId, String)>> = FxHashMap::default();
    for actor in actors.iter().filter(|of| of.kind == ActorKind::Person) {
        let name = actor.name.to_lowercase();
        if let Some((first, last)) = name.rsplit_once(' ') {
            for (forename, shared, other) in [(true, first, last), (false, last, first)] {
                let own = sharing.entry((forename, shared.to_owned())).or_default();
                own.push((actor.id, other.to_owned()));
            }
        }
    }
    let slip = |one: &str, other: &str| {
        one.chars().count().min(other.chars().count()) >= LONG
            && strsim::osa_distance(one, other) == 1
    };
    let mut found = vec![None; actors.len()];
    for own in sharing.values().filter(|own| own.len() <= MANY) {
        for (at, (one, name)) in own.iter().enumerate() {
            for (other, _) in own[at + 1..].iter().filter(|(_, of)| slip(name, of)) {
                // The earliest, whatever order they come in.
                for (of, beside) in [(*one, *other), (*other, *one)] {
                    let known = found[of].unwrap_or(beside);
                    found[of] = Some(beside.min(known));
                }
            }
        }
    }
    found
}

impl State {
    pub(super) fn open_actors(&mut self) {
        let similar = similar(&self.comparison.actors);
        let mut all: Vec<Entry> = Vec::new();
        for actor in &self.comparison.actors {
            let mut entry = Entry {
                similar: similar[actor.id],
                actor: actor.id,
                says: [0; 2],
                spoken_of: [0; 2],
                elsewhere: self.elsewhere(Some(actor.id), None),
            };
            for claim in self.index.of_actor(actor.id) {
                let claim = &self.comparison.claims[*claim];
                if let Some(side) = self.side_of(claim.article) {
                    if claim.source.actor() == Some(actor.id) {
                        entry.says[side] += 1;
                    } else {
                        entry.spoken_of[side] += 1;
                    }
                }
            }
            if entry.total(0) + entry.total(1) + entry.further() > 0 {
                all.push(entry);
            }
        }
        all.sort_by_key(|entry| {
            let (left, right) = (entry.total(0), entry.total(1));
            (
                left.min(right) == 0,
                std::cmp::Reverse(left + right),
                std::cmp::Reverse(entry.further()),
                entry.actor,
            )
        });
        let fitting = (0..all.len()).collect();
        let here = self
            .taken
            .and_then(|actor| all.iter().position(|entry| entry.actor == actor));
        self.overlay = Overlay::Actors(Picker {
            prompt: Prompt::default(),
            all,
            fitting,
            selected: here.unwrap_or(0),
        });
    }

    pub(super) fn press_in_actors(&mut self, key: Key) -> Effect {
        let Overlay::Actors(picker) = &mut self.overlay else {
            return Effect::Draw;
        };
        let last = picker.fitting.len().saturating_sub(1);
        match key {
            Key::Named(Named::Enter) => {
                let choice = picker.choice();
                self.overlay = Overlay::None;
                match choice {
                    Some(actor) => self.take(actor),
                    None => self.message = Some("nobody of that name".to_owned()),
                }
            }
            Key::Named(Named::Escape) | Key::Ctrl('g' | 'c') => self.overlay = Overlay::None,
            // A name may hold a q; it closes only as long as nothing is typed.
            Key::Char('q') if picker.prompt.text().is_empty() => self.overlay = Overlay::None,
            Key::Named(Named::Down) | Key::Ctrl('n' | 'j') => {
                picker.selected = (picker.selected + 1).min(last);
            }
            Key::Named(Named::Up) | Key::Ctrl('p' | 'k') => {
                picker.selected = picker.selected.saturating_sub(1);
            }
            Key::Named(Named::PageDown) => picker.selected = (picker.selected + 10).min(last),
            Key::Named(Named::PageUp) => picker.selected = picker.selected.saturating_sub(10),
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            _ => {
                if picker.prompt.press(key) {
                    self.narrow();
                }
            }
        }
        Effect::Draw
    }

    /// Lists those of whom a name or role fits what was typed.
    fn narrow(&mut self) {
        let Overlay::Actors(picker) = &mut self.overlay else {
            return;
        };
        let names = picker.all.iter().map(|entry| {
            let actor = &self.comparison.actors[entry.actor];
            let names = std::iter::once(&actor.name).chain(&actor.names);
            names.chain(&actor.roles).map(String::as_str)
        });
        picker.fitting = narrowing::best_first(picker.prompt.text(), names);
        picker.selected = 0;
    }

    /// Makes the panel the dossier of `actor` and goes to the nearest of its claims.
    pub(super) fn take(&mut self, actor: ActorId) {
        self.leave();
        self.taken = Some(actor);
        let concerned =
            |claim: usize| super::index::concerns(&self.comparison.claims[claim], actor);
        if self.current.is_some_and(concerned) {
            return;
        }
        let from = self
            .current
            .map(|claim| (self.active, self.index.rank(claim)));
        let state = &*self;
        let mine = |side: usize| {
            state
                .index
                .of_actor(actor)
                .iter()
                .copied()
                .filter(move |claim| state.comparison.claims[*claim].article == state.shown[side])
        };
        let ahead = from.and_then(|(side, rank): (usize, usize)| {
            mine(side)
                .filter(|claim| state.index.rank(*claim) > rank)
                .min_by_key(|claim| state.index.rank(*claim))
        });
        let first = |side: usize| mine(side).min_by_key(|claim| state.index.rank(*claim));
        let target = ahead
            .or_else(|| first(state.active))
            .or_else(|| first(1 - state.active));
        // Whoever speaks only in an article that is in no pane is shown there.
        let target = target.or_else(|| state.index.of_actor(actor).first().copied());
        if let Some(claim) = target {
            self.bring(self.comparison.claims[claim].article);
            self.choose(Some(claim), None);
        }
    }
}

//! Filters: which claims count. Stepping, hints, lists, the panel and the points in the margin keep to them.

use super::bindings::Command;
use super::index::concerns;
use super::state::State;
use crate::actor::ActorId;
use crate::article::clean;
use crate::claim::sourcing::Sourcing;
use crate::claim::{Certainty, ClaimId, Mode};
use crate::matching::Relation;

/// What a claim must be to count; everything that is set must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Filter {
    pub actor: Option<ActorId>,
    pub source: Option<Sourcing>,
    pub mode: Option<Mode>,
    pub relation: Option<Relation>,
    pub certainty: Option<Certainty>,
    /// Only claims with a figure.
    pub figures: bool,
    /// Only claims that the other article has not.
    pub only: bool,
}

/// What may follow `F`, with its word.
pub const LETTERS: &[(char, &str)] = &[
    ('a', "actor"),
    ('s', "source"),
    ('m', "mode"),
    ('r', "relation"),
    ('c', "certainty"),
    ('f', "figures"),
    ('o', "only"),
    ('F', "drop all"),
];

const MODES: [Mode; 4] = [Mode::Direct, Mode::Mixed, Mode::Indirect, Mode::Narration];
const RELATIONS: [Relation; 5] = [
    Relation::Contradicts,
    Relation::Differs,
    Relation::Adds,
    Relation::Restates,
    Relation::SameActor,
];
const DEGREES: [Certainty; 4] = [
    Certainty::Certain,
    Certainty::Probable,
    Certainty::Possible,
    Certainty::Unknown,
];

/// The value after `now` that any claim `has`: nothing, the first, … the last, nothing.
fn next<T: Copy + PartialEq>(now: Option<T>, all: &[T], has: impl Fn(T) -> bool) -> Option<T> {
    let at = now.map_or(0, |now| {
        all.iter()
            .position(|one| *one == now)
            .map_or(0, |at| at + 1)
    });
    all.get(at..)?.iter().copied().find(|one| has(*one))
}

impl Filter {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl State {
    /// The best match of `claim` with the article in the other pane.
    pub(super) fn best_match(&self, claim: ClaimId) -> Option<(ClaimId, Relation)> {
        if !self.is_pair() {
            return None;
        }
        let side = self.side_of(self.comparison.claims.get(claim)?.article)?;
        let (other, number) = self
            .index
            .counterparts(&self.comparison, claim, self.shown[1 - side])
            .next()?;
        Some((other, self.comparison.matches.get(number)?.relation))
    }

    /// Whether `claim` says something that the article in the other pane has not: nothing there is of its event, and it
    /// is no scrap. Steps, filter, view and overview all count by this.
    pub(super) fn is_only_here(&self, claim: ClaimId) -> bool {
        !self.has_event_elsewhere(claim) && !self.comparison.is_scrap(claim)
    }

    /// Whether the article in the other pane speaks of the event of `claim`.
    pub(super) fn has_event_elsewhere(&self, claim: ClaimId) -> bool {
        self.best_match(claim)
            .is_some_and(|(_, relation)| relation != Relation::SameActor)
    }

    /// Whether `claim` counts.
    pub(super) fn passes(&self, claim: ClaimId) -> bool {
        self.passes_by(&self.filter, claim)
    }

    /// Whether any claim in the panes counts by `filter`.
    fn leaves_any(&self, filter: Filter) -> bool {
        self.sides().any(|side| {
            let mut claims = self.index.claims(self.shown[side]).iter();
            claims.any(|(_, claim)| self.passes_by(&filter, *claim))
        })
    }

    /// What the letter moves its filter on to: the next value that any claim has beside what else is set.
    fn moved_on(&self, letter: char) -> Filter {
        let now = self.filter;
        let mut moved = now;
        match letter {
            's' => {
                moved.source = next(now.source, &Sourcing::ALL, |of| {
                    self.leaves_any(Filter {
                        source: Some(of),
                        ..now
                    })
                });
            }
            'm' => {
                moved.mode = next(now.mode, &MODES, |of| {
                    self.leaves_any(Filter {
                        mode: Some(of),
                        ..now
                    })
                });
            }
            'r' => {
                moved.relation = next(now.relation, &RELATIONS, |of| {
                    self.leaves_any(Filter {
                        relation: Some(of),
                        ..now
                    })
                });
            }
            'c' => {
                moved.certainty = next(now.certainty, &DEGREES, |of| {
                    self.leaves_any(Filter {
                        certainty: Some(of),
                        ..now
                    })
                });
            }
            _ => {}
        }
        moved
    }

    fn passes_by(&self, filter: &Filter, claim: ClaimId) -> bool {
        if filter.is_empty() {
            return true;
        }
        let Some(of) = self.comparison.claims.get(claim) else {
            return false;
        };
        filter.actor.is_none_or(|actor| concerns(of, actor))
            && filter
                .source
                .is_none_or(|kind| Sourcing::of(of.source, &self.comparison.actors) == kind)
            && filter.mode.is_none_or(|mode| of.mode == mode)
            && filter
                .certainty
                .is_none_or(|degree| of.factuality.certainty == degree)
            && (!filter.figures || !of.figures.is_empty())
            && filter.relation.is_none_or(|relation| {
                self.best_match(claim)
                    .is_some_and(|(_, found)| found == relation)
            })
            && (!filter.only || self.is_only_here(claim))
    }

    /// What is set, in words; empty where nothing is.
    pub(super) fn filter_words(&self) -> String {
        let filter = &self.filter;
        let mut words: Vec<String> = Vec::new();
        if let Some(actor) = filter.actor.and_then(|of| self.comparison.actors.get(of)) {
            words.push(clean::line(&actor.name).into_owned());
        }
        words.extend(filter.source.map(|kind| kind.words().to_owned()));
        words.extend(filter.mode.map(|mode| super::view::mode(mode).to_owned()));
        let relation = filter.relation.map(super::view::relation);
        words.extend(relation.map(str::to_owned));
        words.extend(filter.certainty.map(|of| of.word().to_owned()));
        if filter.figures {
            words.push("figures".to_owned());
        }
        if filter.only {
            words.push("only here".to_owned());
        }
        words.join(" + ")
    }

    /// What each letter after `F` does now, in words: the value it moves on to.
    pub(super) fn next_filters(&self) -> Vec<(String, String)> {
        let filter = &self.filter;
        let any = || "any".to_owned();
        let says = |letter: char| match letter {
            'a' if filter.actor.is_some() => any(),
            'a' => self.actor().map_or_else(
                || "none here".to_owned(),
                |actor| super::wrap::cut(&super::view::actor_name(self, actor), 24),
            ),
            's' => self
                .moved_on('s')
                .source
                .map_or_else(any, |of| of.words().to_owned()),
            'm' => {
                let mode = self.moved_on('m').mode;
                mode.map_or_else(any, |of| super::view::mode(of).to_owned())
            }
            'r' => {
                let relation = self.moved_on('r').relation;
                relation.map_or_else(any, |of| super::view::relation(of).to_owned())
            }
            'c' => self
                .moved_on('c')
                .certainty
                .map_or_else(any, |of| of.word().to_owned()),
            'f' | 'o' => {
                let on = if letter == 'f' {
                    filter.figures
                } else {
                    filter.only
                };
                if on { "off" } else { "on" }.to_owned()
            }
            _ => String::new(),
        };
        let words = |(letter, word): &(char, &str)| {
            let says = says(*letter);
            let words = if says.is_empty() {
                (*word).to_owned()
            } else {
                format!("{word}: {says}")
            };
            (letter.to_string(), words)
        };
        LETTERS.iter().map(words).collect()
    }

    /// Takes the letter after `F`: sets a filter, or moves it on to its next value and at last off.
    pub(super) fn set_filter(&mut self, letter: char) {
        let filter = &mut self.filter;
        match letter {
            'a' if filter.actor.is_some() => filter.actor = None,
            'a' => {
                let actor = self.actor();
                self.filter.actor = actor;
                if actor.is_none() {
                    self.message = Some("no actor in this claim".to_owned());
                    return;
                }
            }
            's' | 'm' | 'r' | 'c' => self.filter = self.moved_on(letter),
            'f' => filter.figures = !filter.figures,
            'o' => filter.only = !filter.only,
            'F' => *filter = Filter::default(),
            _ => return,
        }
        self.dossier = super::dossier::Dossier::default();
        let words = self.filter_words();
        self.message = Some(if words.is_empty() {
            "all claims count again".to_owned()
        } else {
            let count = |side: usize| {
                let claims = self.index.claims(self.shown[side]).iter();
                let passing = claims.filter(|(_, claim)| self.passes(*claim)).count();
                format!("{passing} in {}", self.letter(side))
            };
            let mut counts = count(0);
            if self.is_pair() {
                counts = format!("{counts} · {}", count(1));
            }
            let step = self.keymap.first(Command::NextClaim);
            let key = self.keymap.first(Command::Filter);
            let again = match letter {
                's' | 'm' | 'r' | 'c' => {
                    let all = self.next_filters().into_iter();
                    let own = all.filter(|(of, _)| *of == letter.to_string());
                    own.map(|(_, words)| format!(" · {key} {letter} {words}"))
                        .collect()
                }
                _ => String::new(),
            };
            format!("{counts} · {step} next{again} · {key} F drops")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_goes_through_its_values_and_then_off() {
        let mut now = None;
        let mut seen = Vec::new();
        for _ in 0..4 {
            now = next(now, &Sourcing::ALL, |_| true);
            seen.push(now);
        }
        assert_eq!(seen[0], Some(Sourcing::Named));
        assert_eq!(seen[2], Some(Sourcing::Article));
        assert_eq!(seen[3], None);
        let named = |of| of == Sourcing::Article;
        assert_eq!(next(None, &Sourcing::ALL, named), Some(Sourcing::Article));
        assert_eq!(next(None, &Sourcing::ALL, |_| false), None);
    }
}

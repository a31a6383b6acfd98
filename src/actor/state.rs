//! States by name, adjective, people, capital and seat of government.

use super::ActorKind;
use super::lexicon::LEXICON;
use crate::language::{Parsed, token};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The number of a state: its line in `states.tsv`.
pub type StateId = u16;

/// How words name a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// "Norway".
    Name,
    /// "the North": only where the state is named otherwise too.
    Short,
    /// "Norwegian".
    Adjective,
    /// "Norwegians".
    People,
    /// "Oslo".
    Capital,
    /// "Downing Street".
    Seat,
}

/// A state of the list.
#[derive(Debug)]
pub struct State {
    /// Its usual name.
    pub name: &'static str,
    /// Whether it is an organisation of states.
    pub is_union: bool,
    /// Its capitals, in lower case.
    pub capitals: Vec<String>,
}

impl State {
    /// What kind of actor it is.
    pub const fn kind(&self) -> ActorKind {
        if self.is_union {
            ActorKind::Organisation
        } else {
            ActorKind::State
        }
    }
}

/// The list, indexed by first word.
#[derive(Debug)]
pub struct States {
    all: Vec<State>,
    /// First word in lower case → the whole names with it, longest first.
    by_first: FxHashMap<String, Vec<(Vec<String>, StateId, Naming)>>,
}

/// The list, read once.
pub static STATES: LazyLock<States> = LazyLock::new(States::read);

impl States {
    fn read() -> Self {
        let mut states = Self {
            all: Vec::new(),
            by_first: FxHashMap::default(),
        };
        for line in include_str!("states.tsv").lines() {
            if line.starts_with('#') {
                continue;
            }
            let mut columns = line.split('\t');
            let mut column = || {
                let words = columns.next().unwrap_or_default();
                words.split('|').filter(|word| !word.is_empty())
            };
            let Some(name) = column().next() else {
                continue;
            };
            let id = states.all.len() as StateId;
            let (aliases, adjectives, people, capitals, seats) = (
                column(),
                column(),
                column(),
                column().collect::<Vec<_>>(),
                column(),
            );
            states.add(name.trim_start_matches('*'), id, Naming::Name);
            for alias in aliases {
                let short = alias.starts_with("the ") && !alias.contains("Emirates");
                states.add(alias, id, if short { Naming::Short } else { Naming::Name });
            }
            for adjective in adjectives {
                states.add(adjective, id, Naming::Adjective);
                if adjective.ends_with(['n', 'i']) {
                    states.add(&format!("{adjective}s"), id, Naming::People);
                }
            }
            people.for_each(|word| states.add(word, id, Naming::People));
            for word in &capitals {
                states.add(word, id, Naming::Capital);
            }
            seats.for_each(|word| states.add(word, id, Naming::Seat));
            states.all.push(State {
                name: name.trim_start_matches('*'),
                is_union: name.starts_with('*'),
                capitals: capitals.iter().map(|word| word.to_lowercase()).collect(),
            });
        }
        for names in states.by_first.values_mut() {
            names.sort_by(|one, other| {
                (other.0.len(), one.2, one.1).cmp(&(one.0.len(), other.2, other.1))
            });
        }
        states
    }

    fn add(&mut self, name: &str, id: StateId, naming: Naming) {
        let mut tokens = Vec::new();
        token::split(name, Span::new(0, name.len()), 0, &mut tokens);
        let words: Vec<String> = tokens
            .iter()
            .map(|token| {
                let word = token.span.of(name).chars().map(token::plain);
                word.flat_map(char::to_lowercase).collect()
            })
            .collect();
        if let Some(first) = words.first() {
            self.by_first
                .entry(first.clone())
                .or_default()
                .push((words, id, naming));
        }
    }

    /// The state of that number.
    pub fn get(&self, id: StateId) -> &State {
        &self.all[usize::from(id)]
    }

    /// The state named by the tokens from `at` on, before `end`: how many tokens, which, and how.
    pub fn at(
        &self,
        parsed: &Parsed<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, StateId, Naming)> {
        let first = parsed.lower(at);
        let names = self.by_first.get(first)?;
        names.iter().find_map(|(words, id, naming)| {
            let last = at + words.len();
            let capital = |at: usize| {
                let word = parsed.word(at);
                let shout = word.len() <= 3 && (words.len() == 1) && *naming == Naming::Name;
                LEXICON.is("locative", parsed.lower(at))
                    || matches!(
                        parsed.lower(at),
                        "of" | "the" | "and" | "-" | "d'" | "da" | "es" | "au" | "prince"
                    )
                    || word
                        .chars()
                        .next()
                        .is_some_and(|c| c.is_uppercase() || c.is_numeric())
                        && (!shout || word.chars().all(|c| !c.is_lowercase()))
            };
            (last <= end
                && (at..last).all(|at| parsed.lower(at) == words[at_in(words, at, last)])
                && (at..last).all(capital))
            .then_some((words.len(), *id, *naming))
        })
    }

    /// The state that the token `at` names with a word of the next: the first in "North and South Korea".
    pub fn shared(&self, parsed: &Parsed<'_>, at: usize, end: usize) -> Option<StateId> {
        if at + 3 >= end || !matches!(parsed.lower(at + 1), "and" | "or" | "," | "&") {
            return None;
        }
        let names = self.by_first.get(parsed.lower(at))?;
        let (count, other, naming) = self.at(parsed, at + 2, end)?;
        if count != 2 || !parsed.word(at).starts_with(char::is_uppercase) {
            return None;
        }
        names
            .iter()
            .find(|(words, id, kind)| {
                words.len() == 2
                    && *id != other
                    && *kind == naming
                    && words[1] == parsed.lower(at + 3)
            })
            .map(|(_, id, _)| *id)
    }

    /// The state whose capital is one slip away from `word`, both in lower case with the same first letter.
    pub fn capital_like(&self, word: &str, among: impl Fn(StateId) -> bool) -> Option<StateId> {
        if word.chars().count() < 4 || !word.is_ascii() {
            return None;
        }
        let mut found = None;
        for (id, state) in self.all.iter().enumerate() {
            let id = id as StateId;
            let near = state.capitals.iter().any(|capital| {
                capital.is_ascii()
                    && capital.len() > 4
                    && capital.as_bytes()[0] == word.as_bytes()[0]
                    && strsim::osa_distance(capital, word) == 1
            });
            if near && among(id) {
                if found.is_some() {
                    return None;
                }
                found = Some(id);
            }
        }
        found
    }
}

/// The place in `words` of token `at`, when the last of them stands before token `last`.
const fn at_in(words: &[String], at: usize, last: usize) -> usize {
    words.len() - (last - at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn first(text: &str) -> Option<(usize, &'static str, Naming)> {
        let article = Article::new("", None, text.to_owned());
        let parsed = Parsed::new(&article);
        STATES
            .at(&parsed, 0, parsed.tokens.len())
            .map(|(count, id, naming)| (count, STATES.get(id).name, naming))
    }

    #[test]
    fn the_longest_name_wins_and_small_letters_are_none() {
        assert_eq!(first("Nigeria won"), Some((1, "Nigeria", Naming::Name)));
        assert_eq!(
            first("South Sudanese men"),
            Some((2, "South Sudan", Naming::Adjective))
        );
        assert_eq!(first("US troops"), Some((1, "United States", Naming::Name)));
        assert_eq!(first("us troops"), None);
        assert_eq!(first("turkey soup"), None);
        assert_eq!(
            first("Norwegians sing"),
            Some((1, "Norway", Naming::People))
        );
        assert_eq!(
            first("Downing Street said"),
            Some((2, "United Kingdom", Naming::Seat))
        );
    }

    #[test]
    fn a_capital_with_a_slip_is_found_among_states_that_are_spoken_of() {
        let (_, oslo, _) = STATES.by_first["norway"].first().cloned().unwrap();
        assert_eq!(
            STATES
                .capital_like("lisbn", |id| STATES.get(id).name == "Portugal")
                .map(|id| STATES.get(id).name),
            Some("Portugal")
        );
        assert_eq!(STATES.capital_like("lisbn", |id| id == oslo), None);
    }
}

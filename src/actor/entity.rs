//! Which mentions are one actor: a union-find that keeps what is known of each actor and refuses what contradicts it.

use super::ActorKind;
use super::draft::{Draft, What};
use super::lexicon::Gender;
use super::state::StateId;

/// How many descriptions of an actor are kept to compare others with.
const TITLES_MAX: usize = 16;

/// What is known of an actor.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// What it is.
    pub kind: Option<ActorKind>,
    /// He or she.
    pub gender: Gender,
    /// Whether it is several; pronouns do not tell.
    pub plural: Option<bool>,
    /// Whether it has a name.
    pub named: bool,
    /// The state, if it is one.
    pub state: Option<StateId>,
    /// The state it belongs to.
    pub country: Option<StateId>,
    /// How old it is, in years.
    pub age: Option<u8>,
    /// Its descriptions, as numbers of drafts.
    pub titles: Vec<usize>,
    /// Descriptions of somebody else in whose like it stands for another country.
    pub offices: Vec<usize>,
    /// How many mentions it has.
    pub size: usize,
}

/// The actors as they come together.
#[derive(Debug)]
pub struct Entities {
    parent: Vec<usize>,
    profiles: Vec<Profile>,
}

impl Entities {
    /// Every mention by itself.
    pub fn new(drafts: &[Draft]) -> Self {
        let profiles = drafts
            .iter()
            .enumerate()
            .map(|(number, draft)| {
                let role = draft.role();
                Profile {
                    kind: draft.kind,
                    gender: draft.gender,
                    plural: match draft.what {
                        What::Pronoun(..) | What::State(..) => None,
                        _ => Some(draft.plural),
                    },
                    named: draft.is_name() || draft.state().is_some(),
                    state: draft.state(),
                    country: role.and_then(|role| role.country),
                    age: draft.age,
                    titles: role.map(|_| number).into_iter().collect(),
                    offices: Vec::new(),
                    size: 1,
                }
            })
            .collect();
        Self {
            parent: (0..drafts.len()).collect(),
            profiles,
        }
    }

    /// The mention that stands for the actor of mention `of`.
    pub fn root(&mut self, of: usize) -> usize {
        let mut root = of;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = of;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// What is known of the actor of mention `of`.
    pub fn profile(&mut self, of: usize) -> &mut Profile {
        let root = self.root(of);
        &mut self.profiles[root]
    }

    /// Whether both are one actor already.
    pub fn same(&mut self, one: usize, other: usize) -> bool {
        self.root(one) == self.root(other)
    }

    /// Whether nothing that is known of the two contradicts their being one.
    pub fn agree(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        one == other
            || a.gender.agrees(b.gender)
                && kinds_agree(a.kind, b.kind)
                && (a.plural.is_none() || b.plural.is_none() || a.plural == b.plural)
                && !(a.named && b.named)
                && ages_agree(a.age, b.age)
                && (a.country.is_none() || b.country.is_none() || a.country == b.country)
    }

    /// Makes the two one actor, as their places in a sentence tell, unless that contradicts what is known; whether they are
    /// one now. The age beside a name holds even where another paper has another.
    pub fn unite_beside(&mut self, one: usize, other: usize) -> bool {
        let (kept, its) = (self.profile(one).age.take(), self.profile(other).age);
        let agree = self.agree(one, other);
        self.profile(one).age = kept;
        if agree {
            self.join(one, other);
            let profile = self.profile(one);
            profile.age = its.or(kept);
        }
        agree
    }

    /// Gives the actor of `of` the offices that others' descriptions, `titles`, tell.
    pub fn offices(&mut self, of: usize, titles: Vec<usize>) {
        let profile = self.profile(of);
        profile.offices.extend(titles);
        profile.offices.truncate(TITLES_MAX);
    }

    /// Makes the two one actor unless that contradicts what is known; whether they are one now.
    pub fn unite(&mut self, one: usize, other: usize) -> bool {
        let agree = self.agree(one, other);
        if agree {
            self.join(one, other);
        }
        agree
    }

    /// Makes the two one actor.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (to, from) = if self.profiles[one].size >= self.profiles[other].size {
            (one, other)
        } else {
            (other, one)
        };
        self.parent[from] = to;
        let lost = std::mem::take(&mut self.profiles[from]);
        let kept = &mut self.profiles[to];
        kept.kind = match (kept.kind, lost.kind) {
            (Some(one), Some(_)) if kept.named || !lost.named => Some(one),
            (one, other) => other.or(one),
        };
        kept.gender = kept.gender.or(lost.gender);
        kept.plural = kept.plural.or(lost.plural);
        kept.named |= lost.named;
        kept.state = kept.state.or(lost.state);
        kept.country = kept.country.or(lost.country);
        kept.age = kept.age.or(lost.age);
        kept.size += lost.size;
        kept.offices.extend(lost.offices);
        kept.titles.extend(lost.titles);
        kept.titles.sort_unstable();
        kept.titles.truncate(TITLES_MAX);
    }
}

/// Whether one person can have both ages: papers differ by a year.
fn ages_agree(one: Option<u8>, other: Option<u8>) -> bool {
    one.zip(other)
        .is_none_or(|(one, other)| one.abs_diff(other) <= 1)
}

/// Whether one actor can be both.
pub fn kinds_agree(one: Option<ActorKind>, other: Option<ActorKind>) -> bool {
    use ActorKind::{Group, Organisation};
    match (one, other) {
        (Some(one), Some(other)) => {
            one == other || matches!((one, other), (Group, Organisation) | (Organisation, Group))
        }
        _ => true,
    }
}

//! Where mentions begin and end, by token: for looking up what stands beside what.

use super::draft::Draft;

/// No mention.
const NONE: u32 = u32::MAX;

/// The mentions of one article by their tokens.
#[derive(Debug)]
pub struct Places {
    name_from: Vec<u32>,
    name_to: Vec<u32>,
    role_from: Vec<u32>,
    role_head: Vec<u32>,
    role_to: Vec<u32>,
    pronoun: Vec<u32>,
}

impl Places {
    /// Files the `drafts` of an article of so many tokens under their tokens; `first` is the number of the first of them.
    pub fn new(drafts: &[Draft], first: usize, tokens: usize) -> Self {
        let empty = || vec![NONE; tokens + 1];
        let mut places = Self {
            name_from: empty(),
            name_to: empty(),
            role_from: empty(),
            role_head: empty(),
            role_to: empty(),
            pronoun: empty(),
        };
        for (number, draft) in drafts.iter().enumerate() {
            let number = (first + number) as u32;
            if draft.is_name() || draft.state().is_some() {
                // An organisation's name is longer than the state inside it and comes first.
                if places.name_from[draft.tokens.start] == NONE {
                    places.name_from[draft.tokens.start] = number;
                }
                if places.name_to[draft.tokens.end] == NONE || draft.is_name() {
                    places.name_to[draft.tokens.end] = number;
                }
            } else if draft.role().is_some() {
                // "the firm's chief": the whole comes first, not "the firm".
                if places.role_from[draft.tokens.start] == NONE {
                    places.role_from[draft.tokens.start] = number;
                }
                places.role_head[draft.head] = number;
                // "the head of the family": the whole comes first.
                if places.role_to[draft.tokens.end] == NONE {
                    places.role_to[draft.tokens.end] = number;
                }
            } else {
                places.pronoun[draft.tokens.start] = number;
            }
        }
        places
    }

    /// The name that begins at token `at`.
    pub fn name_from(&self, at: usize) -> Option<usize> {
        some(&self.name_from, at)
    }

    /// The name that ends before token `at`.
    pub fn name_to(&self, at: usize) -> Option<usize> {
        some(&self.name_to, at)
    }

    /// The description that begins at token `at`.
    pub fn role_from(&self, at: usize) -> Option<usize> {
        some(&self.role_from, at)
    }

    /// The description whose head is token `at`.
    pub fn role_head(&self, at: usize) -> Option<usize> {
        some(&self.role_head, at)
    }

    /// The description that ends before token `at`.
    pub fn role_to(&self, at: usize) -> Option<usize> {
        some(&self.role_to, at)
    }

    /// The pronoun at token `at`.
    pub fn pronoun(&self, at: usize) -> Option<usize> {
        some(&self.pronoun, at)
    }

    /// The name, description or pronoun that ends before token `at`.
    pub fn any_to(&self, at: usize) -> Option<usize> {
        let (name, role) = (self.name_to(at), self.role_to(at));
        // Drafts are in the order of their starts: of two that end here the longer has the smaller number.
        let longer = match (name, role) {
            (Some(name), Some(role)) => Some(name.min(role)),
            (name, role) => name.or(role),
        };
        longer.or_else(|| at.checked_sub(1).and_then(|at| self.pronoun(at)))
    }
}

fn some(at: &[u32], token: usize) -> Option<usize> {
    at.get(token)
        .copied()
        .filter(|number| *number != NONE)
        .map(|number| number as usize)
}

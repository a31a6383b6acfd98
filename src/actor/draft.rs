//! A mention before it is known whose it is.

use super::lexicon::{Gender, Noun, Pronoun};
use super::state::{Naming, StateId};
use super::{ActorKind, Form};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A word by its number in [`Words`].
pub type Symbol = u32;

/// Every word that names and roles are made of, folded to plain small letters, once each.
#[derive(Debug, Default)]
pub struct Words {
    numbers: FxHashMap<String, Symbol>,
    words: Vec<String>,
}

impl Words {
    /// The number of `word`.
    pub fn number(&mut self, word: &str) -> Symbol {
        let folded = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            deunicode::deunicode(word).to_lowercase()
        };
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.words.len() as Symbol;
        self.numbers.insert(folded.clone(), number);
        self.words.push(folded);
        number
    }

    /// The word of that number.
    pub fn word(&self, number: Symbol) -> &str {
        &self.words[number as usize]
    }
}

/// A mention before it is known whose it is.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The article.
    pub article: usize,
    /// Its sentence there.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that names what it is.
    pub head: usize,
    /// Its words.
    pub span: Span,
    /// How it refers.
    pub form: Form,
    /// What it says of its actor.
    pub what: What,
    /// He or she, where the words tell.
    pub gender: Gender,
    /// Whether several are meant.
    pub plural: bool,
    /// What it is, where the words tell.
    pub kind: Option<ActorKind>,
    /// The age that it gives, in years.
    pub age: Option<u8>,
    /// Whether it is the subject of a verb.
    pub subject: bool,
    /// Whether it only modifies the head of another mention: "Brooklyn" in "a Brooklyn resident".
    pub nested: bool,
}

/// What a mention says of its actor.
#[derive(Debug, Clone)]
pub enum What {
    /// A name, its words folded, and what speaks for which kind.
    Name(Vec<Symbol>, Votes),
    /// A state, and how it is named.
    State(StateId, Naming),
    /// A description.
    Role(Box<Role>),
    /// A pronoun, and whether it is possessive.
    Pronoun(Pronoun, bool),
}

/// What the places where a name stands say about its kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Votes {
    /// For a person.
    pub person: i32,
    /// For an organisation.
    pub organisation: i32,
    /// For a place.
    pub place: i32,
}

/// A description: "the former defense minister".
#[derive(Debug, Clone)]
pub struct Role {
    /// The noun, in the singular; one of several synonyms stands for all.
    pub head: Symbol,
    /// The words before it.
    pub modifiers: Vec<Symbol>,
    /// What it begins with.
    pub determiner: Determiner,
    /// The state it belongs to, from an adjective, a possessor or "of".
    pub country: Option<StateId>,
    /// The last token of its possessor ("Russia" in "Russia's minister", "his").
    pub possessor: Option<usize>,
    /// How many it counts: "14" in "14 people".
    pub count: Option<Symbol>,
    /// What the noun can stand for.
    pub noun: Noun,
}

/// What a description begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this", "those".
    The,
    /// "a", "an".
    A,
    /// "another", "some", "many": somebody new.
    Other,
    /// "his", "Russia's".
    Possessed,
    /// Nothing.
    Bare,
}

impl Draft {
    /// The description, if it is one.
    pub fn role(&self) -> Option<&Role> {
        match &self.what {
            What::Role(role) => Some(role),
            _ => None,
        }
    }

    /// Whether it is a name of a person or organisation.
    pub const fn is_name(&self) -> bool {
        matches!(self.what, What::Name(..))
    }

    /// The pronoun, if it is one.
    pub const fn pronoun(&self) -> Option<Pronoun> {
        match self.what {
            What::Pronoun(pronoun, _) => Some(pronoun),
            _ => None,
        }
    }

    /// The state, if it names one.
    pub const fn state(&self) -> Option<StateId> {
        match self.what {
            What::State(state, _) => Some(state),
            _ => None,
        }
    }
}

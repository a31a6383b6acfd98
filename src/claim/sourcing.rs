//! Whether a source stands with its name for what it says: named, unnamed, or the article itself.

use super::Source;
use super::lexicon::words;
use crate::actor::{Actor, ActorKind};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Nouns for several people that speak as one body: "police said" hides nobody.
static BODIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("bodies.txt")));

/// Who stands behind a claim, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sourcing {
    /// An actor with a name, or a body such as "the ministry".
    Named,
    /// Somebody whose name the article keeps back or does not know: "a senior official", "analysts".
    Unnamed,
    /// The article itself.
    Article,
}

impl Sourcing {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Named, Self::Unnamed, Self::Article];

    /// What stands behind `source`, an actor of which is one of `actors`.
    pub fn of(source: Source, actors: &[Actor]) -> Self {
        match source {
            Source::Article => Self::Article,
            Source::Unnamed(_) => Self::Unnamed,
            Source::Actor(actor, _) => match actors.get(actor) {
                Some(actor) if is_unnamed(actor) => Self::Unnamed,
                _ => Self::Named,
            },
        }
    }

    /// In words, of several.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Named => "named sources",
            Self::Unnamed => "unnamed sources",
            Self::Article => "the article itself",
        }
    }
}

/// Whether `actor` is people of whom only a description is known.
pub fn is_unnamed(actor: &Actor) -> bool {
    let is_body = || {
        let last = actor.name.rsplit(' ').next().unwrap_or_default();
        BODIES.contains(last.to_lowercase().as_str())
    };
    actor.names.is_empty()
        && matches!(actor.kind, ActorKind::Person | ActorKind::Group)
        && !is_body()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::comparison::Comparison;

    fn sourcing(text: &str) -> Vec<Sourcing> {
        let comparison = Comparison::new(vec![Article::new("made up", None, text.to_owned())]);
        let of = |claim: &crate::claim::Claim| Sourcing::of(claim.source, &comparison.actors);
        comparison.claims.iter().map(of).collect()
    }

    #[test]
    fn an_official_without_a_name_is_an_unnamed_source_whatever_his_rank() {
        assert_eq!(
            sourcing("A senior harbour official said on Monday that the ferry would not sail."),
            [Sourcing::Unnamed]
        );
        assert_eq!(
            sourcing(
                "Two former executives told reporters that the mill had lost money for years."
            ),
            [Sourcing::Unnamed]
        );
    }

    #[test]
    fn whoever_is_named_anywhere_and_a_body_are_named_sources() {
        assert_eq!(
            sourcing(
                "Greta Ott, the port director, spoke on Monday. The director said that the ferry would not sail."
            )
            .last(),
            Some(&Sourcing::Named)
        );
        assert_eq!(
            sourcing("Police said on Monday that the ferry would not sail."),
            [Sourcing::Named]
        );
    }
}

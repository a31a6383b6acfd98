//! Which claims of one article speak of one matter: the lead and its repetition, two sources that disagree.

use super::event::{self, Alignment};
use super::feature::{each_shared, shared_actors};
use super::profile::Profile;
use super::relation::{self, Of};
use super::terms::Terms;
use super::{Relation, candidate};
use crate::actor::ActorId;
use crate::claim::ClaimId;

/// Two claims of one article on one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The earlier claim.
    pub a: ClaimId,
    /// The later one.
    pub b: ClaimId,
    /// How the later stands to the earlier; never [`Relation::SameActor`].
    pub relation: Relation,
}

/// So much of the lesser's weighted terms both must share before they are set against each other word by word.
const WORTH: f32 = 0.3;

/// So much of the one content, and of the other, must be answered.
const ANSWERED: [f32; 2] = [0.65, 0.45];

/// The repeats among the claims of one article, in order.
pub fn find(side: &[(Of<'_, '_>, &Profile)], terms: &Terms) -> Vec<Repeat> {
    let claims: Vec<_> = side
        .iter()
        .map(|(of, profile)| (of.claim, *profile))
        .collect();
    let mut found = Vec::new();
    for (left, right) in candidate::shared(&claims, &claims) {
        if left >= right {
            continue;
        }
        let ((a, x), (b, y)) = (side[left], side[right]);
        let apart = || {
            let contents = a.claim.content.iter();
            !contents
                .flat_map(|one| b.claim.content.iter().map(|other| one.meets(*other)))
                .any(|meets| meets)
        };
        if !is_worth(x, y) || !apart() {
            continue;
        }
        let shared: Vec<ActorId> = shared_actors(x, y)
            .into_iter()
            .map(|(actor, _)| actor)
            .collect();
        let alignment = event::align(x, y, &shared, terms);
        if shared.is_empty() || !is_one_matter(&alignment) {
            continue;
        }
        let (relation, _) = relation::relation(a, b, &alignment, Some(0.0), terms);
        found.push(Repeat {
            a: a.claim.id,
            b: b.claim.id,
            relation,
        });
    }
    found
}

fn is_worth(a: &Profile, b: &Profile) -> bool {
    let mut both = 0.0;
    each_shared(&a.terms, &b.terms, |_, left, right| both += left.min(right));
    let sum = |of: &Profile| of.terms.iter().map(|(_, weight)| weight).sum::<f32>();
    both > WORTH * sum(a).min(sum(b))
}

fn is_one_matter(alignment: &Alignment) -> bool {
    let [left, right] = alignment.covered;
    alignment.happenings > 0 && left.max(right) >= ANSWERED[0] && left.min(right) >= ANSWERED[1]
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::comparison::Comparison;
    use crate::matching::Relation;

    #[test]
    fn an_article_that_quotes_both_sides_links_them() {
        let text = "The old harbour was sold to the Lind company in May, Mayor Ida Falk said.\n\n\
                    The weather was fine and many people walked by the sea.\n\n\
                    The old harbour was not sold to the Lind company in May, councillor Per Holm said.";
        let other = Article::new(
            "b",
            None,
            "The boats sail at noon, Per Holm said.".to_owned(),
        );
        let comparison = Comparison::new(vec![Article::new("a", None, text.to_owned()), other]);
        let found: Vec<_> = comparison
            .repeats
            .iter()
            .map(|repeat| {
                let source = |claim: usize| {
                    let actor = comparison.claims[claim].source.actor();
                    actor.map_or("", |actor| comparison.actors[actor].name.as_str())
                };
                (source(repeat.a), source(repeat.b), repeat.relation)
            })
            .collect();
        assert_eq!(found, [("Ida Falk", "Per Holm", Relation::Contradicts)]);
    }
}

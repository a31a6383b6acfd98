//! Ages: "a 23-year-old man" is the one who is named with ", 23," beside.

use super::ActorKind;
use super::draft::Draft;
use super::entity::Entities;
use crate::language::{Parsed, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many persons of one age are compared.
const BUCKET_MAX: usize = 8;

/// Reads the ages of the mentions of one article.
pub fn mark(parsed: &Parsed<'_>, drafts: &mut [Draft]) {
    let lower = |at: usize| {
        if at < parsed.tokens.len() {
            parsed.lower(at)
        } else {
            ""
        }
    };
    let years = |at: usize| lower(at).parse::<u8>().ok().filter(|age| *age > 0);
    for draft in drafts {
        if draft.is_name() {
            // "X, 23," and "X (23)"
            let end = draft.tokens.end;
            let closing = match lower(end) {
                "," => [",", ".", "and", "of"].as_slice(),
                "(" => [")"].as_slice(),
                _ => continue,
            };
            if closing.contains(&lower(end + 2)) {
                draft.age = years(end + 1);
            }
        } else if draft.role().is_some() && !draft.plural {
            draft.age = (draft.tokens.start..=draft.head)
                .filter(|at| parsed.tokens[*at].kind != TokenKind::Mark)
                .find_map(|at| years(at).filter(|_| lower(at + 2).starts_with("year")));
        }
    }
}

/// Joins the descriptions with an age with the one person of that age in their own article or, where nobody there is, in
/// one that is `alike`.
pub fn join(
    drafts: &[Draft],
    ranges: &[Range<usize>],
    alike: &[(usize, usize)],
    entities: &mut Entities,
) {
    let mut persons: Vec<FxHashMap<u8, Vec<usize>>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let mut of_age: FxHashMap<u8, Vec<usize>> = FxHashMap::default();
        for number in range.clone() {
            let Some(age) = drafts[number].age else {
                continue;
            };
            let named = entities.profile(number).named;
            let kind = entities.profile(number).kind;
            let all = of_age.entry(age).or_default();
            if named
                && matches!(kind, None | Some(ActorKind::Person))
                && all.len() < BUCKET_MAX
                && !all.iter().any(|other| entities.same(*other, number))
            {
                all.push(number);
            }
        }
        persons.push(of_age);
    }
    for (article, range) in ranges.iter().enumerate() {
        join_with(article, range, &persons[article], drafts, entities);
    }
    for &(one, other) in alike {
        join_with(one, &ranges[one], &persons[other], drafts, entities);
        join_with(other, &ranges[other], &persons[one], drafts, entities);
    }
}

fn join_with(
    article: usize,
    range: &Range<usize>,
    persons: &FxHashMap<u8, Vec<usize>>,
    drafts: &[Draft],
    entities: &mut Entities,
) {
    debug_assert!(
        range
            .clone()
            .all(|number| drafts[number].article == article)
    );
    for number in range.clone() {
        let draft = &drafts[number];
        let (Some(age), Some(role)) = (draft.age, draft.role()) else {
            continue;
        };
        if !role.noun.person || entities.profile(number).named {
            continue;
        }
        let mut fitting = persons
            .get(&age)
            .into_iter()
            .flatten()
            .filter(|person| entities.agree(**person, number));
        if let (Some(&person), None) = (fitting.next(), fitting.next()) {
            entities.unite(number, person);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::actor::find;
    use crate::article::Article;
    use crate::language::Parsed;

    #[test]
    fn a_description_with_an_age_is_the_person_of_that_age() {
        let article = Article::new(
            "made up",
            None,
            "Karl Brenner, 41, and Otto Falk, 23, were seen on the quay. \
             The 23-year-old waiter denied it."
                .to_owned(),
        );
        let articles = [Parsed::new(&article)];
        let actors = find(&articles);
        let falk = actors
            .iter()
            .find(|actor| actor.name == "Otto Falk")
            .expect("named");
        assert!(
            falk.roles.iter().any(|role| role.ends_with("waiter")),
            "{actors:?}"
        );
    }
}

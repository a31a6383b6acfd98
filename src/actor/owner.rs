//! Whose somebody is: Ott's spokesman is no spokesman of the government, and 14 people are not 19.

use super::draft::{Draft, Symbol, What, Words};
use super::entity::Entities;
use super::lexicon::LEXICON;

/// Whose a description says somebody is.
enum Owner {
    /// Whom this mention names.
    Name(usize),
    /// A body with no name: "government".
    Body(Symbol),
}

/// The name inside the description `number`, before its noun: "Ott" in "Ott's spokesman".
fn name(number: usize, drafts: &[Draft]) -> Option<usize> {
    let draft = &drafts[number];
    // A name begins where the description does or later, and so stands behind it in the list.
    (number + 1..drafts.len())
        .take_while(|other| {
            let other = &drafts[*other];
            other.article == draft.article && other.tokens.start < draft.head
        })
        .find(|other| drafts[*other].is_name() && drafts[*other].tokens.end <= draft.head)
}

/// The name right before the noun of the description `number`: "Verdi" in "the Verdi union".
pub fn named(number: usize, drafts: &[Draft]) -> Option<usize> {
    name(number, drafts).filter(|name| drafts[*name].tokens.end == drafts[number].head)
}

fn owner(number: usize, (drafts, words): (&[Draft], &Words)) -> Option<Owner> {
    let role = drafts[number].role()?;
    let speaks = LEXICON.is("voice", words.word(role.head));
    if let Some(name) = name(number, drafts) {
        // "The Texas inmate" is not Texas's.
        let owns = role.possessor.map(|at| at + 1) == Some(drafts[name].tokens.end);
        return (speaks || owns).then_some(Owner::Name(name));
    }
    let body = role.modifiers.iter().copied().find(|word| {
        let word = words.word(*word);
        // "The company spokesman" may be of whichever company is named elsewhere.
        let noun = LEXICON.noun(word);
        noun.is_some_and(|(noun, ..)| noun.organisation)
            && (LEXICON.is("body", word) || !LEXICON.is("dominant-company", word))
    });
    body.filter(|_| speaks).map(Owner::Body)
}

/// Whether two actors so described cannot be one: spokesmen of different owners, different numbers of people.
pub fn are_apart(
    one: &[usize],
    other: &[usize],
    (drafts, words): (&[Draft], &Words),
    entities: &mut Entities,
) -> bool {
    for &mine in one {
        for &theirs in other {
            let (Some(a), Some(b)) = (drafts[mine].role(), drafts[theirs].role()) else {
                continue;
            };
            if a.head != b.head {
                continue;
            }
            if a.count.is_some() && b.count.is_some() && a.count != b.count {
                return true;
            }
            let owner = |number| owner(number, (drafts, words));
            let apart = match (owner(mine), owner(theirs)) {
                (Some(Owner::Name(a)), Some(Owner::Name(b))) => !entities.same(a, b),
                (Some(Owner::Body(a)), Some(Owner::Body(b))) => a != b,
                // "The ministry" may be the Ministry of Health.
                (Some(Owner::Name(name)), Some(Owner::Body(body)))
                | (Some(Owner::Body(body)), Some(Owner::Name(name))) => {
                    !matches!(&drafts[name].what, What::Name(of, _) if of.contains(&body))
                }
                _ => false,
            };
            if apart {
                return true;
            }
        }
    }
    false
}

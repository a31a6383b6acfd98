//! Whom a name of one word means: which Ott is "Ott".

use super::alias::{BUCKET_MAX, Name, NameKind, followed, without_suffix};
use super::draft::{Draft, Symbol, What, Words};
use super::entity::Entities;
use super::lexicon::{Gender, Pronoun};
use rustc_hash::FxHashMap;

/// In how many sentences the full name follows where a surname comes first alone, as in a headline.
const SOON: usize = 5;

/// How many lone surnames for each late full name make that somebody else's: a wife's, a son's.
const MANY: usize = 8;

/// So many pronouns right after a lone name tell he from she, if hardly any tells otherwise.
const PRONOUNS_MIN: usize = 2;

/// Gives every name of one word to a person with that surname or forename.
///
/// A surname alone means the same bearer all through an article, as a paper's style has it: the one that was first named
/// with it, or, where the surname comes first alone, the one that is named most in all. Only what tells he from she,
/// a title ("Mrs.") or the pronouns that follow, points to another.
pub fn singles(names: &mut [Name], drafts: &[Draft], words: &Words, entities: &mut Entities) {
    // Word → the full names of persons that end, or begin, with it.
    let mut full: FxHashMap<(bool, Symbol), Vec<usize>> = FxHashMap::default();
    let mut of_draft: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        if name.words.len() > 1 && !matches!(name.kind, NameKind::Organisation | NameKind::Place) {
            let (plain, _) = without_suffix(&name.words, words);
            for key in [(true, plain[plain.len() - 1]), (false, plain[0])] {
                let bucket = full.entry(key).or_default();
                if bucket.len() < BUCKET_MAX {
                    bucket.push(number);
                }
            }
        }
        of_draft.extend(name.drafts.iter().map(|draft| (*draft, number)));
    }
    // (article, word, gender) → whom it means there; who means nobody with a full name at first does not later either.
    let mut meant: FxHashMap<(usize, Symbol, Gender), Option<usize>> = FxHashMap::default();
    // "Mr. Ott" is nobody whom "Mrs. Ott" names.
    let mut own: FxHashMap<(usize, Gender), usize> = FxHashMap::default();
    let told = by_pronouns(names, drafts, &of_draft);
    let mut persons = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let Some(&name) = of_draft.get(&number) else {
            continue;
        };
        if names[name].words.len() > 1
            || matches!(names[name].kind, NameKind::Organisation | NameKind::Place)
        {
            continue;
        }
        let word = names[name].words[0];
        // Where "Mr." stands before the name once, it is his without it too.
        let gender = draft.gender.or(names[name].gender);
        let gender = gender.or(told
            .get(&(draft.article, name))
            .copied()
            .unwrap_or_default());
        let lone = names[name].drafts.len();
        let key = (draft.article, word, gender);
        let found = *meant.entry(key).or_insert_with(|| {
            [true, false].into_iter().find_map(|surname| {
                let bearers = full.get(&(surname, word))?;
                let of = (number, gender, lone);
                bearer(bearers, names, of, (drafts, words), entities)
            })
        });
        if let Some(other) = found {
            entities.join(other, number);
            persons.push(name);
        } else {
            let first = *own.entry((name, gender)).or_insert(number);
            entities.join(first, number);
        }
    }
    for name in persons {
        names[name].kind = NameKind::Person;
    }
}

/// (article, name of one word) → he or she, as the pronouns that follow it there tell.
fn by_pronouns(
    names: &[Name],
    drafts: &[Draft],
    of_draft: &FxHashMap<usize, usize>,
) -> FxHashMap<(usize, usize), Gender> {
    let mut counts: FxHashMap<(usize, usize), [usize; 2]> = FxHashMap::default();
    for (number, named) in drafts.iter().enumerate() {
        let Some(&name) = of_draft.get(&number) else {
            continue;
        };
        if names[name].words.len() == 1
            && let Some(What::Pronoun(Pronoun::He(gender), _)) = followed(drafts, number)
        {
            let count = counts.entry((named.article, name)).or_default();
            count[usize::from(*gender == Gender::Female)] += 1;
        }
    }
    let told = counts.into_iter().filter_map(|(of, [he, she])| {
        if he >= PRONOUNS_MIN && she * 4 <= he {
            Some((of, Gender::Male))
        } else if she >= PRONOUNS_MIN && he * 4 <= she {
            Some((of, Gender::Female))
        } else {
            None
        }
    });
    told.collect()
}

/// Whom the lone name `number` means among the full names that hold it.
fn bearer(
    bearers: &[usize],
    names: &[Name],
    (number, gender, lone): (usize, Gender, usize),
    (drafts, words): (&[Draft], &Words),
    entities: &mut Entities,
) -> Option<usize> {
    let draft = &drafts[number];
    let mut best: Option<((bool, usize), usize)> = None;
    for &bearer in bearers {
        let of = &names[bearer];
        let first = of.drafts[0];
        let its = entities.profile(first).gender;
        if !gender.agrees(its) {
            continue;
        }
        // Named in this article before: the earliest wins; else whoever is named most.
        let before = of
            .drafts
            .iter()
            .copied()
            .find(|at| drafts[*at].article == draft.article && *at < number);
        let here = || {
            of.drafts
                .iter()
                .find(|at| drafts[**at].article == draft.article)
        };
        if before.is_none()
            && let Some(later) = here()
            && drafts[*later].sentence > draft.sentence + SOON
            && (without_suffix(&of.words, words).1.is_some()
                || lone > of.drafts.len() * MANY && (gender == Gender::Open || its == Gender::Open))
        {
            continue;
        }
        let rank = match before {
            Some(at) => (true, usize::MAX - at),
            None => (false, entities.profile(first).size),
        };
        if best.is_none_or(|(top, _)| top < rank) {
            best = Some((rank, first));
        }
    }
    best.map(|(_, first)| first)
}

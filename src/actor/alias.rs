//! Which names are one actor's: full and short names, initials, acronyms. Names that only look alike never are.

use super::ActorKind;
use super::draft::{Draft, Symbol, Votes, What, Words};
use super::entity::Entities;
use super::lexicon::{Gender, LEXICON, Pronoun};
use super::surname;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many names with one surname are compared with each other.
pub const BUCKET_MAX: usize = 48;

/// A name with all places where exactly these words stand.
#[derive(Debug)]
pub struct Name {
    /// Its words, folded.
    pub words: Vec<Symbol>,
    /// What speaks for which kind.
    votes: Votes,
    /// He or she.
    pub gender: Gender,
    /// Its mentions, in order.
    pub drafts: Vec<usize>,
    /// What it is taken for.
    pub kind: NameKind,
    /// Whether it is an acronym or could be one.
    acronym: bool,
}

/// What a name is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NameKind {
    Person,
    Organisation,
    Place,
    Open,
}

/// Joins the names that are one actor's and gives each actor its kind.
pub fn join(drafts: &[Draft], words: &Words, entities: &mut Entities) -> Vec<Name> {
    let mut names = collect(drafts);
    for name in &names {
        if name.words.len() > 1 || matches!(name.kind, NameKind::Organisation | NameKind::Place) {
            for pair in name.drafts.windows(2) {
                entities.join(pair[0], pair[1]);
            }
        }
    }
    persons(&names, drafts, words, entities);
    acronyms(&names, words, entities);
    partial(&names, words, entities);
    surname::singles(&mut names, drafts, words, entities);
    for name in &names {
        let kind = match name.kind {
            NameKind::Person => Some(ActorKind::Person),
            NameKind::Organisation => Some(ActorKind::Organisation),
            NameKind::Place => Some(ActorKind::State),
            NameKind::Open => None,
        };
        for &draft in &name.drafts {
            let profile = entities.profile(draft);
            profile.kind = profile.kind.or(kind);
            profile.gender = profile.gender.or(name.gender);
        }
    }
    names
}

/// The different names, in order of their first mention.
fn collect(drafts: &[Draft]) -> Vec<Name> {
    let mut numbers: FxHashMap<&[Symbol], usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let What::Name(of, votes) = &draft.what else {
            continue;
        };
        let name = *numbers.entry(of).or_insert_with(|| {
            names.push(Name {
                words: of.clone(),
                votes: Votes::default(),
                gender: Gender::Open,
                drafts: Vec::new(),
                kind: NameKind::Open,
                acronym: false,
            });
            names.len() - 1
        });
        let name = &mut names[name];
        name.votes.person += votes.person;
        name.votes.organisation += votes.organisation;
        name.votes.place += votes.place;
        name.gender = name.gender.or(draft.gender);
        name.acronym |= of.len() == 1 && votes.organisation >= 3;
        name.drafts.push(number);
        // Anybody says; "he" says so of a person, "it" of a firm.
        if let Some(What::Pronoun(pronoun, possessive)) = followed(drafts, number) {
            match pronoun {
                Pronoun::He(_) => name.votes.person += 1,
                Pronoun::It if *possessive => name.votes.organisation += 1,
                _ => {}
            }
        }
    }
    for name in &mut names {
        let Votes {
            person,
            organisation,
            place,
        } = name.votes;
        let count = i32::try_from(name.drafts.len()).unwrap_or(i32::MAX);
        name.kind = if organisation >= 3 && organisation >= person {
            NameKind::Organisation
        } else if place >= 2 && place > person && place.saturating_mul(2) >= count {
            NameKind::Place
        } else if person >= 2 && person > organisation
            || name.words.len() > 1 && person > 0 && organisation <= 0
        {
            NameKind::Person
        } else if organisation > person && organisation > 1 {
            NameKind::Organisation
        } else {
            NameKind::Open
        };
    }
    names
}

/// The words of a person's name without "Jr." and the like, and that.
pub fn without_suffix<'n>(name: &'n [Symbol], words: &Words) -> (&'n [Symbol], Option<Symbol>) {
    match name.split_last() {
        Some((last, rest)) if rest.len() > 1 && LEXICON.is("suffix", words.word(*last)) => {
            (rest, Some(*last))
        }
        _ => (name, None),
    }
}

/// Joins full names with one surname whose forenames agree.
fn persons(names: &[Name], drafts: &[Draft], words: &Words, entities: &mut Entities) {
    let mut by_surname: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
    let agree = |one: usize, other: usize| {
        let forenames = |of: usize| {
            let plain = without_suffix(&names[of].words, words).0;
            &plain[..plain.len() - 1]
        };
        forenames_agree(forenames(one), forenames(other), words)
            && names[one].gender.agrees(names[other].gender)
    };
    for (number, name) in names.iter().enumerate() {
        if name.words.len() < 2 || matches!(name.kind, NameKind::Organisation | NameKind::Place) {
            continue;
        }
        let (plain, suffix) = without_suffix(&name.words, words);
        let bucket = by_surname.entry(plain[plain.len() - 1]).or_default();
        for &other in bucket.iter().filter(|other| agree(number, **other)) {
            let (_, its_suffix) = without_suffix(&names[other].words, words);
            if suffix == its_suffix {
                entities.join(name.drafts[0], names[other].drafts[0]);
            }
        }
        if bucket.len() < BUCKET_MAX {
            bucket.push(number);
        }
    }
    // "Cal Ott Jr." is "Cal Ott", unless an article tells the two apart.
    for bucket in by_surname.values() {
        let has_suffix = |number: &usize| without_suffix(&names[*number].words, words).1.is_some();
        for &junior in bucket.iter().filter(|number| has_suffix(number)) {
            let plain = bucket.iter().copied();
            let seniors: Vec<usize> = plain
                .filter(|other| !has_suffix(other) && agree(junior, *other))
                .collect();
            let told_apart =
                |senior: &usize| are_told_apart(&names[junior], &names[*senior], drafts);
            if !seniors.iter().any(told_apart) {
                for senior in seniors {
                    entities.join(names[junior].drafts[0], names[senior].drafts[0]);
                }
            }
        }
    }
}

/// Whether an article has both names for two persons: the plain one before the other, or beside "father" or "son". Where
/// the full style comes first the plain one only repeats it.
fn are_told_apart(junior: &Name, senior: &Name, drafts: &[Draft]) -> bool {
    let first = |article: usize| {
        let mut all = junior.drafts.iter();
        all.find(|number| drafts[**number].article == article)
    };
    senior.drafts.iter().any(|&number| {
        let draft = &drafts[number];
        first(draft.article).is_some_and(|&first| number < first || is_kin(number, drafts))
    })
}

/// Whether the mention before the name `number`, close to it, is a relative: "his father, X".
fn is_kin(number: usize, drafts: &[Draft]) -> bool {
    let name = &drafts[number];
    (number.saturating_sub(3)..number).any(|before| {
        let other = &drafts[before];
        other.article == name.article
            && other.role().is_some_and(|role| role.noun.kin)
            && name.tokens.start.saturating_sub(other.tokens.end) < 3
    })
}

/// Whether the words before the surname can be one person's: all of the shorter stand in the longer, initials for names.
fn forenames_agree(one: &[Symbol], other: &[Symbol], words: &Words) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut rest = long.iter();
    short
        .iter()
        .all(|word| rest.any(|other| one_forename(words.word(*word), words.word(*other))))
}

/// Whether two forenames can be one: equal, an initial, a short form, another transliteration of the list.
pub fn one_forename(one: &str, other: &str) -> bool {
    static GROUPS: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
        let mut groups: FxHashMap<&'static str, u64> = FxHashMap::default();
        let lines = include_str!("nicknames.txt")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for (number, line) in lines.enumerate() {
            for word in line.split_whitespace() {
                *groups.entry(word).or_default() |= 1 << (number % 64);
            }
        }
        groups
    });
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() == 1 {
        return long.starts_with(short);
    }
    matches!((GROUPS.get(one), GROUPS.get(other)), (Some(one), Some(other)) if one & other != 0)
}

/// Joins acronyms with the one name whose initials they are.
fn acronyms(names: &[Name], words: &Words, entities: &mut Entities) {
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        if name.words.len() < 2 || matches!(name.kind, NameKind::Person | NameKind::Place) {
            continue;
        }
        let initial = |word: &Symbol| words.word(*word).chars().next();
        let all: String = name.words.iter().filter_map(initial).collect();
        let large: String = name
            .words
            .iter()
            .filter(|word| {
                !matches!(
                    words.word(**word),
                    "of" | "for" | "and" | "on" | "in" | "to" | "&"
                )
            })
            .filter_map(initial)
            .collect();
        if all != large {
            by_initials.entry(all).or_default().push(number);
        }
        by_initials.entry(large).or_default().push(number);
    }
    for name in names.iter().filter(|name| name.acronym) {
        let Some(found) = by_initials.get(words.word(name.words[0])) else {
            continue;
        };
        let first = found[0];
        if found
            .iter()
            .all(|other| entities.same(names[*other].drafts[0], names[first].drafts[0]))
        {
            name.drafts
                .iter()
                .for_each(|draft| entities.join(names[first].drafts[0], *draft));
        }
    }
}

/// Joins an organisation's short form with the one longer name that begins or ends with it.
fn partial(names: &[Name], words: &Words, entities: &mut Entities) {
    let mut by_end: FxHashMap<(bool, Symbol), Vec<usize>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        if name.words.len() > 1 && name.kind != NameKind::Person && name.kind != NameKind::Place {
            by_end
                .entry((true, name.words[0]))
                .or_default()
                .push(number);
            by_end
                .entry((false, name.words[name.words.len() - 1]))
                .or_default()
                .push(number);
        }
    }
    for name in names {
        if matches!(name.kind, NameKind::Person | NameKind::Place)
            || name.words.iter().all(|word| {
                let word = words.word(*word);
                LEXICON.is("generic-name", word)
                    || LEXICON.is("company", word)
                    || LEXICON.forename(word).is_some()
            })
        {
            continue;
        }
        let ends = [
            (true, name.words[0]),
            (false, name.words[name.words.len() - 1]),
        ];
        // Of the longer names those that are surely an organisation's come first; only one may be left.
        let mut found: Option<usize> = None;
        let mut several = false;
        for end in ends {
            for &other in by_end.get(&end).into_iter().flatten().take(BUCKET_MAX) {
                let longer = &names[other];
                let fits = longer.words.len() > name.words.len()
                    && if end.0 {
                        longer.words.starts_with(&name.words)
                    } else {
                        longer.words.ends_with(&name.words)
                    };
                if !fits {
                    continue;
                }
                let sure = |other: usize| names[other].kind == NameKind::Organisation;
                match found {
                    Some(known) if sure(known) && !sure(other) => {}
                    Some(known) if sure(known) == sure(other) => {
                        several |= !entities.same(names[known].drafts[0], longer.drafts[0]);
                    }
                    _ => (found, several) = (Some(other), false),
                }
            }
        }
        if let (Some(found), false) = (found, several) {
            name.drafts
                .iter()
                .for_each(|draft| entities.join(names[found].drafts[0], *draft));
        }
    }
}

/// What the mention right after `number` says, where that stands in the same sentence or the next.
pub fn followed(drafts: &[Draft], number: usize) -> Option<&What> {
    let (named, next) = (&drafts[number], drafts.get(number + 1)?);
    let near = next.article == named.article && next.sentence <= named.sentence + 1;
    near.then_some(&next.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forename_agrees_with_its_initial_and_short_form_only() {
        assert!(one_forename("w", "walter") && one_forename("bill", "william"));
        assert!(!one_forename("bill", "walter") && !one_forename("hans", "hannes"));
    }
}

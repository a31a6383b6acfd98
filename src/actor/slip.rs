//! One person spelt in two ways: another transliteration, or a slip. Likeness only proposes; title or country must agree.

use super::alias::{Name, NameKind, one_forename};
use super::draft::{Draft, Symbol, Words};
use super::entity::Entities;
use rustc_hash::FxHashMap;

/// How many names with one skeleton or forename are compared.
const BUCKET_MAX: usize = 32;

/// So many bytes of a surname are rarely another's but for a slip.
const LONG: usize = 8;

/// Joins the names whose spellings differ though they are one person's.
pub fn join(names: &[Name], drafts: &[Draft], words: &Words, entities: &mut Entities) {
    let mut by_skeleton: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_forename: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    let mut by_surname: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        let person = matches!(name.kind, NameKind::Person | NameKind::Open);
        if !person || name.words.is_empty() {
            continue;
        }
        let surname = words.word(surname_of(name));
        if surname.len() < 5 || !surname.is_ascii() {
            continue;
        }
        let same_skeleton = by_skeleton.entry(skeleton(surname)).or_default();
        for &other in same_skeleton.iter() {
            let other = &names[other];
            let its = words.word(other.words[other.words.len() - 1]);
            if its != surname && spelt_otherwise(name, other, drafts, words, entities) {
                entities.join(other.drafts[0], name.drafts[0]);
                join_own(name, entities);
            }
        }
        if same_skeleton.len() < BUCKET_MAX {
            same_skeleton.push(number);
        }
        if name.words.len() < 2 {
            continue;
        }
        let same_surname = by_surname.entry(surname_of(name)).or_default();
        for &other in same_surname.iter() {
            let other = &names[other];
            let forenames = [name, other].map(|name| words.word(name.words[0]));
            let (a, b) = (name.drafts[0], other.drafts[0]);
            if forenames[0] != forenames[1]
                && sounding(forenames[0]) == sounding(forenames[1])
                && drafts[a].article != drafts[b].article
                && genders_agree(a, b, entities)
            {
                entities.join(b, a);
            }
        }
        if same_surname.len() < BUCKET_MAX {
            same_surname.push(number);
        }
        let same_forename = by_forename.entry(name.words[0]).or_default();
        for &other in same_forename.iter() {
            let other = &names[other];
            let its = words.word(other.words[other.words.len() - 1]);
            if slipped(surname, its)
                && !entities.same(name.drafts[0], other.drafts[0])
                && (one_office(name.drafts[0], other.drafts[0], drafts, entities)
                    || is_rare(name, other, words, drafts, entities))
            {
                entities.join(other.drafts[0], name.drafts[0]);
            }
        }
        if same_forename.len() < BUCKET_MAX {
            same_forename.push(number);
        }
    }
}

fn surname_of(name: &Name) -> Symbol {
    name.words[name.words.len() - 1]
}

/// Whether a long surname and one forename make two people unlikely, in two articles on one story.
fn is_rare(
    one: &Name,
    other: &Name,
    words: &Words,
    drafts: &[Draft],
    entities: &mut Entities,
) -> bool {
    let (a, b) = (one.drafts[0], other.drafts[0]);
    let length = |name: &Name| words.word(surname_of(name)).len();
    length(one).min(length(other)) >= LONG
        && drafts[a].article != drafts[b].article
        && genders_agree(a, b, entities)
}

/// All mentions of a name of one word that is now known to be one person's.
fn join_own(name: &Name, entities: &mut Entities) {
    name.drafts
        .iter()
        .for_each(|draft| entities.join(name.drafts[0], *draft));
}

/// Whether two names with one skeleton can be one person's.
fn spelt_otherwise(
    one: &Name,
    other: &Name,
    drafts: &[Draft],
    words: &Words,
    entities: &mut Entities,
) -> bool {
    let (a, b) = (one.drafts[0], other.drafts[0]);
    if entities.same(a, b) || !genders_agree(a, b, entities) {
        return false;
    }
    match (one.words.len(), other.words.len()) {
        (1, 1) => drafts[a].article != drafts[b].article,
        (1, _) | (_, 1) => true,
        _ => one_forename(words.word(one.words[0]), words.word(other.words[0])),
    }
}

fn genders_agree(a: usize, b: usize, entities: &mut Entities) -> bool {
    let (one, other) = (entities.profile(a).gender, entities.profile(b).gender);
    one.agrees(other)
}

/// Whether both have a title with one noun, or one country, and no title or country speaks against it.
fn one_office(a: usize, b: usize, drafts: &[Draft], entities: &mut Entities) -> bool {
    if !genders_agree(a, b, entities) {
        return false;
    }
    let (one, other) = (entities.profile(a).clone(), entities.profile(b).clone());
    if one.country.is_some() && other.country.is_some() {
        return one.country == other.country;
    }
    let heads = |titles: &[usize]| -> Vec<Symbol> {
        titles
            .iter()
            .filter_map(|title| drafts[*title].role())
            .map(|role| role.head)
            .collect()
    };
    let others = heads(&other.titles);
    heads(&one.titles).iter().any(|head| others.contains(head))
}

/// Whether one surname can be a slip for the other: a letter or two in a long name, but no feminine ending.
fn slipped(one: &str, other: &str) -> bool {
    let length = one.len().min(other.len());
    let allowed = if length >= 8 { 2 } else { 1 };
    one != other
        && length >= 6
        && other.is_ascii()
        && one.as_bytes()[0] == other.as_bytes()[0]
        && one.as_bytes()[one.len() - 1] == other.as_bytes()[other.len() - 1]
        && strsim::osa_distance(one, other) <= allowed
}

/// What the spellings of a forename have in common: "Carla" and "Karla", "Farah" and "Farrah".
fn sounding(forename: &str) -> String {
    skeleton(&forename.replace('c', "k"))
}

/// What the transliterations of a name have in common.
fn skeleton(name: &str) -> String {
    let mut rest = name;
    let mut bones = String::with_capacity(name.len());
    while let Some(c) = rest.chars().next() {
        let pairs = [
            ("tsch", "4"),
            ("tch", "4"),
            ("sch", "w"),
            ("sh", "w"),
            ("kh", "x"),
            ("ch", "x"),
            ("zh", "j"),
            ("ph", "f"),
            ("th", "t"),
            ("ck", "k"),
            ("ou", "u"),
            ("iy", "i"),
            ("yi", "i"),
            ("ij", "i"),
            ("ii", "i"),
            ("yy", "i"),
            ("ie", "e"),
            ("ye", "e"),
            ("ya", "ia"),
            ("yu", "iu"),
            ("ts", "c"),
            ("tz", "c"),
        ];
        if let Some((pair, bone)) = pairs.iter().find(|(pair, _)| rest.starts_with(pair)) {
            bones.push_str(bone);
            rest = &rest[pair.len()..];
            continue;
        }
        let bone = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            _ => c,
        };
        if !bones.ends_with(bone) {
            bones.push(bone);
        }
        rest = &rest[c.len_utf8()..];
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_skeleton_and_men_and_women_do_not() {
        assert_eq!(skeleton("zelensky"), skeleton("zelenskiy"));
        assert_eq!(skeleton("khorev"), skeleton("chorev"));
        assert_ne!(skeleton("petrov"), skeleton("petrova"));
        assert_ne!(skeleton("horev"), skeleton("chorev"));
    }

    #[test]
    fn forenames_that_sound_alike_are_one() {
        assert_eq!(sounding("carla"), sounding("karla"));
        assert_eq!(sounding("farrah"), sounding("farah"));
        assert_eq!(sounding("catherine"), sounding("katherine"));
        assert_ne!(sounding("ida"), sounding("ada"));
    }

    #[test]
    fn a_slip_is_small_and_leaves_the_ends() {
        assert!(slipped("marinescu", "marinecu"));
        assert!(!slipped("petrov", "petrova") && !slipped("smith", "smyth"));
    }
}

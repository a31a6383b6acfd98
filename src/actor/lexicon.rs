//! The word lists that mentions are read with, looked up by lower-case word.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The grammatical gender that pronouns and forenames show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gender {
    /// Not known, or either.
    #[default]
    Open,
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    /// Whether both can be one person's.
    pub fn agrees(self, other: Self) -> bool {
        self == Self::Open || other == Self::Open || self == other
    }

    /// The more definite of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Open { other } else { self }
    }
}

/// What a noun can stand for; several may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)]
pub struct Noun {
    /// It may stand before a name: "minister".
    pub title: bool,
    /// A human being: "actress".
    pub person: bool,
    /// Somebody's: "daughter".
    pub kin: bool,
    /// It tells somebody only beside a name: "figure".
    pub loose: bool,
    /// Several people always: "police".
    pub people: bool,
    /// A company, agency, club: "bank".
    pub organisation: bool,
    /// A country: "nation".
    pub state: bool,
    /// Whether it tells he from she.
    pub gender: Gender,
}

/// The closed classes of `words.txt`, as bits.
pub type Classes = u64;

/// All lists.
#[derive(Debug)]
pub struct Lexicon {
    nouns: FxHashMap<&'static str, Noun>,
    synonyms: FxHashMap<&'static str, &'static str>,
    forenames: FxHashMap<&'static str, Gender>,
    classes: FxHashMap<&'static str, Classes>,
    names: FxHashMap<&'static str, u32>,
    places: FxHashSet<String>,
}

/// The lists, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

impl Lexicon {
    fn read() -> Self {
        let mut nouns: FxHashMap<&'static str, Noun> = FxHashMap::default();
        for line in lines(include_str!("nouns.txt")) {
            let mut words = line.split_whitespace().peekable();
            let class = words.next().unwrap_or_default();
            let gender = match words.peek() {
                Some(&"m") => Gender::Male,
                Some(&"f") => Gender::Female,
                _ => Gender::Open,
            };
            if gender != Gender::Open {
                words.next();
            }
            for word in words {
                let noun = nouns.entry(word).or_default();
                match class {
                    "title" => (noun.title, noun.person) = (true, true),
                    "kin" => (noun.kin, noun.person) = (true, true),
                    "loose" => (noun.loose, noun.person) = (true, true),
                    "people" => noun.people = true,
                    "organisation" => noun.organisation = true,
                    "state" => noun.state = true,
                    _ => noun.person = true,
                }
                noun.gender = noun.gender.or(gender);
            }
        }
        let mut forenames = FxHashMap::default();
        for line in lines(include_str!("forenames.txt")) {
            let mut words = line.split_whitespace();
            let gender = match words.next() {
                Some("m") => Gender::Male,
                Some("f") => Gender::Female,
                _ => Gender::Open,
            };
            for word in words {
                forenames
                    .entry(word)
                    .and_modify(|known| {
                        if *known != gender {
                            *known = Gender::Open;
                        }
                    })
                    .or_insert(gender);
            }
        }
        let mut classes: FxHashMap<&'static str, Classes> = FxHashMap::default();
        let mut names = FxHashMap::default();
        for (number, line) in lines(include_str!("words.txt")).enumerate() {
            let mut words = line.split_whitespace();
            names.insert(words.next().unwrap_or_default(), number as u32);
            for word in words {
                *classes.entry(word).or_default() |= 1 << number;
            }
        }
        let mut synonyms = FxHashMap::default();
        for line in lines(include_str!("synonyms.txt")) {
            let mut words = line.split_whitespace();
            let first = words.next().unwrap_or_default();
            synonyms.extend(words.map(|word| (word, first)));
        }
        let places = lines(include_str!("places.txt"))
            .flat_map(|line| line.split('|'))
            .map(str::to_lowercase)
            .collect();
        Self {
            nouns,
            synonyms,
            forenames,
            classes,
            names,
            places,
        }
    }

    /// The bit of a class of `words.txt`.
    fn bit(&self, class: &str) -> Classes {
        self.names.get(class).map_or(0, |number| 1 << number)
    }

    /// Whether `word` belongs to the class of that name.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.classes
            .get(word)
            .is_some_and(|bits| bits & self.bit(class) != 0)
    }

    /// The gender of a forename.
    pub fn forename(&self, word: &str) -> Option<Gender> {
        self.forenames.get(word).copied()
    }

    /// Whether it is a place of the list, in lower case.
    pub fn is_place(&self, words: &str) -> bool {
        self.places.contains(words)
    }

    /// Whether it is a common word of news English, in lower case.
    pub fn is_everyday(&self, word: &str) -> bool {
        static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
            lines(include_str!("../claim/attribution/words.txt"))
                .filter_map(|line| line.split(' ').next())
                .collect()
        });
        WORDS.contains(word)
    }

    /// The noun that `word` is, with its singular and whether it is plural.
    pub fn noun<'a>(&self, word: &'a str) -> Option<(Noun, &'a str, bool)>
    where
        'static: 'a,
    {
        if let Some((word, noun)) = self.nouns.get_key_value(word) {
            return Some((*noun, word, noun.people));
        }
        for (ending, singular) in [
            ("men", "man"),
            ("wives", "wife"),
            ("ves", "f"),
            ("people", "person"),
            ("children", "child"),
            ("ies", "y"),
            ("es", ""),
            ("s", ""),
        ] {
            if let Some(stem) = word.strip_suffix(ending) {
                let found = if singular.is_empty() {
                    self.nouns.get_key_value(stem)
                } else {
                    self.nouns.get_key_value([stem, singular].concat().as_str())
                };
                if let Some((word, noun)) = found {
                    return (!noun.people).then_some((*noun, *word, true));
                }
            }
        }
        let plural = word.ends_with("men");
        if word.len() > 5 && (word.ends_with("man") || plural) && word.is_ascii() {
            let female = word.ends_with("woman") || word.ends_with("women");
            let noun = Noun {
                person: true,
                gender: if female { Gender::Female } else { Gender::Male },
                ..Noun::default()
            };
            return Some((noun, word, plural));
        }
        None
    }

    /// The noun of several words joined by hyphens that `word` is, with its singular and whether it is plural: "sons-in-law".
    pub fn compound(&self, word: &str) -> Option<(Noun, &'static str, bool)> {
        let get = |word: &str| {
            self.nouns
                .get_key_value(word)
                .map(|(word, noun)| (*noun, *word))
        };
        if let Some((noun, word)) = get(word) {
            return Some((noun, word, noun.people));
        }
        let (first, rest) = word.split_once('-')?;
        let several = [
            word.strip_suffix('s').map(str::to_owned),
            first
                .strip_suffix('s')
                .map(|first| format!("{first}-{rest}")),
        ];
        let found = several.into_iter().flatten().find_map(|word| get(&word));
        found.map(|(noun, word)| (noun, word, true))
    }

    /// The word that stands for `noun` and its synonyms.
    pub fn standing_for<'a>(&self, noun: &'a str) -> &'a str {
        self.synonyms.get(noun).copied().unwrap_or(noun)
    }
}

/// The possessive and personal pronouns that may refer to an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// I, me, my.
    I,
    /// He, she and their forms.
    He(Gender),
    /// It, its.
    It,
    /// They, their.
    They,
    /// Who, whom, whose.
    Who,
}

/// The pronoun that `word` is, and whether it is possessive.
pub fn pronoun(word: &str) -> Option<(Pronoun, bool)> {
    static PRONOUNS: LazyLock<FxHashMap<&'static str, (Pronoun, bool)>> = LazyLock::new(|| {
        lines(include_str!("pronouns.txt"))
            .filter_map(|line| {
                let mut words = line.split_whitespace();
                let (word, class, possessive) = (words.next()?, words.next()?, words.next());
                let pronoun = match class {
                    "i" => Pronoun::I,
                    "m" => Pronoun::He(Gender::Male),
                    "f" => Pronoun::He(Gender::Female),
                    "it" => Pronoun::It,
                    "they" => Pronoun::They,
                    _ => Pronoun::Who,
                };
                Some((word, (pronoun, possessive.is_some())))
            })
            .collect()
    });
    if word.len() > 10 {
        return None;
    }
    PRONOUNS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_led_back_to_their_noun() {
        let (noun, singular, plural) = LEXICON.noun("policemen").unwrap();
        assert!(noun.person && plural);
        assert_eq!((singular, noun.gender), ("policeman", Gender::Male));
        assert_eq!(LEXICON.noun("ministries").unwrap().1, "ministry");
        assert!(LEXICON.noun("table").is_none());
    }

    #[test]
    fn forenames_tell_he_from_she() {
        assert_eq!(LEXICON.forename("maria"), Some(Gender::Open));
        assert_eq!(LEXICON.forename("boris"), Some(Gender::Male));
        assert_eq!(LEXICON.forename("table"), None);
    }
}

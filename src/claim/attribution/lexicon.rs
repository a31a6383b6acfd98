//! What is known of words: their class, their stem, how often they say that something is said.

use super::{inflection, meaning};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The class of a token, as far as closed lists, marks, capitals and endings tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Class {
    /// Beyond the sentence.
    Edge,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The mark that opens a quotation.
    QuoteOpen,
    /// The mark that closes one.
    QuoteClose,
    /// A question or exclamation mark.
    Cry,
    Mark,
    Number,
    /// The "'s" of a name or verb.
    Clitic,
    /// A capital within a sentence.
    Name,
    /// A capital at its start, of a word that is not known.
    StartName,
    /// Capitals throughout.
    Capitals,
    /// Ends in "-ly".
    Ly,
    /// Ends in "-ed".
    Ed,
    /// Ends in "-ing".
    Ing,
    /// Ends in "-s".
    Es,
    /// Ends like an abstract noun.
    Abstract,
    /// Ends like an adjective.
    Quality,
    /// Any other word that is known.
    Known,
    /// Any other word.
    Unknown,
    // The closed lists, in the order of [`LISTS`].
    SubjectPronoun,
    It,
    You,
    ObjectPronoun,
    Possessive,
    Reflexive,
    Who,
    Which,
    That,
    Determiner,
    Quantifier,
    Of,
    To,
    By,
    As,
    For,
    In,
    On,
    With,
    About,
    Preposition,
    Be,
    Have,
    Do,
    Modal,
    Not,
    And,
    But,
    Subordinator,
    Adverb,
    According,
    Time,
    NumberWord,
    Title,
    Person,
    Report,
    Past,
    Base,
    /// A dash with letters or digits on both sides: "court-ordered".
    Glued,
}

/// The closed lists by their names in the file.
const LISTS: [(&str, Class); 38] = [
    ("SubjectPronoun", Class::SubjectPronoun),
    ("It", Class::It),
    ("You", Class::You),
    ("ObjectPronoun", Class::ObjectPronoun),
    ("Possessive", Class::Possessive),
    ("Reflexive", Class::Reflexive),
    ("Who", Class::Who),
    ("Which", Class::Which),
    ("That", Class::That),
    ("Determiner", Class::Determiner),
    ("Quantifier", Class::Quantifier),
    ("Of", Class::Of),
    ("To", Class::To),
    ("By", Class::By),
    ("As", Class::As),
    ("For", Class::For),
    ("In", Class::In),
    ("On", Class::On),
    ("With", Class::With),
    ("About", Class::About),
    ("Preposition", Class::Preposition),
    ("Be", Class::Be),
    ("Have", Class::Have),
    ("Do", Class::Do),
    ("Modal", Class::Modal),
    ("Not", Class::Not),
    ("And", Class::And),
    ("But", Class::But),
    ("Subordinator", Class::Subordinator),
    ("Adverb", Class::Adverb),
    ("According", Class::According),
    ("Time", Class::Time),
    ("NumberWord", Class::NumberWord),
    ("Title", Class::Title),
    ("Person", Class::Person),
    ("Report", Class::Report),
    ("Past", Class::Past),
    ("Base", Class::Base),
];

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    /// A hash of the word; 0 for one that only a closed list knows.
    pub word: u32,
    /// A hash of its stem.
    pub stem: u32,
    /// How often its stem begins a cue, 0 (never) to 7.
    pub begins: u8,
    /// How often it stands in a cue, 0 to 7.
    pub within: u8,
    /// Its closed list, if any.
    pub class: Option<Class>,
    /// What its verb or noun says of a speaker: the list of `verbs.txt`, counted from 1, times four and its form; else 0.
    pub meaning: u8,
}

/// The words by their lower-case forms.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Entry>,
}

/// A row of the words' file: word, stem, levels of `begins` and `within`.
pub type Row = (String, String, u8, u8);

impl Lexicon {
    /// Reads a words' file; comments and lines that are none of its rows are passed over.
    pub fn parse(text: &str) -> Self {
        let rows = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut parts = line.split(' ');
                let (word, stem) = (parts.next()?, parts.next()?);
                let begins = parts.next()?.parse().ok()?;
                let within = parts.next()?.parse().ok()?;
                Some((word, stem, begins, within))
            });
        let mut lexicon = Self::default();
        // A row has about fifteen bytes.
        lexicon.words.reserve(text.len() / 12);
        for (word, stem, begins, within) in rows {
            lexicon.insert(word, stem, begins, within);
        }
        lexicon.add_closed_lists();
        lexicon.add_meanings();
        lexicon
    }

    /// The lexicon of `rows`.
    pub fn from_rows(rows: &[Row]) -> Self {
        let mut lexicon = Self::default();
        for (word, stem, begins, within) in rows {
            lexicon.insert(word, stem, *begins, *within);
        }
        lexicon.add_closed_lists();
        lexicon.add_meanings();
        lexicon
    }

    /// The words' file of `rows`, without its head.
    pub fn format(rows: &[Row]) -> String {
        let mut text = String::new();
        for (word, stem, begins, within) in rows {
            let _ = writeln!(text, "{word} {stem} {begins} {within}");
        }
        text
    }

    fn insert(&mut self, word: &str, stem: &str, begins: u8, within: u8) {
        let entry = Entry {
            word: hash(word),
            stem: hash(stem),
            begins,
            within,
            class: None,
            meaning: 0,
        };
        self.words.insert(word.into(), entry);
    }

    fn add_closed_lists(&mut self) {
        for line in include_str!("classes.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let Some((name, words)) = line.split_once(": ") else {
                continue;
            };
            let class = LISTS
                .iter()
                .find(|(list, _)| *list == name)
                .map(|(_, class)| *class);
            for word in words.split(' ') {
                let entry = self.words.entry(word.into()).or_default();
                entry.class = entry.class.or(class);
            }
        }
    }

    fn add_meanings(&mut self) {
        for (list, (_, lemmas)) in (1_u8..).zip(meaning::lists()) {
            for lemma in lemmas.split(' ') {
                for (form, word) in inflection::forms(lemma) {
                    let entry = self.words.entry(word.into()).or_default();
                    if entry.meaning == 0 {
                        entry.meaning = list * 4 + form;
                    }
                }
            }
        }
    }

    /// What is known of `lower`.
    pub fn get(&self, lower: &str) -> Option<&Entry> {
        self.words.get(lower)
    }
}

/// A hash of a word (FNV-1a), never 0.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_closed_list_has_its_class() {
        for line in include_str!("classes.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let name = line.split(':').next().unwrap_or("");
            assert!(LISTS.iter().any(|(list, _)| *list == name), "{name}");
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was_written() {
        let rows = vec![("said".to_owned(), "say".to_owned(), 7, 6)];
        let lexicon = Lexicon::parse(&Lexicon::format(&rows));
        let entry = lexicon.get("said").copied().unwrap_or_default();
        assert_eq!(
            (entry.stem, entry.begins, entry.within, entry.class),
            (hash("say"), 7, 6, Some(Class::Past))
        );
    }
}

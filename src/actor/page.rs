//! What is known of the words of all articles before names are read: which occur in small letters, which are names.

use super::lexicon::LEXICON;
use super::state::{Naming, STATES, StateId};
use crate::article::BlockKind;
use crate::language::{Parsed, Tag, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The words of all articles.
#[derive(Debug, Default)]
pub struct Known<'p> {
    /// Words seen in small letters.
    small: FxHashSet<&'p str>,
    /// Words seen with a capital where only a name has one, and how often.
    capital: FxHashMap<&'p str, u32>,
    /// The states that are named by name, adjective or people, and how often.
    pub states: FxHashMap<StateId, u32>,
    /// Names that somewhere stand before their initials in brackets, as tokens in small letters, by the first of them.
    spelt_out: FxHashMap<&'p str, Vec<Vec<&'p str>>>,
}

/// An article with what concerns its sentences.
#[derive(Debug)]
pub struct Page<'p, 'a> {
    /// The article.
    pub parsed: &'p Parsed<'a>,
    /// Its number.
    pub article: usize,
    /// By sentence: whether most of its words have a capital.
    headline: Vec<bool>,
}

impl<'p, 'a> Page<'p, 'a> {
    /// Looks at the capitals of every sentence.
    pub fn new(article: usize, parsed: &'p Parsed<'a>) -> Self {
        let headline = parsed
            .sentences
            .iter()
            .map(|sentence| {
                let (mut capitals, mut all) = (0, 0);
                for at in sentence.tokens.clone() {
                    let word = parsed.word(at);
                    if parsed.tokens[at].kind == TokenKind::Word && word.len() > 3 {
                        all += 1;
                        capitals += usize::from(is_capital(word));
                    }
                }
                let title = parsed.article.blocks[sentence.block].kind == BlockKind::Title;
                let stop = sentence.tokens.end > sentence.tokens.start
                    && parsed.lower(sentence.tokens.end - 1) == ".";
                !stop && all >= 3 && capitals * 10 >= all * if title { 6 } else { 7 }
            })
            .collect();
        Self {
            parsed,
            article,
            headline,
        }
    }

    /// Whether sentence `number` is written as a headline.
    pub fn is_headline(&self, number: usize) -> bool {
        self.headline[number]
    }

    /// Whether it is in another language than English.
    pub fn is_foreign(&self) -> bool {
        self.parsed.article.is_foreign()
    }

    /// Whether sentence `number` is to be read at all.
    pub fn is_read(&self, number: usize) -> bool {
        let block = self.parsed.sentences[number].block;
        self.parsed.article.blocks[block].kind != BlockKind::Boilerplate
    }

    /// Whether a capital at token `at` comes from its place alone.
    fn is_opening(&self, at: usize) -> bool {
        let sentence = &self.parsed.sentences[self.parsed.tokens[at].sentence];
        at == sentence.tokens.start
            || self.parsed.tokens[at - 1].kind == TokenKind::Quote && self.quotes_a_sentence(at - 1)
            || matches!(
                self.parsed.lower(at - 1),
                ":" | "-" | "--" | "..." | "•" | "*"
            ) && !self.parsed.is_joined(at)
    }

    /// Whether the quotation mark at token `at` opens a sentence and not a name: “Morning Star” in a clause.
    fn quotes_a_sentence(&self, at: usize) -> bool {
        let sentence = &self.parsed.sentences[self.parsed.tokens[at].sentence];
        at <= sentence.tokens.start
            || !matches!(
                self.parsed.tokens[at - 1].tag,
                Tag::Noun | Tag::Det | Tag::Adj | Tag::Propn | Tag::Adp
            )
    }
}

impl<'p> Known<'p> {
    /// Reads all articles in English once.
    pub fn gather(pages: &[Page<'p, '_>]) -> Self {
        let mut known = Self::default();
        for page in pages.iter().filter(|page| !page.is_foreign()) {
            let parsed = page.parsed;
            for (number, sentence) in parsed.sentences.iter().enumerate() {
                if !page.is_read(number) {
                    continue;
                }
                for at in sentence.tokens.clone() {
                    if let Some(name) = spelt_out(parsed, sentence.tokens.start, at) {
                        let tokens: Vec<_> = name.map(|at| parsed.lower(at)).collect();
                        let all = known.spelt_out.entry(tokens[0]).or_default();
                        if !all.contains(&tokens) {
                            all.push(tokens);
                        }
                    }
                }
                let mut at = sentence.tokens.start;
                while at < sentence.tokens.end {
                    if parsed.tokens[at].kind != TokenKind::Word {
                        at += 1;
                        continue;
                    }
                    let word = parsed.word(at);
                    if is_capital(word) {
                        if let Some((_, state, naming)) = STATES.at(parsed, at, sentence.tokens.end)
                            && matches!(naming, Naming::Name | Naming::Adjective | Naming::People)
                        {
                            *known.states.entry(state).or_default() += 1;
                        }
                        if !page.is_headline(number) && !page.is_opening(at) {
                            *known.capital.entry(parsed.lower(at)).or_default() += 1;
                        }
                    } else {
                        known.small.insert(parsed.lower(at));
                    }
                    at += 1;
                }
            }
        }
        known
    }

    /// How many tokens from `at` on are a name that is somewhere told to have the initials that stand behind it.
    pub fn spelt_out(&self, page: &Page<'_, '_>, at: usize, end: usize) -> Option<usize> {
        let parsed = page.parsed;
        let all = self.spelt_out.get(parsed.lower(at))?;
        let is_here = |name: &&Vec<&str>| {
            at + name.len() <= end
                && is_capital(parsed.word(at))
                && name
                    .iter()
                    .zip(at..)
                    .all(|(token, at)| *token == parsed.lower(at))
        };
        all.iter().filter(is_here).map(Vec::len).max()
    }

    /// Whether `lower` is used as a common word more readily than as a name.
    pub fn is_common(&self, lower: &str) -> bool {
        self.small.contains(lower)
    }

    /// Whether `lower` stands with a capital inside a sentence somewhere.
    pub fn is_name(&self, lower: &str) -> bool {
        self.capital.contains_key(lower)
    }

    /// Whether `lower` stands with a capital inside a sentence only once, and never in small letters.
    pub fn is_rare(&self, lower: &str) -> bool {
        self.capital.get(lower).is_none_or(|count| *count == 1) && !self.is_common(lower)
    }

    /// Whether token `at` can be part of a name.
    pub fn can_name(&self, page: &Page<'_, '_>, at: usize) -> bool {
        let parsed = page.parsed;
        let token = parsed.tokens[at];
        let word = parsed.word(at);
        if token.kind != TokenKind::Word || !is_capital(word) {
            return false;
        }
        let lower = parsed.lower(at);
        if matches!(lower, "i" | "i." | "a") || LEXICON.is("time", lower) && lower != "april" {
            return false;
        }
        // A woman's name too, but not beside what stands beside months.
        if lower == "april"
            && (at > 0
                && (LEXICON.is("before-month", parsed.lower(at - 1))
                    || matches!(parsed.tokens[at - 1].tag, Tag::Adp | Tag::Num))
                || parsed
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.kind == TokenKind::Number))
        {
            return false;
        }
        let headline = page.is_headline(token.sentence);
        if !headline && !page.is_opening(at) {
            return true;
        }
        // "Mrs Ott left.": a title before a name, whatever its tag.
        let honorific = ["honorific-m", "honorific-f", "honorific-x"]
            .iter()
            .any(|class| LEXICON.is(class, lower));
        if honorific
            && parsed
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.kind == TokenKind::Word && next.sentence == token.sentence)
            && is_capital(parsed.word(at + 1))
        {
            return true;
        }
        let common = self.is_common(lower);
        if self.is_name(lower) && !common {
            return true;
        }
        let closed = matches!(
            token.tag,
            Tag::Det
                | Tag::Pron
                | Tag::Adp
                | Tag::Cconj
                | Tag::Sconj
                | Tag::Aux
                | Tag::Part
                | Tag::Intj
        );
        let shout = word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && !headline;
        if closed && !shout {
            return false;
        }
        if self.is_name(lower) && !(headline && common && token.tag != Tag::Propn) {
            return !(common && closed);
        }
        if common {
            return false;
        }
        token.tag == Tag::Propn && !is_alone(page, at)
            || is_strange(page, at) && !closed
            || shout
            || LEXICON.forename(lower).is_some()
            || STATES.at(parsed, at, at + 1).is_some()
    }
}

/// Whether the word at token `at` is of everyday English and no name or verb of saying stands beside it: "Safety" in
/// “Safety is our priority.”
fn is_alone(page: &Page<'_, '_>, at: usize) -> bool {
    let parsed = page.parsed;
    let end = parsed.sentences[parsed.tokens[at].sentence].tokens.end;
    let next = (at + 1 < end).then(|| at + 1);
    LEXICON.is_everyday(parsed.lower(at))
        && LEXICON.forename(parsed.lower(at)).is_none()
        && next.is_none_or(|next| {
            !is_capital(parsed.word(next))
                && parsed.lower(next) != "'s"
                && !LEXICON.is("say", parsed.lower(next))
        })
}

/// Whether the word at token `at` is none of everyday English and what follows it follows a name: "Holger Brandt", "Nordhem,
/// a rival of …".
fn is_strange(page: &Page<'_, '_>, at: usize) -> bool {
    let parsed = page.parsed;
    let end = parsed.sentences[parsed.tokens[at].sentence].tokens.end;
    let lower = parsed.lower(at);
    let next = |count: usize| (at + count < end).then(|| parsed.lower(at + count));
    let named = at + 1 < end
        && is_capital(parsed.word(at + 1))
        && parsed.tokens[at].tag != Tag::Adv
        && parsed.tokens[at + 1].kind == TokenKind::Word;
    let described = next(1) == Some(",") && matches!(next(2), Some("a" | "an" | "which" | "who"));
    (named || described)
        && lower.len() > 3
        && !page.is_headline(parsed.tokens[at].sentence)
        && LEXICON.noun(lower).is_none()
        && !LEXICON.is_everyday(lower)
        && !lower.ends_with("ing")
        && !lower.ends_with("ed")
        && !lower.ends_with("ly")
}

/// The tokens of the name before the bracket at token `open`, if its initials stand in the brackets: "Lake and River
/// Watchers' Union (LRWU)"; a closing quotation mark between the two is not of it. After Schwartz and Hearst (2003), but for initials alone.
fn spelt_out(parsed: &Parsed<'_>, start: usize, open: usize) -> Option<std::ops::Range<usize>> {
    let is = |at: usize, what: &str| at < parsed.tokens.len() && parsed.lower(at) == what;
    if !is(open, "(") || !is(open + 2, ")") {
        return None;
    }
    let letters = parsed.lower(open + 1).replace('.', "");
    let short = parsed.word(open + 1);
    if letters.len() < 3 || short.chars().any(char::is_lowercase) {
        return None;
    }
    // The initials of the words from each place on, with and without the small ones.
    let (mut all, mut large) = (String::new(), String::new());
    let quoted = open > start && parsed.tokens[open - 1].kind == TokenKind::Quote;
    for at in (start..open).rev().take(2 * letters.len() + 4) {
        let word = parsed.word(at);
        if parsed.tokens[at].kind != TokenKind::Word || parsed.lower(at).starts_with('\'') {
            if matches!(word, "," | ";" | ":") {
                return None;
            }
            continue;
        }
        let initial = parsed.lower(at).chars().next()?;
        all.insert(0, initial);
        if is_capital(word) {
            large.insert(0, initial);
            if all == letters || large == letters {
                return Some(at..open - usize::from(quoted));
            }
        }
    }
    None
}

/// Whether `word` begins with a capital letter.
pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

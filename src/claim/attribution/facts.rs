//! What the chains know of each token, worked out once an article.

use super::lexicon::{Class, Entry, Lexicon, hash};
use super::subject;
use crate::article::BlockKind;
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;

/// What is known of one token.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// Its word if it is a known one, else its class and ending.
    pub word: u32,
    /// Its stem if it is a known word, else its class.
    pub stem: u32,
    /// Its last three letters.
    pub ending: u32,
    /// Its class.
    pub class: u8,
    /// What its verb or noun says of a speaker, as in the lexicon.
    pub meaning: u8,
    /// Its part of speech.
    pub tag: u8,
    /// How often its stem begins a cue, 0 to 7.
    pub begins: u8,
    /// How often it stands in a cue, 0 to 7.
    pub within: u8,
    /// Where it stands towards quotation marks: 0 outside, 1 inside, 2 at the opening, 3 at the closing mark.
    pub quoted: u8,
    /// Whether it begins (1) or carries on (2) a noun phrase before a verb, else 0.
    pub subject: u8,
    /// Its quotation plus one, or 0.
    pub quotation: u32,
    /// How many tokens of each [`Bound`] come before it in the article.
    pub before: [u32; Bound::COUNT],
}

/// What is counted between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Commas, semicolons, dashes.
    Comma,
    /// Brackets.
    Bracket,
    /// Auxiliaries, past forms, words that often begin cues.
    Verb,
    /// Opening and closing quotation marks.
    Quote,
    /// "and", "but", "that", "who", "if" and the like.
    Joint,
    /// Verbs and auxiliaries as the tagger has them.
    Tagged,
    /// Beginnings of noun phrases before verbs.
    Subject,
}

impl Bound {
    const COUNT: usize = 7;
}

/// The token beyond a sentence.
pub const EDGE: Fact = Fact {
    word: 1,
    stem: 1,
    ending: 1,
    class: Class::Edge as u8,
    meaning: 0,
    tag: 31,
    begins: 0,
    within: 0,
    quoted: 0,
    subject: 0,
    quotation: 0,
    before: [0; Bound::COUNT],
};

/// The facts of an article's tokens.
#[derive(Debug, Clone)]
pub struct Facts {
    /// By token.
    pub tokens: Vec<Fact>,
    /// By sentence: is it of a headline?
    pub headline: Vec<bool>,
    /// How many tokens at a quotation mark stand before each token, and in all.
    quotes: Vec<u32>,
}

impl Facts {
    /// Reads every token of `parsed`.
    pub fn new(parsed: &Parsed<'_>, lexicon: &Lexicon) -> Self {
        let mut facts = Self {
            tokens: Vec::with_capacity(parsed.tokens.len()),
            headline: Vec::with_capacity(parsed.sentences.len()),
            quotes: Vec::with_capacity(parsed.tokens.len() + 1),
        };
        facts.quotes.push(0);
        let mut quotes = 0;
        let mut before = [0; Bound::COUNT];
        let mut quotation = 0;
        for sentence in &parsed.sentences {
            let headline = sentence.block == 0
                || parsed.article.blocks[sentence.block].kind == BlockKind::Title;
            facts.headline.push(headline);
            let subjects = subject::marks(parsed, &sentence.tokens);
            let capitals = headline && mostly_capitals(parsed, sentence.tokens.clone());
            for at in sentence.tokens.clone() {
                let span = parsed.tokens[at].span;
                while parsed
                    .quotations
                    .get(quotation)
                    .is_some_and(|of| of.span.end <= span.start)
                {
                    quotation += 1;
                }
                let (quoted, number) = match parsed.quotations.get(quotation) {
                    Some(of) if of.span.start < span.end => {
                        (place(of.span, span, of.closed), quotation as u32 + 1)
                    }
                    _ => (0, 0),
                };
                let mut fact = fact(
                    parsed,
                    at,
                    at == sentence.tokens.start,
                    capitals,
                    quoted,
                    lexicon,
                );
                fact.quotation = number;
                fact.subject = subjects[at - sentence.tokens.start];
                fact.before = before;
                if let Some(bound) = bound(&fact) {
                    before[bound as usize] += 1;
                }
                if [Tag::Verb as u8, Tag::Aux as u8].contains(&fact.tag) {
                    before[Bound::Tagged as usize] += 1;
                }
                before[Bound::Subject as usize] += u32::from(fact.subject == 1);
                facts.tokens.push(fact);
                quotes += u32::from(quoted >= 2);
                facts.quotes.push(quotes);
            }
        }
        facts
    }

    /// The fact `offset` tokens from `at`, if that is in `range`, else [`EDGE`].
    pub fn near(&self, range: &std::ops::Range<usize>, at: usize, offset: isize) -> &Fact {
        match at.checked_add_signed(offset) {
            Some(near) if range.contains(&near) => &self.tokens[near],
            _ => &EDGE,
        }
    }

    /// Whether a token of `range` stands at a quotation mark.
    pub fn has_quote(&self, range: &std::ops::Range<usize>) -> bool {
        let last = self.quotes.len() - 1;
        self.quotes[range.end.min(last)] > self.quotes[range.start.min(last)]
    }

    /// How many of `bound` stand from `first` up to, not including, `last`.
    pub fn between(&self, bound: Bound, first: usize, last: usize) -> u32 {
        let count = |at: usize| {
            self.tokens
                .get(at)
                .map_or(0, |fact| fact.before[bound as usize])
        };
        if last < self.tokens.len() {
            count(last) - count(first)
        } else {
            0
        }
    }
}

/// Whether most longer words of a line begin with capitals.
fn mostly_capitals(parsed: &Parsed<'_>, tokens: std::ops::Range<usize>) -> bool {
    let (mut capital, mut all) = (0, 0);
    for at in tokens {
        let word = parsed.word(at);
        if parsed.tokens[at].kind == TokenKind::Word && word.len() > 3 {
            all += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capital * 4 >= all * 3
}

/// Where a token stands in a quotation that it meets.
fn place(quotation: Span, token: Span, closed: bool) -> u8 {
    if token.start <= quotation.start {
        2
    } else if closed && token.end >= quotation.end {
        3
    } else {
        1
    }
}

fn fact(
    parsed: &Parsed<'_>,
    at: usize,
    first: bool,
    capitals: bool,
    quoted: u8,
    lexicon: &Lexicon,
) -> Fact {
    let lower = parsed.lower(at);
    let word = parsed.word(at);
    let entry = lexicon.get(lower);
    let class = match parsed.tokens[at].kind {
        TokenKind::Number => Class::Number,
        TokenKind::Mark if is_glued(parsed, at) => Class::Glued,
        TokenKind::Quote | TokenKind::Mark => of_mark(lower, quoted),
        TokenKind::Word => of_word(word, lower, first, capitals, entry),
    };
    let is_name = matches!(class, Class::Name | Class::StartName | Class::Capitals);
    let ending = if is_name || parsed.tokens[at].kind != TokenKind::Word {
        class as u32
    } else {
        let from = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        hash(&lower[from..])
    };
    let known = entry.filter(|entry| entry.word != 0 && !is_name);
    Fact {
        word: known.map_or(class as u32, |entry| entry.word),
        stem: known.map_or(class as u32, |entry| entry.stem),
        ending,
        class: class as u8,
        meaning: entry.filter(|_| !is_name).map_or(0, |entry| entry.meaning),
        tag: parsed.tokens[at].tag as u8,
        begins: known.map_or(0, |entry| entry.begins),
        within: known.map_or(0, |entry| entry.within),
        quoted,
        subject: 0,
        quotation: 0,
        before: [0; Bound::COUNT],
    }
}

/// Whether the mark at token `at` is a dash with letters or digits on both sides: "court-ordered".
fn is_glued(parsed: &Parsed<'_>, at: usize) -> bool {
    let span = parsed.tokens[at].span;
    let text = parsed.text();
    parsed.lower(at) == "-"
        && text[..span.start].ends_with(char::is_alphanumeric)
        && text[span.end..].starts_with(char::is_alphanumeric)
}

fn of_mark(lower: &str, quoted: u8) -> Class {
    match lower.chars().next().unwrap_or(' ') {
        '"' | '\'' | '‹' | '›' | '`' => match quoted {
            2 => Class::QuoteOpen,
            3 => Class::QuoteClose,
            _ => Class::Mark,
        },
        ',' => Class::Comma,
        '.' | '…' => Class::Stop,
        '!' | '?' => Class::Cry,
        ':' => Class::Colon,
        ';' => Class::Semicolon,
        '-' => Class::Dash,
        '(' | '[' => Class::Open,
        ')' | ']' => Class::Close,
        _ => Class::Mark,
    }
}

fn of_word(word: &str, lower: &str, first: bool, capitals: bool, entry: Option<&Entry>) -> Class {
    if lower == "'s" {
        return Class::Clitic;
    }
    let closed = entry.and_then(|entry| entry.class);
    let capital = word.starts_with(char::is_uppercase);
    if capital && !first && !capitals && word != "I" {
        return match closed {
            Some(class @ (Class::Title | Class::Time)) => class,
            _ if word.len() > 1 && !word.contains(char::is_lowercase) => Class::Capitals,
            _ => Class::Name,
        };
    }
    if let Some(class) = closed {
        return class;
    }
    let known = entry.is_some();
    if capital && !known {
        return if word.len() > 1 && !word.contains(char::is_lowercase) {
            Class::Capitals
        } else {
            Class::StartName
        };
    }
    let ends =
        |endings: &[&str]| lower.len() > 4 && endings.iter().any(|ending| lower.ends_with(ending));
    if ends(&["ly"]) {
        Class::Ly
    } else if ends(&["ed"]) {
        Class::Ed
    } else if ends(&["ing"]) {
        Class::Ing
    } else if ends(&[
        "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship",
    ]) {
        Class::Abstract
    } else if ends(&["al", "ive", "ous", "ful", "able", "ible", "ic", "less"]) {
        Class::Quality
    } else if lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") {
        Class::Es
    } else if known {
        Class::Known
    } else {
        Class::Unknown
    }
}

/// What `fact` counts as between two tokens.
fn bound(fact: &Fact) -> Option<Bound> {
    const COMMAS: [u8; 3] = [
        Class::Comma as u8,
        Class::Semicolon as u8,
        Class::Dash as u8,
    ];
    const BRACKETS: [u8; 2] = [Class::Open as u8, Class::Close as u8];
    const VERBS: [u8; 5] = [
        Class::Be as u8,
        Class::Have as u8,
        Class::Do as u8,
        Class::Modal as u8,
        Class::Past as u8,
    ];
    const QUOTES: [u8; 2] = [Class::QuoteOpen as u8, Class::QuoteClose as u8];
    const JOINTS: [u8; 5] = [
        Class::And as u8,
        Class::But as u8,
        Class::That as u8,
        Class::Who as u8,
        Class::Subordinator as u8,
    ];
    let class = fact.class;
    if COMMAS.contains(&class) {
        Some(Bound::Comma)
    } else if BRACKETS.contains(&class) {
        Some(Bound::Bracket)
    } else if VERBS.contains(&class) || fact.begins >= 3 {
        Some(Bound::Verb)
    } else if QUOTES.contains(&class) {
        Some(Bound::Quote)
    } else if JOINTS.contains(&class) {
        Some(Bound::Joint)
    } else {
        None
    }
}

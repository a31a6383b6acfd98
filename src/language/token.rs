//! What a token is: a word, a number, a mark.
//!
//! The division is that of Universal Dependencies English: clitics stand alone ("Russia" "’s", "do" "n’t"), hyphenated
//! words come apart ("Jong" "-" "un"), abbreviations keep their stops ("U.S.", "Dec.").

use super::sentence::is_abbreviation;
use crate::span::Span;

/// One token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the article.
    pub span: Span,
    /// Where its lower-case form stands in the store of its [`super::Parsed`].
    pub(super) lower: Span,
    /// The sentence it belongs to.
    pub sentence: usize,
    /// What its characters are.
    pub kind: TokenKind,
    /// Its word class.
    pub tag: Tag,
}

/// What the characters of a token are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits among them; a clitic.
    Word,
    /// Digits with their separators.
    Number,
    /// Quotation marks.
    Quote,
    /// Any other mark.
    Mark,
}

/// The universal part of speech (Universal Dependencies, version 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

/// The character with typographic apostrophes, quotation marks and hyphens made plain.
pub const fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        '\u{a0}' => ' ',
        _ => c,
    }
}

/// Splits one sentence and appends its tokens.
pub fn split(text: &str, sentence: Span, number: usize, tokens: &mut Vec<Token>) {
    let mut push = |start: usize, end: usize, kind: TokenKind| {
        tokens.push(Token {
            span: Span::new(start, end),
            lower: Span::default(),
            sentence: number,
            kind,
            tag: Tag::X,
        });
    };
    let end = sentence.end;
    let mut at = sentence.start;
    while at < end {
        let rest = &text[at..end];
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_whitespace() || first.is_control() {
            at += first.len_utf8();
            continue;
        }
        if first.is_ascii_digit() {
            let length = number_length(rest);
            push(at, at + length, TokenKind::Number);
            at += length;
            continue;
        }
        if is_letter(first) {
            let length = word_length(rest, at + rest.len() == end);
            for (start, stop) in clitics(&rest[..length]) {
                push(at + start, at + stop, TokenKind::Word);
            }
            at += length;
            continue;
        }
        if let Some(length) = clitic_length(rest, at, text) {
            push(at, at + length, TokenKind::Word);
            at += length;
            continue;
        }
        let kind = if matches!(plain(first), '"')
            || matches!(first, '‘' | '’' | 'ʼ' | '\'' | '‹' | '›')
        {
            TokenKind::Quote
        } else {
            TokenKind::Mark
        };
        let mut length = first.len_utf8();
        if matches!(first, '.' | '-' | '!' | '?' | '`') {
            length = rest.len() - rest.trim_start_matches(first).len();
        }
        push(at, at + length, kind);
        at += length;
    }
}

/// Unicode counts the modifier letter "ʼ" among the letters; here it is the apostrophe that it looks like, else a word could
/// begin with a mark that joins no word.
fn is_letter(c: char) -> bool {
    plain(c).is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The length of the number at the start of `rest`: "15,000", "2.5", "10:30", "1st", "1980s".
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let inner = matches!(bytes[at], b',' | b'.' | b':')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && at > 0
            && bytes[at - 1].is_ascii_digit();
        if !(bytes[at].is_ascii_digit() || inner) {
            break;
        }
        at += 1;
    }
    at + rest[at..]
        .chars()
        .take_while(|c| is_letter(*c))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// The length of the word at the start of `rest`, its clitics and the stop of an abbreviation included.
fn word_length(rest: &str, to_the_end: bool) -> usize {
    let mut length = 0;
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        let next = || rest[at + c.len_utf8()..].chars().next();
        let joins = match plain(c) {
            '\'' => c != '‘' && is_letter(before) && next().is_some_and(is_letter),
            // "U.S.", "a.m.", "e.g."
            '.' => {
                next().is_some_and(is_letter)
                    && rest[..at]
                        .rsplit('.')
                        .next()
                        .is_some_and(|part| part.chars().count() == 1)
            }
            '&' => {
                is_letter(before) && before.is_uppercase() && next().is_some_and(char::is_uppercase)
            }
            _ => is_letter(c),
        };
        if !joins {
            break;
        }
        length = at + c.len_utf8();
        before = c;
    }
    let word = &rest[..length];
    if rest[length..].starts_with('.') && !rest[length..].starts_with("..") {
        let last = to_the_end && length + 1 == rest.len();
        let initials = word.contains('.')
            || (word.chars().count() == 1 && word.chars().all(char::is_uppercase) && !last);
        if initials || (!last && is_abbreviation(word)) {
            length += 1;
        }
    }
    length
}

const CLITICS: [&str; 6] = ["'s", "'re", "'ve", "'ll", "'d", "'m"];

/// The parts of a word that holds apostrophes: "do" "n't", "Russia" "'s".
fn clitics(word: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut cut = word.len();
    let apostrophe = word.contains(['\'', '’', 'ʼ']);
    let flat = || word.chars().map(plain).collect::<String>().to_lowercase();
    if let Some(flat) = apostrophe
        .then(flat)
        .filter(|flat| flat.chars().count() == word.chars().count())
    {
        let chars = word.chars().count();
        let tail = if flat.ends_with("n't") && chars > 3 {
            3
        } else {
            CLITICS
                .iter()
                .find(|clitic| flat.ends_with(**clitic) && chars > clitic.len())
                .map_or(0, |clitic| clitic.len())
        };
        if tail > 0 {
            cut = word
                .char_indices()
                .nth(chars - tail)
                .map_or(word.len(), |(at, _)| at);
        }
    }
    [(0, cut), (cut, word.len())]
        .into_iter()
        .filter(|(start, stop)| start < stop)
}

/// The length of a clitic that stands apart from letters before it ("U.S." "'s", the plural's "'" not included).
fn clitic_length(rest: &str, at: usize, text: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|c| matches!(c, '\'' | '’' | 'ʼ'))?;
    let s = chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let after = chars.next().is_none_or(|c| !is_letter(c));
    let before = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| is_letter(c) || matches!(c, '.' | ')' | '”' | '"'));
    (after && before).then(|| mark.len_utf8() + s.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        split(text, Span::new(0, text.len()), 0, &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn clitics_stand_alone() {
        assert_eq!(
            tokens("Russia’s men don't say they’re here."),
            [
                "Russia", "’s", "men", "do", "n't", "say", "they", "’re", "here", "."
            ]
        );
        assert_eq!(tokens("the U.S.'s role"), ["the", "U.S.", "'s", "role"]);
    }

    #[test]
    fn an_apostrophe_that_unicode_counts_as_a_letter_is_one_all_the_same() {
        assert_eq!(tokens("ʼtis Kyivʼs"), ["ʼ", "tis", "Kyiv", "ʼs"]);
    }

    #[test]
    fn every_character_ends_alone_first_last_and_within_a_word() {
        for c in '\0'..=char::MAX {
            let text = format!("{c} {c}a a{c} a{c}a {c}1 1{c}");
            let mut rest = text.as_str();
            for token in tokens(&text) {
                let (blank, _) = rest.split_once(token).expect("tokens in their order");
                let is_blank = |c: char| c.is_whitespace() || c.is_control();
                assert!(!token.is_empty() && blank.chars().all(is_blank), "{text:?}");
                rest = &rest[blank.len() + token.len()..];
            }
        }
    }

    #[test]
    fn numbers_keep_their_separators_and_ranges_come_apart() {
        assert_eq!(
            tokens("between 15,000-18,000 men at 10:30 a.m. in 2.5 hours."),
            [
                "between", "15,000", "-", "18,000", "men", "at", "10:30", "a.m.", "in", "2.5",
                "hours", "."
            ]
        );
    }

    #[test]
    fn abbreviations_keep_their_stop_and_sentences_lose_it() {
        assert_eq!(
            tokens("Mr. Kim of the U.S. came."),
            ["Mr.", "Kim", "of", "the", "U.S.", "came", "."]
        );
        assert_eq!(
            tokens("“Well ... no,” he said"),
            ["“", "Well", "...", "no", ",", "”", "he", "said"]
        );
    }
}

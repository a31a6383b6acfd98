//! Where a sentence ends.
//!
//! A sentence ends at a full stop, question or exclamation mark or ellipsis with the marks that close it, when what
//! follows can begin one; inside a quotation too, so that a long quotation is read sentence by sentence. It does not end
//! when the clause goes on after the quotation ("What?" he said) or at an abbreviation's stop.

use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Abbreviation → whether it may end a sentence.
static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let mut all = FxHashMap::default();
    for line in include_str!("abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let (may_end, words) = line
            .strip_prefix('+')
            .map_or((false, line), |words| (true, words));
        all.extend(words.split_whitespace().map(|word| (word, may_end)));
    }
    all
});

/// Whether `word`, without its stop, is an abbreviation of the list.
pub fn is_abbreviation(word: &str) -> bool {
    abbreviation(word).is_some()
}

/// `Some(may it end a sentence)` for an abbreviation.
fn abbreviation(word: &str) -> Option<bool> {
    // No abbreviation of the list is longer; and months need their capital ("mar", "may" are words too).
    if word.len() > 8 || word.is_empty() {
        return None;
    }
    let found = *ABBREVIATIONS.get(word.to_lowercase().as_str())?;
    (found
        || word.contains('.')
        || word.chars().next().is_some_and(char::is_uppercase)
        || word.len() <= 2
        || matches!(word, "vs" | "viz" | "approx" | "etc"))
    .then_some(found)
}

/// The sentences of `block`, trimmed; they cover all of it but white space.
pub fn split(text: &str, block: Span) -> Vec<Span> {
    let words = block.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    // Only a character that begins with one of these bytes can be a stop.
    let stops = words
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xE2));
    for (at, _) in stops {
        if at < skip_to || !words[at..].starts_with(['.', '!', '?', '…']) {
            continue;
        }
        let marks = &words[at..];
        let stops = marks.len() - marks.trim_start_matches(['.', '!', '?', '…']).len();
        let closing = marks[stops..].len()
            - marks[stops..]
                .trim_start_matches(['"', '”', '’', '\'', ')', ']', '»', '›'])
                .len();
        let end = at + stops + closing;
        skip_to = end;
        if ends_here(words, at, stops, closing, end) {
            sentences.push(Span::new(block.start + start, block.start + end));
            start = end;
        }
    }
    sentences.push(Span::new(block.start + start, block.end));
    sentences
        .into_iter()
        .flat_map(|span| pieces(text, span))
        .map(|span| span.trimmed(text))
        .filter(|span| !span.is_empty())
        .collect()
}

/// What runs on without a stop for longer than this many bytes is no sentence: it is cut, so that no reading of it takes
/// time that grows faster than the text.
const LONGEST: usize = 3000;

/// `sentence` as it is, or cut at white space into pieces of at most [`LONGEST`] bytes, where it has white space.
fn pieces(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = sentence.start;
    std::iter::from_fn(move || {
        if start >= sentence.end {
            return None;
        }
        let mut end = sentence.end;
        if end - start > LONGEST {
            let limit = text.floor_char_boundary(start + LONGEST);
            let cut = text[start..limit].rfind(char::is_whitespace);
            end = cut.filter(|cut| *cut > 0).map_or(limit, |cut| start + cut);
        }
        let piece = Span::new(start, end);
        start = end;
        Some(piece)
    })
}

/// Whether the marks at `at` (so many `stops`, then `closing` bytes of closing marks, up to `end`) end a sentence.
fn ends_here(words: &str, at: usize, stops: usize, closing: usize, end: usize) -> bool {
    let after = &words[end..];
    let spaces = after.len() - after.trim_start().len();
    let next = after.trim_start();
    if next.is_empty() {
        return false;
    }
    let opener = next.chars().next().unwrap_or(' ');
    let first = next
        .chars()
        .find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '—' | '-'))
        .unwrap_or(' ');
    if spaces == 0 {
        // Glued: "dead.Putin", "end.”Then"; not "3.5", "example.com", "U.S.A".
        let before = words[..at].chars().next_back().unwrap_or(' ');
        let glued = first.is_uppercase()
            && before.is_lowercase()
            && next
                .chars()
                .nth(1)
                .is_some_and(|c| c.is_lowercase() || c.is_whitespace());
        return glued && (closing > 0 || matches!(opener, '“') || stops == 1);
    }
    if !(first.is_uppercase()
        || first.is_numeric()
        || matches!(opener, '“' | '"' | '(' | '•')
        || !(first.is_alphanumeric() || first.is_ascii_punctuation()))
    {
        return false;
    }
    if first.is_lowercase() && !matches!(opener, '“' | '"') {
        return false;
    }
    if first.is_lowercase() && closing == 0 && stops > 1 {
        return false;
    }
    if closing > 0 || stops > 1 || words.as_bytes()[at] != b'.' {
        // After “What?” and the like a name may go on with the cue: “What?” Smith said.
        return !(closing > 0 && cue_follows(next) && words.as_bytes()[at] != b'.');
    }
    let word = words[..at]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '-' | '–' | '—' | '‘'))
        .next()
        .unwrap_or("");
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        // An initial ("J. Smith"), but "World War I. Then" at a word that opens sentences.
        return opens_sentences(next) && word == "I";
    }
    match abbreviation(word) {
        None if word.contains('.')
            && word.chars().filter(|c| *c == '.').count() >= 1
            && word.split('.').all(|part| part.chars().count() == 1) =>
        {
            opens_sentences(next)
        }
        None => true,
        Some(false) => false,
        Some(true) => opens_sentences(next) || matches!(opener, '“'),
    }
}

/// Whether `next` begins like "Smith said" or "Mr. Kim asked".
fn cue_follows(next: &str) -> bool {
    next.split_whitespace().skip(1).take(3).any(|word| {
        let word = word.trim_end_matches([',', '.', ':', ';']);
        word.ends_with("ed") && word.chars().all(char::is_lowercase)
            || matches!(
                word,
                "said" | "says" | "asks" | "wrote" | "writes" | "told" | "tells"
            )
    }) && next.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the next word is one that begins sentences and is hardly ever a name.
fn opens_sentences(next: &str) -> bool {
    let word: String = next
        .trim_start_matches(['"', '“', '‘', '('])
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    OPENERS.contains(&word.as_str())
}

static OPENERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("openers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// The sentences of a text that is not in English, joined where a stop only follows a day or a letter: "am 3. Mai",
/// "z. B.", "M. Morvan".
pub fn joined_at_ordinals(text: &str, sentences: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        match joined.last_mut() {
            Some(last) if ends_in_an_ordinal(last.of(text)) => *last = last.join(*sentence),
            _ => joined.push(*sentence),
        }
    }
    joined
}

/// Whether `sentence` ends with a number of at most two figures, or a single letter, and a stop.
fn ends_in_an_ordinal(sentence: &str) -> bool {
    let Some(rest) = sentence.strip_suffix('.') else {
        return false;
    };
    let word = rest.rsplit(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(_), None, None) => true,
        (Some(one), Some(two), None) => one.is_ascii_digit() && two.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_stops_is_cut_between_words_and_nothing_is_lost() {
        let text = "Ann and Bo went on ".repeat(2000);
        let sentences = split(&text, Span::new(0, text.len()));
        assert!(sentences.len() > 10);
        assert!(sentences.iter().all(|of| of.len() <= LONGEST));
        let words: Vec<&str> = sentences
            .iter()
            .flat_map(|of| of.of(&text).split(' '))
            .collect();
        assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
    }
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        assert_eq!(
            sentences("On Dec. 19 Mr. J. Smith met Sen. Jones. They spoke."),
            ["On Dec. 19 Mr. J. Smith met Sen. Jones.", "They spoke."]
        );
        assert_eq!(
            sentences("It lies in the U.S. The others left the U.S. Senate."),
            ["It lies in the U.S.", "The others left the U.S. Senate."]
        );
    }

    #[test]
    fn a_quotation_is_read_sentence_by_sentence() {
        assert_eq!(
            sentences("“We saw it. It was high,” she said. “What?” he asked. “No.” Then rain."),
            [
                "“We saw it.",
                "It was high,” she said.",
                "“What?” he asked.",
                "“No.”",
                "Then rain."
            ]
        );
    }

    #[test]
    fn glued_sentences_come_apart_and_numbers_do_not() {
        assert_eq!(
            sentences("It grew by 3.5 percent.Then it fell."),
            ["It grew by 3.5 percent.", "Then it fell."]
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_everything_but_white_space(text in "[A-Za-z .!?“”'\n1é]{0,120}") {
            let spans = split(&text, Span::new(0, text.len()).trimmed(&text));
            let kept: String = spans.iter().map(|span| span.of(&text)).collect();
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
        }
    }
}

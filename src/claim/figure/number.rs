//! A number where it stands: in digits, in words, as a sum of money or a time of day.

use super::words::{NUMBERS, counts, small};
use crate::language::{Parsed, Tag, TokenKind};

/// A number as it is read: its tokens, value, and what its own form says of the unit.
pub(super) struct Number {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) value: f64,
    /// The power that "million" gave, 1 where none stands.
    pub(super) times: f64,
    /// From a currency sign or a suffix.
    pub(super) unit: Option<String>,
    /// Written in digits.
    pub(super) digits: bool,
}

/// The number that begins at token `at`.
pub(super) fn number(parsed: &Parsed<'_>, at: usize, start: usize, end: usize) -> Option<Number> {
    let word = |at: usize| if at < end { parsed.lower(at) } else { "" };
    // "$2.5 billion", "US$3bn"
    if parsed.tokens[at].kind == TokenKind::Mark
        && let Some(currency) = NUMBERS.sign.get(parsed.word(at))
    {
        let (value, suffix) = digits(word(at + 1))?;
        let before = at
            .checked_sub(1)
            .filter(|before| *before >= start)
            .filter(|before| parsed.tokens[*before].span.end == parsed.tokens[at].span.start);
        let lettered = before.and_then(|before| NUMBERS.letters.get(parsed.lower(before)));
        let mut number = Number {
            first: before.filter(|_| lettered.is_some()).unwrap_or(at),
            last: at + 1,
            value,
            times: 1.0,
            unit: Some((*lettered.unwrap_or(currency)).to_owned()),
            digits: true,
        };
        if let Some(times) = NUMBERS.suffix.get(suffix) {
            number.times = *times;
            number.value *= times;
        }
        multiply(&mut number, &word);
        return Some(number);
    }
    if parsed.tokens[at].kind == TokenKind::Number {
        return in_digits(parsed, at, start, end);
    }
    in_words(parsed, at, start, &word)
}

/// Reads "15,000", "2.5", "3bn": the value and what follows in the same token.
fn digits(word: &str) -> Option<(f64, &str)> {
    let length = word
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(word.len());
    let (number, suffix) = word.split_at(length);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // "1.000.000" has points for commas.
    let points = number.matches('.').count();
    let plain: String = number
        .chars()
        .filter(|c| *c != ',' && (*c != '.' || points == 1))
        .collect();
    plain.parse().ok().map(|value| (value, suffix))
}

/// "2.5" "billion", "20" "million".
fn multiply<'w>(number: &mut Number, word: &impl Fn(usize) -> &'w str) {
    while let Some(times) = NUMBERS.multiple.get(word(number.last + 1)) {
        number.last += 1;
        number.value *= times;
        number.times *= times;
    }
}

fn in_digits(parsed: &Parsed<'_>, at: usize, start: usize, end: usize) -> Option<Number> {
    let word = |at: usize| if at < end { parsed.lower(at) } else { "" };
    let (value, suffix) = digits(word(at))?;
    let touches = |left: usize| parsed.tokens[left].span.end == parsed.tokens[left + 1].span.start;
    let before = at
        .checked_sub(1)
        .filter(|before| *before >= start)
        .map_or("", |before| parsed.lower(before));
    if let Some(time) = clock(parsed, at, end, value, suffix) {
        return Some(time);
    }
    // "F-16", "9/11", "No. 1", "1st", "1980s", a year
    let in_name = at >= start + 2
        && parsed.lower(at - 1) == "-"
        && parsed.tokens[at - 2].kind == TokenKind::Word
        && small(parsed.lower(at - 2)).is_none()
        && touches(at - 1)
        && touches(at - 2);
    let slashed = before == "/" || word(at + 1) == "/";
    let ranked = matches!(before, "#" | "no." | "nos." | "number");
    let ordinal = matches!(suffix, "st" | "nd" | "rd" | "th" | "s");
    if in_name || slashed || ranked || ordinal || is_label(parsed, at, start, end) {
        return None;
    }
    if suffix.is_empty() && word(at).len() == 4 && (1900.0..2100.0).contains(&value) {
        let counted = counts(parsed, at + 1, end);
        if !counted || matches!(before, "in" | "since" | "by" | "of" | "until" | "from") {
            return None;
        }
    }
    let mut number = Number {
        first: at,
        last: at,
        value,
        times: 1.0,
        unit: None,
        digits: true,
    };
    match NUMBERS.suffix.get(suffix) {
        Some(times) if suffix != "m" || counts(parsed, at + 1, end) => {
            number.value *= times;
            number.times = *times;
        }
        _ if !suffix.is_empty() => number.unit = Some(suffix.to_owned()),
        _ => multiply(&mut number, &word),
    }
    Some(number)
}

/// The unit of a time of day; its value is in hours since midnight.
const CLOCK: &str = "o'clock";

/// "10:30", "5 p.m.", "6.40 pm": the time of day that is told at token `at`.
fn clock(parsed: &Parsed<'_>, at: usize, end: usize, value: f64, suffix: &str) -> Option<Number> {
    let next = if at + 1 < end {
        parsed.lower(at + 1)
    } else {
        ""
    };
    let colon = suffix.strip_prefix(':');
    let minutes = match colon {
        Some(minutes) => minutes.get(..2)?.parse().ok()?,
        // "6.40 pm" is forty minutes past six.
        None => (value.fract() * 100.0).round(),
    };
    let half = match colon.map_or(suffix, |minutes| minutes.get(2..).unwrap_or("")) {
        "" => next,
        half => half,
    };
    let is_half = !half.is_empty() && NUMBERS.clock.contains(half);
    let hour = value.trunc();
    if !(is_half || colon.is_some()) || hour > 24.0 || minutes >= 60.0 {
        return None;
    }
    let noon = match half.chars().next() {
        Some('p') if is_half && hour < 12.0 => 12.0,
        Some('a') if is_half && hour >= 12.0 => -12.0,
        _ => 0.0,
    };
    Some(Number {
        first: at,
        last: at + usize::from(is_half && half == next),
        value: hour + noon + minutes / 60.0,
        times: 1.0,
        unit: Some(CLOCK.to_owned()),
        digits: true,
    })
}

/// "Article 5", "Boeing 737": a number that belongs to the name before it.
fn is_label(parsed: &Parsed<'_>, at: usize, start: usize, end: usize) -> bool {
    let capital = |at: usize| {
        parsed.tokens[at].kind == TokenKind::Word && parsed.word(at).starts_with(char::is_uppercase)
    };
    let first = parsed.sentences[parsed.tokens[at].sentence].tokens.start;
    at > start
        && at > first + 1
        && capital(at - 1)
        && !NUMBERS.stop.contains(parsed.lower(at - 1))
        && (at + 1 >= end
            || !(parsed.tokens[at + 1].kind == TokenKind::Word
                || matches!(parsed.lower(at + 1), "%" | "-" | "--")))
}

fn in_words<'w>(
    parsed: &Parsed<'_>,
    at: usize,
    start: usize,
    word: &impl Fn(usize) -> &'w str,
) -> Option<Number> {
    let mut number = Number {
        first: at,
        last: at,
        value: 0.0,
        times: 1.0,
        unit: None,
        digits: false,
    };
    let hyphen = |at: usize| usize::from(word(at) == "-");
    // "half a million", "a hundred", "a dozen"
    let lead = match word(at) {
        "half" if matches!(word(at + 1), "a" | "of") => {
            let skip = if word(at + 1) == "a" { 2 } else { 99 };
            Some((0.5, at + skip))
        }
        "half" => Some((0.5, at + 1)),
        "a" | "an" => Some((1.0, at + 1)),
        _ => None,
    };
    if let Some((value, next)) = lead {
        // "a third of its ice"
        if let Some(parts) = NUMBERS.fraction.get(word(next))
            && word(next + 1) == "of"
        {
            number.last = next;
            number.value = value / parts;
            return Some(number);
        }
        let times = NUMBERS.multiple.get(word(next + hyphen(next)))?;
        number.last = next + hyphen(next);
        number.value = value * times;
        number.times = *times;
        multiply(&mut number, word);
        return Some(number);
    }
    let value = small(word(at))?;
    let before = at
        .checked_sub(1)
        .filter(|before| *before >= start)
        .map_or("", |before| parsed.lower(before));
    number.value = value;
    // "twenty-one"
    let tail = at + 1 + hyphen(at + 1);
    if value >= 20.0
        && let Some(ones) = small(word(tail)).filter(|ones| (1.0..10.0).contains(ones))
    {
        number.value += ones;
        number.last = tail;
    }
    // "two hundred and fifty thousand"
    let mut total = 0.0;
    loop {
        let next = number.last + 1 + hyphen(number.last + 1);
        if let Some(times) = NUMBERS.multiple.get(word(next)) {
            number.last = next;
            number.times *= times;
            if *times >= 1000.0 {
                total += number.value * times;
                number.value = 0.0;
            } else {
                number.value *= times;
            }
            continue;
        }
        let and = usize::from(word(next) == "and");
        let more = small(word(next + and)).filter(|more| *more > 0.0);
        match more {
            Some(more) if number.times >= 100.0 && number.value % 100.0 == 0.0 => {
                number.value += more;
                number.last = next + and;
                number.times = 1.0;
            }
            _ => break,
        }
    }
    number.value += total;
    if number.last == at {
        let next = at + 1 + hyphen(at + 1);
        if let Some(parts) = NUMBERS.fraction.get(word(next)) {
            number.value /= parts;
            number.last = next;
            return Some(number);
        }
        // "no one", "one cannot", "one of them", "the one who", "the two" are no counts.
        let counted = parsed.tokens[at].tag == Tag::Num
            && parsed
                .tokens
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Adj));
        let known = NUMBERS.noun.contains(word(at + 1))
            && !matches!(word(at + 1), "day" | "time" | "second" | "point");
        let (none, single, pair) = (value < 0.5, value < 1.5, value < 2.5);
        if single && (before == "no" || before == "the" || !(counted || known)) {
            return None;
        }
        if none || pair && matches!(before, "the" | "these" | "those") {
            return None;
        }
    }
    Some(number)
}

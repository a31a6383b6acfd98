//! Quantities in a claim: "15,000-18,000 men", "$2.5 billion", "two dozen", each with what it counts.
//!
//! Ordinals, years, days of dates, clock times, numbers in names and "one" as a pronoun are none.

use super::Figure;
use super::date;
use super::lexicon::lines;
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| Numbers::new(include_str!("numbers.txt")));

/// The number words and the names of units.
struct Numbers {
    small: FxHashMap<&'static str, f64>,
    multiple: FxHashMap<&'static str, f64>,
    suffix: FxHashMap<&'static str, f64>,
    fraction: FxHashMap<&'static str, f64>,
    sign: FxHashMap<&'static str, &'static str>,
    letters: FxHashMap<&'static str, &'static str>,
    unit: FxHashMap<&'static str, &'static str>,
    /// Nouns in the plural without an "s".
    plural: FxHashSet<&'static str>,
    /// Nouns that are counted in the singular too ("a two mile walk").
    noun: FxHashSet<&'static str>,
    /// What follows a time of day.
    clock: FxHashSet<&'static str>,
    /// Words that end the search for what is counted.
    stop: FxHashSet<&'static str>,
}

impl Numbers {
    fn new(data: &'static str) -> Self {
        let of = |class: &'static str| {
            lines(data)
                .filter(move |(name, _)| *name == class)
                .flat_map(|(_, list)| list.split(','))
                .map(|entry| entry.trim().split_once(' ').unwrap_or((entry.trim(), "")))
        };
        let numbers = |class| {
            of(class)
                .filter_map(|(word, value)| Some((word, value.parse().ok()?)))
                .collect()
        };
        Self {
            small: numbers("small"),
            multiple: numbers("multiple"),
            suffix: numbers("suffix"),
            fraction: numbers("fraction"),
            sign: of("sign").collect(),
            letters: of("letters").collect(),
            unit: of("unit").collect(),
            plural: of("plural").map(|(word, _)| word).collect(),
            noun: of("noun").map(|(word, _)| word).collect(),
            clock: of("clock").map(|(word, _)| word).collect(),
            stop: of("stop").map(|(word, _)| word).collect(),
        }
    }
}

/// The value of a number word below a hundred.
pub(super) fn small(word: &str) -> Option<f64> {
    NUMBERS.small.get(word).copied()
}

/// The number words below a hundred.
pub(super) fn small_words() -> impl Iterator<Item = &'static str> {
    NUMBERS.small.keys().copied()
}

/// Whether what stands at token `at` is something counted, as after the digits in "2000 soldiers".
pub(super) fn counts(parsed: &Parsed<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 3))
        .take_while(|at| is_content_word(parsed, *at))
        .any(|at| is_plural(parsed.lower(at)))
}

fn is_content_word(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.tokens[at].kind == TokenKind::Word && !NUMBERS.stop.contains(parsed.lower(at))
}

fn is_plural(word: &str) -> bool {
    NUMBERS.plural.contains(word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

/// A number as it is read: its tokens, value, and what its own form says of the unit.
struct Number {
    first: usize,
    last: usize,
    value: f64,
    /// The power that "million" gave, 1 where none stands.
    times: f64,
    /// From a currency sign or a suffix.
    unit: Option<String>,
    /// Written in digits.
    digits: bool,
}

/// The figures in `content`, in order.
pub fn figures(parsed: &Parsed<'_>, content: &[Span]) -> Vec<Figure> {
    let times: Vec<Span> = date::dates(parsed, content, None)
        .into_iter()
        .map(|date| date.span)
        .collect();
    let mut found = Vec::new();
    for span in content {
        let tokens = parsed.tokens_in(*span);
        let mut numbers: Vec<Number> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let here = parsed.tokens[at].span;
            let next = times.partition_point(|time| time.end <= here.start);
            if times.get(next).is_some_and(|time| time.meets(here)) {
                at += 1;
                continue;
            }
            match number(parsed, at, tokens.start, tokens.end) {
                Some(number) => {
                    at = number.last + 1;
                    numbers.push(number);
                }
                None => at += 1,
            }
        }
        finish(parsed, tokens.end, numbers, &mut found);
    }
    found
}

/// Gives each number its unit; the first of a range takes what stands only after the second.
fn finish(parsed: &Parsed<'_>, end: usize, mut numbers: Vec<Number>, found: &mut Vec<Figure>) {
    let mut units: Vec<String> = numbers
        .iter()
        .map(|number| unit(parsed, number, end))
        .collect();
    for at in (1..numbers.len()).rev() {
        let (before, here) = (numbers[at - 1].last, numbers[at].first);
        let between = (before + 1..here).map(|at| parsed.lower(at));
        let is_range = here - before <= 2
            && between.clone().count() == 1
            && between
                .clone()
                .all(|word| matches!(word, "-" | "--" | "to" | "or" | "and"));
        if !is_range {
            continue;
        }
        let hyphen = between.clone().all(|word| word.starts_with('-'));
        if units[at - 1].is_empty() || hyphen {
            if numbers[at - 1].times <= 1.0
                && numbers[at].times > 1.0
                && numbers[at - 1].value < 1000.0
            {
                numbers[at - 1].value *= numbers[at].times;
            }
            let (first, second) = units.split_at_mut(at);
            first[at - 1].clone_from(&second[0]);
        } else if units[at].is_empty() && numbers[at - 1].unit.is_some() {
            let (first, second) = units.split_at_mut(at);
            second[0].clone_from(&first[at - 1]);
        }
    }
    for (number, unit) in numbers.iter().zip(units) {
        found.push(Figure {
            span: parsed.tokens[number.first]
                .span
                .join(parsed.tokens[number.last].span),
            value: number.value,
            unit,
        });
    }
}

/// The number that begins at token `at`.
fn number(parsed: &Parsed<'_>, at: usize, start: usize, end: usize) -> Option<Number> {
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

/// What `number` counts, in lower case: the first plural among the words after it, or the first word.
fn unit(parsed: &Parsed<'_>, number: &Number, end: usize) -> String {
    if let Some(unit) = &number.unit {
        return unit.clone();
    }
    let word = |at: usize| if at < end { parsed.lower(at) } else { "" };
    let mut at = number.last + 1;
    // "10 per cent", "5 percentage points"
    if word(at) == "per" && word(at + 1) == "cent" {
        return "percent".to_owned();
    }
    if word(at) == "percentage" {
        return "percentage points".to_owned();
    }
    if let Some(unit) = NUMBERS.unit.get(word(at)) {
        return (*unit).to_owned();
    }
    // "a three-day visit", "an 18-year-old"
    if word(at) == "-" && at + 1 < end {
        if parsed.tokens[at + 1].kind != TokenKind::Word || word(at + 1) == "to" {
            return String::new();
        }
        if word(at + 2) == "-" && word(at + 3) == "old" {
            return format!("{}s old", word(at + 1));
        }
        return word(at + 1).to_owned();
    }
    // "10 of the soldiers"
    if word(at) == "of" {
        at += 1;
        while matches!(
            word(at),
            "the" | "its" | "his" | "her" | "their" | "those" | "these" | "our" | "my"
        ) {
            at += 1;
        }
    }
    let mut words = (at..end.min(at + 4)).take_while(|at| {
        is_content_word(parsed, *at)
            && !NUMBERS.small.contains_key(parsed.lower(*at))
            && parsed.tokens[*at].sentence == parsed.tokens[number.last].sentence
    });
    let Some(first) = words.next() else {
        return String::new();
    };
    if NUMBERS.noun.contains(word(first)) {
        return word(first).to_owned();
    }
    let plural = std::iter::once(first)
        .chain(words)
        .find(|at| is_plural(parsed.lower(*at)));
    match plural {
        Some(at) => NUMBERS
            .unit
            .get(word(at))
            .map_or_else(|| word(at).to_owned(), |unit| (*unit).to_owned()),
        // Beside digits a singular may be a verb ("15 said"); after a word it is what is counted.
        None if number.value <= 1.0 || !number.digits => word(first).to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn read(text: &str) -> Vec<(f64, String)> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        figures(&parsed, &[Span::new(0, text.len())])
            .into_iter()
            .map(|figure| (figure.value, figure.unit))
            .collect()
    }

    #[test]
    fn a_figure_has_a_value_and_what_it_counts() {
        for (text, value, unit) in [
            (
                "The army moved 120,000 fresh troops north.",
                120_000.0,
                "troops",
            ),
            ("It costs $2.5 billion a year.", 2.5e9, "usd"),
            ("The fund lost €3m in May.", 3e6, "eur"),
            ("Prices rose 4.5% again.", 4.5, "percent"),
            ("Prices rose by 4.5 per cent again.", 4.5, "percent"),
            ("They met at least six times before.", 6.0, "times"),
            ("The village is 60 miles away.", 60.0, "miles"),
            ("Two dozen villagers fled.", 24.0, "villagers"),
            ("A hundred houses burned.", 100.0, "houses"),
            ("Some three million people fled.", 3e6, "people"),
            ("Half a million people fled.", 5e5, "people"),
            (
                "About two hundred and fifty workers left.",
                250.0,
                "workers",
            ),
            ("Twenty-one soldiers left.", 21.0, "soldiers"),
            ("It was a three-day visit.", 3.0, "day"),
            ("Twelve of the miners left.", 12.0, "miners"),
        ] {
            assert_eq!(read(text), [(value, unit.to_owned())], "{text}");
        }
    }

    #[test]
    fn a_range_is_two_figures_of_one_unit() {
        let men = |low: f64, high: f64| vec![(low, "men".to_owned()), (high, "men".to_owned())];
        for text in [
            "They have 5,000-8,000 men there.",
            "They have 5,000 to 8,000 men there.",
            "They have between 5,000 and 8,000 men there.",
            "They have between 5,000–8,000 men there.",
        ] {
            assert_eq!(read(text), men(5000.0, 8000.0), "{text}");
        }
        assert_eq!(read("It takes 2-3 million men."), men(2e6, 3e6));
    }

    #[test]
    fn a_time_of_day_is_told_in_hours() {
        for (text, hours) in [
            ("They left at 10:30.", 10.5),
            ("They left at 5 p.m. on Monday.", 17.0),
            ("The lights went out at 6.45 pm.", 18.75),
            ("It began at 12:15 a.m. sharp.", 0.25),
        ] {
            assert_eq!(read(text), [(hours, "o'clock".to_owned())], "{text}");
        }
    }

    #[test]
    fn ordinals_years_dates_and_pronouns_are_no_figures() {
        for text in [
            "No one knows.",
            "One of them left.",
            "One cannot know.",
            "He came on Dec. 19, 2022.",
            "It has stood since 2019.",
            "The 3rd man left on the 1st.",
            "They stayed over the last 10 months.",
            "The talks between the two went on.",
            "A pilot of an F-16 said so.",
            "They invoked Article 5.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

//! Quantities in a claim: "15,000-18,000 men", "$2.5 billion", "two dozen", each with what it counts.
//!
//! Ordinals, years, days of dates, clock times, numbers in names and "one" as a pronoun are none.

mod number;
mod words;

use super::Figure;
use super::date;
use crate::language::{Parsed, TokenKind};
use crate::span::Span;
use number::{Number, number};
pub use words::measures;
use words::{NUMBERS, is_content_word, is_plural};
pub(super) use words::{counts, small, small_words};

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

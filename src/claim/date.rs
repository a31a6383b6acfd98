//! Dates and stretches of time in a claim, and the day an article is of.
//!
//! Values are ISO 8601 as far as the words go: "2022-12-19", "--12-19" without a year, "2022-W51" for a week, "2022-21" for
//! a season (ISO 8601-2), "2022-02/2022-12" for a stretch. A relative date is resolved against the article's own day and
//! left open where that is not known.

use super::Date;
use super::lexicon::Lexicon;
use crate::article::BlockKind;
use crate::language::{Parsed, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("calendar.txt")));

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year, of the common era.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// A day that exists.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let day = Self { year, month, day };
        (Self::from_number(day.number()) == day && (1..=12).contains(&month)).then_some(day)
    }

    /// Days since 1970-01-01 (the method of H. Hinnant's "chrono-compatible low-level date algorithms").
    fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn from_number(number: i64) -> Self {
        let number = number + 719_468;
        let era = number.div_euclid(146_097);
        let of_era = number.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self {
            year: (year + era * 400 + i64::from(month <= 2)) as i32,
            month: month as u8,
            day: day as u8,
        }
    }

    /// 0 for a Monday.
    fn weekday(self) -> i64 {
        (self.number() + 3).rem_euclid(7)
    }

    fn plus(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// So many months on: year and month.
    fn month_plus(self, months: i64) -> (i32, u8) {
        let all = i64::from(self.year) * 12 + i64::from(self.month) - 1 + months;
        (all.div_euclid(12) as i32, all.rem_euclid(12) as u8 + 1)
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The week by its ISO number: "2022-W51".
    fn iso_week(self) -> String {
        let thursday = self.plus(3 - self.weekday());
        let first = Self {
            year: thursday.year,
            month: 1,
            day: 1,
        };
        let week = (thursday.number() - first.number()) / 7 + 1;
        format!("{:04}-W{week:02}", thursday.year)
    }
}

/// The day that an article gives as its own: a whole date in its byline, a caption or one of its first blocks.
pub fn of_article(parsed: &Parsed<'_>) -> Option<Day> {
    let blocks = &parsed.article.blocks;
    let told = |kind: BlockKind| blocks.iter().filter(move |block| block.kind == kind);
    told(BlockKind::Byline)
        .chain(told(BlockKind::Caption))
        .chain(blocks.iter().take(3))
        .find_map(|block| {
            dates(parsed, &[block.span], None)
                .iter()
                .filter_map(|date| date.value.as_deref())
                .find_map(whole)
        })
}

/// Reads "2022-12-19" back.
fn whole(value: &str) -> Option<Day> {
    let mut parts = value.split('-');
    let day = Day::new(
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    day.filter(|_| parts.next().is_none())
}

/// The dates in `content`, in order; relative ones resolved against `today`, the article's day.
pub fn dates(parsed: &Parsed<'_>, content: &[Span], today: Option<Day>) -> Vec<Date> {
    let mut found = Vec::new();
    for span in content {
        let tokens = parsed.tokens_in(*span);
        let mut at = tokens.start;
        while at < tokens.end {
            if !may_begin(parsed.lower(at)) {
                at += 1;
                continue;
            }
            let reader = Reader {
                parsed,
                end: tokens.end,
                today,
            };
            let Some((words, value)) = reader.date(at) else {
                at += 1;
                continue;
            };
            let since = words.start > tokens.start
                && CALENDAR.class(parsed.lower(words.start - 1)) == Some("since");
            let first = words.start - usize::from(since);
            found.push(Date {
                span: parsed.tokens[first]
                    .span
                    .join(parsed.tokens[words.end - 1].span),
                value,
            });
            at = words.end;
        }
    }
    found
}

/// Whether a date can begin with `word`: most words are passed over by this alone.
fn may_begin(word: &str) -> bool {
    static BEGIN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        let leads = |class: &str| {
            matches!(class, "lead" | "since" | "ago" | "later") || class.starts_with("stretch")
        };
        CALENDAR
            .firsts()
            .filter(|(_, class)| !leads(class))
            .map(|(word, _)| word)
            .chain(super::figure::small_words())
            .chain(["a", "an"])
            .collect()
    });
    word.starts_with(|c: char| c.is_ascii_digit()) || BEGIN.contains(word)
}

/// What a name of the calendar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Month(u8),
    Weekday(i64),
    Season(u8),
    Stretch(&'static str),
    Relative(i64),
}

/// The direction that "last", "this", "next" give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Before,
    Here,
    After,
}

/// Reads dates from tokens.
struct Reader<'p, 'a> {
    parsed: &'p Parsed<'a>,
    end: usize,
    today: Option<Day>,
}

/// The tokens of a date and its value.
type Read = Option<(Range<usize>, Option<String>)>;

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.end {
            self.parsed.lower(at)
        } else {
            ""
        }
    }

    fn name(&self, at: usize) -> Option<Name> {
        let class = CALENDAR.class(self.lower(at))?;
        let (kind, value) = class.split_once(' ')?;
        match kind {
            "month" => value.parse().ok().map(Name::Month),
            "weekday" => value.parse().ok().map(Name::Weekday),
            "season" => value.parse().ok().map(Name::Season),
            "stretch" => Some(Name::Stretch(value)),
            "relative" => value.parse().ok().map(Name::Relative),
            _ => None,
        }
        .filter(|name| {
            // "march" and "may" are months only with a capital, "sun" is no day.
            !matches!(name, Name::Month(_) | Name::Weekday(_)) || self.is_capital(at)
        })
    }

    fn is_capital(&self, at: usize) -> bool {
        self.parsed.word(at).starts_with(char::is_uppercase)
    }

    fn direction(&self, at: usize) -> Option<Direction> {
        match CALENDAR.class(self.lower(at))? {
            "before" => Some(Direction::Before),
            "here" => Some(Direction::Here),
            "after" => Some(Direction::After),
            _ => None,
        }
    }

    /// A day of the month: "19", "19th".
    fn day(&self, at: usize) -> Option<u8> {
        let word = self.lower(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let tail = &word[digits.len()..];
        (matches!(tail, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2)
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|day| (1..=31).contains(day))
    }

    fn year(&self, at: usize) -> Option<i32> {
        let word = self.lower(at);
        (word.len() == 4)
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1500..2100).contains(year))
    }

    /// The whole numbers that stand for counts before "months": digits or words up to twelve.
    fn count(&self, at: usize) -> Option<i64> {
        let word = self.lower(at);
        word.parse().ok().filter(|n| *n < 1000).or_else(|| {
            super::figure::small(word)
                .map(|value| value as i64)
                .filter(|n| *n > 0)
        })
    }

    fn is_named(&self, at: usize, class: &str) -> bool {
        CALENDAR.class(self.lower(at)) == Some(class)
    }

    /// The date that begins at token `at`.
    fn date(&self, at: usize) -> Read {
        self.weekday_and_date(at)
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.digits(at))
            .or_else(|| self.directed(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.bare(at))
    }

    /// "Monday, Dec. 19, 2022".
    fn weekday_and_date(&self, at: usize) -> Read {
        let Some(Name::Weekday(_)) = self.name(at) else {
            return None;
        };
        let next = at + 1 + usize::from(self.lower(at + 1) == ",");
        let (words, value) = self.month_first(next).or_else(|| self.day_first(next))?;
        // "Monday, May" is no one date.
        value
            .as_deref()
            .is_some_and(|value| value.len() >= 7 && !value.ends_with("--"))
            .then_some((at..words.end, value))
    }

    /// "Dec. 19, 2022", "December 2022", "May 3".
    fn month_first(&self, at: usize) -> Read {
        let Some(Name::Month(month)) = self.name(at) else {
            return None;
        };
        if let Some(day) = self.day(at + 1) {
            // "May 15 people" does not occur; "Dec. 19, 2022" does.
            let comma = usize::from(self.lower(at + 2) == ",");
            return Some(match self.year(at + 2 + comma) {
                Some(year) => (at..at + 3 + comma, Some(exact(year, month, day)?)),
                None => (at..at + 2, Some(self.without_year(month, Some(day)))),
            });
        }
        let comma = usize::from(self.lower(at + 1) == ",");
        if let Some(year) = self.year(at + 1 + comma) {
            return Some((at..at + 2 + comma, Some(format!("{year:04}-{month:02}"))));
        }
        let plain = month != 3 && month != 5;
        let led = at > 0
            && self.parsed.tokens[at - 1].sentence == self.parsed.tokens[at].sentence
            && (CALENDAR
                .longest(self.parsed, at - 1, at)
                .is_some_and(|(_, class)| {
                    matches!(class, "lead" | "before" | "after" | "here" | "since")
                })
                || (self.parsed.lower(at - 1) == ","
                    && at > 1
                    && matches!(self.name(at - 2), Some(Name::Month(_)))));
        (led || plain && self.parsed.word(at).len() > 4)
            .then(|| (at..at + 1, Some(self.without_year(month, None))))
    }

    /// "19 December 2022", "19th of December".
    fn day_first(&self, at: usize) -> Read {
        let day = self.day(at)?;
        let of = usize::from(self.lower(at + 1) == "of");
        let Some(Name::Month(month)) = self.name(at + 1 + of) else {
            return None;
        };
        let next = at + 2 + of;
        let comma = usize::from(self.lower(next) == ",");
        match self.year(next + comma) {
            Some(year) => Some((at..next + comma + 1, Some(exact(year, month, day)?))),
            None => Some((at..next, Some(self.without_year(month, Some(day))))),
        }
    }

    /// "2022-12-19", "12/19/2022" where only one reading exists, "2019" where it is a year.
    fn digits(&self, at: usize) -> Read {
        if at >= self.end || self.parsed.tokens[at].kind != TokenKind::Number {
            return None;
        }
        let sign = self.lower(at + 1);
        let three = |sign: &str| self.lower(at + 1) == sign && self.lower(at + 3) == sign;
        if three("-")
            && let (Some(year), Ok(month), Some(day)) = (
                self.year(at),
                self.lower(at + 2).parse::<u8>(),
                self.day(at + 4),
            )
        {
            return Some((at..at + 5, Some(exact(year, month, day)?)));
        }
        if (three("/") || three("."))
            && let (Some(first), Some(second), Some(year)) =
                (self.day(at), self.day(at + 2), self.year(at + 4))
        {
            let (month, day) = if second > 12 {
                (first, second)
            } else {
                (second, first)
            };
            let only = first == second || first > 12 || second > 12;
            return Some((at..at + 5, only.then(|| exact(year, month, day)).flatten()));
        }
        let year = self.year(at)?;
        let joined = matches!(sign, "/" | "-") && self.day(at + 2).is_some();
        (self.is_year(at) && !joined).then(|| (at..at + 1, Some(format!("{year:04}"))))
    }

    /// Whether the four digits at `at` are a year and not a quantity.
    fn is_year(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .filter(|before| {
                self.parsed.tokens[*before].sentence == self.parsed.tokens[at].sentence
            })
            .map_or("", |before| self.parsed.lower(before));
        if matches!(before, "$" | "€" | "£" | "#" | "than" | "about" | "some") {
            return false;
        }
        if matches!(CALENDAR.class(before), Some("lead" | "since")) || before == "," {
            return true;
        }
        !super::figure::counts(self.parsed, at + 1, self.end)
    }

    /// "last week", "next Friday", "this spring", "the last 10 months", "the past few days".
    fn directed(&self, at: usize) -> Read {
        let direction = self.direction(at)?;
        let mut next = at + 1;
        let count = self.count(next);
        let some = CALENDAR
            .longest(self.parsed, next, self.end)
            .filter(|(_, class)| next < self.end && *class == "few");
        if count.is_some() {
            next += 1;
        } else if let Some((length, _)) = some {
            next += length;
        }
        let name = self.name(next)?;
        let words = at..next + 1;
        let Some(today) = self.today.filter(|_| some.is_none()) else {
            return Some((words, None)).filter(|_| self.is_time(name, direction));
        };
        let sign = match direction {
            Direction::Before => -1,
            Direction::Here => 0,
            Direction::After => 1,
        };
        let value = match (name, count) {
            (Name::Stretch(unit), Some(count)) => stretch(today, unit, sign * count),
            (Name::Stretch("week"), None) => Some(today.plus(7 * sign).iso_week()),
            (Name::Stretch("month"), None) => {
                let (year, month) = today.month_plus(sign);
                Some(format!("{year:04}-{month:02}"))
            }
            (Name::Stretch("year"), None) => Some(format!("{:04}", i64::from(today.year) + sign)),
            (Name::Stretch("day"), None) => Some(today.plus(sign).iso()),
            (Name::Season(season), None) => Some(format!(
                "{:04}-{season}",
                season_year(today, season, direction)
            )),
            (Name::Month(month), None) => {
                let ahead = i64::from(month) - i64::from(today.month);
                let year = i64::from(today.year)
                    + match direction {
                        Direction::Before => -i64::from(ahead >= 0),
                        Direction::Here => 0,
                        Direction::After => i64::from(ahead <= 0),
                    };
                Some(format!("{year:04}-{month:02}"))
            }
            (Name::Weekday(weekday), None) => Some(on_weekday(today, weekday, direction).iso()),
            _ => None,
        };
        Some((words, value)).filter(|_| self.is_time(name, direction))
    }

    /// "this fall" is a season, "this second" no date.
    fn is_time(&self, name: Name, direction: Direction) -> bool {
        let _ = self;
        !(matches!(name, Name::Relative(_))
            || name == Name::Stretch("hour") && direction == Direction::Here)
    }

    /// "two weeks ago", "three days later".
    fn counted(&self, at: usize) -> Read {
        let single = matches!(self.lower(at), "a" | "an");
        let count = if single { Some(1) } else { self.count(at) };
        let some = CALENDAR
            .longest(self.parsed, at, self.end)
            .filter(|(_, class)| *class == "few");
        let next = at + some.map_or(1, |(length, _)| length);
        let Some(Name::Stretch(unit)) = self.name(next) else {
            return None;
        };
        if count.is_none() && some.is_none() {
            return None;
        }
        let ago = self.is_named(next + 1, "ago");
        if !ago && !self.is_named(next + 1, "later") {
            return None;
        }
        let value = self
            .today
            .filter(|_| ago && self.lower(next + 1) == "ago")
            .zip(count)
            .and_then(|(today, count)| moment(today, unit, -count));
        Some((at..next + 2, value))
    }

    /// "Saturday", "yesterday", "since spring", "in the summer".
    fn bare(&self, at: usize) -> Read {
        let value = match self.name(at)? {
            Name::Weekday(weekday) => self
                .today
                .map(|today| on_weekday(today, weekday, Direction::Here).iso()),
            Name::Relative(days) => self.today.map(|today| today.plus(days).iso()),
            Name::Season(season) => {
                let before = at.checked_sub(1).map_or("", |at| self.parsed.lower(at));
                let two = at.checked_sub(2).map_or("", |at| self.parsed.lower(at));
                let led = matches!(before, "since" | "in" | "until" | "by" | "early" | "late")
                    || matches!(before, "the" | "early" | "late")
                        && matches!(two, "since" | "in" | "until" | "by" | "during");
                if !led {
                    return None;
                }
                self.today.map(|today| {
                    format!(
                        "{:04}-{season}",
                        season_year(today, season, Direction::Here)
                    )
                })
            }
            _ => return None,
        };
        Some((at..at + 1, value))
    }

    /// A month or day in the year that is nearest to the article's own day.
    fn without_year(&self, month: u8, day: Option<u8>) -> String {
        let of_month = day.map_or_else(String::new, |day| format!("-{day:02}"));
        let Some(today) = self.today else {
            return format!("--{month:02}{of_month}");
        };
        let ahead = i64::from(month) - i64::from(today.month);
        let year = match ahead {
            7.. => today.year - 1,
            ..=-7 => today.year + 1,
            _ => today.year,
        };
        format!("{year:04}-{month:02}{of_month}")
    }
}

fn exact(year: i32, month: u8, day: u8) -> Option<String> {
    Day::new(year, month, day).map(Day::iso)
}

/// The last such weekday up to today; with "last" before today, with "next" after it.
fn on_weekday(today: Day, weekday: i64, direction: Direction) -> Day {
    let back = (today.weekday() - weekday).rem_euclid(7);
    match direction {
        Direction::Before => today.plus(-(if back == 0 { 7 } else { back })),
        Direction::Here => today.plus(-back),
        Direction::After => today.plus(7 - back),
    }
}

/// The year of a season: that which has begun last, by the seasons of the northern half.
fn season_year(today: Day, season: u8, direction: Direction) -> i64 {
    let begins = (season - 20) * 3;
    let begun = today.month >= begins;
    i64::from(today.year)
        + match direction {
            Direction::Before | Direction::Here => -i64::from(!begun),
            Direction::After => i64::from(begun),
        }
}

/// A moment so many units away.
fn moment(today: Day, unit: &str, count: i64) -> Option<String> {
    match unit {
        "day" => Some(today.plus(count).iso()),
        "week" => Some(today.plus(7 * count).iso_week()),
        "month" => {
            let (year, month) = today.month_plus(count);
            Some(format!("{year:04}-{month:02}"))
        }
        "year" => Some(format!("{:04}", i64::from(today.year) + count)),
        _ => None,
    }
}

/// The stretch from today over so many units, earlier end first.
fn stretch(today: Day, unit: &str, count: i64) -> Option<String> {
    let other = moment(today, unit, count)?;
    let here = moment(today, unit, 0)?;
    Some(if count < 0 {
        format!("{other}/{here}")
    } else {
        format!("{here}/{other}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn read(text: &str, today: Option<Day>) -> Vec<(String, Option<String>)> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        dates(&parsed, &[Span::new(0, text.len())], today)
            .into_iter()
            .map(|date| (date.span.of(text).to_owned(), date.value))
            .collect()
    }

    fn one(text: &str, today: Option<Day>) -> (String, String) {
        let all = read(text, today);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        let (words, value) = all.into_iter().next().unwrap();
        (words, value.unwrap_or_default())
    }

    #[test]
    fn whole_dates_are_read_in_every_order() {
        for text in [
            "They met on Dec. 19, 2022 in town.",
            "They met on 19 December 2022.",
            "They met on the 19th of December, 2022.",
            "They met on Monday, Dec. 19, 2022, again.",
            "They met on 2022-12-19.",
            "They met on 12/19/2022.",
        ] {
            assert_eq!(one(text, None).1, "2022-12-19", "{text}");
        }
        assert_eq!(one("They met in March 2021.", None).1, "2021-03");
        assert_eq!(one("They met on 19 December.", None).1, "--12-19");
        assert_eq!(
            one("It has stood since 2019.", None),
            ("since 2019".to_owned(), "2019".to_owned())
        );
    }

    #[test]
    fn relative_dates_need_the_day_of_the_article() {
        let monday = Day::new(2024, 3, 4);
        for (text, words, value) in [
            ("He left yesterday.", "yesterday", "2024-03-03"),
            ("He left on Saturday.", "Saturday", "2024-03-02"),
            ("He left last Monday.", "last Monday", "2024-02-26"),
            ("He leaves next Friday.", "next Friday", "2024-03-08"),
            ("He left last week.", "last week", "2024-W09"),
            ("He left last month.", "last month", "2024-02"),
            ("He left two weeks ago.", "two weeks ago", "2024-W08"),
            (
                "For the last 10 months he stayed.",
                "last 10 months",
                "2023-05/2024-03",
            ),
            ("He has been away since spring.", "since spring", "2024-21"),
            ("He came on Dec. 30.", "Dec. 30", "2023-12-30"),
            ("He left last December.", "last December", "2023-12"),
        ] {
            assert_eq!(one(text, monday), (words.to_owned(), value.to_owned()));
            if value.contains("2024-W") {
                assert_eq!(one(text, None).1, "");
            }
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "The march went on.",
            "It may rain.",
            "May he come?",
            "They fall often.",
            "We saw the sun.",
            "The second man left.",
            "The army has 2000 soldiers.",
        ] {
            assert_eq!(read(text, None), [], "{text}");
        }
    }

    #[test]
    fn an_article_is_of_the_day_it_names_first() {
        let text = "A bridge opens\n\nBy Ann Doe, 3 May 2021\n\nThe bridge opened on Sunday.";
        let article = Article::new("a", None, text.to_owned());
        assert_eq!(of_article(&Parsed::new(&article)), Day::new(2021, 5, 3));
    }

    #[test]
    fn days_and_their_numbers_agree() {
        let first = Day::new(1999, 12, 31).unwrap().number();
        for number in first..first + 1500 {
            assert_eq!(Day::from_number(number).number(), number);
        }
        assert_eq!(Day::new(2023, 2, 29), None);
        assert_eq!(Day::new(2022, 12, 19).unwrap().weekday(), 0);
        assert_eq!(Day::new(2021, 1, 1).unwrap().iso_week(), "2020-W53");
    }
}

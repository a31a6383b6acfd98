//! The dates that words name: "Dec. 19, 2022", "last Saturday", "over the last ten months".

use super::day::{Direction, exact, moment, on_weekday, season_year, stretch};
use super::{CALENDAR, TENSE};
use crate::day::Day;
use crate::language::{Parsed, TokenKind};
use std::ops::Range;

/// What a name of the calendar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Month(u8),
    Weekday(i64),
    Season(u8),
    Stretch(&'static str),
    Relative(i64),
}
/// How many words back a word may stand that tells a weekday to be still to come.
const AHEAD: usize = 12;

/// Reads dates from tokens.
pub(super) struct Reader<'p, 'a> {
    pub(super) parsed: &'p Parsed<'a>,
    pub(super) end: usize,
    pub(super) today: Option<Day>,
}

/// The tokens of a date and its value.
pub(super) type Read = Option<(Range<usize>, Option<String>)>;

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
            crate::claim::figure::small(word)
                .map(|value| value as i64)
                .filter(|n| *n > 0)
        })
    }

    fn is_named(&self, at: usize, class: &str) -> bool {
        CALENDAR.class(self.lower(at)) == Some(class)
    }

    /// The date that begins at token `at`.
    pub(super) fn date(&self, at: usize) -> Read {
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
        !crate::claim::figure::counts(self.parsed, at + 1, self.end)
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

    /// Whether the weekday at token `at` is today or to come: "will visit on Friday", "closed until Friday".
    fn is_to_come(&self, at: usize) -> bool {
        let sentence = self.parsed.tokens[at].sentence;
        let start = self.parsed.sentences[sentence].tokens.start;
        let mut before = (start..at).rev().take(AHEAD);
        // What is said on Friday of what will be is said on the last.
        let nearest = before.find_map(|at| TENSE.class(self.parsed.lower(at)));
        nearest == Some("ahead")
    }

    /// "Saturday", "yesterday", "since spring", "in the summer".
    fn bare(&self, at: usize) -> Read {
        let value = match self.name(at)? {
            Name::Weekday(weekday) => self.today.map(|today| {
                if self.is_to_come(at) {
                    on_weekday(today.plus(-1), weekday, Direction::After).iso()
                } else {
                    on_weekday(today, weekday, Direction::Here).iso()
                }
            }),
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

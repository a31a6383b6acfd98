//! Days of the Gregorian calendar, and what lies so many days, weeks or months from one.

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
    pub(super) fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    pub(super) fn from_number(number: i64) -> Self {
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
    pub(super) fn weekday(self) -> i64 {
        (self.number() + 3).rem_euclid(7)
    }

    pub(super) fn plus(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// So many months on: year and month.
    pub(super) fn month_plus(self, months: i64) -> (i32, u8) {
        let all = i64::from(self.year) * 12 + i64::from(self.month) - 1 + months;
        (all.div_euclid(12) as i32, all.rem_euclid(12) as u8 + 1)
    }

    pub(super) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The week by its ISO number: "2022-W51".
    pub(super) fn iso_week(self) -> String {
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
/// Reads "2022-12-19" back.
pub(super) fn whole(value: &str) -> Option<Day> {
    let mut parts = value.split('-');
    let day = Day::new(
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    day.filter(|_| parts.next().is_none())
}
/// The direction that "last", "this", "next" give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Before,
    Here,
    After,
}
pub(super) fn exact(year: i32, month: u8, day: u8) -> Option<String> {
    Day::new(year, month, day).map(Day::iso)
}

/// The last such weekday up to today; with "last" before today, with "next" after it.
pub(super) fn on_weekday(today: Day, weekday: i64, direction: Direction) -> Day {
    let back = (today.weekday() - weekday).rem_euclid(7);
    match direction {
        Direction::Before => today.plus(-(if back == 0 { 7 } else { back })),
        Direction::Here => today.plus(-back),
        Direction::After => today.plus(7 - back),
    }
}

/// The year of a season: that which has begun last, by the seasons of the northern half.
pub(super) fn season_year(today: Day, season: u8, direction: Direction) -> i64 {
    let begins = (season - 20) * 3;
    let begun = today.month >= begins;
    i64::from(today.year)
        + match direction {
            Direction::Before | Direction::Here => -i64::from(!begun),
            Direction::After => i64::from(begun),
        }
}

/// A moment so many units away.
pub(super) fn moment(today: Day, unit: &str, count: i64) -> Option<String> {
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
pub(super) fn stretch(today: Day, unit: &str, count: i64) -> Option<String> {
    let other = moment(today, unit, count)?;
    let here = moment(today, unit, 0)?;
    Some(if count < 0 {
        format!("{other}/{here}")
    } else {
        format!("{here}/{other}")
    })
}

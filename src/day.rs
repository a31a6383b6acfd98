//! Days of the Gregorian calendar.

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
    pub(crate) fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    pub(crate) fn from_number(number: i64) -> Self {
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
    pub(crate) fn weekday(self) -> i64 {
        (self.number() + 3).rem_euclid(7)
    }

    pub(crate) fn plus(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// So many months on: year and month.
    pub(crate) fn month_plus(self, months: i64) -> (i32, u8) {
        let all = i64::from(self.year) * 12 + i64::from(self.month) - 1 + months;
        (all.div_euclid(12) as i32, all.rem_euclid(12) as u8 + 1)
    }

    /// "2022-12-19".
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The week by its ISO number: "2022-W51".
    pub(crate) fn iso_week(self) -> String {
        let thursday = self.plus(3 - self.weekday());
        let first = Self {
            year: thursday.year,
            month: 1,
            day: 1,
        };
        let week = (thursday.number() - first.number()) / 7 + 1;
        format!("{:04}-W{week:02}", thursday.year)
    }

    /// Reads "2022-12-19".
    pub fn read(value: &str) -> Option<Self> {
        let mut parts = value.split('-');
        let day = Self::new(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        );
        day.filter(|_| parts.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

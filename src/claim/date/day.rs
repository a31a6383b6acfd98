//! What lies so many days, weeks or months from a day.

use crate::day::Day;

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

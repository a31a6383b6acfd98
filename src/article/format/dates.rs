//! The day that a page, a file or a letter says it is of.

use crate::day::Day;

/// The names of the months begin with these.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The first whole day in `words`: "2015-05-04T…", "20150504", "Mon, 4 May 2015", "May 4, 2015". Nothing for one before
/// the year 1000.
pub fn first_day(words: &str) -> Option<Day> {
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(12)
        .collect();
    let compact = |part: &&str| {
        let digits = part
            .get(..8)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        day(&digits[..4], number(&digits[4..6])?, &digits[6..8])
    };
    let three = parts.windows(3).find_map(|part| {
        let [one, two, three] = part else { return None };
        // The time may follow without a space: "04T12".
        let last = three.split(['T', 't']).next()?;
        let whole = |year, month: Option<u8>, of| day(year, month?, of);
        whole(one, number(two), last)
            .or_else(|| whole(three, month(two), one))
            .or_else(|| whole(three, month(one), two))
    });
    three.or_else(|| parts.iter().find_map(compact))
}

fn day(year: &str, month: u8, day: &str) -> Option<Day> {
    let ordinal = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Day::new(year, month, number(ordinal)?).filter(|day| day.year >= 1000)
}

fn number(digits: &str) -> Option<u8> {
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

fn month(name: &str) -> Option<u8> {
    let start = name.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == start)?;
    Some(place as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_as_pages_and_letters_write_them() {
        let fourth = Day::new(2015, 5, 4);
        for words in [
            "2015-05-04",
            "2015-05-04T05:36:09+01:00",
            "20150504",
            "2015/05/04 05:36",
            "Mon, 4 May 2015 12:00:00 +0000",
            "May 4, 2015",
            "Published Monday, May 4th, 2015 at 6:01",
        ] {
            assert_eq!(first_day(words), fourth, "{words}");
        }
        for words in [
            "",
            "May 2015",
            "2015-13-04",
            "2015-02-30",
            "0000-00-00",
            "4/5/15",
        ] {
            assert_eq!(first_day(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_words_give_a_day_or_none(words in "\\PC{0,40}") {
            let _ = first_day(&words);
        }
    }
}

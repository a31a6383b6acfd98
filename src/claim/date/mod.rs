//! Dates and stretches of time in a claim, and the day an article is of.
//!
//! Values are ISO 8601 as far as the words go: "2022-12-19", "--12-19" without a year, "2022-W51" for a week, "2022-21" for
//! a season (ISO 8601-2), "2022-02/2022-12" for a stretch. A relative date is resolved against the article's own day and
//! left open where that is not known.

mod day;
mod reader;

use super::Date;
use super::lexicon::Lexicon;
use crate::article::BlockKind;
use crate::day::Day;
use crate::language::Parsed;
use crate::span::Span;
use reader::Reader;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("calendar.txt")));
static TENSE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("tense.txt")));

/// The day that an article gives as its own: what its page or file says, else a whole date in its byline, a caption or one
/// of its first blocks.
pub fn of_article(parsed: &Parsed<'_>) -> Option<Day> {
    if let Some(day) = parsed.article.imprint.date {
        return Some(day);
    }
    let blocks = &parsed.article.blocks;
    let told = |kind: BlockKind| blocks.iter().filter(move |block| block.kind == kind);
    told(BlockKind::Byline)
        .chain(told(BlockKind::Caption))
        .chain(blocks.iter().take(3))
        .find_map(|block| {
            dates(parsed, &[block.span], None)
                .iter()
                .filter_map(|date| date.value.as_deref())
                .find_map(Day::read)
        })
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
            ("He will leave on Friday.", "Friday", "2024-03-08"),
            ("It stays shut until Monday.", "Monday", "2024-03-04"),
            (
                "He is expected to leave on Thursday.",
                "Thursday",
                "2024-03-07",
            ),
            ("He will leave, she said on Friday.", "Friday", "2024-03-01"),
            ("It was to close on Friday.", "Friday", "2024-03-01"),
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
}

//! What two articles have word for word: paragraphs that both took from one agency, or one from the other. Two articles that
//! print one text agree with each other, but not independently.
//!
//! Paragraphs are compared by their shingles, three words in a row (Broder 1997), through an index: never all with all.

use super::{Match, Relation};
use crate::article::{Article, BlockKind};
use crate::claim::Claim;
use crate::claim::lexicon::lines;
use crate::language::Parsed;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::sync::LazyLock;

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Shorter paragraphs are nobody's copy, in shingles.
const SHORT: usize = 6;
/// A shingle that more paragraphs hold than this leads to none of them.
const TOO_COMMON: usize = 32;
/// Paragraphs are the same from this resemblance on: the share of their shingles that both have.
const SAME: f32 = 0.5;
/// Or if so much of the shorter one stands in the other.
const WITHIN: f32 = 0.85;
/// In so many paragraphs at the beginning an agency may be named in a dateline.
const FIRST: usize = 3;
/// A dateline is no longer, in bytes.
const DATELINE: usize = 80;
/// Among so many blocks at the end an agency may be thanked.
const LAST: usize = 4;
/// Such thanks are no longer, in words.
const THANKS: usize = 40;
/// Words that thank.
static THANKING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lines(include_str!("thanks.txt"))
        .flat_map(|(_, words)| words.split(','))
        .map(str::trim)
        .collect()
});

static AGENCIES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let forms = |(name, others): (&'static str, &'static str)| {
        let others = others
            .split(',')
            .map(str::trim)
            .filter(|form| !form.is_empty());
        (name, std::iter::once(name).chain(others).collect())
    };
    lines(include_str!("agencies.txt")).map(forms).collect()
});

/// The paragraphs that two articles have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The earlier and the later article.
    pub articles: [usize; 2],
    /// The numbers of the paragraphs that are the same, in each article; see [`crate::article::Block::paragraph`].
    pub paragraphs: Vec<[usize; 2]>,
    /// How many paragraphs each article has.
    pub of: [usize; 2],
    /// The agencies that both credit.
    pub agencies: Vec<String>,
}

impl Copied {
    /// It in words; `letters` name the articles.
    pub fn words(&self, letters: [&str; 2]) -> String {
        let count = self.paragraphs.len();
        let verb = if count == 1 { "is" } else { "are" };
        let credit = match &self.agencies[..] {
            [] => String::new(),
            agencies => format!(", both credit {}", agencies.join(" and ")),
        };
        let [left, right] = letters;
        let [of_left, of_right] = self.of;
        if of_left == of_right {
            return format!(
                "{count} of {of_left} paragraphs {verb} the same in {left} and {right}{credit}"
            );
        }
        format!(
            "{count} of {of_left} paragraphs of {left} and of {of_right} of {right} {verb} the same{credit}"
        )
    }
}

/// What each two of `articles` have in common; those that have nothing are left out.
pub fn find(articles: &[Parsed<'_>]) -> Vec<Copied> {
    let texts: Vec<Text> = articles
        .iter()
        .map(|parsed| Text::new(parsed.article))
        .collect();
    let mut all = Vec::new();
    for (left, a) in texts.iter().enumerate() {
        for (right, b) in texts.iter().enumerate().skip(left + 1) {
            let paragraphs = a.shared_with(b);
            if !paragraphs.is_empty() {
                let both = a
                    .agencies
                    .iter()
                    .filter(|agency| b.agencies.contains(agency));
                all.push(Copied {
                    articles: [left, right],
                    paragraphs,
                    of: [a.paragraphs.len(), b.paragraphs.len()],
                    agencies: both.map(|agency| (*agency).to_owned()).collect(),
                });
            }
        }
    }
    all
}

/// Marks the matches whose claims stand in paragraphs that are the same.
pub fn mark(copied: &[Copied], articles: &[Parsed<'_>], claims: &[Claim], matches: &mut [Match]) {
    if copied.is_empty() {
        return;
    }
    let place = |claim: &Claim| {
        articles[claim.article]
            .article
            .paragraph_at(claim.extent().start)
    };
    for found in matches {
        let (a, b) = (&claims[found.a], &claims[found.b]);
        let both = copied
            .iter()
            .find(|both| both.articles == [a.article, b.article]);
        found.copied = both.is_some_and(|both| {
            let here = place(a);
            let first = both.paragraphs.partition_point(|[left, _]| *left < here);
            both.paragraphs.get(first) == Some(&[here, place(b)])
        });
        if !found.copied || !found.same_event {
            continue;
        }
        // What one of them changed is the news.
        if matches!(found.relation, Relation::Differs | Relation::Contradicts) {
            let rest = "the rest of the paragraph is the same";
            found.because.push(rest.to_owned());
        } else {
            let same = "the same paragraph, not a second source";
            found.because.insert(0, same.to_owned());
        }
    }
}

/// An article's paragraphs by their shingles.
struct Text {
    /// The paragraphs with their numbers; short ones without shingles.
    paragraphs: Vec<(usize, Vec<u64>)>,
    /// The agencies that it credits.
    agencies: Vec<&'static str>,
}

impl Text {
    fn new(article: &Article) -> Self {
        let told = |kind| {
            matches!(
                kind,
                BlockKind::Body | BlockKind::Quotation | BlockKind::List
            )
        };
        let blocks = article.blocks.iter().filter(|block| told(block.kind));
        Self {
            paragraphs: blocks
                .map(|block| (block.paragraph, shingles(block.span.of(&article.text))))
                .collect(),
            agencies: credited(article),
        }
    }

    /// The numbers of the paragraphs that are the same here and in `other`, by those here.
    fn shared_with(&self, other: &Self) -> Vec<[usize; 2]> {
        let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, (_, shingles)) in other.paragraphs.iter().enumerate() {
            for shingle in shingles {
                index.entry(*shingle).or_default().push(at as u32);
            }
        }
        let mut taken = vec![false; other.paragraphs.len()];
        let mut common: FxHashMap<u32, usize> = FxHashMap::default();
        let mut found = Vec::new();
        for (number, shingles) in &self.paragraphs {
            common.clear();
            for shingle in shingles {
                let places = index
                    .get(shingle)
                    .filter(|places| places.len() <= TOO_COMMON);
                for place in places.into_iter().flatten() {
                    *common.entry(*place).or_default() += 1;
                }
            }
            let likeness = |(place, common): (&u32, &usize)| {
                let theirs = other.paragraphs[*place as usize].1.len();
                let (least, all) = (shingles.len().min(theirs), shingles.len() + theirs - common);
                let common = *common as f32;
                let same = common >= SAME * all as f32 || common >= WITHIN * least as f32;
                same.then_some((common / all as f32, *place as usize))
            };
            let best = common
                .iter()
                .filter_map(likeness)
                .filter(|(_, place)| !taken[*place])
                .max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
            if let Some((_, place)) = best {
                taken[place] = true;
                found.push([*number, other.paragraphs[place].0]);
            }
        }
        found
    }
}

/// The distinct shingles of `text`; none of a short one.
fn shingles(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    for word in text.split(|character: char| !character.is_alphanumeric()) {
        if !word.is_empty() {
            let mut hasher = FxHasher::default();
            for character in word.chars().flat_map(char::to_lowercase) {
                hasher.write_u32(character.into());
            }
            words.push(hasher.finish());
        }
    }
    let shingle = |words: &[u64]| {
        let mut hasher = FxHasher::default();
        for word in words {
            hasher.write_u64(*word);
        }
        hasher.finish()
    };
    let mut all: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() < SHORT { Vec::new() } else { all }
}

/// The agencies that `article` credits: in its byline, in a dateline, or in thanks at its end.
fn credited(article: &Article) -> Vec<&'static str> {
    let text = article.text.as_str();
    let of = |kind: BlockKind| {
        let blocks = article
            .blocks
            .iter()
            .filter(move |block| block.kind == kind);
        blocks.map(|block| block.span.of(text))
    };
    let imprint = [&article.imprint.byline, &article.imprint.outlet];
    let bylines: Vec<&str> = of(BlockKind::Byline)
        .chain(imprint.into_iter().filter_map(Option::as_deref))
        .collect();
    let datelines: Vec<&str> = of(BlockKind::Body)
        .take(FIRST)
        .map(|words| &words[..words.floor_char_boundary(DATELINE)])
        .collect();
    let last = article.blocks.len().saturating_sub(LAST);
    let thanks: Vec<&str> = article.blocks[last..]
        .iter()
        .map(|block| block.span.of(text))
        .filter(|words| {
            let lower = words.to_lowercase();
            words.split_whitespace().count() <= THANKS
                && THANKING
                    .iter()
                    .any(|thanking| holds(&lower, thanking).is_some())
        })
        .collect();
    let credits = |form: &&str| {
        let named = |words: &&str| mentions(words, form).is_some();
        let in_dateline = |words: &&str| {
            mentions(words, form).is_some_and(|(start, end)| {
                words[..start].ends_with('(') && words[end..].starts_with(')')
            })
        };
        bylines.iter().any(named) || thanks.iter().any(named) || datelines.iter().any(in_dateline)
    };
    AGENCIES
        .iter()
        .filter(|(_, forms)| forms.iter().any(&credits))
        .map(|(name, _)| *name)
        .collect()
}

/// Where `words` mention an agency under the name `form`: capitals count in short names only.
fn mentions(words: &str, form: &str) -> Option<(usize, usize)> {
    if form.len() > 5 && form.is_ascii() {
        holds(&words.to_ascii_lowercase(), &form.to_ascii_lowercase())
    } else {
        holds(words, form)
    }
}

/// Where `part` stands in `words` between the ends of words.
fn holds(words: &str, part: &str) -> Option<(usize, usize)> {
    let open = |character: Option<char>| !character.is_some_and(char::is_alphanumeric);
    words
        .match_indices(part)
        .map(|(start, _)| (start, start + part.len()))
        .find(|(start, end)| {
            open(words[..*start].chars().next_back()) && open(words[*end..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::Comparison;

    const COPY: &str = "LIND (AP) — Mayor Ida Falk said on Monday that the old harbour would close in May, because nobody pays for its repair.\n\n“We have waited for ten years for the money,” Falk told people by the sea.\n\n";

    fn compared(a: &str, b: &str) -> Comparison {
        let article = |id, text: &str| Article::new(id, None, text.to_owned());
        Comparison::new(vec![article("a", a), article("b", b)])
    }

    #[test]
    fn agency_copy_is_recognised_though_an_editor_has_touched_it() {
        let a = format!(
            "Harbour to close\n\n{COPY}The union said that 40 workers would lose their places.\n"
        );
        let edited = COPY
            .replace("on Monday", "Monday")
            .replace("We have", "We've");
        let b = format!(
            "Old harbour closes\n\nThe weather was fine in Lind and many people walked by the sea.\n\n{edited}"
        );
        let comparison = compared(&a, &b);
        let [copied] = &comparison.copied[..] else {
            panic!("{:?}", comparison.copied);
        };
        assert_eq!(copied.paragraphs, [[1, 2], [2, 3]]);
        assert_eq!(
            copied.words(["A", "B"]),
            "2 of 3 paragraphs are the same in A and B, both credit AP"
        );
        let of_mayor = comparison
            .matches
            .iter()
            .filter(|found| found.copied && found.same_event);
        assert!(of_mayor.clone().count() >= 1, "{:?}", comparison.matches);
        for found in of_mayor {
            assert_eq!(found.because[0], "the same paragraph, not a second source");
        }
    }

    #[test]
    fn where_a_copy_changes_a_day_that_is_what_is_told_first() {
        let told = |day: u8| {
            format!(
                "The council of Brenn will vote on the sale of the old harbour on June {day}, Ida Falk, the mayor, told reporters."
            )
        };
        let comparison = compared(&told(3), &told(4));
        let mut found = comparison.matches.iter();
        let found = found.find(|found| found.relation == Relation::Differs);
        let reasons = &found.expect("another day").because;
        assert!(!reasons[0].contains("second source"), "{reasons:?}");
        let last = reasons.last().map(String::as_str);
        assert_eq!(last, Some("the rest of the paragraph is the same"));
    }

    #[test]
    fn two_accounts_of_one_event_are_no_copies() {
        let b = "The old harbour closes in May, Ida Falk, the mayor, told reporters, as there is no money to repair it.\n\nShe said that the town had waited for the money for a decade.\n";
        let comparison = compared(COPY, b);
        assert_eq!(comparison.copied, []);
        assert!(comparison.matches.iter().all(|found| !found.copied));
        assert!(
            compared(
                "He declined to comment.\n\nNo.",
                "He declined to comment.\n\nYes."
            )
            .copied
            .is_empty()
        );
    }

    #[test]
    fn an_agency_is_credited_in_byline_dateline_or_thanks_and_not_by_any_mention() {
        let credits = |text: &str| credited(&Article::new("a", None, text.to_owned()));
        let story = "The harbour closes\n\nThe old harbour will close in May, the mayor said on Monday.\n\nNobody pays.";
        assert_eq!(credits(story), [""; 0]);
        assert_eq!(
            credits(&story.replace("The old", "LIND, May 2 (Reuters) - The old")),
            ["Reuters"]
        );
        assert_eq!(
            credits(&format!(
                "{story}\n\nThe Associated Press contributed to this report."
            )),
            ["AP"]
        );
        assert_eq!(
            credits(&story.replace("closes\n", "closes\n\nBy ANN OTT, ASSOCIATED PRESS\n")),
            ["AP"]
        );
        assert_eq!(
            credits(&format!("{story}\n\nHe told Reuters that he would stay.")),
            [""; 0]
        );
    }

    #[test]
    fn thousands_of_equal_paragraphs_are_passed_over_quickly() {
        let a = COPY.repeat(3_000);
        let article = Article::glance("a", None, a);
        let text = Text::new(&article);
        assert!(text.shared_with(&text).is_empty());
    }
}

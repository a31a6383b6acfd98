//! From the lines of a PDF to paragraphs: what goes on in the next line, what is a heading, what stands on every page.

use super::super::draft::Draft;
use super::letters::Line;
use crate::article::{Article, BlockKind, Imprint};
use rustc_hash::{FxHashMap, FxHashSet};

/// Letters so much larger than those of most of the text make a heading.
const HEADING: f64 = 1.12;
/// A gap between lines so much larger than most parts paragraphs.
const GAP: f64 = 1.25;
/// How far from the first or last line of a page a header or footer stands at most, in points.
const EDGE: f64 = 40.0;
/// Places closer than this are one, in points.
const STEP: f64 = 4.0;
/// The longest heading in bytes.
const HEADING_MAX: usize = 250;

/// The article under the name `id` that `lines` make.
pub fn article(id: &str, lines: &[Line]) -> Article {
    let page = Page::new(lines);
    let title = page.title(lines);
    let mut draft = Draft::default();
    let mut aside: Vec<&Line> = Vec::new();
    let mut last: Option<&Line> = None;
    let mut kind = BlockKind::Body;
    for line in lines {
        if page.is_furniture(line) {
            aside.push(line);
            continue;
        }
        let goes_on = last.is_some_and(|last| page.goes_on(last, line));
        if !goes_on {
            draft.end();
            for line in aside.drain(..) {
                draft.block(BlockKind::Boilerplate, &line.words);
            }
            let is_first = !draft.blocks().any(|(kind, _)| kind == BlockKind::Title);
            let is_title =
                title.is_some_and(|title| line.page == title.page && line.size >= title.size);
            kind = if is_title && is_first {
                BlockKind::Title
            } else if page.is_heading(line) {
                BlockKind::Heading
            } else if line.words.trim_start().starts_with(['•', '‣', '◦', '▪']) {
                BlockKind::List
            } else {
                BlockKind::Body
            };
        }
        let words = line.words.trim();
        match words.strip_suffix(['-', '\u{ad}', '‐']) {
            Some(start) if page.is_broken(start, words) => draft.words(kind, start),
            Some(start) if start.ends_with(char::is_alphanumeric) => draft.words(kind, words),
            _ => {
                draft.words(kind, words);
                draft.words(kind, " ");
            }
        }
        last = Some(line);
    }
    draft.end();
    for line in aside {
        draft.block(BlockKind::Boilerplate, &line.words);
    }
    draft.article(id, Imprint::default())
}

/// What is usual on the pages.
struct Page {
    /// The size of most letters.
    size: f64,
    /// The usual distance between two lines of a paragraph.
    leading: f64,
    /// By page and column (its left edge in steps of 20 points) the place where full lines end.
    right: f64,
    /// What stands at the head or foot of several pages, its figures left out, with its place.
    furniture: FxHashSet<(i64, String)>,
    /// The first parts of the compounds with a hyphen that stand within lines.
    compounds: FxHashSet<String>,
}

impl Page {
    fn new(lines: &[Line]) -> Self {
        let weigh = |of: &dyn Fn(&Line) -> Option<i64>| {
            let mut weights: FxHashMap<i64, usize> = FxHashMap::default();
            for line in lines {
                if let Some(key) = of(line) {
                    *weights.entry(key).or_default() += line.words.len();
                }
            }
            let most = weights
                .into_iter()
                .max_by_key(|(key, weight)| (*weight, -*key));
            most.map_or(0.0, |(key, _)| key as f64 / 10.0)
        };
        let size = weigh(&|line| Some((line.size * 10.0).round() as i64));
        let mut distances: FxHashMap<i64, usize> = FxHashMap::default();
        for pair in lines.windows(2) {
            let distance = pair[1].down - pair[0].down;
            if pair[0].page == pair[1].page && distance > 0.0 && distance < 4.0 * size {
                *distances
                    .entry((distance * 10.0).round() as i64)
                    .or_default() += 1;
            }
        }
        let leading = distances
            .into_iter()
            .max_by_key(|(key, count)| (*count, -*key));
        let mut pages: FxHashMap<(i64, String), FxHashSet<u32>> = FxHashMap::default();
        let mut last_page = 0;
        for line in lines {
            pages.entry(place(line)).or_default().insert(line.page);
            last_page = last_page.max(line.page);
        }
        // Only what is near the top or the foot of the pages can be such a thing.
        let downs = || lines.iter().map(|line| line.down);
        let (top, foot) = (
            downs().fold(f64::MAX, f64::min),
            downs().fold(f64::MIN, f64::max),
        );
        pages.retain(|(steps, _), _| {
            let down = *steps as f64 * STEP;
            down < top + EDGE || down > foot - EDGE
        });
        let many = (last_page as usize / 3).max(2);
        pages.retain(|_, on| on.len() >= many && last_page > 2 || on.len() >= 2 && last_page == 2);
        let mut compounds = FxHashSet::default();
        for line in lines {
            let parts = line
                .words
                .split_whitespace()
                .filter_map(|word| word.split_once('-'));
            let whole = parts.filter(|(_, rest)| rest.starts_with(char::is_alphanumeric));
            compounds.extend(whole.map(|(first, _)| bare(first)));
        }
        Self {
            size,
            leading: leading.map_or(1.2 * size, |(key, _)| key as f64 / 10.0),
            right: weigh(&|line| Some((line.right * 10.0).round() as i64)),
            furniture: pages.into_keys().collect(),
            compounds,
        }
    }

    /// The first line of the title: of the largest letters of the first page, if they are larger than the others.
    fn title<'l>(&self, lines: &'l [Line]) -> Option<&'l Line> {
        let first = lines.first()?.page;
        let on_first = lines
            .iter()
            .filter(|line| line.page == first && line.words.split_whitespace().count() > 1);
        let largest = on_first.reduce(|most, line| if line.size > most.size { line } else { most });
        largest.filter(|line| line.size >= HEADING * self.size)
    }

    fn is_heading(&self, line: &Line) -> bool {
        line.size >= HEADING * self.size && line.words.len() <= HEADING_MAX
    }

    /// Whether `line` stands on many pages at the same place, or is the number of its page.
    fn is_furniture(&self, line: &Line) -> bool {
        let words = line.words.trim();
        let is_number = words.len() <= 4 && words.bytes().all(|byte| byte.is_ascii_digit());
        self.furniture.contains(&place(line)) || is_number && words.parse() == Ok(line.page)
    }

    /// Whether the paragraph of `last` goes on in `line`.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        let alike = (last.size - line.size).abs() <= 0.08 * last.size.max(line.size);
        if !alike || line.words.trim_start().starts_with(['•', '‣', '◦', '▪']) {
            return false;
        }
        let ended = last
            .words
            .trim_end()
            .ends_with(['.', '!', '?', '”', '"', '»', ':', '…']);
        let begins = line
            .words
            .trim_start()
            .starts_with(|c: char| c.is_lowercase());
        if last.page != line.page || line.down < last.down - last.size {
            // Another page or column: a sentence that is not ended goes on.
            return !ended && (begins || !self.is_heading(line) && last.right > 0.8 * self.right);
        }
        let distance = line.down - last.down;
        let leading = if self.is_heading(line) {
            1.5 * line.size
        } else {
            self.leading
        };
        let near = distance <= GAP * leading.max(1.05 * line.size);
        // Columns are measured by the lines themselves: what ends early where a sentence ends is the end of a paragraph.
        let short =
            last.right < line.right - 6.0 * line.size && last.right < self.right - 6.0 * line.size;
        let indented =
            line.left > last.left + 0.8 * line.size && line.left < last.left + 5.0 * line.size;
        near && !(ended && (short || indented))
    }

    /// Whether `words` end in the midst of a word, of which `start` ends in the first part, and not after that of a compound.
    fn is_broken(&self, start: &str, words: &str) -> bool {
        let part = start.split_whitespace().next_back().unwrap_or("");
        words.ends_with('\u{ad}')
            || part.ends_with(char::is_lowercase)
                && !part.contains('-')
                && !self.compounds.contains(&bare(part))
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// A line's place from the top, in [`STEP`]s, and its words without figures.
fn place(line: &Line) -> (i64, String) {
    let words = line
        .words
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    ((line.down / STEP).round() as i64, words.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of one page: how far down, how large, and the words; they begin at the left edge and are as wide as they are long.
    fn page(number: u32, lines: &[(f64, f64, &str)]) -> Vec<Line> {
        let line = |(down, size, words): &(f64, f64, &str)| Line {
            page: number,
            left: 50.0,
            right: 50.0 + words.len() as f64 * size * 0.5,
            down: *down,
            size: *size,
            words: (*words).to_owned(),
        };
        lines.iter().map(line).collect()
    }

    fn blocks(lines: &[Line]) -> Vec<(BlockKind, String)> {
        article("a.pdf", lines).told()
    }

    #[test]
    fn lines_become_paragraphs_and_broken_words_whole() {
        use BlockKind::{Body, Heading, Title};
        let lines = page(
            1,
            &[
                (60.0, 20.0, "Harbour strike"),
                (84.0, 20.0, "goes on"),
                (
                    120.0,
                    10.0,
                    "The workers of the harbour stayed away on Mon-",
                ),
                (132.0, 10.0, "day, the second week of their well-"),
                (144.0, 10.0, "known strike."),
                (
                    170.0,
                    10.0,
                    "Another paragraph of a well-known kind stands here.",
                ),
                (200.0, 12.0, "What next"),
                (220.0, 10.0, "They meet on Friday."),
            ],
        );
        assert_eq!(
            blocks(&lines),
            [
                (Title, "Harbour strike goes on".to_owned()),
                (Body, "The workers of the harbour stayed away on Monday, the second week of their well-known strike.".to_owned()),
                (Body, "Another paragraph of a well-known kind stands here.".to_owned()),
                (Heading, "What next".to_owned()),
                (Body, "They meet on Friday.".to_owned()),
            ]
        );
    }

    #[test]
    fn what_stands_on_every_page_does_not_part_a_sentence() {
        let mut lines = Vec::new();
        for (number, first) in (1..).zip(["As the", "when all", "but the"]) {
            let second = format!("do not stop {first} page ends as it would be the case,");
            let first = format!("{first} words of it go on and on over the pages and");
            let foot = format!("The Paper, page {number}");
            lines.extend(page(
                number,
                &[
                    (100.0, 10.0, &first),
                    (112.0, 10.0, &second),
                    (800.0, 8.0, &foot),
                ],
            ));
        }
        let blocks = blocks(&lines);
        assert_eq!(blocks[0].1.matches("words of it").count(), 3, "{blocks:?}");
        assert_eq!(blocks.len(), 4);
        assert!(
            blocks[1..]
                .iter()
                .all(|(kind, _)| *kind == BlockKind::Boilerplate)
        );
    }
}

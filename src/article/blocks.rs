//! Where a block of plain text begins and ends, and of which kind it is.
//!
//! Lines are blocks of their own, as on the web, unless the text was hard-wrapped by whoever wrote it down: then blank
//! lines part the blocks. What a block is shows in its place, its length, its marks and its likeness to the others.

use super::boilerplate::{Page, folded, is_credit};
use super::{Block, BlockKind};
use crate::span::Span;

/// The longest title in characters; longer first paragraphs are leads.
const TITLE_MAX: usize = 200;
/// The longest heading in words.
const HEADING_MAX: usize = 10;
/// The longest name of a paper in words.
const MASTHEAD_MAX: usize = 5;
/// How many blocks from the top a byline may stand.
const TOP: usize = 6;

/// The blocks of `text`, in order; they leave only white space out.
pub fn find(text: &str) -> Vec<Block> {
    let spans = paragraphs(text);
    let page = Page::new(text, &spans);
    let mut blocks: Vec<Block> = Vec::with_capacity(spans.len());
    let mut paragraphs = 0;
    for (at, &span) in spans.iter().enumerate() {
        let lower = folded(span.of(text));
        let kind = if at == 0 && spans.len() > 1 && is_title(span.of(text)) {
            BlockKind::Title
        } else if page.is_repeated(at) || page.is_caption(at, &lower) {
            BlockKind::Caption
        } else if page.is_boilerplate(at, &lower) {
            BlockKind::Boilerplate
        } else if is_byline(text, &spans, at) || at < TOP && is_masthead(text, &spans, at) {
            BlockKind::Byline
        } else {
            plain_kind(text, &spans, at)
        };
        blocks.push(block(kind, span, &mut paragraphs));
    }
    blocks
}

/// The blocks of a text whose markup told their kinds, judged beside one another: which paragraphs are boilerplate or bylines.
pub fn judge(text: &str, blocks: &[Block]) -> Vec<Block> {
    let spans: Vec<Span> = blocks.iter().map(|block| block.span).collect();
    let page = Page::new(text, &spans);
    let mut paragraphs = 0;
    let judged = blocks.iter().enumerate().map(|(at, found)| {
        let judgeable = matches!(found.kind, BlockKind::Body | BlockKind::List);
        let words = found.span.of(text);
        let kind = if judgeable && page.is_boilerplate(at, &folded(words)) {
            BlockKind::Boilerplate
        } else if found.kind == BlockKind::Body && is_byline(text, &spans, at) {
            BlockKind::Byline
        } else {
            found.kind
        };
        block(kind, found.span, &mut paragraphs)
    });
    judged.collect()
}

/// The same blocks by the marks and length of each alone: none is known to be boilerplate or a caption.
pub fn glance(text: &str) -> Vec<Block> {
    let spans = paragraphs(text);
    let mut paragraphs = 0;
    let kind = |at: usize| match spans[at].of(text) {
        words if at == 0 && spans.len() > 1 && is_title(words) => BlockKind::Title,
        words if at < TOP && is_credit(words) => BlockKind::Byline,
        _ => plain_kind(text, &spans, at),
    };
    let block = |at: usize| block(kind(at), spans[at], &mut paragraphs);
    (0..spans.len()).map(block).collect()
}

/// A block with its number among the paragraphs, of which there were so many.
fn block(kind: BlockKind, span: Span, paragraphs: &mut usize) -> Block {
    *paragraphs += usize::from(kind.is_paragraph());
    Block {
        kind,
        span,
        paragraph: if kind.is_paragraph() { *paragraphs } else { 0 },
    }
}

/// Whether a line near the top or the end says who wrote or edited the text.
fn is_byline(text: &str, spans: &[Span], at: usize) -> bool {
    (at < TOP || at + 3 > spans.len()) && is_credit(spans[at].of(text))
}

/// Whether a line at the top names the paper or the day: a few capitalised words or figures, right behind the author's.
fn is_masthead(text: &str, spans: &[Span], at: usize) -> bool {
    let words = spans[at].of(text);
    let large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let small = ["of", "the", "and", "&", "for"];
    at > 0
        && words.split_whitespace().count() <= MASTHEAD_MAX
        && large(words)
        && words
            .split_whitespace()
            .all(|word| large(word) || small.contains(&word))
        && !words.ends_with(['.', '!', '?', ':', '"', '”'])
        && (is_credit(spans[at - 1].of(text)) || is_masthead(text, spans, at - 1))
}

/// The kind that a block has by its marks and length alone.
fn plain_kind(text: &str, spans: &[Span], at: usize) -> BlockKind {
    let words = spans[at].of(text);
    if words.starts_with('>') {
        return BlockKind::Quotation;
    }
    if is_list_item(words) {
        return BlockKind::List;
    }
    let ends_open = !words.ends_with(['.', '!', '?', '…', ':', ';', ',', '"', '”', '’', '\'']);
    let followed = spans
        .get(at + 1)
        .is_some_and(|next| next.len() > words.len());
    if at > 0 && followed && ends_open && words.split_whitespace().count() <= HEADING_MAX {
        return BlockKind::Heading;
    }
    BlockKind::Body
}

fn is_title(words: &str) -> bool {
    let last = words.trim_end_matches(['.', '?', '!', '”', '"', '’', '\'']);
    let sentences = crate::language::sentence::split(last, Span::new(0, last.len())).len();
    let count = words.split_whitespace().count();
    words.chars().count() <= TITLE_MAX
        && sentences == 1
        && (!words.ends_with('.') || count <= 18)
        && !is_list_item(words)
}

fn is_list_item(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('•' | '‣' | '◦' | '*' | '-' | '–') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(first) if first.is_ascii_digit() => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(". ") || rest.starts_with(") ")
        }
        _ => false,
    }
}

/// The lines of `text`, trimmed.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        lines.push(Span::new(start, start + line.len()).trimmed(text));
        start += line.len();
    }
    lines
}

/// Whether `text` was hard-wrapped by whoever wrote it down.
pub fn is_wrapped(text: &str) -> bool {
    is_hard_wrapped(&lines(text))
}

/// The paragraphs of `text`, trimmed, without empty ones.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = lines(text);
    if is_hard_wrapped(&lines) {
        let mut joined: Vec<Span> = Vec::new();
        let mut open = false;
        for line in lines {
            match joined.last_mut() {
                Some(last) if open && !line.is_empty() => *last = last.join(line),
                _ if !line.is_empty() => joined.push(line),
                _ => {}
            }
            open = !line.is_empty();
        }
        return joined;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Whether the lines break where the page was full and not where the paragraphs end.
fn is_hard_wrapped(lines: &[Span]) -> bool {
    let inner: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| pair[0].len())
        .collect();
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let full = inner
        .iter()
        .filter(|length| **length * 10 >= longest * 7)
        .count();
    inner.len() >= 4 && longest <= 120 && full * 10 >= inner.len() * 7
}

/// The title that `blocks` give, or the first words of `text`.
pub fn title(text: &str, blocks: &[Block]) -> String {
    if let Some(title) = blocks.iter().find(|block| block.kind == BlockKind::Title) {
        return title
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let first = blocks
        .iter()
        .find(|block| block.kind.is_told())
        .or(blocks.first());
    let sentence = first.and_then(|block| {
        crate::language::sentence::split(text, block.span)
            .into_iter()
            .next()
    });
    let words = sentence.map_or("", |span| span.of(text));
    let mut title = String::new();
    for word in words.split_whitespace() {
        if title.chars().count() + word.chars().count() > 90 {
            title.push_str(" …");
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(90));
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        find(text).into_iter().map(|block| block.kind).collect()
    }

    const STORY: &str = "Harbour strike enters second week

By Ann Example

Dock workers at the harbour of Lund stayed away from work on Monday, the second week of their strike.

The harbour company said that it had offered the workers a rise of three percent.

Follow us on Facebook and sign up for our newsletter.

The workers’ union called the offer of the company an insult and said the strike would go on.

If you want to sleep better, try a new pillow. Our guide compares twenty mattresses and tells you which one is best for your back.

What comes next

The company and the union will meet on Friday at the harbour office.

Related: Ten quiet beaches for the weekend";

    #[test]
    fn a_story_shows_its_kinds_of_blocks() {
        use BlockKind::{Body, Boilerplate, Byline, Heading, Title};
        assert_eq!(
            kinds(STORY),
            [
                Title,
                Byline,
                Body,
                Body,
                Boilerplate,
                Body,
                Boilerplate,
                Heading,
                Body,
                Boilerplate
            ]
        );
    }

    #[test]
    fn the_paper_named_behind_its_author_is_part_of_the_byline() {
        use BlockKind::{Body, Byline, Title};
        let text = "Harbour strike enters second week\n\nBy Ann Example\nThe Lund Gazette\n14 March 2024\n\nDock workers at the harbour of Lund stayed away from work on Monday.\n\nThe company has offered them three percent.";
        assert_eq!(kinds(text), [Title, Byline, Byline, Byline, Body, Body]);
    }

    #[test]
    fn a_byline_that_markup_calls_a_paragraph_is_one_all_the_same() {
        let text = "Harbour strike enters second week\n\nEXCLUSIVE by Ann Example, in Lund\n\nDock workers at the harbour of Lund stayed away from work on Monday.\n\nThe company has offered them three percent.\n\nThe mayor of Lund stayed away as well.\n\n(Reporting by Ann Example)";
        let marked: Vec<Block> = find(text)
            .into_iter()
            .map(|block| Block {
                kind: BlockKind::Body,
                ..block
            })
            .collect();
        let judged: Vec<BlockKind> = judge(text, &marked).iter().map(|of| of.kind).collect();
        assert_eq!(judged[1], BlockKind::Byline);
        assert_eq!(judged[2..5], [BlockKind::Body; 3]);
        assert_eq!(judged[5], BlockKind::Byline);
    }

    #[test]
    fn a_caption_given_twice_is_no_statement() {
        let text = "Title of it\n\nThe mayor, left, opens the bridge in Lund, May 3, 2021.\n\nThe mayor, left, opens the bridge in Lund, Monday, May 3, 2021.\n\nThe mayor opened the bridge on Monday.";
        assert_eq!(kinds(text)[1..3], [BlockKind::Caption, BlockKind::Caption]);
        assert_eq!(kinds(text)[3], BlockKind::Body);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The first line of it is as long as the\nsecond line which is also about so long\nas the third line that ends the para-\ngraph here with some more of the words\nand stops.\n\nAnother one begins here and is short.";
        assert_eq!(find(text).len(), 2);
    }

    proptest! {
        #[test]
        fn a_glance_sees_the_same_blocks(text in "\\PC{0,40}([\\n\\r]{1,2}[\\PC\\t]{0,60}){0,6}") {
            let spans = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.span).collect::<Vec<_>>();
            prop_assert_eq!(spans(glance(&text)), spans(find(&text)));
        }

        #[test]
        fn any_text_gives_blocks_that_leave_only_white_space_out(text in "\\PC{0,40}([\\n\\r]{1,2}[\\PC\\t]{0,60}){0,6}") {
            let kept: String = find(&text).iter().map(|block| block.span.of(&text)).collect();
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
        }
    }
}

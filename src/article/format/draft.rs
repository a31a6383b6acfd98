//! How an article is made out of pieces of a marked text: blocks of known kinds, one after the other.

use crate::article::{Article, Block, BlockKind, Imprint, Link, tongue};
use crate::span::Span;

/// The longest block in bytes: a longer one goes on in the next, so that no line is wrapped for ever.
const LONGEST: usize = 64 * 1024;

/// Among so many first blocks the title may stand again.
const TOP: usize = 6;

/// A text in the making. White space within a block becomes single spaces; blocks are parted by an empty line.
#[derive(Debug, Default)]
pub struct Draft {
    text: String,
    blocks: Vec<(BlockKind, Span)>,
    links: Vec<Link>,
    /// Where the open block begins, and its kind.
    open: Option<(BlockKind, usize)>,
    /// Whether white space stood before what comes next.
    spaced: bool,
    /// Where the open link begins, and its address; at the greatest place there is while no word of it has come.
    link: Option<(usize, String)>,
    /// What the next block begins with.
    mark: Option<String>,
}

impl Draft {
    /// Whether there is nothing in it yet.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.open.is_none()
    }

    /// The words of the blocks that are done, with their kinds.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockKind, &str)> {
        let text = self.text.as_str();
        self.blocks
            .iter()
            .map(|(kind, span)| (*kind, span.of(text)))
    }

    /// Appends words to the open block, or begins one of `kind` with them.
    pub fn words(&mut self, kind: BlockKind, words: &str) {
        for part in words.split_inclusive(char::is_whitespace) {
            let word = part.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.word(kind, word);
            }
            self.spaced |= word.len() < part.len();
        }
    }

    fn word(&mut self, kind: BlockKind, word: &str) {
        match self.open {
            None => {
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
                self.open = Some((kind, self.text.len()));
                self.text.extend(self.mark.take());
            }
            Some((_, start)) if self.spaced && self.text.len() - start > LONGEST => {
                self.end();
                self.word(kind, word);
                return;
            }
            Some(_) if self.spaced => self.text.push(' '),
            Some(_) => {}
        }
        self.spaced = false;
        if let Some((start, _)) = &mut self.link
            && *start == usize::MAX
        {
            *start = self.text.len();
        }
        self.text.extend(word.chars().filter(|c| *c != '\u{ad}'));
    }

    /// The next block begins with `mark`, if any words come.
    pub fn mark(&mut self, mark: String) {
        self.end();
        self.mark = Some(mark);
    }

    /// Ends the open block.
    pub fn end(&mut self) {
        let link = self.link.take();
        if let Some((start, address)) = link {
            // A link over several blocks is one link in each of them.
            self.push_link(start, address.clone());
            self.link = Some((usize::MAX, address));
        }
        self.spaced = false;
        if let Some((kind, start)) = self.open.take() {
            let span = Span::new(start, self.text.len()).trimmed(&self.text);
            if span.is_empty() {
                self.text.truncate(start);
            } else {
                self.blocks.push((kind, span));
            }
        }
    }

    /// Adds a whole block.
    pub fn block(&mut self, kind: BlockKind, words: &str) {
        self.end();
        self.words(kind, words);
        self.end();
    }

    /// The words from here on lead to `address`.
    pub fn begin_link(&mut self, address: &str) {
        self.end_link();
        let address = address.trim();
        if !address.is_empty() {
            self.link = Some((usize::MAX, address.to_owned()));
        }
    }

    /// The words from here on lead nowhere.
    pub fn end_link(&mut self) {
        if let Some((start, address)) = self.link.take() {
            self.push_link(start, address);
        }
    }

    fn push_link(&mut self, start: usize, address: String) {
        if start < self.text.len() {
            let span = Span::new(start, self.text.len());
            self.links.push(Link { span, address });
        }
    }

    /// Appends block `at` of `other` as one of `kind`, with its links.
    fn copy(&mut self, other: &Self, at: usize, kind: BlockKind) {
        self.end();
        let span = other.blocks[at].1;
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(span.of(&other.text));
        self.blocks.push((kind, Span::new(start, self.text.len())));
        let first = other
            .links
            .partition_point(|link| link.span.end <= span.start);
        let inside = other.links[first..]
            .iter()
            .take_while(|link| link.span.start < span.end);
        self.links.extend(inside.map(|link| Link {
            span: Span::new(
                start + link.span.start.max(span.start) - span.start,
                start + link.span.end.min(span.end) - span.start,
            ),
            address: link.address.clone(),
        }));
    }

    /// The same with boilerplate before the blocks of these places; the places in order.
    #[must_use]
    pub fn with_left_out<'w>(&self, left_out: impl Iterator<Item = (usize, &'w str)>) -> Self {
        let mut made = Self::default();
        let mut left_out = left_out.peekable();
        for at in 0..=self.blocks.len() {
            while let Some((_, words)) = left_out.next_if(|(before, _)| *before <= at) {
                made.block(BlockKind::Boilerplate, words);
            }
            if let Some((kind, _)) = self.blocks.get(at) {
                made.copy(self, at, *kind);
            }
        }
        made
    }

    /// The same under the title and byline that `imprint` gives, unless it begins with that title anyway.
    #[must_use]
    pub fn under(&self, imprint: &Imprint) -> Self {
        let mut made = Self::default();
        let squeezed = |words: &str| -> String {
            let kept = words.chars().filter(|c| c.is_alphanumeric());
            kept.flat_map(char::to_lowercase).collect()
        };
        let title = imprint.title.as_deref().map(squeezed);
        if let Some(title) = &imprint.title {
            made.block(BlockKind::Title, title);
        }
        let date = imprint.date.map(crate::day::Day::iso);
        let by = [&imprint.byline, &imprint.outlet, &date];
        let by: Vec<&str> = by.into_iter().flatten().map(String::as_str).collect();
        let mut byline = (!by.is_empty()).then(|| by.join(" · "));
        for (at, (kind, span)) in self.blocks.iter().enumerate() {
            let words = span.of(&self.text);
            let heading = matches!(kind, BlockKind::Heading | BlockKind::Title);
            if at < TOP && heading && title.as_ref() == Some(&squeezed(words)) {
                continue;
            }
            let is_title = at == 0 && heading && title.is_none();
            if !is_title && let Some(byline) = byline.take() {
                made.block(BlockKind::Byline, &byline);
            }
            made.copy(self, at, if is_title { BlockKind::Title } else { *kind });
        }
        made
    }

    /// The finished article under the name `id`; its title is that of `imprint`, else its first title block or words.
    pub fn article(mut self, id: &str, imprint: Imprint) -> Article {
        self.end_link();
        self.end();
        let mut paragraphs = 0;
        let mut numbered = |(kind, span): (BlockKind, Span)| {
            paragraphs += usize::from(kind.is_paragraph());
            Block {
                kind,
                span,
                paragraph: if kind.is_paragraph() { paragraphs } else { 0 },
            }
        };
        let blocks: Vec<Block> = self.blocks.into_iter().map(&mut numbered).collect();
        let given = imprint.title.clone();
        let language = tongue::find(&self.text, &blocks, imprint.language.as_deref());
        let imprint = Imprint {
            language,
            ..imprint
        };
        Article {
            id: id.to_owned(),
            title: given.unwrap_or_else(|| crate::article::blocks::title(&self.text, &blocks)),
            text: self.text,
            blocks,
            marked: true,
            imprint,
            links: self.links,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_blocks_with_single_spaces_and_links_where_their_words_stand() {
        let mut draft = Draft::default();
        draft.words(BlockKind::Body, "  One \n ");
        draft.begin_link(" https://example.org/a ");
        draft.words(BlockKind::Body, "two\tthree");
        draft.end();
        draft.words(BlockKind::Heading, "hy\u{ad}phen");
        draft.end_link();
        draft.words(BlockKind::Heading, "ated ");
        let article = draft.article("x", Imprint::default());
        assert_eq!(article.text, "One two three\n\nhyphenated");
        let links: Vec<_> = article
            .links
            .iter()
            .map(|link| link.span.of(&article.text))
            .collect();
        assert_eq!(links, ["two three", "hyphen"]);
        assert_eq!(article.links[1].address, "https://example.org/a");
        assert_eq!(article.blocks[1].kind, BlockKind::Heading);
        assert_eq!(article.title, "One two three");
    }

    #[test]
    fn a_block_without_end_goes_on_in_the_next() {
        let mut draft = Draft::default();
        draft.words(BlockKind::Body, &"word ".repeat(40_000));
        let article = draft.article("x", Imprint::default());
        assert_eq!(article.blocks.len(), 4);
    }
}

//! Anything readable becomes an [`Article`]: one text with its title and its blocks.
//!
//! | question | room |
//! |---|---|
//! | where an article comes from: files, folders, pipes, addresses | [`source`] |
//! | how bytes of any format become a text with its blocks | [`mod@format`] |
//! | where a block begins and ends, and of which kind it is | [`blocks`] |
//! | which blocks are adverts, prompts and links | [`boilerplate`] |
//! | what of a stranger's text may reach a terminal | [`clean`] |
//! | where its words lead, and what of an address may be handed on | [`link`] |
//! | which language a text is in | [`tongue`] |

pub mod blocks;
pub mod boilerplate;
pub mod clean;
pub mod format;
pub mod link;
pub mod source;
pub mod tongue;

use crate::day::Day;
use crate::span::Span;
pub use link::Link;
use std::borrow::Cow;

/// One text with its title and blocks. Offsets are bytes of `text`, which is kept exactly as it came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// What the caller calls it: a path, an address, or the id of a batch line.
    pub id: String,
    /// Its title: given, or the first title block, or its first words.
    pub title: String,
    /// The whole text, untouched.
    pub text: String,
    /// The blocks in order; they do not overlap and leave only white space out.
    pub blocks: Vec<Block>,
    /// Whether the kinds of the blocks come from the text's own markup; else they are guessed.
    pub marked: bool,
    /// Who published it and when, as far as it says.
    pub imprint: Imprint,
    /// Where its words lead, in order of their places.
    pub links: Vec<Link>,
}

/// Who published an article and when, as far as its page or file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The title that it was given; the text may not hold it.
    pub title: Option<String>,
    /// The paper, station or site.
    pub outlet: Option<String>,
    /// Who wrote it, without "by".
    pub byline: Option<String>,
    /// The day it is of: what "today" means in it.
    pub date: Option<Day>,
    /// The language it is written in: its code after ISO 639-1, or 639-3 where there is none; detected, else as declared.
    pub language: Option<String>,
}

/// A stretch of an article that belongs together on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without white space at its ends; never empty.
    pub span: Span,
    /// Its number among the paragraphs, from 1: what "¶" names in panel, copies and exports. 0 for titles, bylines,
    /// captions and headings; boilerplate counts, so that calling a paragraph that moves no other number.
    pub paragraph: usize,
}

/// What a block is. Blocks mark text, they never cut it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote it, when, for whom.
    Byline,
    /// A paragraph of the article.
    Body,
    /// The text under a picture.
    Caption,
    /// A paragraph set off as a quotation.
    Quotation,
    /// A heading between paragraphs.
    Heading,
    /// An item of a list.
    List,
    /// Adverts, newsletter prompts, links to other articles, navigation.
    Boilerplate,
}

impl BlockKind {
    /// Whether it counts as a paragraph.
    pub const fn is_paragraph(self) -> bool {
        matches!(
            self,
            Self::Body | Self::Quotation | Self::List | Self::Boilerplate
        )
    }

    /// Whether its sentences can state something about the story.
    pub const fn is_told(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Body | Self::Quotation | Self::Heading | Self::List
        )
    }
}

impl Article {
    /// Reads plain text into blocks. `title` is what the caller knows it by, if anything.
    pub fn new(id: impl Into<String>, title: Option<String>, text: String) -> Self {
        Self::plain(id, title, text, blocks::find)
    }

    /// Plain text in blocks, each by its own marks alone: quick also for a book. [`Self::judged`] does the rest.
    pub fn glance(id: impl Into<String>, title: Option<String>, text: String) -> Self {
        Self::plain(id, title, text, blocks::glance)
    }

    fn plain(
        id: impl Into<String>,
        title: Option<String>,
        text: String,
        find: impl Fn(&str) -> Vec<Block>,
    ) -> Self {
        let given = title.filter(|title| !title.trim().is_empty());
        let blocks = find(&text);
        let language = tongue::find(&text, &blocks, None);
        Self {
            id: id.into(),
            title: given
                .clone()
                .unwrap_or_else(|| blocks::title(&text, &blocks)),
            blocks,
            imprint: Imprint {
                title: given,
                language,
                ..Imprint::default()
            },
            text,
            ..Self::default()
        }
    }

    /// The same text with each block judged beside the others, as [`Self::new`] reads it.
    #[must_use]
    pub fn judged(self) -> Self {
        if self.marked {
            let blocks = blocks::judge(&self.text, &self.blocks);
            return Self { blocks, ..self };
        }
        let blocks = blocks::find(&self.text);
        let given = self.imprint.title.clone();
        Self {
            title: given.unwrap_or_else(|| blocks::title(&self.text, &blocks)),
            blocks,
            ..self
        }
    }

    /// The language where it is another than English, in which alone claims are found by words: its English name, else
    /// what it is called where it was saved, fit for a terminal.
    pub fn foreign_language(&self) -> Option<Cow<'_, str>> {
        let code = self.imprint.language.as_deref();
        let foreign = code.filter(|_| self.is_foreign());
        foreign.map(|code| clean::line(tongue::name(code)))
    }

    /// Whether it is surely in another language than English.
    pub fn is_foreign(&self) -> bool {
        let code = self.imprint.language.as_deref();
        code.is_some_and(|code| code != "en")
    }

    /// Its blocks with their words.
    #[cfg(all(
        test,
        any(
            feature = "html",
            feature = "markdown",
            feature = "mail",
            feature = "pdf"
        )
    ))]
    pub(crate) fn told(&self) -> Vec<(BlockKind, String)> {
        let words = |block: &Block| (block.kind, block.span.of(&self.text).to_owned());
        self.blocks.iter().map(words).collect()
    }

    /// The number of the paragraph that holds byte `at`, 0 outside paragraphs; see [`Block::paragraph`].
    pub fn paragraph_at(&self, at: usize) -> usize {
        let block = self.blocks.partition_point(|block| block.span.end <= at);
        self.blocks.get(block).map_or(0, |block| block.paragraph)
    }
}

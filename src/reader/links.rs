//! Where an article's words lead: the list of its links, the way to their words, and their addresses to take along.

use super::index::letter;
use super::list::{Body, Row, Target};
use super::state::{Effect, State};
use super::wrap::cut;
use crate::article::{Article, BlockKind, Link, clean};
use crate::span::Span;

/// So many cells of a link's words are shown before its address.
const WORDS: usize = 36;

impl State {
    /// The links of the articles in the panes, those of the story before those in adverts and the like.
    pub(super) fn link_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for side in self.sides() {
            let Some(article) = self.article(side) else {
                continue;
            };
            let (mut story, mut folded) = (Vec::new(), Vec::new());
            for (number, link) in article.links.iter().enumerate() {
                let Some(address) = link.offered() else {
                    continue;
                };
                let row = self.link_row(side, number, (article, link), &address);
                if is_boilerplate(article, link.span) {
                    folded.push(row);
                } else {
                    story.push(row);
                }
            }
            rows.push(self.article_heading(side, story.len(), ""));
            rows.extend(story);
            if !folded.is_empty() {
                let letter = self.letter(side);
                let count = folded.len();
                let words = format!("{letter}  in adverts and the like · {count}");
                rows.push(Row::heading(words));
                rows.extend(folded);
            }
        }
        rows
    }

    fn link_row(
        &self,
        side: usize,
        number: usize,
        (article, link): (&Article, &Link),
        address: &str,
    ) -> Row {
        let letter = letter(self.shown[side]);
        let place = match article.paragraph_at(link.span.start) {
            0 => letter.to_string(),
            paragraph => format!("{letter} ¶{paragraph}"),
        };
        let words = clean::line(link.span.of(&article.text));
        let words = cut(&words, WORDS);
        Row {
            // Angles around the address, so that words that look like another one don't pass for it (RFC 3986, C).
            body: Body::One(place, format!("{words} <{address}>")),
            target: Some(Target::Link(self.shown[side], number)),
        }
    }

    fn link(&self, article: usize, number: usize) -> Option<&Link> {
        self.comparison.articles.get(article)?.links.get(number)
    }

    /// Goes to the words of a link, and says where they lead.
    pub(super) fn go_to_link(&mut self, article: usize, number: usize) {
        let Some((words, address)) = self
            .link(article, number)
            .and_then(|link| Some((link.span, link.offered()?)))
        else {
            return;
        };
        self.leave();
        self.bring(article);
        if let Some(side) = self.side_of(article) {
            self.stand_at(side, words);
        }
        self.at_link = Some((article, words));
        self.message = Some(format!("leads to {address}"));
    }

    /// Hands the address of a link to the terminal, and says how its page is opened.
    pub(super) fn copy_link(&mut self, article: usize, number: usize) -> Effect {
        let Some((address, is_page)) = self
            .link(article, number)
            .and_then(|link| Some((link.offered()?, link.is_page())))
        else {
            return Effect::Draw;
        };
        let says = if !is_page || !cfg!(feature = "fetch") {
            "sent to your terminal, which may put it into the clipboard"
        } else if self.comparison.articles.len() > 1 {
            "sent to your terminal; as a further article: crossread A B ADDRESS"
        } else {
            "sent to your terminal; beside this article: crossread A ADDRESS"
        };
        self.hand_over(address, says)
    }
}

/// Whether `words` stand in what is folded.
fn is_boilerplate(article: &Article, words: Span) -> bool {
    let blocks = &article.blocks;
    let at = blocks.partition_point(|block| block.span.end <= words.start);
    let block = blocks.get(at);
    block.is_some_and(|block| block.kind == BlockKind::Boilerplate)
}

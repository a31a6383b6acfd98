//! Markdown: its marks become blocks and links.

use super::dates::first_day;
use super::draft::Draft;
use crate::article::{Article, BlockKind, Imprint};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The article under the name `id` that `text` is.
pub fn read(id: &str, text: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        draft: Draft::default(),
        imprint: Imprint::default(),
        quotations: 0,
        kind: BlockKind::Body,
        lists: Vec::new(),
        cells: 0,
        in_head: false,
    };
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.draft.end();
    let Reader { draft, imprint, .. } = reader;
    // The first heading is the title, unless the head gives one.
    draft.under(&imprint).article(id, imprint)
}

struct Reader {
    draft: Draft,
    imprint: Imprint,
    /// How many quotations are open.
    quotations: usize,
    /// What the open block is.
    kind: BlockKind,
    /// The lists that are open: the number of the next item, none where items have no numbers.
    lists: Vec<Option<u64>>,
    /// How many cells of the row have begun.
    cells: usize,
    /// Whether this is the head of the file, not its text.
    in_head: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(words) if self.in_head => self.head(&words),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.words(&words),
            Event::Html(markup) | Event::InlineHtml(markup) => self.words(&without_tags(&markup)),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Rule => self.draft.end(),
            Event::FootnoteReference(name) => self.words(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.words(if done { "☑ " } else { "☐ " }),
        }
    }

    fn words(&mut self, words: &str) {
        self.draft.words(self.kind, words);
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.block(BlockKind::Heading),
            Tag::BlockQuote(_) => {
                self.quotations += 1;
                self.block(BlockKind::Quotation);
            }
            Tag::List(first) => {
                self.draft.end();
                self.lists.push(first);
            }
            Tag::Item => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.draft.mark(mark);
                self.kind = BlockKind::List;
            }
            Tag::Paragraph if !self.lists.is_empty() => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.paragraph(),
            Tag::FootnoteDefinition(name) => {
                self.draft.mark(format!("[{name}] "));
                self.kind = BlockKind::List;
            }
            Tag::TableHead | Tag::TableRow => {
                self.block(BlockKind::List);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.words(" | ");
                }
                self.cells += 1;
            }
            Tag::Link { dest_url, .. } if dest_url.contains(':') => {
                self.draft.begin_link(&dest_url);
            }
            Tag::MetadataBlock(_) => self.in_head = true,
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.quotations = self.quotations.saturating_sub(1);
                self.draft.end();
                self.paragraph();
            }
            TagEnd::List(_) => {
                self.draft.end();
                self.lists.pop();
                self.paragraph();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Table => {
                self.draft.end();
                self.paragraph();
            }
            TagEnd::Link => self.draft.end_link(),
            TagEnd::MetadataBlock(_) => self.in_head = false,
            _ => {}
        }
    }

    fn block(&mut self, kind: BlockKind) {
        self.draft.end();
        self.kind = kind;
    }

    /// What follows is a paragraph of what is open.
    fn paragraph(&mut self) {
        self.kind = if !self.lists.is_empty() {
            BlockKind::List
        } else if self.quotations > 0 {
            BlockKind::Quotation
        } else {
            BlockKind::Body
        };
    }

    /// Lines such as `title: "Strike"` at the head of the file.
    fn head(&mut self, lines: &str) {
        for line in lines.lines() {
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            let given = (!value.is_empty()).then(|| value.to_owned());
            match key.trim().to_ascii_lowercase().as_str() {
                "title" => self.imprint.title = given,
                "author" | "authors" | "byline" => self.imprint.byline = given,
                "outlet" | "source" | "publisher" => self.imprint.outlet = given,
                "lang" | "language" => self.imprint.language = given,
                "date" | "published" => self.imprint.date = first_day(value),
                _ => {}
            }
        }
    }
}

/// `markup` without its tags and comments.
fn without_tags(markup: &str) -> String {
    let mut words = String::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") {
            "-->"
        } else {
            ">"
        };
        let Some(length) = rest[at..].find(end) else {
            return words;
        };
        rest = &rest[at + length + end.len()..];
    }
    words.push_str(rest);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTE: &str = "---\ntitle: \"Harbour strike\"\nauthor: Ann Example\ndate: 2021-05-03\n---\n\n\
# Harbour strike\n\nDock workers *stayed* away, [the union](https://example.org/u \"x\")\nsaid.\n\n\
## Demands\n\n1. More pay\n2. Less work\n   - at night\n\n> “It is not enough,” she said.\n\n\
| Year | Pay |\n|---|---|\n| 2020 | 3 % |\n\n<div>Aside <b>words</b></div>\n";

    #[test]
    fn marks_become_blocks_and_links() {
        use BlockKind::{Body, Byline, Heading, List, Quotation, Title};
        let article = read("a.md", NOTE);
        let blocks: Vec<_> = article
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.of(&article.text)))
            .collect();
        assert_eq!(
            blocks,
            [
                (Title, "Harbour strike"),
                (Byline, "Ann Example · 2021-05-03"),
                (Body, "Dock workers stayed away, the union said."),
                (Heading, "Demands"),
                (List, "1. More pay"),
                (List, "2. Less work"),
                (List, "• at night"),
                (Quotation, "“It is not enough,” she said."),
                (List, "Year | Pay"),
                (List, "2020 | 3 %"),
                (Body, "Aside words"),
            ]
        );
        assert_eq!(article.links.len(), 1);
        assert_eq!(article.links[0].span.of(&article.text), "the union");
        assert_eq!(article.links[0].address, "https://example.org/u");
    }

    #[test]
    fn the_first_heading_is_the_title_where_no_head_gives_one() {
        let article = read("a.md", "Title of it\n===\n\nWords.");
        assert_eq!(article.title, "Title of it");
        assert_eq!(article.blocks[0].kind, BlockKind::Title);
    }

    #[test]
    fn marks_nested_without_end_are_words() {
        for mark in ["> ", "- ", "[", "![](", "*", "<a>", "``x "] {
            let article = read("a.md", &format!("{} end", mark.repeat(30_000)));
            assert!(article.text.contains("end"), "{mark}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\PC\\n>#*`|\\[\\]()<-]{0,200}") {
            let article = read("a.md", &text);
            prop_assert!(article.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(article.links.iter().all(|link| !link.span.is_empty() && article.text.get(link.span.range()).is_some()));
        }
    }
}

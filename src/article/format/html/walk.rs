//! From a tree of elements to blocks: what begins a block, and of which kind it is.

use super::super::draft::Draft;
use crate::article::BlockKind;
use dom_query::NodeRef;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Which elements are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All but what is hidden or only there to be clicked.
    Article,
    /// The same without what belongs to the site around the article.
    WithoutSite,
}

/// Elements that are there to be clicked or filled in.
static CONTROLS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    "script style template noscript button select input textarea option datalist progress meter svg math iframe object \
     video audio canvas head title dialog"
        .split_whitespace()
        .collect()
});

/// Elements within a line; all others begin and end blocks.
static INLINE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb rp rt rtc ruby s \
     samp slot small span strike strong sub sup time tt u var wbr img picture source"
        .split_whitespace()
        .collect()
});

/// The longest cell of a table that is shown as one, in bytes.
const CELL: usize = 160;

/// Appends the blocks of what is in `node`.
pub fn walk(node: &NodeRef<'_>, extent: Extent, draft: &mut Draft) {
    let mut walker = Walker {
        draft,
        extent,
        breaks: 0,
        lists: Vec::new(),
    };
    walker.children(node, BlockKind::Body);
    walker.draft.end();
}

struct Walker<'d> {
    draft: &'d mut Draft,
    extent: Extent,
    /// How many line breaks came since the last word.
    breaks: usize,
    /// The lists that are open: the number of the next item, none where items have no numbers.
    lists: Vec<Option<usize>>,
}

impl Walker<'_> {
    fn children(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                if !text.trim().is_empty() {
                    self.breaks = 0;
                }
                self.draft.words(kind, &text);
            } else if child.is_element() {
                self.element(&child, kind);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        let Some(name) = node.node_name() else {
            return;
        };
        let name = name.as_ref();
        if CONTROLS.contains(name) || is_hidden(node) {
            return;
        }
        if self.extent == Extent::WithoutSite && is_of_site(node, name) {
            self.draft.end();
            return;
        }
        match name {
            "br" => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.draft.end();
                } else {
                    self.draft.words(kind, " ");
                }
            }
            "a" => {
                let address = node.attr_or("href", "");
                if leads_out(&address) {
                    self.draft.begin_link(&address);
                    self.children(node, kind);
                    self.draft.end_link();
                } else {
                    self.children(node, kind);
                }
            }
            "q" => {
                self.draft.words(kind, "“");
                self.children(node, kind);
                self.draft.words(kind, "”");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.apart(node, BlockKind::Heading),
            "blockquote" => self.apart(node, BlockKind::Quotation),
            "figure" | "figcaption" | "caption" => self.apart(node, BlockKind::Caption),
            "ul" | "menu" | "dl" => self.list(node, kind, None),
            "ol" => {
                let first = node.attr_or("start", "1").parse().unwrap_or(1);
                self.list(node, kind, Some(first));
            }
            "li" => self.item(node),
            "dt" | "dd" => self.apart(node, BlockKind::List),
            "tr" if is_row(node) => self.row(node),
            _ if INLINE.contains(name) => {
                if name == "img" {
                    self.draft.words(kind, " ");
                }
                self.children(node, kind);
            }
            _ if is_caption(node) => self.apart(node, BlockKind::Caption),
            _ => self.apart(node, kind),
        }
    }

    /// What stands in blocks of its own.
    fn apart(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        self.draft.end();
        self.children(node, kind);
        self.draft.end();
    }

    fn list(&mut self, node: &NodeRef<'_>, kind: BlockKind, first: Option<usize>) {
        self.lists.push(first);
        self.apart(node, kind);
        self.lists.pop();
    }

    fn item(&mut self, node: &NodeRef<'_>) {
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "• ".to_owned(),
        };
        self.draft.mark(mark);
        self.children(node, BlockKind::List);
        self.draft.end();
    }

    /// A row of a table on one line.
    fn row(&mut self, node: &NodeRef<'_>) {
        self.draft.end();
        for (at, cell) in node.element_children().into_iter().enumerate() {
            if at > 0 {
                self.draft.words(BlockKind::List, " | ");
            }
            self.children(&cell, BlockKind::List);
        }
        self.draft.end();
    }
}

/// Whether a browser would not show it.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || {
        node.attr_or("style", "")
            .to_ascii_lowercase()
            .replace(' ', "")
    };
    node.has_attr("hidden")
        || node.has_attr("style")
            && (style().contains("display:none") || style().contains("visibility:hidden"))
}

/// Whether it belongs to the site and not to the article.
fn is_of_site(node: &NodeRef<'_>, name: &str) -> bool {
    let role = node.attr_or("role", "");
    matches!(name, "nav" | "form" | "menu")
        || matches!(
            role.as_ref(),
            "navigation" | "search" | "menu" | "menubar" | "banner" | "contentinfo" | "dialog"
        )
        || matches!(name, "footer" | "header")
            && !node
                .ancestors_it(None)
                .any(|above| above.has_name("article") || above.has_name("main"))
}

/// Whether its class says that it stands under a picture.
fn is_caption(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    class.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        class == "caption"
            || class.ends_with("-caption")
            || class.ends_with("_caption")
            || class == "wp-caption-text"
    })
}

/// Whether `address` can be opened outside of the page.
fn leads_out(address: &str) -> bool {
    let address = address.trim_start().as_bytes();
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    })
}

/// Whether a row is one of a table of figures and short words, not of a page laid out by a table.
fn is_row(node: &NodeRef<'_>) -> bool {
    let cells = node.element_children();
    cells.len() > 1
        && cells.iter().all(|cell| {
            let laid_out = cell.descendants_it().any(|below| {
                below.node_name().is_some_and(|name| {
                    matches!(
                        name.as_ref(),
                        "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "img"
                    )
                })
            });
            !laid_out && cell.text().trim().len() <= CELL
        })
}

//! A comparison as one web page: no script, nothing from outside, the articles side by side.
//!
//! First what sets the articles apart, as in the report; then the texts, in which every claim has its label: `A14` leads
//! to its best counterpart in the other text, and that leads back. Under each paragraph stands who said what in it. All
//! words pass [`clean::line`] and [`escaped`].

use super::outline::{self, Outline, Pair, Section};
use super::words::{self, Words, letter};
use crate::article::format::GENERATOR;
use crate::article::{Block, BlockKind, clean};
use crate::claim::ClaimId;
use crate::claim::sourcing::Sourcing;
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use crate::notebook::Decided;
use crate::span::Span;
use std::cmp::Reverse;
use std::fmt::Write;

const STYLE: &str = include_str!("html.css");
/// How many counterparts of a claim are named beside it.
const NAMED: usize = 4;

/// `words` as text between tags or in an attribute.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// The whole comparison as a page.
pub fn comparison(comparison: &Comparison, decided: &Decided) -> String {
    let page = Page::new(comparison, decided);
    let outline = Outline::new(comparison);
    let letters: Vec<String> = (0..comparison.articles.len()).map(letter).collect();
    let title = escaped(&format!("What {} say", listed(&letters)));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         {GENERATOR}\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body style=\"--columns: {}\">\n<a class=\"skip\" href=\"#texts\">To the texts</a>\n<header>\n<h1>{title}</h1>\n",
        page.titles(),
        comparison.articles.len(),
    );
    page.articles(&mut out);
    for copied in page.words.copied() {
        let _ = writeln!(out, "<p>{}</p>", escaped(&copied));
    }
    out.push_str("</header>\n<main>\n");
    for part in outline::Part::ALL {
        page.part(part, &outline, &mut out);
    }
    out.push_str("<section>\n<h2 id=\"texts\">The texts</h2>\n<div class=\"texts\">\n");
    for article in 0..comparison.articles.len() {
        page.text(article, &mut out);
    }
    out.push_str("</div>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

/// "A, B and C".
fn listed(letters: &[String]) -> String {
    match letters {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The name of the style that shows a relation.
const fn class(relation: Relation) -> &'static str {
    match relation {
        Relation::SameActor => "other",
        other => other.word(),
    }
}

/// A part of a claim's content in one block.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    claim: ClaimId,
    /// Whether the claim begins with it.
    begins: bool,
}

struct Page<'c> {
    words: Words<'c>,
    /// By claim: its matches on one event, best first.
    matches: Vec<Vec<&'c Match>>,
    /// By article and block: the parts of contents in it, in order.
    parts: Vec<Vec<Vec<Part>>>,
}

impl<'c> Page<'c> {
    fn new(comparison: &'c Comparison, decided: &'c Decided) -> Self {
        let mut matches: Vec<Vec<&Match>> = vec![Vec::new(); comparison.claims.len()];
        let told = comparison.matches.iter();
        for found in told.filter(|found| found.relation != Relation::SameActor) {
            matches[found.a].push(found);
            matches[found.b].push(found);
        }
        for list in &mut matches {
            list.sort_by(|one, other| other.score.total_cmp(&one.score));
        }
        let blocks = comparison.articles.iter();
        let mut parts: Vec<Vec<Vec<Part>>> = blocks
            .map(|article| vec![Vec::new(); article.blocks.len()])
            .collect();
        for claim in &comparison.claims {
            let blocks = &comparison.articles[claim.article].blocks;
            let mut begins = true;
            for span in &claim.content {
                let first = blocks.partition_point(|block| block.span.end <= span.start);
                let own = blocks[first..]
                    .iter()
                    .take_while(|block| block.span.start < span.end);
                for (at, block) in own.enumerate() {
                    let start = span.start.max(block.span.start);
                    parts[claim.article][first + at].push(Part {
                        span: Span::new(start, span.end.min(block.span.end)),
                        claim: claim.id,
                        begins: std::mem::take(&mut begins),
                    });
                }
            }
        }
        for block in parts.iter_mut().flatten() {
            block.sort_by_key(|part| (part.span.start, Reverse(part.span.end), part.claim));
        }
        Self {
            words: Words::new(comparison, decided),
            matches,
            parts,
        }
    }

    /// The titles of all articles, for the window.
    fn titles(&self) -> String {
        let articles = 0..self.words.comparison.articles.len();
        let titles: Vec<String> = articles.map(|article| self.words.title(article)).collect();
        escaped(&titles.join(" · "))
    }

    fn part(&self, part: outline::Part, outline: &Outline<'_>, out: &mut String) {
        match part {
            outline::Part::Apart => {
                for (number, section) in (1..).zip(&outline.apart) {
                    self.section(&format!("apart-{number}"), section, out);
                }
                if let Some(none) = &outline.none_apart {
                    let _ = writeln!(out, "<p>{}</p>", escaped(none));
                }
            }
            outline::Part::Voices => self.counts(outline, out),
            // Both stand beside each other.
            outline::Part::Quoted => {}
            outline::Part::Together => {
                for (number, section) in (1..).zip(&outline.together) {
                    self.section(&format!("together-{number}"), section, out);
                }
            }
            outline::Part::Only => {
                for (article, only) in outline.only.iter().enumerate() {
                    self.only(article, only, out);
                }
            }
        }
    }

    fn section(&self, id: &str, section: &Section<'_>, out: &mut String) {
        let (title, count) = (escaped(section.title), section.pairs.len());
        let _ = write!(out, "<section>\n<h2 id=\"{id}\">{title}: {count}</h2>\n");
        if !section.pairs.is_empty() {
            out.push_str("<ul class=\"pairs\">\n");
            for pair in &section.pairs {
                self.pair(*pair, out);
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</section>\n");
    }

    fn articles(&self, out: &mut String) {
        out.push_str("<nav aria-label=\"Articles\">\n<ul>\n");
        for article in 0..self.words.comparison.articles.len() {
            let letter = letter(article);
            let _ = writeln!(
                out,
                "<li><a href=\"#text-{0}\">{1}: {2}</a> <span class=\"origin\">{3}, {4}{5}</span></li>",
                article + 1,
                escaped(&letter),
                escaped(&self.words.title(article)),
                escaped(&self.words.origin(article)),
                self.words.count(article),
                self.words
                    .limits(article)
                    .map_or_else(String::new, |limits| format!(", {}", escaped(&limits)))
            );
        }
        out.push_str("</ul>\n</nav>\n");
    }

    /// Whose word it is and who is quoted, as tables.
    fn counts(&self, outline: &Outline<'_>, out: &mut String) {
        out.push_str("<div class=\"counts\">\n");
        let voices = Sourcing::ALL.iter().zip(&outline.voices);
        let voices = voices.map(|(sourcing, counts)| (sourcing.words().to_owned(), counts));
        self.table("Whose word it is", voices, out);
        let quoted = outline.quoted.iter().map(|(actor, counts)| {
            let kind = self.words.comparison.actors[*actor].kind.word();
            (format!("{} ({kind})", self.words.name(*actor)), counts)
        });
        self.table("Who is quoted", quoted, out);
        out.push_str("</div>\n");
    }

    /// Counts by article.
    fn table<'t>(
        &self,
        title: &str,
        rows: impl Iterator<Item = (String, &'t Vec<usize>)>,
        out: &mut String,
    ) {
        let _ = write!(
            out,
            "<table>\n<caption>{title}</caption>\n<thead><tr><th scope=\"col\">Source</th>"
        );
        for article in 0..self.words.comparison.articles.len() {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(&letter(article)));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for (name, counts) in rows {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&name));
            for count in counts {
                let _ = write!(out, "<td>{count}</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn pair(&self, pair: Pair<'_>, out: &mut String) {
        let relation = pair.found.map_or("restates", |found| class(found.relation));
        let _ = writeln!(out, "<li class=\"{relation}\">");
        if let Some(found) = pair.found {
            let (head, reasons) = self.words.relation(found);
            let _ = write!(out, "<p class=\"relation\"><b>{}</b>", escaped(&head));
            for reason in reasons {
                let _ = write!(out, " · {}", escaped(&reason));
            }
            out.push_str("</p>\n");
        }
        out.push_str("<div class=\"sides\">\n");
        for claim in pair.claims {
            out.push_str("<div>\n");
            self.claim(claim, out);
            out.push_str("</div>\n");
        }
        out.push_str("</div>\n");
        self.notes(&pair.claims, out);
        out.push_str("</li>\n");
    }

    fn only(&self, article: usize, claims: &[ClaimId], out: &mut String) {
        let _ = write!(
            out,
            "<section>\n<h2 id=\"only-{}\">Only in {}: {}</h2>\n",
            article + 1,
            escaped(&letter(article)),
            claims.len()
        );
        if !claims.is_empty() {
            out.push_str("<ul class=\"claims\">\n");
            for claim in claims {
                out.push_str("<li>\n");
                self.claim(*claim, out);
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</section>\n");
    }

    /// A claim with its source, and the way to it in its text.
    fn claim(&self, id: ClaimId, out: &mut String) {
        let _ = write!(
            out,
            "<p class=\"head\"><a href=\"#{0}\">{1}</a> {2}</p>\n<p class=\"says\" dir=\"auto\">{3}</p>\n",
            anchor(id),
            escaped(&self.words.label(id)),
            escaped(&self.words.head(id)),
            escaped(&self.words.content(id))
        );
        self.notes(&[id], out);
    }

    fn notes(&self, claims: &[ClaimId], out: &mut String) {
        for note in self.words.notes(claims) {
            let _ = writeln!(out, "<p class=\"note\">Note: {}</p>", escaped(&note));
        }
    }

    fn text(&self, at: usize, out: &mut String) {
        let article = &self.words.comparison.articles[at];
        // Only what looks like a language's code may stand there.
        let language = article.imprint.language.as_deref().filter(|code| {
            (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
        let language = language.map_or_else(String::new, |code| format!(" lang=\"{code}\""));
        let _ = write!(
            out,
            "<article aria-labelledby=\"text-{0}\"{language}>\n<h3 id=\"text-{0}\">{1}: {2}</h3>\n",
            at + 1,
            escaped(&letter(at)),
            escaped(&self.words.title(at))
        );
        for (block, parts) in article.blocks.iter().zip(&self.parts[at]) {
            self.block(&article.text, block, parts, out);
        }
        out.push_str("</article>\n");
    }

    fn block(&self, text: &str, block: &Block, parts: &[Part], out: &mut String) {
        let (open, close) = match block.kind {
            BlockKind::Title => ("<p class=\"title\" dir=\"auto\">", "</p>\n"),
            BlockKind::Byline => ("<p class=\"byline\" dir=\"auto\">", "</p>\n"),
            BlockKind::Caption => ("<p class=\"caption\" dir=\"auto\">", "</p>\n"),
            BlockKind::Heading => ("<h4 dir=\"auto\">", "</h4>\n"),
            BlockKind::Quotation => ("<blockquote dir=\"auto\">", "</blockquote>\n"),
            BlockKind::Body | BlockKind::List => ("<p dir=\"auto\">", "</p>\n"),
            BlockKind::Boilerplate => (
                "<details><summary>Advert or the like</summary><p dir=\"auto\">",
                "</p></details>\n",
            ),
        };
        out.push_str(open);
        if block.paragraph > 0 {
            let _ = write!(out, "<span class=\"number\">¶{}</span>", block.paragraph);
        }
        self.marked(text, block.span, parts, out);
        out.push_str(close);
        self.said(parts, out);
    }

    /// The words of a block, those of claims marked and each claim labelled where it begins.
    fn marked(&self, text: &str, span: Span, parts: &[Part], out: &mut String) {
        let ends = parts
            .iter()
            .flat_map(|part| [part.span.start, part.span.end]);
        let mut bounds: Vec<usize> = ends.chain([span.start, span.end]).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let mut rest = parts.iter().peekable();
        let mut open: Vec<&Part> = Vec::new();
        for pair in bounds.windows(2) {
            let stretch = Span::new(pair[0], pair[1]);
            open.retain(|part| part.span.end > stretch.start);
            while let Some(part) = rest.next_if(|part| part.span.start <= stretch.start) {
                if part.begins {
                    self.label(part.claim, out);
                }
                open.push(part);
            }
            let words = stretch.of(text);
            let shown = escaped(&clean::line(words));
            if open.is_empty() {
                out.push_str(&shown);
            } else {
                let is_matched = open.iter().any(|part| !self.matches[part.claim].is_empty());
                let class = if is_matched { "said matched" } else { "said" };
                let _ = write!(out, "<span class=\"{class}\">{shown}</span>");
            }
        }
    }

    /// The label of a claim, which leads to its best counterpart.
    fn label(&self, id: ClaimId, out: &mut String) {
        let label = escaped(&self.words.label(id));
        match self.matches[id].first() {
            Some(found) => {
                let other = if found.a == id { found.b } else { found.a };
                let _ = write!(
                    out,
                    "<a class=\"label\" id=\"{0}\" href=\"#{1}\" aria-label=\"{label}, to {2}\">{label}</a>",
                    anchor(id),
                    anchor(other),
                    escaped(&self.words.label(other)),
                );
            }
            None => {
                let _ = write!(
                    out,
                    "<span class=\"label\" id=\"{}\">{label}</span>",
                    anchor(id)
                );
            }
        }
    }

    /// Under a block: who says what begins in it, and what the others have of it.
    fn said(&self, parts: &[Part], out: &mut String) {
        if !parts.iter().any(|part| part.begins) {
            return;
        }
        out.push_str("<ul class=\"notes\">\n");
        for id in parts
            .iter()
            .filter(|part| part.begins)
            .map(|part| part.claim)
        {
            let claim = self.words.claim(id);
            let _ = write!(
                out,
                "<li>{} {}, {}",
                escaped(&self.words.label(id)),
                escaped(&self.words.source(id)),
                words::certainty(claim)
            );
            for found in self.matches[id].iter().take(NAMED) {
                let (class, is_first) = (class(found.relation), found.a == id);
                let other = if is_first { found.b } else { found.a };
                let label = escaped(&self.words.label(other));
                let link = format!("<a href=\"#{}\">{label}</a>", anchor(other));
                // The relation is that of the later article's claim to the earlier one's.
                let _ = if is_first {
                    let says = found.relation.word();
                    write!(out, " · {link} <b class=\"of {class}\">{says}</b>")
                } else {
                    let says = words::towards(found.relation);
                    write!(out, " · <b class=\"of {class}\">{says}</b> {link}")
                };
            }
            let more = self.matches[id].len().saturating_sub(NAMED);
            if more > 0 {
                let _ = write!(out, " · {more} more");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
}

/// The name of a claim's place in the page.
fn anchor(id: ClaimId) -> String {
    format!("claim-{id}")
}

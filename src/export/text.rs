//! A comparison as plain lines for people: no boxes, no columns, so that a screen reader and a pager read it alike.
//!
//! Every word of an article passes [`clean::line`] on its way.
//!
//! [`clean::line`]: crate::article::clean::line

use super::outline::{Outline, Pair, Part, Section};
use super::words::{Words, letter};
use crate::claim::ClaimId;
use crate::claim::sourcing::Sourcing;
use crate::comparison::Comparison;
use crate::notebook::Decided;
use textwrap::{Options, WrapAlgorithm};

/// The width of a report in cells, where no terminal gives another.
pub const WIDTH: usize = 80;
/// A line is never narrower than this, in cells.
const NARROWEST: usize = 20;

/// One article's claims and those who are quoted, in lines of so many cells.
pub fn reading(comparison: &Comparison, width: usize) -> String {
    let decided = Decided::default();
    let outline = Outline::new(comparison);
    let mut report = Report::new(comparison, &decided, width);
    report.article(0);
    report.voices(&outline);
    report.quoted(&outline);
    report.claims("Claims", comparison.claims.iter().map(|claim| claim.id));
    report.out
}

/// The whole comparison in lines of so many cells: what sets the articles apart, whose word it is, what both say, what
/// only one says.
pub fn comparison(comparison: &Comparison, decided: &Decided, width: usize) -> String {
    let outline = Outline::new(comparison);
    let mut report = Report::new(comparison, decided, width);
    for article in 0..comparison.articles.len() {
        report.article(article);
    }
    for copied in report.words.copied() {
        report.line(0, &copied);
    }
    for part in Part::ALL {
        report.part(part, &outline);
    }
    report.out
}

struct Report<'c> {
    words: Words<'c>,
    width: usize,
    out: String,
}

impl<'c> Report<'c> {
    fn new(comparison: &'c Comparison, decided: &'c Decided, width: usize) -> Self {
        Self {
            words: Words::new(comparison, decided),
            width: width.max(NARROWEST),
            out: String::new(),
        }
    }

    fn part(&mut self, part: Part, outline: &Outline<'_>) {
        match part {
            Part::Apart => {
                outline.apart.iter().for_each(|of| self.section(of));
                if let Some(none) = &outline.none_apart {
                    self.out.push('\n');
                    self.line(0, none);
                }
            }
            Part::Voices => self.voices(outline),
            Part::Quoted => self.quoted(outline),
            Part::Together => outline.together.iter().for_each(|of| self.section(of)),
            Part::Only => {
                for (article, only) in outline.only.iter().enumerate() {
                    let title = format!("Only in {}", letter(article));
                    self.claims(&title, only.iter().copied());
                }
            }
        }
    }

    fn section(&mut self, section: &Section<'_>) {
        self.heading(section.title, section.pairs.len());
        for (at, pair) in section.pairs.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            self.pair(*pair);
        }
    }

    /// A paragraph that begins after so many spaces; where it goes on, two more.
    fn line(&mut self, indent: usize, words: &str) {
        self.hanging(indent, indent + 2, words);
    }

    /// A paragraph that begins after so many spaces, and goes on after so many.
    fn hanging(&mut self, first: usize, next: usize, words: &str) {
        let (first, next) = (" ".repeat(first), " ".repeat(next));
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&next)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(words, options) {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn heading(&mut self, words: &str, count: usize) {
        self.out.push('\n');
        let words = words.to_uppercase();
        if count == 0 {
            self.line(0, &format!("{words}: none"));
        } else {
            self.line(0, &format!("{words}: {count}"));
        }
    }

    fn article(&mut self, at: usize) {
        let (letter, title) = (letter(at), self.words.title(at));
        self.hanging(0, 3, &format!("{letter}  {title}"));
        let (origin, count) = (self.words.origin(at), self.words.count(at));
        self.hanging(3, 3, &format!("{origin}, {count}"));
        if let Some(limits) = self.words.limits(at) {
            self.hanging(3, 3, &limits);
        }
    }

    /// By article a count: "A 20, B 14"; of one article the count alone.
    fn counts(counts: &[usize]) -> String {
        if let [count] = counts {
            return count.to_string();
        }
        let counts = counts.iter().enumerate();
        let counts = counts.map(|(article, count)| format!("{} {count}", letter(article)));
        counts.collect::<Vec<_>>().join(", ")
    }

    fn voices(&mut self, outline: &Outline<'_>) {
        self.out.push('\n');
        self.line(0, "WHOSE WORD IT IS");
        for (sourcing, counts) in Sourcing::ALL.iter().zip(&outline.voices) {
            self.line(
                0,
                &format!("{}: {}", sourcing.words(), Self::counts(counts)),
            );
        }
    }

    fn quoted(&mut self, outline: &Outline<'_>) {
        self.heading("Who is quoted", outline.quoted.len());
        for (actor, counts) in &outline.quoted {
            let kind = self.words.comparison.actors[*actor].kind.word();
            let (name, counts) = (self.words.name(*actor), Self::counts(counts));
            self.line(0, &format!("{name} ({kind}): {counts}"));
        }
    }

    fn pair(&mut self, pair: Pair<'_>) {
        if let Some(found) = pair.found {
            let (head, reasons) = self.words.relation(found);
            let parts: Vec<String> = std::iter::once(head).chain(reasons).collect();
            self.line(0, &parts.join("; "));
        }
        for claim in pair.claims {
            self.claim(claim, 2);
        }
        for note in self.words.notes(&pair.claims) {
            self.line(2, &format!("note: {note}"));
        }
    }

    fn claims(&mut self, title: &str, claims: impl ExactSizeIterator<Item = ClaimId>) {
        self.heading(title, claims.len());
        for claim in claims {
            self.claim(claim, 0);
        }
    }

    fn claim(&mut self, id: ClaimId, indent: usize) {
        let (label, head) = (self.words.label(id), self.words.head(id));
        let content = self.words.content(id);
        self.line(indent, &format!("{label} {head}: {content}"));
        for note in self.words.notes(&[id]) {
            self.line(indent + 2, &format!("note: {note}"));
        }
    }
}

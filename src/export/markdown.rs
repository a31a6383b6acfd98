//! A comparison for a note or a ticket: who says what, what sets the articles apart first, every quote with its place.
//!
//! All words pass [`clean::line`] and [`escaped`], so that nothing of an article is taken for a mark (CommonMark 0.31,
//! GitHub's tables, task lists and references included).
//!
//! [`clean::line`]: crate::article::clean::line

use super::outline::{Outline, Pair, Part, Section};
use super::words::{Words, letter};
use crate::claim::ClaimId;
use crate::claim::sourcing::Sourcing;
use crate::comparison::Comparison;
use crate::notebook::Decided;
use std::fmt::Write;

/// What Markdown and its dialects take for marks within a line.
const MARKS: &str = "\\`*_[]<>&|~$#@^={}";
/// What makes links by itself, and the same with an entity in it that keeps it from doing so.
const LINKS: [(&str, &str); 4] = [
    ("://", "&#58;//"),
    ("www.", "www&#46;"),
    ("mailto:", "mailto&#58;"),
    ("xmpp:", "xmpp&#58;"),
];

/// `words` with everything that Markdown could take for a mark made plain. They must not stand at the beginning of a line.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for character in words.chars() {
        if MARKS.contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    for (link, plain) in LINKS {
        out = out.replace(link, plain);
    }
    out
}

/// The whole comparison.
pub fn comparison(comparison: &Comparison, decided: &Decided) -> String {
    let outline = Outline::new(comparison);
    let note = Note {
        words: Words::new(comparison, decided),
    };
    let mut out = String::new();
    let letters: Vec<String> = (0..comparison.articles.len()).map(letter).collect();
    let _ = writeln!(out, "# What {} say\n", escaped(&letters.join(" and ")));
    for (article, letter) in letters.iter().enumerate() {
        let _ = writeln!(
            out,
            "- **{}**: {} ({}, {})",
            escaped(letter),
            escaped(&note.words.title(article)),
            escaped(&note.words.origin(article)),
            note.words.count(article)
        );
        if let Some(limits) = note.words.limits(article) {
            let _ = writeln!(out, "  - {}", escaped(&limits));
        }
    }
    for copied in note.words.copied() {
        let _ = writeln!(out, "\n{}", escaped(&copied));
    }
    for part in Part::ALL {
        note.part(part, &outline, &letters, &mut out);
    }
    out
}

struct Note<'c> {
    words: Words<'c>,
}

impl Note<'_> {
    fn part(&self, part: Part, outline: &Outline<'_>, letters: &[String], out: &mut String) {
        match part {
            Part::Apart => {
                outline.apart.iter().for_each(|of| self.section(of, out));
                if let Some(none) = &outline.none_apart {
                    let _ = writeln!(out, "\n{}", escaped(none));
                }
            }
            Part::Voices => self.counts(outline, letters, out),
            // Both are one table.
            Part::Quoted => {}
            Part::Together => outline.together.iter().for_each(|of| self.section(of, out)),
            Part::Only => {
                for (letter, only) in letters.iter().zip(&outline.only) {
                    if !only.is_empty() {
                        let count = only.len();
                        let _ = writeln!(out, "\n## Only in {} ({count})\n", escaped(letter));
                    }
                    for claim in only {
                        self.claim(*claim, "", out);
                    }
                }
            }
        }
    }

    fn section(&self, section: &Section<'_>, out: &mut String) {
        if section.pairs.is_empty() {
            return;
        }
        let (title, count) = (escaped(section.title), section.pairs.len());
        let _ = writeln!(out, "\n## {title} ({count})\n");
        for pair in &section.pairs {
            self.pair(*pair, out);
        }
    }

    fn pair(&self, pair: Pair<'_>, out: &mut String) {
        let (head, reasons) = match pair.found {
            Some(found) => self.words.relation(found),
            None => ("same words".to_owned(), Vec::new()),
        };
        let _ = write!(out, "- **{}**", escaped(&head));
        for reason in reasons {
            let _ = write!(out, "; {}", escaped(&reason));
        }
        out.push('\n');
        for claim in pair.claims {
            self.claim(claim, "  ", out);
        }
        self.notes(&pair.claims, "  ", out);
    }

    fn claim(&self, id: ClaimId, indent: &str, out: &mut String) {
        let _ = writeln!(
            out,
            "{indent}- {}, {}: {}",
            escaped(&self.words.label(id)),
            escaped(&self.words.head(id)),
            escaped(&self.words.content(id))
        );
        self.notes(&[id], &format!("{indent}  "), out);
    }

    fn notes(&self, claims: &[ClaimId], indent: &str, out: &mut String) {
        for note in self.words.notes(claims) {
            let _ = writeln!(out, "{indent}- Note: {}", escaped(&note));
        }
    }

    /// Whose word it is and who is quoted, as a table.
    fn counts(&self, outline: &Outline<'_>, letters: &[String], out: &mut String) {
        out.push_str("\n## Whose word it is\n\n| source |");
        for letter in letters {
            let _ = write!(out, " {} |", escaped(letter));
        }
        out.push_str("\n|---|");
        out.push_str(&"---:|".repeat(letters.len()));
        out.push('\n');
        let voices = Sourcing::ALL.iter().zip(&outline.voices);
        let voices = voices.map(|(sourcing, counts)| (sourcing.words().to_owned(), counts));
        let quoted = outline.quoted.iter().map(|(actor, counts)| {
            let kind = self.words.comparison.actors[*actor].kind.word();
            (format!("{} ({kind})", self.words.name(*actor)), counts)
        });
        for (name, counts) in voices.chain(quoted) {
            let _ = write!(out, "| {} |", escaped(&name));
            for count in counts {
                let _ = write!(out, " {count} |");
            }
            out.push('\n');
        }
    }
}

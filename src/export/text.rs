//! A comparison as plain lines for people: no boxes, no columns, so that a screen reader and a pager read it alike.
//!
//! Every word of an article passes [`clean::line`] on its way.

use crate::actor::{ActorId, ActorKind};
use crate::article::clean;
use crate::claim::{Certainty, Claim, ClaimId, Mode, Polarity, Source};
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use std::fmt::Write;

/// The letter that stands for an article: A, B, C …, then numbers.
pub fn letter(article: usize) -> String {
    match u8::try_from(article) {
        Ok(number) if number < 26 => char::from(b'A' + number).to_string(),
        _ => format!("#{}", article + 1),
    }
}

/// The words of a relation.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Restates => "restates",
        Relation::Adds => "adds",
        Relation::Differs => "differs",
        Relation::Contradicts => "contradicts",
        Relation::SameActor => "same actor",
    }
}

/// How sure a claim's source is, in words: "certain", "possibly not".
pub fn certainty(claim: &Claim) -> String {
    let degree = match claim.factuality.certainty {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
        Certainty::Unknown => "open",
    };
    let denied = if claim.factuality.polarity == Polarity::Negative {
        ", denied"
    } else {
        ""
    };
    format!("{degree}{denied}")
}

/// One article's claims and actors.
pub fn reading(comparison: &Comparison) -> String {
    let mut report = Report {
        comparison,
        out: String::new(),
        numbers: comparison.numbers(),
    };
    report.article(0);
    report.heading("Claims");
    for claim in &comparison.claims {
        report.claim(claim.id, "");
    }
    report.actors();
    report.out
}

/// The whole comparison: what both say, what only one says, who speaks.
pub fn comparison(comparison: &Comparison) -> String {
    let mut report = Report {
        comparison,
        out: String::new(),
        numbers: comparison.numbers(),
    };
    for article in 0..comparison.articles.len() {
        report.article(article);
    }
    for copied in &comparison.copied {
        let letters = copied.articles.map(letter);
        report.line(&copied.words([&letters[0], &letters[1]]));
    }
    let mut matched = vec![false; comparison.claims.len()];
    report.heading("What both say");
    for relation in [
        Relation::Contradicts,
        Relation::Differs,
        Relation::Restates,
        Relation::Adds,
    ] {
        for found in comparison
            .matches
            .iter()
            .filter(|found| !found.copied && found.same_event && found.relation == relation)
        {
            matched[found.a] = true;
            matched[found.b] = true;
            report.matched(found);
        }
    }
    // One text printed twice bears nothing out.
    let mut copies = comparison
        .matches
        .iter()
        .filter(|found| found.copied && found.same_event)
        .peekable();
    if copies.peek().is_some() {
        report.heading("In paragraphs that are the same");
    }
    for found in copies {
        matched[found.a] = true;
        matched[found.b] = true;
        report.matched(found);
    }
    for article in 0..comparison.articles.len() {
        report.heading(&format!("Only in {}", letter(article)));
        for claim in comparison
            .claims
            .iter()
            .filter(|claim| claim.article == article && !matched[claim.id])
        {
            report.claim(claim.id, "");
        }
    }
    report.actors();
    report.out
}

struct Report<'a> {
    comparison: &'a Comparison,
    out: String,
    numbers: Vec<usize>,
}

impl Report<'_> {
    fn line(&mut self, words: &str) {
        self.out.push_str(&clean::line(words));
        self.out.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.out.push('\n');
        self.line(&words.to_uppercase());
    }

    fn article(&mut self, at: usize) {
        let article = &self.comparison.articles[at];
        let claims = self
            .comparison
            .claims
            .iter()
            .filter(|claim| claim.article == at)
            .count();
        self.line(&format!(
            "{}  {} ({}), {} claims",
            letter(at),
            article.title,
            article.id,
            claims
        ));
        if let Some(language) = article.foreign_language() {
            self.line(&format!(
                "   in {language}: claims are found in English, in this text only where quotation marks and names show them"
            ));
        }
    }

    fn matched(&mut self, found: &Match) {
        let mut head = format!("{} ({:.2})", relation(found.relation), found.score);
        for reason in &found.because {
            let _ = write!(head, " · {reason}");
        }
        self.line(&head);
        self.claim(found.a, "  ");
        self.claim(found.b, "  ");
    }

    fn claim(&mut self, id: ClaimId, indent: &str) {
        let claim = &self.comparison.claims[id];
        let place = match self.comparison.paragraph_of(claim) {
            0 => "title".to_owned(),
            paragraph => format!("¶{paragraph}"),
        };
        let mut via = String::new();
        for actor in &claim.via {
            let _ = write!(via, ", via {}", self.name(*actor));
        }
        let who = match claim.source {
            Source::Actor(actor, _) => format!("{}{via}: ", self.name(actor)),
            Source::Unnamed(Some(span)) => format!(
                "{}{via}: ",
                span.of(&self.comparison.articles[claim.article].text)
            ),
            Source::Unnamed(None) => format!("unnamed{via}: "),
            Source::Article => String::new(),
        };
        let surely = if claim.mode == Mode::Narration
            && claim.factuality.certainty == Certainty::Certain
            && claim.factuality.polarity == Polarity::Positive
        {
            String::new()
        } else {
            format!(" [{}]", certainty(claim))
        };
        let words = self.comparison.text_of(claim);
        self.line(&format!(
            "{indent}{}{} {place} {who}{words}{surely}",
            letter(claim.article),
            self.numbers[id]
        ));
    }

    fn name(&self, actor: ActorId) -> &str {
        &self.comparison.actors[actor].name
    }

    fn actors(&mut self) {
        let comparison = self.comparison;
        let articles = comparison.articles.len();
        let mut spoken = vec![vec![0_usize; articles]; comparison.actors.len()];
        let mut told = spoken.clone();
        for claim in &comparison.claims {
            if let Some(actor) = claim.source.actor() {
                spoken[actor][claim.article] += 1;
            }
            for actor in &claim.about {
                told[*actor][claim.article] += 1;
            }
        }
        let weight = |actor: usize| {
            spoken[actor].iter().sum::<usize>() * 2 + told[actor].iter().sum::<usize>()
        };
        let mut order: Vec<usize> = (0..comparison.actors.len())
            .filter(|actor| weight(*actor) > 0)
            .collect();
        order.sort_by_key(|actor| std::cmp::Reverse(weight(*actor)));
        self.heading("Actors");
        for id in order {
            let actor = &comparison.actors[id];
            let kind = match actor.kind {
                ActorKind::Person => "person",
                ActorKind::Organisation => "organisation",
                ActorKind::State => "state",
                ActorKind::Group => "group",
            };
            let counts: Vec<String> = (0..articles)
                .map(|at| {
                    format!(
                        "{} speaks {}, is spoken of {}",
                        letter(at),
                        spoken[id][at],
                        told[id][at]
                    )
                })
                .collect();
            self.line(&format!("{} ({kind}): {}", actor.name, counts.join("; ")));
        }
    }
}

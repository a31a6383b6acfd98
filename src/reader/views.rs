//! The views: lists of claims, matches, what only one article has, and the places one came by; links have a room of their
//! own.

use super::differing::{self, Mark};
use super::index::letter;
use super::list::{Body, List, Row, Target};
use super::state::{Overlay, Spot, State};
use super::wrap::cut;
use crate::article::clean;
use crate::claim::{ClaimId, Source};
use crate::matching::{Match, Relation};

/// The relations in the order of how much they tell about a difference.
pub const RELATIONS: [Relation; 5] = [
    Relation::Contradicts,
    Relation::Differs,
    Relation::Adds,
    Relation::Restates,
    Relation::SameActor,
];

impl State {
    /// Opens the view of this letter.
    pub(super) fn open_view(&mut self, letter: char) {
        let (title, mut rows) = match letter {
            'c' => ("Claims", self.claim_rows()),
            'm' => ("Matches", self.match_rows()),
            'o' => ("Only here", self.only_rows()),
            'j' => ("Where you were", self.jump_rows()),
            'l' => ("Links", self.link_rows()),
            _ => ("Decisions and notes", self.decision_rows()),
        };
        if rows.iter().all(|row| row.target.is_none()) && letter != 'n' {
            rows = vec![Row::remark("nothing to list")];
        }
        let words = self.filter_words();
        let filtered = !words.is_empty() && !matches!(letter, 'j' | 'n' | 'l');
        let title = if filtered {
            format!("{title} · filter: {words}")
        } else {
            title.to_owned()
        };
        // Matches open at the weightiest unless the current claim has one of its own event.
        let here = self
            .current
            .filter(|claim| letter != 'm' || self.has_event_elsewhere(*claim));
        self.overlay = Overlay::List(List::new(title, rows, here));
    }

    /// "A12 ¶6".
    pub(super) fn place_words(&self, claim: ClaimId) -> String {
        let of = &self.comparison.claims[claim];
        let number = self.index.rank(claim) + 1;
        let letter = letter(of.article);
        match self.comparison.paragraph_of(of) {
            0 => format!("{letter}{number}"),
            paragraph => format!("{letter}{number} ¶{paragraph}"),
        }
    }

    /// Who says a claim, and the claim.
    pub(super) fn claim_words(&self, claim: ClaimId) -> String {
        let of = &self.comparison.claims[claim];
        let content = self.comparison.text_of(of);
        let content = clean::line(&content);
        match of.source {
            Source::Actor(actor, _) => {
                let name = self.comparison.actors.get(actor);
                let name = name.map_or("", |actor| actor.name.as_str());
                format!("{}: {content}", clean::line(name))
            }
            Source::Unnamed(Some(span)) => {
                let words = span.of(&self.comparison.articles[of.article].text);
                format!("{}: {content}", clean::line(words))
            }
            Source::Unnamed(None) => format!("unnamed: {content}"),
            Source::Article => content.into_owned(),
        }
    }

    /// A line for one claim.
    pub(super) fn claim_row(&self, claim: ClaimId) -> Row {
        Row {
            body: Body::One(self.place_words(claim), self.claim_words(claim)),
            target: Some(Target::Claim(claim, None)),
        }
    }

    /// A line for a match: both statements.
    pub(super) fn match_row(&self, found: &Match) -> Row {
        let mut sides = [found.a, found.b];
        if self.comparison.claims[found.a].article != self.shown[0] {
            sides.swap(0, 1);
        }
        let words = sides.map(|claim| {
            let content = self.comparison.text_of(&self.comparison.claims[claim]);
            format!("{} {}", self.place_words(claim), clean::line(&content))
        });
        let here = sides[self.active];
        let there = sides[1 - self.active];
        Row {
            body: Body::Pair(words, sides, found.relation),
            target: Some(Target::Claim(here, Some(there))),
        }
    }

    /// Two statements side by side, each from shortly before the first thing in which they differ.
    pub(super) fn pair_words(&self, sides: [ClaimId; 2], relation: Relation) -> [String; 2] {
        let statements = differing::statements(&self.comparison, sides.map(Some), Some(relation));
        let mut statements = statements.into_iter();
        sides.map(|claim| {
            let of = statements.next().flatten().unwrap_or_default();
            let first = of.marks.iter().find(|(_, mark)| *mark == Mark::Weighty);
            let from = first.map_or(0, |(span, _)| before(&of.text, span.start));
            let lead = if from > 0 { "…" } else { "" };
            format!("{} {lead}{}", self.place_words(claim), &of.text[from..])
        })
    }

    /// The articles in the panes: one or two.
    pub(super) fn sides(&self) -> std::ops::Range<usize> {
        0..if self.is_pair() { 2 } else { 1 }
    }

    fn claim_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for side in self.sides() {
            let claims = self.index.claims(self.shown[side]).iter();
            let passing = claims.filter(|(_, claim)| self.passes(*claim));
            let lines: Vec<Row> = passing.map(|(_, claim)| self.claim_row(*claim)).collect();
            rows.push(self.article_heading(side, lines.len(), ""));
            rows.extend(lines);
        }
        rows
    }

    /// The heading over the lines of one article.
    pub(super) fn article_heading(&self, side: usize, count: usize, what: &str) -> Row {
        let title = self.article(side).map_or("", |article| &article.title);
        let title = cut(&clean::line(title), 60);
        Row::heading(format!("{what}{}  {title} · {count}", self.letter(side)))
    }

    /// The matches between the two articles shown that are of `relation`, in the order of the left one.
    pub(super) fn matches_of(&self, relation: Relation) -> Vec<&Match> {
        let mut found: Vec<&Match> = self
            .comparison
            .matches
            .iter()
            .filter(|found| found.relation == relation)
            .filter(|found| {
                let articles =
                    [found.a, found.b].map(|claim| self.comparison.claims[claim].article);
                articles == self.shown || [articles[1], articles[0]] == self.shown
            })
            .collect();
        found.sort_by_key(|found| (self.index.rank(found.a), self.index.rank(found.b)));
        found
    }

    fn match_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for relation in RELATIONS {
            let mut found = self.matches_of(relation);
            found.retain(|found| self.passes(found.a) || self.passes(found.b));
            if !found.is_empty() {
                let words = super::view::relation(relation);
                rows.push(Row::heading(format!("{words} · {}", found.len())));
                rows.extend(found.into_iter().map(|found| self.match_row(found)));
            }
        }
        rows
    }

    fn only_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        if !self.is_pair() {
            return rows;
        }
        for side in self.sides() {
            let claims = self.index.claims(self.shown[side]).iter();
            let lines: Vec<Row> = claims
                .map(|(_, claim)| *claim)
                .filter(|claim| self.is_only_here(*claim) && self.passes(*claim))
                .map(|claim| self.claim_row(claim))
                .collect();
            rows.push(self.article_heading(side, lines.len(), "only in "));
            rows.extend(lines);
        }
        rows
    }

    /// Where the reader stood, in words.
    pub(super) fn spot_words(&self, spot: &Spot) -> String {
        let claim = spot
            .current
            .filter(|claim| *claim < self.comparison.claims.len());
        claim.map_or_else(
            || letter(spot.shown[spot.active.min(1)]).to_string(),
            |claim| self.place_words(claim),
        )
    }

    fn jump_rows(&self) -> Vec<Row> {
        let (places, _) = self.jumps.list();
        let line = |spot: &Spot| {
            let claim = spot
                .current
                .filter(|claim| *claim < self.comparison.claims.len());
            Row {
                body: Body::One(
                    self.spot_words(spot),
                    claim.map_or_else(String::new, |claim| self.claim_words(claim)),
                ),
                target: Some(Target::Spot(*spot)),
            }
        };
        places.iter().rev().map(line).collect()
    }
}

/// A place at most a few words before `at`, or the beginning if that is near.
fn before(text: &str, at: usize) -> usize {
    if at < 18 {
        return 0;
    }
    let head = &text[..at];
    let words = head.rmatch_indices(' ').map(|(space, _)| space + 1);
    words.take(3).last().unwrap_or(0)
}

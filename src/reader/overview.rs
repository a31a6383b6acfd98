//! The overview: how do these two articles differ, at a glance?

use super::bindings::Command;
use super::index::letter;
use super::list::{Body, List, Row, Target};
use super::state::{Overlay, State};
use super::view::actor_name;
use super::wrap::cut;
use crate::actor::ActorId;
use crate::article::clean;
use crate::claim::ClaimId;
use crate::claim::sourcing::Sourcing;
use crate::export::outline::{CONTRADICTING, DIFFERING, Part, QUOTING, Title};
use crate::matching::Relation;
use rustc_hash::FxHashMap;

/// How many of a kind are listed; the views list them all.
const LISTED: usize = 8;

impl State {
    pub(super) fn open_overview(&mut self) {
        let mut rows: Vec<Row> = self.further_row().into_iter().collect();
        rows.extend(self.copied_rows());
        for part in Part::ALL {
            rows.extend(self.part_rows(part));
        }
        let title = if self.is_pair() {
            let (left, right) = (self.letter(0), self.letter(1));
            format!("How {left} and {right} differ")
        } else {
            "What the article rests on".to_owned()
        };
        self.overlay = Overlay::List(List::new(title, rows, None));
    }

    fn part_rows(&self, part: Part) -> Vec<Row> {
        let told = self.is_pair() && !self.comparison.is_one_text(self.shown);
        match part {
            Part::Apart if told => self.apart_rows(),
            Part::Voices => self.source_rows(),
            Part::Quoted => self.quoted_rows(),
            Part::Only if told => {
                let sides = self.sides();
                sides.flat_map(|side| self.weightiest_rows(side)).collect()
            }
            // What both say has its view.
            Part::Apart | Part::Together | Part::Only => Vec::new(),
        }
    }

    /// That there are further articles, and which keys bring them.
    fn further_row(&self) -> Option<Row> {
        let others: Vec<String> = self
            .not_shown()
            .map(|article| {
                let title = clean::line(&self.comparison.articles[article].title);
                format!("{} {}", letter(article), cut(&title, 24))
            })
            .collect();
        let key = |command: Command| self.keymap.first(command);
        let (this, that) = (key(Command::ThisArticle), key(Command::ThatArticle));
        (!others.is_empty()).then(|| {
            let keys = format!("{this} {that} bring them");
            Row::remark(format!("not compared here: {} · {keys}", others.join(", ")))
        })
    }

    /// The first claim that `wanted` holds for, in the active article, else in the other.
    fn first_claim(&self, wanted: impl Fn(ClaimId) -> bool) -> Option<Target> {
        let active = self.active.min(self.sides().end - 1);
        let order = [active, (active + 1) % self.sides().end];
        order.into_iter().find_map(|side| {
            let mut claims = self.index.claims(self.shown[side]).iter();
            let found = claims.find(|(_, claim)| wanted(*claim));
            found.map(|(_, claim)| Target::Claim(*claim, None))
        })
    }

    /// How much both articles have word for word, and the first claims of that.
    fn copied_rows(&self) -> Vec<Row> {
        let shown = [
            self.shown[0].min(self.shown[1]),
            self.shown[0].max(self.shown[1]),
        ];
        let letters = shown.map(|article| super::index::letter(article).to_string());
        let words = self
            .comparison
            .sameness(shown, [&letters[0], &letters[1]])
            .filter(|_| self.is_pair());
        let Some(words) = words else {
            return Vec::new();
        };
        let mut rows = vec![Row::heading(words)];
        if self.comparison.is_one_text(shown) {
            return rows;
        }
        let all = self.comparison.matches.iter();
        let same = all.filter(|found| {
            let sides = [found.a, found.b].map(|claim| self.comparison.claims[claim].article);
            found.copied && found.same_event && sides == shown
        });
        rows.extend(same.take(LISTED).map(|found| self.match_row(found)));
        rows
    }

    fn source_rows(&self) -> Vec<Row> {
        let mut rows = vec![Row::heading("Whose word it is")];
        for kind in Sourcing::ALL {
            let is = |claim: ClaimId| {
                kind == Sourcing::of(
                    self.comparison.claims[claim].source,
                    &self.comparison.actors,
                )
            };
            let count = |side: usize| {
                let claims = self.index.claims(self.shown[side]).iter();
                claims.filter(|(_, claim)| is(*claim)).count()
            };
            let counts = [count(0), if self.is_pair() { count(1) } else { 0 }];
            rows.push(Row {
                body: Body::Bars(kind.words().to_owned(), counts),
                target: self.first_claim(is),
            });
        }
        rows
    }

    fn quoted_rows(&self) -> Vec<Row> {
        let mut counts: FxHashMap<ActorId, [usize; 2]> = FxHashMap::default();
        for side in self.sides() {
            for (_, claim) in self.index.claims(self.shown[side]) {
                let source = self.comparison.claims[*claim].source.actor();
                if let Some(actor) = source.filter(|of| *of < self.comparison.actors.len()) {
                    counts.entry(actor).or_default()[side] += 1;
                }
            }
        }
        let mut all: Vec<(ActorId, [usize; 2])> = counts.into_iter().collect();
        all.sort_by_key(|(actor, [left, right])| (std::cmp::Reverse(left + right), *actor));
        let mut rows = vec![Row::heading(format!(
            "Who is quoted · {} in all",
            all.len()
        ))];
        let line = |(actor, counts): &(ActorId, [usize; 2])| Row {
            body: Body::Bars(actor_name(self, *actor), *counts),
            target: Some(Target::Actor(*actor)),
        };
        rows.extend(all.iter().take(LISTED).map(line));
        if all.len() > LISTED {
            let key = self.keymap.first(Command::Actors);
            let more = format!("{} more · enter or {key} lists all", all.len() - LISTED);
            rows.push(Row {
                body: Body::One("…".to_owned(), more),
                target: Some(Target::Actors),
            });
        }
        // Where all are listed their bars tell it.
        let cut = self.is_pair() && all.len() > LISTED;
        for side in self.sides().filter(|_| cut) {
            let only = all.iter().filter(|(_, counts)| counts[1 - side] == 0);
            let names: Vec<String> = only.map(|(actor, _)| actor_name(self, *actor)).collect();
            if !names.is_empty() {
                let (letter, count) = (self.letter(side), names.len());
                rows.push(Row::remark(format!(
                    "only in {letter} · {count}: {}",
                    names.join(", ")
                )));
            }
        }
        rows
    }

    /// What sets both apart and the quotations that they share: first what there is, then a line on what there is none of.
    fn apart_rows(&self) -> Vec<Row> {
        let all = [
            (CONTRADICTING, self.related_rows(Relation::Contradicts)),
            (DIFFERING, self.related_rows(Relation::Differs)),
            (QUOTING, self.shared_quote_rows()),
        ];
        let (mut rows, mut empty) = (Vec::new(), Vec::new());
        for (title, told) in all {
            if told.is_empty() {
                empty.push(title);
                continue;
            }
            rows.push(Row::heading(format!("{} · {}", title.0, told.len())));
            rows.extend(told.into_iter().take(LISTED));
        }
        rows.extend(Title::found_none(&empty).map(Row::heading));
        rows
    }

    fn related_rows(&self, relation: Relation) -> Vec<Row> {
        let mut found = self.matches_of(relation);
        // One text printed twice sets nothing against itself.
        found.retain(|found| !found.copied);
        // The weightiest are those that answer each other most surely.
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        found.iter().map(|found| self.match_row(found)).collect()
    }

    /// Quotations that both articles use: some words in a row are the same.
    fn shared_quote_rows(&self) -> Vec<Row> {
        let [left, right] = [0, 1].map(|side| {
            let claims = self.index.claims(self.shown[side]).iter();
            claims.map(|(_, claim)| *claim)
        });
        let mut found = self.comparison.shared_quotations(left, right);
        found.sort_by_key(|(left, right)| (self.index.rank(*left), self.index.rank(*right)));
        found.dedup_by_key(|(left, _)| *left);
        let row = |(left, right): (ClaimId, ClaimId)| {
            let words = [left, right]
                .map(|claim| format!("{} {}", self.place_words(claim), self.claim_words(claim)));
            let sides = [left, right];
            Row {
                body: Body::Two(words),
                target: Some(Target::Claim(
                    sides[self.active],
                    Some(sides[1 - self.active]),
                )),
            }
        };
        found.into_iter().map(row).collect()
    }

    fn weightiest_rows(&self, side: usize) -> Vec<Row> {
        let claims = self.index.claims(self.shown[side]).iter();
        let mut only: Vec<(f32, ClaimId)> = claims
            .map(|(_, claim)| *claim)
            .filter(|claim| self.is_only_here(*claim))
            .map(|claim| (self.weight(claim), claim))
            .collect();
        only.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let more = if only.len() > LISTED {
            let key = self.keymap.first(Command::View);
            format!(" · the weightiest first, {key} o lists all")
        } else {
            String::new()
        };
        let mut rows = vec![Row::heading(format!(
            "Only in {} · {}{more}",
            self.letter(side),
            only.len()
        ))];
        rows.extend(
            only.into_iter()
                .take(LISTED)
                .map(|(_, claim)| self.claim_row(claim)),
        );
        rows
    }

    fn weight(&self, claim: ClaimId) -> f32 {
        let told = |actor| self.index.of_actor(actor).len();
        self.comparison.weight(claim, told)
    }
}

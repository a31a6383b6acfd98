//! Claims and matches as tables for spreadsheets (RFC 4180, UTF-8, a line feed after each row).
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe before it (OWASP, "CSV Injection").

use super::words::{self, Words};
use crate::claim::{Claim, ClaimId};
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use crate::notebook::{Decided, Verdict};

/// What is told of one claim.
const CLAIM: [&str; 13] = [
    "claim",
    "article",
    "place",
    "source",
    "kind",
    "cue",
    "mode",
    "certainty",
    "polarity",
    "figures",
    "dates",
    "confidence",
    "text",
];

/// The claims of an article that is the `nth` of several, from 0: a row a claim, and before the first article's the head.
pub fn claims(comparison: &Comparison, nth: usize) -> String {
    let decided = Decided::default();
    let words = Words::new(comparison, &decided).counting_from(nth);
    let head = CLAIM.iter().map(|name| (*name).to_owned());
    let mut table = Table::new((nth == 0).then_some(head).into_iter().flatten());
    for claim in &comparison.claims {
        table.row(of_claim(&words, claim.id));
    }
    table.done()
}

/// The matches: a row a pair of claims, by the earlier article's claim, best first; and a row for every claim on whose
/// event no other article has anything.
pub fn matches(comparison: &Comparison, decided: &Decided) -> String {
    let words = Words::new(comparison, decided);
    let of = |side: &'static str| CLAIM.iter().map(move |name| format!("{side}_{name}"));
    let head = [
        "relation",
        "same_event",
        "copied",
        "score",
        "verdict",
        "because",
        "note",
    ];
    let head = head.iter().map(|name| (*name).to_owned());
    let mut table = Table::new(head.chain(of("a")).chain(of("b")));
    let mut is_matched = vec![false; comparison.claims.len()];
    for found in &comparison.matches {
        if found.relation != Relation::SameActor {
            (is_matched[found.a], is_matched[found.b]) = (true, true);
        }
        let pair = of_match(&words, found).into_iter();
        let claims = [found.a, found.b].into_iter();
        table.row(pair.chain(claims.flat_map(|claim| of_claim(&words, claim))));
    }
    for claim in comparison
        .claims
        .iter()
        .filter(|claim| !is_matched[claim.id])
    {
        let notes = words.notes(&[claim.id]).join(" / ");
        let head = ["only here", "false", "false", "", "", "", &notes].map(str::to_owned);
        let none = std::iter::repeat_n(String::new(), CLAIM.len());
        // What only a later article has stands in its own columns.
        let (before, after) = if claim.article == 0 {
            (0, CLAIM.len())
        } else {
            (CLAIM.len(), 0)
        };
        let own = none.clone().take(before).chain(of_claim(&words, claim.id));
        table.row(head.into_iter().chain(own).chain(none.take(after)));
    }
    table.done()
}

fn of_match(words: &Words<'_>, found: &Match) -> Vec<String> {
    let verdict = match words.decided.verdict(found.a, found.b) {
        Some(Verdict::Confirmed) => "confirmed",
        Some(Verdict::ByHand) => "by hand",
        Some(Verdict::Rejected) | None => "",
    };
    let reasons: Vec<&str> = found.because.iter().map(String::as_str).collect();
    vec![
        found.relation.word().to_owned(),
        found.same_event.to_string(),
        found.copied.to_string(),
        format!("{:.3}", found.score),
        verdict.to_owned(),
        reasons.join("; "),
        words.notes(&[found.a, found.b]).join(" / "),
    ]
}

fn of_claim(words: &Words<'_>, id: ClaimId) -> Vec<String> {
    let claim: &Claim = words.claim(id);
    let text = &words.comparison.articles[claim.article].text;
    let kind = match claim.source.actor() {
        Some(actor) => words.comparison.actors[actor].kind.word(),
        None => "",
    };
    let figures = claim.figures.iter().map(|figure| {
        let words = format!("{} {}", figure.value, figure.unit);
        words.trim_end().to_owned()
    });
    let dates = claim.dates.iter().map(|date| {
        let words = || date.span.of(text).to_owned();
        date.value.clone().unwrap_or_else(words)
    });
    let sure = words::certainty(claim);
    let (certainty, polarity) = match sure.split_once(", ") {
        Some((degree, _)) => (degree, "negative"),
        None => (sure.as_str(), "positive"),
    };
    vec![
        words.label(id),
        words.comparison.articles[claim.article].id.clone(),
        words.place(id),
        words.source(id),
        kind.to_owned(),
        claim
            .cue
            .map_or_else(String::new, |cue| cue.of(text).to_owned()),
        words::mode(claim.mode).to_owned(),
        certainty.to_owned(),
        polarity.to_owned(),
        figures.collect::<Vec<_>>().join("; "),
        dates.collect::<Vec<_>>().join("; "),
        format!("{:.3}", claim.confidence),
        words.content(id),
    ]
}

/// A table in the making.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(head: impl Iterator<Item = String>) -> Self {
        let mut table = Self(csv::Writer::from_writer(Vec::new()));
        let head: Vec<String> = head.collect();
        if !head.is_empty() {
            table.row(head);
        }
        table
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        // Nothing can fail to be written to memory, and all rows are of one length.
        let _ = self
            .0
            .write_record(cells.into_iter().map(|cell| harmless(&cell)));
    }

    fn done(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// `cell` as one line that no spreadsheet computes: what begins like a formula, also after spaces or in the wide letters
/// of East Asia, is said to be text.
pub fn harmless(cell: &str) -> String {
    let cell = crate::article::clean::line(cell);
    let first = cell.trim_start().chars().next();
    let is_formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠' | '−')
    );
    if is_formula {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

//! How one claim stands to another on the same event: restates, adds, differs, contradicts.
//!
//! `differs` and `contradicts` are given only where the two contents answer each other for the most part, and never
//! without the figures, days, degrees or polarities that stand against each other.

use super::Relation;
use super::event::Alignment;
use super::feature::same_value;
use super::profile::{Profile, Word};
use super::terms::{Term, Terms};
use crate::claim::{Certainty, Claim, Date, Figure};
use crate::language::Parsed;

/// So much of the shorter content must be answered before two claims can be set against each other.
const COMPARABLE: f32 = 0.5;

/// Claims that match this surely can be set against each other too, in whatever words.
const SURE: f32 = 0.75;

/// So much of it for one to be the denial of the other.
const DENIABLE: f32 = 0.6;

/// So much of both contents is answered where one restates the other.
const RESTATED: f32 = 0.62;

/// One claim with its article and profile.
#[derive(Clone, Copy)]
pub struct Of<'c, 'a> {
    /// The claim.
    pub claim: &'c Claim,
    /// Its article.
    pub parsed: &'c Parsed<'a>,
    /// What it is compared by.
    pub profile: &'c Profile,
}

/// The relation of two claims on one event, and what stands against each other.
pub fn relation(
    a: Of<'_, '_>,
    b: Of<'_, '_>,
    alignment: &Alignment,
    score: f32,
    terms: &Terms,
) -> (Relation, Vec<String>) {
    let [left, right] = alignment.covered;
    let (most, least) = (left.max(right), left.min(right));
    let opposite = opposite(a, b, terms);
    let turned = a.claim.factuality.polarity != b.claim.factuality.polarity;
    if most >= DENIABLE
        && turned != opposite.is_some()
        && let Some(reason) = denial(a, b, alignment, opposite)
    {
        return (Relation::Contradicts, vec![reason]);
    }
    if most >= COMPARABLE || score >= SURE {
        let mut reasons = figures(a, b);
        reasons.extend(days(a, b));
        reasons.extend(degrees(a, b).filter(|_| most >= DENIABLE));
        if !reasons.is_empty() {
            return (Relation::Differs, reasons);
        }
    }
    // What only one of them counts or dates is more than the other says.
    let counts = |of: Of<'_, '_>| (of.claim.figures.is_empty(), of.claim.dates.is_empty());
    // "will not close" and "will stay open" are one statement; "will not close" and "will close" are none.
    let said_again = if turned {
        opposite.is_some()
    } else {
        least >= RESTATED
    };
    let relation = if said_again && counts(a) == counts(b) {
        Relation::Restates
    } else {
        Relation::Adds
    };
    (relation, Vec::new())
}

/// A word of `a` and its opposite in `b`: their tokens. What both say ("will be shut", "no plans to shut it: it stays
/// open") stands against nothing.
fn opposite(a: Of<'_, '_>, b: Of<'_, '_>, terms: &Terms) -> Option<(usize, usize)> {
    let says = |of: Of<'_, '_>, term: Term| {
        let by = of
            .profile
            .words
            .binary_search_by_key(&term, |word| word.term);
        by.is_ok()
    };
    a.profile.words.iter().find_map(|word| {
        let stands = |other: &&Word| {
            terms.are_opposite(word.term, other.term) && !says(a, other.term) && !says(b, word.term)
        };
        let other = b.profile.words.iter().find(stands)?;
        Some((word.token, other.token))
    })
}

/// How one denies what the other affirms, by an `opposite` or by its polarity; none where either is unsure.
fn denial(
    a: Of<'_, '_>,
    b: Of<'_, '_>,
    alignment: &Alignment,
    opposite: Option<(usize, usize)>,
) -> Option<String> {
    let sure = |of: Of<'_, '_>| {
        matches!(
            of.claim.factuality.certainty,
            Certainty::Certain | Certainty::Probable
        )
    };
    if !sure(a) || !sure(b) {
        return None;
    }
    if let Some((word, other)) = opposite {
        return Some(format!(
            "“{}” against “{}”",
            a.parsed.lower(word),
            b.parsed.lower(other)
        ));
    }
    // What is denied must be what the other affirms: an act in both, not only the same actors.
    let affirms = |claim: &Claim| claim.factuality.polarity == crate::claim::Polarity::Positive;
    // One act of a kind with another ("provide", "support") is not yet the same act.
    let same_act = alignment
        .same
        .iter()
        .any(|&(left, right)| a.profile.words[left].is_event && b.profile.words[right].is_event);
    let whole = alignment.covered[0].min(alignment.covered[1]) >= RESTATED;
    let acts = (same_act && alignment.happenings > 0) || alignment.happenings > 1 || whole;
    acts.then(|| {
        let (yes, no) = if affirms(a.claim) {
            ("A", "B")
        } else {
            ("B", "A")
        };
        format!("{no} denies what {yes} affirms")
    })
}

/// Figures of one unit of which the claims share none: "200,000 against 180,000 troops".
fn figures(a: Of<'_, '_>, b: Of<'_, '_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for (_, unit) in &a.profile.figures {
        if !units.contains(&unit.as_str()) {
            units.push(unit);
        }
    }
    // "forty-one people died", "put the toll at 29": a number alone stands against any.
    let single = |of: Of<'_, '_>| of.profile.figures.len() == 1;
    let bare = |of: Of<'_, '_>| of.profile.figures.iter().any(|(_, unit)| unit.is_empty());
    let alone = single(a) && single(b) && (bare(a) || bare(b));
    for unit in units {
        let of = |side: Of<'_, '_>| -> Vec<usize> {
            (0..side.profile.figures.len())
                .filter(|at| alone || side.profile.figures[*at].1 == unit)
                .collect()
        };
        let (left, right) = (of(a), of(b));
        let shared = left.iter().any(|x| {
            right
                .iter()
                .any(|y| same_value(a.profile.figures[*x].0, b.profile.figures[*y].0))
        });
        if right.is_empty() || shared {
            continue;
        }
        let named = |side: Of<'_, '_>, at: &[usize]| {
            at.iter()
                .map(|at| side.claim.figures[*at].span.of(side.parsed.text()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let unit = named_unit(&a.claim.figures[left[0]]);
        let line = format!("{} against {} {unit}", named(a, &left), named(b, &right));
        reasons.push(line.trim_end().to_owned());
    }
    reasons
}

/// The unit as it is read; none where the figure's own words hold it.
fn named_unit(figure: &Figure) -> &str {
    if figure.unit.len() == 3 && !figure.unit.ends_with('n') && !figure.unit.ends_with('s') {
        ""
    } else {
        &figure.unit
    }
}

/// Days of one sort that are not the same: "Thursday against Friday".
fn days(a: Of<'_, '_>, b: Of<'_, '_>) -> Option<String> {
    let read = |of: Of<'_, '_>| -> Vec<(usize, String)> {
        of.claim
            .dates
            .iter()
            .map(|date| sort_of(of, date))
            .collect()
    };
    let (left, right) = (read(a), read(b));
    if left.iter().any(|date| right.contains(date)) {
        return None;
    }
    left.iter().enumerate().find_map(|(x, (sort, _))| {
        let y = right.iter().position(|(other, _)| other == sort)?;
        Some(format!(
            "{} against {}",
            a.claim.dates[x].span.of(a.parsed.text()),
            b.claim.dates[y].span.of(b.parsed.text())
        ))
    })
}

/// How fine a date is, and what it comes to: its value, or its last word where that is open.
fn sort_of(of: Of<'_, '_>, date: &Date) -> (usize, String) {
    if let Some(value) = &date.value {
        return (value.len(), value.clone());
    }
    let words = date.span.of(of.parsed.text()).to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or("").to_owned();
    (usize::from(last.ends_with("day")), last)
}

/// Degrees of certainty that lie apart: "certain against possible".
fn degrees(a: Of<'_, '_>, b: Of<'_, '_>) -> Option<String> {
    let (left, right) = (a.claim.factuality.certainty, b.claim.factuality.certainty);
    let known = |degree| degree != Certainty::Unknown;
    (left != right && known(left) && known(right))
        .then(|| format!("{} against {}", name(left), name(right)))
}

/// The name of a degree.
const fn name(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
        Certainty::Unknown => "unknown",
    }
}

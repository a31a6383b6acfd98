//! How one claim stands to another on the same event: restates, adds, differs, contradicts.
//!
//! `differs` and `contradicts` are given only where the two contents answer each other for the most part, and never
//! without the figures, days, degrees or polarities that stand against each other.

use super::Relation;
use super::denial::{self, Stand};
use super::event::Alignment;
use super::feature::same_value;
use super::profile::Profile;
use super::terms::Terms;
use crate::claim::{Certainty, Claim, Date, Figure};
use crate::language::Parsed;

/// So much of the shorter content must be answered before two claims can be set against each other.
const COMPARABLE: f32 = 0.5;

/// Claims that match this surely can be set against each other too, in whatever words.
const SURE: f32 = 0.7;

/// And so much of the longer one.
const ANSWERED: f32 = 0.25;

/// And so much of it before a number alone stands against another.
const BARE: f32 = 0.4;

/// So much of both contents is answered where one restates the other.
const RESTATED: f32 = 0.55;

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
    let (stand, reason) = denial::stand(a, b, alignment, terms);
    if stand == Stand::Against {
        return (Relation::Contradicts, vec![reason]);
    }
    if least >= ANSWERED && (most >= COMPARABLE || score >= SURE) {
        let mut reasons = figures(a, b, least >= BARE);
        reasons.extend(days(a, b));
        // A "may" in a long sentence mostly stands at something else.
        reasons.extend(degrees(a, b).filter(|_| least >= RESTATED));
        if !reasons.is_empty() {
            return (Relation::Differs, reasons);
        }
    }
    // What only one of them counts or dates is more than the other says.
    let counts = |of: Of<'_, '_>| (of.claim.figures.is_empty(), of.claim.dates.is_empty());
    let turned = a.claim.factuality.polarity != b.claim.factuality.polarity;
    let said_again = match stand {
        Stand::Together => true,
        _ => !turned && least >= RESTATED && are_of_a_length(a.profile, b.profile),
    };
    let relation = if said_again && counts(a) == counts(b) {
        Relation::Restates
    } else {
        Relation::Adds
    };
    (relation, Vec::new())
}

/// Whether neither has much more to tell than the other: up to half as many words again, or two.
fn are_of_a_length(a: &Profile, b: &Profile) -> bool {
    let (short, long) = (
        a.words.len().min(b.words.len()),
        a.words.len().max(b.words.len()),
    );
    long <= short + (short / 2).max(2)
}

/// Figures of one unit of which the claims share none: "200,000 against 180,000 troops".
fn figures(a: Of<'_, '_>, b: Of<'_, '_>, bare_too: bool) -> Vec<String> {
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
    let alone = bare_too && single(a) && single(b) && (bare(a) || bare(b));
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
    if figure.unit == "o'clock"
        || figure.unit.len() == 3 && !figure.unit.ends_with('n') && !figure.unit.ends_with('s')
    {
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
            .map(|date| sort_of(of, date).unwrap_or_default())
            .collect()
    };
    let (left, right) = (read(a), read(b));
    if left.iter().any(|date| date.0 > 0 && right.contains(date)) {
        return None;
    }
    left.iter().enumerate().find_map(|(x, (sort, _))| {
        let y = right
            .iter()
            .position(|(other, _)| other == sort)
            .filter(|_| *sort > 0)?;
        Some(format!(
            "{} against {}",
            a.claim.dates[x].span.of(a.parsed.text()),
            b.claim.dates[y].span.of(b.parsed.text())
        ))
    })
}

/// How fine a date is, and what it comes to: its value, or its last word where that is open; none where that is any time.
fn sort_of(of: Of<'_, '_>, date: &Date) -> Option<(usize, String)> {
    if let Some(value) = &date.value {
        return Some((value.len(), value.clone()));
    }
    let words = date.span.of(of.parsed.text()).to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or("").to_owned();
    match last.as_str() {
        "today" | "yesterday" => Some((1, last)),
        _ if last.ends_with("day") => Some((2, last)),
        // "last week", "the coming months" may be any time.
        _ => None,
    }
}

/// Degrees of certainty that lie apart: "certain against possible".
fn degrees(a: Of<'_, '_>, b: Of<'_, '_>) -> Option<String> {
    let (left, right) = (a.claim.factuality.certainty, b.claim.factuality.certainty);
    let known = |degree| degree != Certainty::Unknown;
    // "Likely" beside "will" is mostly a turn of phrase; "may" beside it is not.
    let apart = (left as i8 - right as i8).abs() > 1;
    (apart && known(left) && known(right))
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

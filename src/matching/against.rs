//! What of two claims on one event stands against each other: figures, days, degrees of certainty.
//!
//! Two figures of one unit, or two days, need not be of one thing: one claim tells when somebody was charged, the other
//! when he fired. So an age is set against an age of the same person alone, and a day against a day unless the verb
//! beside one of them is met by another word of the other claim than the verb beside its day.

use super::event::Alignment;
use super::feature::same_value;
use super::relation::Of;
use super::terms::Terms;
use crate::actor::ActorId;
use crate::claim::figure::measures;
use crate::claim::{Certainty, Date, Figure};
use crate::language::Tag;
use crate::span::Span;

/// Figures so many times as large are of something else.
const FAR: f64 = 10.0;

/// The oldest that somebody can be.
const OLDEST: f64 = 120.0;

/// How many tokens lie at most between an age and who has it: "the 36-year-old police officer Ann Lee".
const AGED: usize = 5;

/// What a figure counts, as far as it can be set against another.
#[derive(Debug, PartialEq)]
enum Counted<'u> {
    /// Things of this unit, by the stem of its name; empty for a number alone.
    Unit(&'u str),
    /// The years of somebody, as far as it is known whose.
    Age(Option<ActorId>),
}

/// What can be set against the other claim: what is counted, and the figure's place among the claim's.
fn counted<'c>(of: Of<'c, '_>) -> Vec<(Counted<'c>, usize)> {
    let figures = of.claim.figures.iter().zip(&of.profile.figures);
    figures
        .enumerate()
        .map(|(at, (figure, (_, unit)))| (age(of, figure).unwrap_or(Counted::Unit(unit)), at))
        .filter(|(what, _)| *what != Counted::Age(None))
        .collect()
}

/// Whose age a figure is, if it is one: "Ann Lee, 36," or "36-year-old Ann Lee".
fn age<'c>(of: Of<'c, '_>, figure: &Figure) -> Option<Counted<'c>> {
    let parsed = of.parsed;
    let tokens = parsed.tokens_in(figure.span);
    let named = |range: std::ops::Range<usize>| {
        let mut words = of.profile.words.iter();
        words.find_map(|word| word.actor.filter(|_| range.contains(&word.token)))
    };
    let before = tokens.start.saturating_sub(AGED)..tokens.start;
    if figure.unit.contains("old") {
        let holder = named(tokens.end..tokens.end + AGED).or_else(|| named(before));
        return Some(Counted::Age(holder));
    }
    // At the end of a content the comma may have been left out.
    let is_comma = |at: usize| {
        parsed
            .tokens
            .get(at)
            .is_some_and(|_| parsed.lower(at) == ",")
    };
    let ends = of
        .claim
        .content
        .iter()
        .any(|span| parsed.tokens_in(*span).end == tokens.end);
    let aside = tokens.start > 0 && is_comma(tokens.start - 1) && (ends || is_comma(tokens.end));
    (aside && figure.unit.is_empty() && figure.value <= OLDEST).then(|| Counted::Age(named(before)))
}

/// Figures of one unit of which the claims share none: "200,000 against 180,000 troops". A number alone stands against
/// any other that is the claim's only one, if `bare_too`.
pub fn figures(a: Of<'_, '_>, b: Of<'_, '_>, bare_too: bool) -> Vec<String> {
    let (left, right) = (counted(a), counted(b));
    let bare = |of: &[(Counted<'_>, usize)]| of.len() == 1 && of[0].0 == Counted::Unit("");
    // "forty-one people died", "put the toll at 29"
    let alone = bare_too
        && left.len() == 1
        && right.len() == 1
        && (bare(&left) || bare(&right))
        && !matches!(
            (&left[0].0, &right[0].0),
            (Counted::Age(_), _) | (_, Counted::Age(_))
        );
    let mut reasons = Vec::new();
    for (at, (what, _)) in left.iter().enumerate() {
        let is_first = left[..at].iter().all(|(other, _)| other != what);
        if !is_first || !alone && *what == Counted::Unit("") {
            continue;
        }
        let of = |side: &[(Counted<'_>, usize)]| -> Vec<usize> {
            let same = side.iter().filter(|(other, _)| alone || other == what);
            same.map(|(_, at)| *at).collect()
        };
        let (here, there) = (of(&left), of(&right));
        let value = |of: Of<'_, '_>, at: usize| of.profile.figures[at].0;
        let shared = here
            .iter()
            .any(|x| there.iter().any(|y| same_value(value(a, *x), value(b, *y))));
        if there.is_empty() || shared {
            continue;
        }
        // Of several lengths or points each may be of something else.
        let measured = measures(&a.claim.figures[here[0]].unit);
        let several = here.len() > 1 || there.len() > 1;
        let near = here.iter().any(|x| {
            let mut others = there.iter();
            others.any(|y| are_comparable(value(a, *x), value(b, *y)))
        });
        if measured && several || !near {
            continue;
        }
        let named = |of: Of<'_, '_>, at: &[usize]| {
            let words = at
                .iter()
                .map(|at| of.claim.figures[*at].span.of(of.parsed.text()));
            words.collect::<Vec<_>>().join(", ")
        };
        let unit = named_unit(&a.claim.figures[here[0]]);
        let line = format!("{} against {} {unit}", named(a, &here), named(b, &there));
        reasons.push(line.trim_end().to_owned());
    }
    reasons
}

/// Whether two figures may be of one thing: five people who are hurt are not the 200,000 who live there.
fn are_comparable(one: f64, other: f64) -> bool {
    let (less, more) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    less == 0.0 || more / less < FAR
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
pub fn days(a: Of<'_, '_>, b: Of<'_, '_>, alignment: &Alignment, terms: &Terms) -> Option<String> {
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
        let (here, there) = (a.claim.dates[x].span, b.claim.dates[y].span);
        let told = [verb(a, here, terms), verb(b, there, terms)];
        (!alignment.crosses(told)).then(|| {
            format!(
                "{} against {}",
                here.of(a.parsed.text()),
                there.of(b.parsed.text())
            )
        })
    })
}

/// The place among the words of its content of the verb that a date is said of: the last one before it, else the next.
fn verb(of: Of<'_, '_>, date: Span, terms: &Terms) -> Option<usize> {
    let at = of.parsed.token_from(date.start);
    let content = of.claim.content.iter().find(|span| span.covers(date))?;
    let tokens = of.parsed.tokens_in(*content);
    let is_verb = |at: &usize| of.parsed.tokens[*at].tag == Tag::Verb;
    let verb = (tokens.start..at)
        .rfind(is_verb)
        .or_else(|| (at..tokens.end).find(is_verb))?;
    let term = terms.known(of.parsed.lower(verb))?;
    of.profile
        .words
        .binary_search_by_key(&term, |word| word.term)
        .ok()
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
pub fn degrees(a: Of<'_, '_>, b: Of<'_, '_>) -> Option<String> {
    let (left, right) = (a.claim.factuality.certainty, b.claim.factuality.certainty);
    let known = |degree| degree != Certainty::Unknown;
    // "Likely" beside "will" is mostly a turn of phrase; "may" beside it is not.
    let apart = (left as i8 - right as i8).abs() > 1;
    (apart && known(left) && known(right))
        .then(|| format!("{} against {}", left.word(), right.word()))
}

#[cfg(test)]
mod tests {
    use crate::matching::Relation;
    use crate::matching::relation::between as relation;

    #[test]
    fn ages_are_set_against_each_other_only_where_they_are_of_one_person() {
        let first =
            "Ida Falk, 36, ran over the cyclist Olaf Lind in the Brenn tunnel, police said.";
        let of_another =
            "Ida Falk ran over the 66-year-old cyclist Olaf Lind in the Brenn tunnel, police said.";
        let of_the_same =
            "Ida Falk, 39, ran over the cyclist Olaf Lind in the Brenn tunnel, police said.";
        assert_ne!(relation(first, of_another), Some(Relation::Differs));
        assert_eq!(relation(first, of_the_same), Some(Relation::Differs));
    }

    #[test]
    fn a_few_who_are_hurt_are_not_the_many_who_live_there() {
        let hurt = "The quake struck the Brenn valley and hurt five people, Ida Falk said.";
        let live = "The quake struck the Brenn valley, home to 200,000 people, Ida Falk said.";
        let more = "The quake struck the Brenn valley and hurt nine people, Ida Falk said.";
        assert_ne!(relation(hurt, live), Some(Relation::Differs));
        assert_eq!(relation(hurt, more), Some(Relation::Differs));
    }

    #[test]
    fn days_of_two_happenings_do_not_differ() {
        let first = "Ida Falk was arrested on Saturday after she robbed the Brenn bank.";
        let of_another = "Ida Falk robbed the Brenn bank on Friday.";
        let of_the_same = "Ida Falk was arrested on Sunday after she robbed the Brenn bank.";
        assert_ne!(relation(first, of_another), Some(Relation::Differs));
        assert_eq!(relation(first, of_the_same), Some(Relation::Differs));
    }

    #[test]
    fn what_may_be_differs_from_what_is_in_either_order_and_what_is_likely_from_neither() {
        let is = "Ida Falk will close the Brenn bank, the mayor said.";
        let may = "Ida Falk may close the Brenn bank, the mayor said.";
        let likely = "Ida Falk will probably close the Brenn bank, the mayor said.";
        assert_eq!(relation(is, may), Some(Relation::Differs));
        assert_eq!(relation(may, is), Some(Relation::Differs));
        for (one, other) in [(is, likely), (likely, is), (likely, may), (may, likely)] {
            assert_ne!(
                relation(one, other),
                Some(Relation::Differs),
                "{one} {other}"
            );
        }
    }
}

//! How one claim stands to another on the same event: restates, adds, differs, contradicts.
//!
//! `differs` and `contradicts` are given only where the two contents answer each other for the most part, and never
//! without the figures, days, degrees or polarities that stand against each other.

use super::Relation;
use super::against;
use super::denial::{self, Stand};
use super::event::Alignment;
use super::profile::Profile;
use super::terms::Terms;
use crate::claim::Claim;
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

/// The relation of two claims on one event, and what stands against each other. Where a reader has said that they are on
/// one event, no score is needed to set their figures and days against each other.
pub fn relation(
    a: Of<'_, '_>,
    b: Of<'_, '_>,
    alignment: &Alignment,
    score: Option<f32>,
    terms: &Terms,
) -> (Relation, Vec<String>) {
    let [left, right] = alignment.covered;
    let (most, least) = (left.max(right), left.min(right));
    let (stand, reason) = denial::stand(a, b, alignment, terms);
    if stand == Stand::Against {
        return (Relation::Contradicts, vec![reason]);
    }
    let comparable = |score| most >= COMPARABLE || score >= SURE || alignment.is_toll();
    let answered = |score| least >= ANSWERED && comparable(score);
    if score.is_none_or(answered) {
        let mut reasons = against::figures(a, b, score.is_none() || least >= BARE);
        reasons.extend(against::days(a, b, alignment, terms));
        // A "may" in a long sentence mostly stands at something else.
        reasons.extend(against::degrees(a, b).filter(|_| least >= RESTATED));
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

/// The relation of the surest match of two texts.
#[cfg(test)]
pub(super) fn between(first: &str, second: &str) -> Option<Relation> {
    use crate::article::Article;
    let articles = [first, second].map(|text| Article::new("a", None, text.to_owned()));
    let comparison = crate::comparison::Comparison::new(articles.to_vec());
    let best = comparison
        .matches
        .iter()
        .max_by(|x, y| x.score.total_cmp(&y.score));
    best.map(|found| found.relation)
}

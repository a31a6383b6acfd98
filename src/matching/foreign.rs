//! What holds between claims of which one at least is not in English: the same words are the same statement, and of any
//! others nothing is told but whom they share. Negations, figures and hedges of other languages are not read.

use super::Relation;
use super::relation::Of;

/// Whether one of the two is in another language than English.
pub fn is_between(a: Of<'_, '_>, b: Of<'_, '_>) -> bool {
    a.parsed.article.is_foreign() || b.parsed.article.is_foreign()
}

/// Whether both are the same words.
pub fn are_same(a: Of<'_, '_>, b: Of<'_, '_>) -> bool {
    words(a) == words(b)
}

/// How two claims that are on one event stand to each other.
pub fn relation(a: Of<'_, '_>, b: Of<'_, '_>) -> Relation {
    if are_same(a, b) {
        Relation::Restates
    } else {
        Relation::Adds
    }
}

/// The letters and figures of a content in small letters.
fn words(of: Of<'_, '_>) -> String {
    let contents = of.claim.content.iter();
    contents
        .flat_map(|span| span.of(of.parsed.text()).chars())
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

//! Sentences as any outlet writes them: who says it, and whether it is affirmed.

use crossread::article::Article;
use crossread::claim::Polarity;
use crossread::comparison::Comparison;

/// Source and content of the first claim of `sentence`, and whether it is denied.
fn first(sentence: &str) -> (String, String, bool) {
    let text = format!("{sentence}\n\nThe meeting went on until night, and Anna Lind left.");
    let comparison = Comparison::new(vec![Article::new("a", None, text)]);
    let claim = &comparison.claims[0];
    let source = claim.source.actor();
    let name = source.map_or(String::new(), |actor| comparison.actors[actor].name.clone());
    let denied = claim.factuality.polarity == Polarity::Negative;
    (name, comparison.text_of(claim), denied)
}

#[test]
fn a_denial_of_a_failure_is_a_denial() {
    let (source, content, denied) = first("Harlan Mills denied that its alarms had failed.");
    assert_eq!(
        (source.as_str(), content.as_str()),
        ("Harlan Mills", "that its alarms had failed")
    );
    assert!(denied);
    assert!(first("Anna Lind declined to speak of the alarms.").2);
}

#[test]
fn a_double_negation_before_a_preposition_is_none() {
    assert!(!first("A strike is not improbable for Anna Lind.").2);
}

#[test]
fn a_fire_department_is_not_the_company_that_burnt() {
    let (source, ..) = first(
        "At least 17 people were hurt at the Harlan Mills plant, according to the fire department.",
    );
    assert_ne!(source, "Harlan Mills");
}

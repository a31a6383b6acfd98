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

#[test]
fn papers_that_somebody_saw_are_a_source() {
    for papers in ["council papers", "documents", "internal emails"] {
        let source = format!("{papers} seen by the Courier");
        let text = format!(
            "According to {source}, the bridge was closed for two years.\n\nThe meeting went on."
        );
        let comparison = Comparison::new(vec![Article::new("a", None, text.clone())]);
        let claim = &comparison.claims[0];
        let found = claim.source.span().map(|span| span.of(&text));
        assert_eq!(found, Some(source.as_str()));
        assert_eq!(
            comparison.text_of(claim),
            "the bridge was closed for two years"
        );
    }
}

#[test]
fn a_dateline_belongs_to_no_statement() {
    let (_, content, _) =
        first("LONDON (Agency) — The bridge will stay closed until May, Anna Lind said.");
    assert_eq!(content, "The bridge will stay closed until May");
    let (source, content, _) = first("PARIS, March 3 — Harlan Mills closed its plant on Monday.");
    assert_eq!(
        (source.as_str(), content.as_str()),
        ("", "Harlan Mills closed its plant on Monday.")
    );
}

#[test]
fn a_relative_clause_does_not_cut_what_is_said() {
    let (source, content, _) = first(
        "The mayor said the old bridge, which carries 3,000 cars a day, would be closed in June.",
    );
    assert_eq!(source, "The mayor");
    assert_eq!(
        content,
        "the old bridge, which carries 3,000 cars a day, would be closed in June"
    );
}

#[test]
fn after_a_semicolon_the_article_speaks_again() {
    let text = "Anna Lind said the bridge was safe; the engineers of Harlan Mills arrived on Sunday.\n\nThe meeting went on until night.";
    let comparison = Comparison::new(vec![Article::new("a", None, text.to_owned())]);
    let told: Vec<String> = comparison
        .claims
        .iter()
        .map(|claim| comparison.text_of(claim))
        .collect();
    assert_eq!(
        told,
        [
            "the bridge was safe",
            "the engineers of Harlan Mills arrived on Sunday"
        ]
    );
}

#[test]
fn what_is_said_within_a_saying_does_not_hold_that_saying() {
    let text = "The meeting went on.\n\nThe union said that 40 workers would lose their places, and that it had not been asked.";
    let comparison = Comparison::new(vec![Article::new("a", None, text.to_owned())]);
    let union: Vec<String> = comparison
        .claims
        .iter()
        .map(|claim| comparison.text_of(claim))
        .filter(|told| told.contains("workers"))
        .collect();
    assert_eq!(
        union,
        ["that 40 workers would lose their places, and that it had not been asked"]
    );
}

/// Every claim of `text`: who says it, empty for the article itself, and what.
fn all(text: &str) -> Vec<(String, String)> {
    let comparison = Comparison::new(vec![Article::new("a", None, text.to_owned())]);
    let claim = |claim: &crossread::claim::Claim| {
        let source = claim.source.actor();
        let name = source.map_or(String::new(), |actor| comparison.actors[actor].name.clone());
        (name, comparison.text_of(claim))
    };
    comparison.claims.iter().map(claim).collect()
}

#[test]
fn a_quotation_right_behind_another_is_of_the_same_speaker() {
    let found = all(
        "“We heard a roar,” Anna Lind, a 43-year-old baker, told the Courier. “My shop was gone.”",
    );
    let last = found
        .last()
        .map(|(who, what)| (who.as_str(), what.as_str()));
    assert_eq!(last, Some(("Anna Lind", "“My shop was gone.”")));
}

#[test]
fn who_is_whoever_stands_before_it() {
    let found = all("Ms Lind, who denies the charges, said she would appeal.");
    assert!(
        !found.is_empty() && found.iter().all(|(who, _)| who == "Lind"),
        "{found:?}"
    );
}

#[test]
fn the_article_tells_figures_and_days_of_nobody_too() {
    let found = all("A new hearing will be held on 14 September.\n\nIt was quiet.");
    assert_eq!(
        found,
        [(
            String::new(),
            "A new hearing will be held on 14 September.".to_owned()
        )]
    );
}

#[test]
fn an_infinitive_behind_a_noun_belongs_to_what_is_said() {
    let (source, content, denied) =
        first("Anna Lind does not consider the raid to be an attack on Brenn.");
    assert_eq!(
        (source.as_str(), content.as_str()),
        ("Anna Lind", "the raid to be an attack on Brenn")
    );
    assert!(denied);
}

#[test]
fn a_word_that_hyphens_join_to_a_name_hides_it_not() {
    let found = all("Mother-of-two Anna Lind, whose son left early, said she felt sick.");
    assert_eq!(
        found,
        [("Anna Lind".to_owned(), "she felt sick".to_owned())]
    );
}

//! Pairs of sentences of two outlets: how does the second stand to the first?

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::matching::Relation;
use std::collections::BTreeMap;

/// The relation of the surest match, and why.
fn relation(first: &str, second: &str) -> (String, String) {
    let comparison = Comparison::new(vec![
        Article::new("a", None, first.to_owned()),
        Article::new("b", None, second.to_owned()),
    ]);
    let best = comparison.matches.iter().max_by(|x, y| {
        x.score
            .total_cmp(&y.score)
            .then((y.a, y.b).cmp(&(x.a, x.b)))
    });
    best.map_or((String::new(), String::new()), |found| {
        let name = serde_json::to_value(found.relation).unwrap();
        let because = format!("{:.2} {}", found.score, found.because.join("; "));
        (name.as_str().unwrap_or("").to_owned(), because)
    })
}

/// The numbers of pairs and of right ones, and the pairs in which a contradiction was found that is none.
fn judged(pairs: &'static str) -> (usize, usize, Vec<&'static str>) {
    let (mut right, mut all, mut invented) = (0, 0, Vec::new());
    let mut by_kind: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for line in pairs.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(expected), Some(first), Some(second)) =
            (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (found, because) = relation(first, second);
        let is_right = found == expected;
        all += 1;
        right += usize::from(is_right);
        let of_kind = by_kind.entry(expected).or_default();
        of_kind[0] += usize::from(is_right);
        of_kind[1] += 1;
        if !is_right {
            println!("{expected}, found {found} ({because})\n  {first}\n  {second}");
        }
        if found == "contradicts" && expected != "contradicts" {
            invented.push(first);
        }
    }
    println!("{right} of {all} right: {by_kind:?}");
    (all, right, invented)
}

#[test]
fn fifty_of_sixty_relations_are_right_and_no_contradiction_is_invented() {
    let (all, right, invented) = judged(include_str!("relations.tsv"));
    assert_eq!(all, 60);
    assert!(right >= 50, "{right} of {all} right");
    assert_eq!(invented, [""; 0]);
}

#[test]
fn pairs_that_were_written_without_knowing_the_rules_are_told_too() {
    let (all, right, invented) = judged(include_str!("relations_blind.tsv"));
    assert_eq!(all, 30);
    assert!(right >= 22, "{right} of {all} right");
    assert_eq!(invented, [""; 0]);
}

#[test]
fn of_pairs_that_no_rule_was_made_for_most_are_told() {
    let (all, right, invented) = judged(include_str!("relations_unseen.tsv"));
    assert_eq!(all, 30);
    assert!(right >= 18, "{right} of {all} right");
    assert_eq!(invented, [""; 0]);
}

#[test]
fn a_denial_meets_what_it_denies_where_who_acts_goes_by_two_names() {
    let article = |text: &str| Article::new("made up", None, text.to_owned());
    let comparison = Comparison::new(vec![
        article(
            "The breach was caused by heavy rain, according to the river office.\n\n\
             Tobias Lind denied that the town had cut the maintenance budget for flood walls.\n\n\
             Nora Beck said that a noise like thunder had woken her. Schools stay closed until Friday.",
        ),
        article(
            "Residents demanded answers after a wall meant to hold back the river collapsed.\n\n\
             The town cut the maintenance budget for flood walls last year, Petra Ott said.\n\n\
             Nora Beck said that she took the cat and ran.",
        ),
    ]);
    let text = |claim: usize| comparison.text_of(&comparison.claims[claim]);
    let found = comparison
        .matches
        .iter()
        .find(|found| text(found.a).contains("budget") && text(found.b).contains("budget"))
        .expect("a match");
    assert!(found.actors.is_empty(), "{found:?}");
    assert_eq!(found.relation, Relation::Contradicts);
}

//! Pairs of sentences of two outlets: how does the second stand to the first?

use crossread::article::Article;
use crossread::comparison::Comparison;
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

#[test]
fn fifty_of_sixty_relations_are_right_and_no_contradiction_is_invented() {
    let (mut right, mut all, mut invented) = (0, 0, Vec::new());
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for line in include_str!("relations.tsv").lines() {
        let mut parts = line.split('\t');
        let (Some(expected), Some(first), Some(second)) =
            (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (found, because) = relation(first, second);
        all += 1;
        right += usize::from(found == expected);
        *by_kind.entry(expected).or_default() += usize::from(found == expected);
        if found != expected {
            println!("{expected}, found {found} ({because})\n  {first}\n  {second}");
        }
        if found == "contradicts" && expected != "contradicts" {
            invented.push(first);
        }
    }
    println!("{right} of {all} right: {by_kind:?}");
    assert_eq!(all, 60);
    assert!(right >= 50, "{right} of {all} right");
    assert_eq!(invented, [""; 0]);
}

//! Stories of somebody who knows the README alone: what the screen says must be what is there.
#![cfg(feature = "reader")]

mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::reader::state::State;
use support::screen::{last_line, press, text};

fn open(a: &str, b: &str, size: (u16, u16)) -> State {
    let articles = vec![
        Article::new("a", None, a.to_owned()),
        Article::new("b", None, b.to_owned()),
    ];
    State::new(Comparison::new(articles), size)
}

fn says(state: &State, words: &str) {
    assert!(last_line(state).contains(words), "{}", text(state));
}

const A: &str = "Ann Ott closes the mill\n\n“The mill has to close in May,” Ann Ott said on Monday.\n\nMilan Brod said that 300 workers would strike.\n\nMilan Brod praised the soup of the kitchen. Ann Ott did not come. Lars Vikner, a driver, was there too.\n\nSign up for our newsletter and never miss a story.\n\nThe yard was full of tents on Friday.\n";
const B: &str = "Workers march through the town\n\nAnn Ott said the mill must close in May.\n\nMilan Brod said 200 workers would go on strike.\n\nMilan Brod bought a boat in Porto. Lars Vikler said that nobody was paid.\n";

#[test]
fn what_only_shares_the_actor_is_no_find_in_panel_margin_and_last_line() {
    let mut state = open(A, B, (80, 24));
    press(&mut state, "/soup<enter><ctrl-g>");
    says(&state, "only in A · nearest of the actor 1/");
    let shown = text(&state);
    assert!(!last_line(&state).contains('⇄'), "{shown}");
    assert!(
        shown.contains("no counterpart · same actor only"),
        "{shown}"
    );
    // The point beside it is that of a claim without a counterpart, and the key for those that both have passes it by.
    press(&mut state, "[");
    let line = text(&state);
    let line = line.lines().find(|line| line.contains("soup of the"));
    assert!(line.is_some_and(|line| line.starts_with('·')), "{line:?}");
    press(&mut state, "g}}}}");
    says(&state, "no further matched claim in A");
    // Confirmed by hand it is one event, and that is said.
    press(&mut state, "/soup<enter><ctrl-g>c");
    says(&state, "match confirmed · now counts as one event");
    press(&mut state, "]");
    press(&mut state, "[");
    says(&state, "⇄ 1/1");
}

#[test]
fn a_missed_claim_is_looked_for_where_the_search_stands_and_never_in_what_is_folded() {
    let mut state = open(A, B, (80, 24));
    press(&mut state, "/did not come<enter>Ea");
    let shown = text(&state);
    assert!(shown.contains("A ¶3  Ann Ott did not come"), "{shown}");
    let marked: Vec<&str> = shown.lines().filter(|of| of.starts_with('▌')).collect();
    assert!(
        marked.iter().any(|line| line.contains("did not")),
        "{shown}"
    );
    // On to the end: the prompt to subscribe is passed over.
    press(&mut state, "jj");
    let shown = text(&state);
    assert!(shown.contains("The yard was full of tents"), "{shown}");
    press(&mut state, "k");
    let shown = text(&state);
    assert!(
        shown.contains("Lars Vikner, a driver") && !shown.contains("A title  Sign up"),
        "{shown}"
    );
    press(&mut state, "<esc>");
}

#[test]
fn a_source_is_first_looked_for_among_those_named_in_the_paragraph() {
    let mut state = open(A, B, (80, 24));
    press(&mut state, "/did not come<enter>Ea<enter>");
    let shown = text(&state);
    let rows: Vec<&str> = shown
        .lines()
        .skip_while(|of| !of.contains("Who says it?"))
        .collect();
    assert!(
        rows[1].starts_with("▌ ") && rows[1].contains("Milan Brod"),
        "{shown}"
    );
    assert!(rows[2].contains("Ann Ott"), "{shown}");
    let nobody = rows
        .iter()
        .position(|row| row.contains("somebody without a name"));
    assert!(nobody.is_some_and(|at| at > 2), "{shown}");
}

#[test]
fn figures_typed_for_the_other_claim_do_not_make_a_match() {
    let mut state = open(A, B, (110, 30));
    press(&mut state, "/soup<enter><ctrl-g>Em43<enter>");
    says(&state, "43: / finds words; enter again takes this one:");
    press(&mut state, "<enter>");
    says(&state, "match made by hand");
    assert!(!last_line(&state).contains("43"), "{}", text(&state));
}

#[test]
fn a_note_on_a_pair_stays_beside_its_claims_when_the_match_is_rejected() {
    let mut state = open(A, B, (110, 30));
    press(&mut state, "}elook again<enter>");
    assert!(text(&state).contains("✎ look again"), "{}", text(&state));
    press(&mut state, "r");
    let shown = text(&state);
    assert!(shown.contains("look again"), "{shown}");
    press(&mut state, "]");
    assert!(text(&state).contains('✎'), "{}", text(&state));
    press(&mut state, "u");
    assert!(text(&state).contains("✎ look again"), "{}", text(&state));
}

#[test]
fn who_is_joined_is_named_and_where_the_article_itself_speaks_both_are_chosen() {
    let mut state = open(A, B, (80, 24));
    press(&mut state, "/300<enter><ctrl-g>Ej");
    assert!(
        last_line(&state).starts_with(" join Milan Brod with:"),
        "{}",
        text(&state)
    );
    press(&mut state, "<esc>/tents<enter><ctrl-g>");
    press(&mut state, "Ej");
    assert!(last_line(&state).starts_with(" join:"), "{}", text(&state));
    press(&mut state, "Vikner<enter>");
    says(&state, "join Lars Vikner with:");
    press(&mut state, "Vikler<enter>");
    says(&state, "actors merged");
}

#[test]
fn somebody_spelt_nearly_the_same_is_hinted_at_among_the_actors() {
    let mut state = open(A, B, (110, 30));
    press(&mut state, "aVikler");
    let shown = text(&state);
    assert!(shown.contains("similar: Lars Vikner"), "{shown}");
}

#[test]
fn a_role_that_is_the_name_once_more_is_not_told() {
    let mut comparison = support::mill::comparison();
    comparison.actors[3].roles = vec!["The town council".to_owned()];
    let mut state = State::new(comparison, (110, 30));
    press(&mut state, "acouncil");
    let shown = text(&state);
    let row = shown
        .lines()
        .find(|line| line.starts_with("▌ town council"));
    assert!(
        row.is_some_and(|row| row.contains("council  group")),
        "{shown}"
    );
}

#[test]
fn pages_turn_as_in_vim_and_less() {
    let mut turned = open(A, B, (80, 14));
    press(&mut turned, "<ctrl-f>");
    let mut spaced = open(A, B, (80, 14));
    press(&mut spaced, "<space>");
    assert_eq!(text(&turned), text(&spaced));
    press(&mut turned, "<ctrl-b>");
    press(&mut spaced, "b");
    assert_eq!(text(&turned), text(&spaced));
}

#[test]
fn filters_pass_over_what_no_claim_is() {
    let mut state = open(A, B, (110, 30));
    // Everybody is named here, and nothing contradicts.
    press(&mut state, "Fr");
    assert!(
        !last_line(&state).contains("contradicts"),
        "{}",
        text(&state)
    );
    assert!(
        !last_line(&state).contains("0 in A · 0 in B"),
        "{}",
        text(&state)
    );
    press(&mut state, "FFFs");
    says(&state, "filter: named sources");
    press(&mut state, "Fs");
    says(&state, "filter: the article itself");
}

#[test]
fn names_are_cut_before_what_is_denied() {
    let name = "Dr Wilhelmina Featherstonehaugh-Cholmondeley";
    let a = format!("Mill news\n\n{name} said that the old mill was not safe in May.\n");
    let b = format!("Town news\n\n{name} said that the old mill was safe in May.\n");
    let mut state = open(&a, &b, (80, 24));
    press(&mut state, "g}");
    let shown = text(&state);
    assert!(shown.contains("certain, negated"), "{shown}");
    assert!(shown.contains("contradicts"), "{shown}");
}

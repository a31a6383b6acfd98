//! Stories of more than two articles: any two of them side by side, and every place kept.
#![cfg(feature = "reader")]

mod support;

use crossread::reader::keeping::Opened;
use crossread::reader::state::State;
use support::screen::{last_line, press, text};

fn open(size: (u16, u16)) -> State {
    State::new(support::mill::four(), size)
}

fn first_line(state: &State) -> String {
    text(state).lines().next().unwrap_or_default().to_owned()
}

/// The letters over the panes and the rows of text in one of them.
fn pane(state: &State, side: usize) -> Vec<String> {
    let column = |line: &str| line.split('│').nth(side).unwrap_or_default().to_owned();
    let shown = text(state);
    let lines = shown.lines().skip(1).take(16);
    lines
        .map(|line| column(line).replace(['▌', '┃', '•', '·'], " "))
        .collect()
}

#[test]
fn a_search_that_found_nothing_looks_into_the_next_article_too() {
    let mut state = open((100, 24));
    press(&mut state, "/xyzzy<enter>t");
    press(&mut state, "n");
    assert!(last_line(&state).contains("no hits for xyzzy"));
}

#[test]
fn any_two_articles_come_side_by_side() {
    let mut state = open((100, 24));
    assert!(first_line(&state).contains("1 of 4 · 11 claims"));
    assert!(first_line(&state).contains("2 of 4 · 7 claims"));
    press(&mut state, "t");
    assert!(first_line(&state).starts_with(" C  What the bank knew"));
    assert!(last_line(&state).contains("C, 3 of 4: What the bank knew"));
    press(&mut state, "t");
    assert!(first_line(&state).starts_with(" D  A river"));
    // B stands beside it and is passed over.
    press(&mut state, "t");
    assert!(first_line(&state).starts_with(" A  Paper mill"));
    press(&mut state, "4T");
    assert!(
        first_line(&state).contains("│ D  A river"),
        "{}",
        text(&state)
    );
    press(&mut state, "2t");
    assert!(first_line(&state).starts_with(" B  Hundreds"));
    press(&mut state, "4t");
    assert!(last_line(&state).contains("D is on the screen already"));
    press(&mut state, "9t");
    assert!(last_line(&state).contains("there are 4 articles, 1 is A and 4 is D"));
}

#[test]
fn the_place_in_an_article_is_kept_until_one_comes_back() {
    for size in [(80, 24), (60, 20)] {
        let mut state = open(size);
        press(&mut state, "8]j");
        let (before, place) = (pane(&state, 0), last_line(&state)[..5].to_owned());
        press(&mut state, "t]]tG");
        assert!(last_line(&state).starts_with(" D1"), "{}", text(&state));
        press(&mut state, "3t");
        assert!(last_line(&state).starts_with(" C3"), "{}", text(&state));
        press(&mut state, "1t");
        press(&mut state, "<ctrl-l>");
        assert!(last_line(&state).starts_with(&place), "{}", text(&state));
        assert_eq!(pane(&state, 0), before);
        // The way back leads through all of them.
        press(&mut state, "o");
        assert!(first_line(&state).starts_with(" C "), "{}", text(&state));
        assert!(last_line(&state).starts_with(" C3"));
        press(&mut state, "o");
        assert!(first_line(&state).starts_with(" D "), "{}", text(&state));
        press(&mut state, "OO");
        assert!(last_line(&state).starts_with(&place), "{}", text(&state));
    }
}

#[test]
fn an_article_opens_at_what_it_says_on_the_matter_at_hand() {
    let mut state = open((100, 24));
    press(&mut state, "]]]");
    assert!(last_line(&state).starts_with(" A4"));
    assert!(last_line(&state).contains("also in C"), "{}", text(&state));
    let right = pane(&state, 1);
    press(&mut state, "t");
    assert!(last_line(&state).starts_with(" C2"), "{}", text(&state));
    assert_eq!(pane(&state, 1), right);
    press(&mut state, "[]");
    assert!(last_line(&state).contains("⇄ 1/1"), "{}", text(&state));
    // The other way round: the claim stays, and the article beside it shows its counterpart.
    let mut state = open((100, 24));
    press(&mut state, "]]]T");
    assert!(last_line(&state).starts_with(" A4"));
    assert!(first_line(&state).contains("│ C  What the bank"));
    press(&mut state, "<enter>");
    assert!(last_line(&state).starts_with(" C2"), "{}", text(&state));
}

#[test]
fn what_the_articles_that_are_not_shown_have_is_said() {
    let mut state = open((100, 30));
    press(&mut state, "]");
    assert!(
        text(&state).contains("Ann Ott · 5 in A · 3 in B · more in C D"),
        "{}",
        text(&state)
    );
    assert!(last_line(&state).contains("also in D"));
    press(&mut state, "pp");
    let shown = text(&state);
    assert!(
        shown.contains("elsewhere in C 1 by Ann Ott · in D 1 on this, 1 by Ann Ott"),
        "{shown}"
    );
    // A claim that the article beside it does not have, but another one has.
    press(&mut state, "<esc>ppp4T5]");
    press(&mut state, "<enter>");
    assert!(
        last_line(&state).contains("D has no counterpart of this claim, but there is one in B, C"),
        "{}",
        text(&state)
    );
    press(&mut state, "<ctrl-g>");
    assert!(
        last_line(&state).contains("not in D · also in B C"),
        "{}",
        text(&state)
    );
}

#[test]
fn the_choice_of_an_actor_says_who_speaks_elsewhere_too() {
    let mut state = open((120, 40));
    press(&mut state, "a");
    let shown = text(&state);
    let line = |name: &str| {
        let mut lines = shown.lines().skip(20);
        lines
            .find(|line| line.contains(name))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        line("Ann Ott").contains("says 1 in C, 1 in D · the owner"),
        "{shown}"
    );
    assert!(line("Milan Brod").contains("says 1 in C · "), "{shown}");
    assert!(
        line("Sister Agnes").contains("says 1 in C · person"),
        "{shown}"
    );
    // Whoever speaks only there is shown there.
    press(&mut state, "agnes<enter>");
    assert!(first_line(&state).starts_with(" C "), "{}", text(&state));
    assert!(last_line(&state).starts_with(" C3"), "{}", text(&state));
}

#[test]
fn a_search_goes_on_in_the_article_that_comes() {
    let mut state = open((100, 24));
    press(&mut state, "/strike<enter>");
    assert!(
        last_line(&state).contains("1 in A · 2 in B"),
        "{}",
        text(&state)
    );
    press(&mut state, "t<ctrl-l>");
    press(&mut state, "n<ctrl-l>");
    assert!(
        last_line(&state).contains("2 in C · 2 in B"),
        "{}",
        text(&state)
    );
}

#[test]
fn with_two_articles_or_one_the_key_says_so() {
    let mut state = State::new(support::mill::comparison(), (80, 24));
    press(&mut state, "t");
    assert!(last_line(&state).contains("these two are all the articles"));
    press(&mut state, "?");
    assert!(!text(&state).contains("the next article here"));
    let mut state = open((80, 60));
    press(&mut state, "?");
    assert!(text(&state).contains("the next article here"));
}

#[test]
fn decisions_and_the_place_hold_in_all_of_them() {
    let mut state = open((100, 24));
    press(&mut state, "3t]]");
    press(&mut state, "ea fairy tale?<enter>");
    assert!(
        last_line(&state).contains("note written"),
        "{}",
        text(&state)
    );
    press(&mut state, "1t");
    // The list of notes leads back to it.
    press(&mut state, "vn<enter>");
    assert!(first_line(&state).starts_with(" C "), "{}", text(&state));
    let claim = last_line(&state)[..5].to_owned();
    press(&mut state, "4T");
    let place_of = |state: &State| {
        let articles = &state.comparison().articles;
        let texts: Vec<&str> = articles.iter().map(|of| of.text.as_str()).collect();
        state.here().place(&texts, &[0, 1, 2, 3])
    };
    let place = place_of(&state);
    let mut ledger = crossread::notebook::decision::Ledger::default();
    ledger.enter(crossread::notebook::decision::Entry {
        id: "1".to_owned(),
        at: 0,
        step: crossread::notebook::decision::Step::Place(place.clone()),
    });
    let mut again = State::new(state.comparison().clone(), (100, 24));
    again.reopen(Opened {
        ledger,
        order: (0..4).collect(),
        ..Opened::default()
    });
    assert_eq!(place_of(&again), place);
    assert!(first_line(&again).starts_with(" C "), "{}", text(&again));
    assert!(first_line(&again).contains("│ D "), "{}", text(&again));
    assert!(last_line(&again).starts_with(&claim));
}

#[test]
fn a_search_counts_what_the_articles_in_no_pane_have() {
    let mut state = open((100, 30));
    press(&mut state, "/soup");
    assert!(
        last_line(&state).contains("0 in A · 0 in B · 1 in C: 3t shows it"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "<enter>");
    assert!(
        last_line(&state).contains("found in neither on the screen, 1 in C: 3t shows it"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "T");
    press(&mut state, "n");
    assert!(
        last_line(&state).starts_with(" C4"),
        "{}",
        last_line(&state)
    );
}

#[test]
fn the_overview_of_two_names_the_others_and_the_keys_that_bring_them() {
    let mut state = open((100, 30));
    press(&mut state, "=");
    let shown = text(&state);
    assert!(
        shown.contains("not compared here: C What the bank"),
        "{shown}"
    );
    assert!(
        shown.contains("D A river and its mill · t T bring them"),
        "{shown}"
    );
}

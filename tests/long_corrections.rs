//! Stories of corrections on articles so long that they are worked in while the text is read on.
#![cfg(feature = "reader")]

mod support;

use crossread::article::{Article, source};
use crossread::comparison::Comparison;
use crossread::notebook::decision::Step;
use crossread::notebook::{Decision, Replay};
use crossread::reader::event::Event;
use crossread::reader::keys::Key;
use crossread::reader::state::State;
use support::long::long;
use support::screen::{last_line, text};

fn articles() -> Vec<Article> {
    let texts = source::BUILT_IN.map(|(_, text)| long(&[text], 60_000));
    let articles = texts.into_iter();
    articles
        .map(|text| Article::new("long", None, text))
        .collect()
}

fn open() -> State {
    State::new(Comparison::new(articles()), (110, 30))
}

fn press(state: &mut State, keys: &str) {
    for key in Key::parse_all(keys).expect("keys of the table") {
        state.hear(Event::Key(key));
    }
}

/// Works in what is ordered; what became of it has not come yet.
fn worked_in(state: &State) -> Event {
    let order = state.order().expect("something is ordered");
    Event::Revised(Box::new(order.work(&mut |_| {})))
}

fn says(state: &State, words: &str) {
    assert!(last_line(state).contains(words), "{}", text(state));
}

/// What the articles are under all that was decided.
fn from_the_beginning(state: &mut State) -> Comparison {
    let steps = state.take_steps();
    let decided = steps.iter().map(|entry| match &entry.step {
        Step::Decide(decision) => decision,
        other => panic!("{other:?}"),
    });
    let decided: Vec<&Decision> = decided.collect();
    Replay::read(articles(), &decided, &[0, 1], &mut |_| {}).0
}

/// The words of the articles on the screen, without the marks beside them.
fn words(state: &State) -> Vec<String> {
    let text = text(state);
    let panes = text
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('─'));
    panes
        .map(|line| line.replace(['▌', '┃', '•', '·'], " "))
        .collect()
}

#[test]
fn a_dropped_claim_is_there_until_it_is_worked_in_and_the_text_can_be_read_meanwhile() {
    let mut state = open();
    let plain = state.comparison().clone();
    press(&mut state, "]]Ed");
    says(&state, "correcting: matching claims · claim dropped");
    assert_eq!(state.comparison(), &plain);
    let revised = worked_in(&state);
    press(&mut state, "  ");
    says(&state, "correcting: matching claims · ");
    let before = words(&state);
    state.hear(revised);
    says(&state, "corrected: claims and matches are made anew");
    assert_eq!(words(&state), before);
    assert_eq!(state.comparison().claims.len() + 1, plain.claims.len());
    assert_eq!(&from_the_beginning(&mut state), state.comparison());
    press(&mut state, "]");
    assert!(!last_line(&state).contains("correct"));
}

#[test]
fn a_correction_that_is_taken_back_before_it_is_worked_in_never_shows() {
    let mut state = open();
    let plain = state.comparison().clone();
    press(&mut state, "]]Ed");
    let revised = worked_in(&state);
    press(&mut state, "u");
    says(&state, "undone: claim dropped");
    assert!(!last_line(&state).contains("correcting"));
    let before = text(&state);
    state.hear(revised);
    assert_eq!(text(&state), before);
    assert_eq!(state.comparison(), &plain);
    press(&mut state, "<ctrl-r>");
    says(&state, "correcting: ");
    let revised = worked_in(&state);
    state.hear(revised);
    assert_eq!(state.comparison().claims.len() + 1, plain.claims.len());
}

#[test]
fn what_is_decided_while_a_correction_is_worked_in_is_not_lost() {
    let mut state = open();
    let claims = state.comparison().claims.len();
    press(&mut state, "]]Ed");
    let first = worked_in(&state);
    press(&mut state, "Ed");
    says(&state, "decided already: claim dropped");
    press(&mut state, "}c");
    says(&state, "match confirmed");
    assert!(text(&state).contains("✓ confirmed"), "{}", text(&state));
    press(&mut state, "5]Ed");
    state.hear(first);
    assert_eq!(state.comparison().claims.len() + 1, claims);
    says(&state, "correcting: ");
    let second = worked_in(&state);
    state.hear(second);
    assert_eq!(state.comparison().claims.len() + 2, claims);
    assert!(state.order().is_none());
    assert_eq!(state.decisions().len(), 3);
    assert_eq!(&from_the_beginning(&mut state), state.comparison());
}

#[test]
fn an_open_list_keeps_its_lines_until_it_is_closed() {
    let mut state = open();
    let claims = state.comparison().claims.len();
    press(&mut state, "]]Ed");
    let revised = worked_in(&state);
    press(&mut state, "vc");
    let list = text(&state);
    state.hear(revised);
    assert_eq!(text(&state), list);
    assert!(state.order().is_none());
    press(&mut state, "<esc>");
    assert_eq!(state.comparison().claims.len() + 1, claims);
}

#[test]
fn a_paragraph_called_boilerplate_leaves_the_other_lines_where_they_are() {
    let mut state = open();
    press(&mut state, "5]Eb<enter>");
    says(&state, "correcting: ");
    let revised = worked_in(&state);
    press(&mut state, "3 <tab>");
    let offset = words(&state);
    state.hear(revised);
    assert_eq!(words(&state)[0], offset[0]);
    assert_eq!(&from_the_beginning(&mut state), state.comparison());
}

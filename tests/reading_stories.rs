//! Stories of articles that are on the screen before their claims are found.
#![cfg(feature = "reader")]

mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::notebook::{Progress, Replay, Work};
use crossread::reader::event::{Event, Reading};
use crossread::reader::index::Index;
use crossread::reader::keeping::Opened;
use crossread::reader::state::State;
use support::long::long;
use support::screen::{last_line, press, text};

fn texts() -> [String; 2] {
    crossread::article::source::BUILT_IN.map(|(_, text)| long(&[text], 30_000))
}

/// The reader on two articles at which was only glanced.
fn glanced() -> State {
    let articles = texts().map(|text| Article::glance("long", None, text));
    State::opening(articles.into(), (100, 30))
}

/// What comes when they are read.
fn read() -> Event {
    let articles = texts().map(|text| Article::new("long", None, text));
    let comparison = Comparison::new(articles.into());
    Event::Read(Box::new(Reading {
        index: Index::new(&comparison),
        replay: Replay::of(&comparison, &[0, 1]),
        comparison,
        opened: Opened::default(),
    }))
}

fn progress(state: &mut State, work: Work, done: usize, of: usize) {
    state.hear(Event::Progress(Progress { work, done, of }));
}

/// The lines of the articles without what stands in the margins.
fn lines(state: &State) -> Vec<String> {
    let text = text(state);
    let panes = text
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('─'));
    let words = |line: &str| line.replace(['▌', '┃', '•', '·'], " ");
    panes.map(words).collect()
}

#[test]
fn the_text_can_be_read_scrolled_and_searched_before_its_claims_are_found() {
    let mut state = glanced();
    assert!(
        text(&state).contains("claims are still to come"),
        "{}",
        text(&state)
    );
    let first = lines(&state);
    press(&mut state, "<space>j");
    assert_ne!(lines(&state), first);
    press(&mut state, "/war");
    assert!(
        last_line(&state).contains(" in A · "),
        "{}",
        last_line(&state)
    );
    press(&mut state, "<enter>nn<tab><space>zzGg?<esc>xp");
    assert!(
        text(&state).contains("claims are still to come"),
        "{}",
        text(&state)
    );
}

#[test]
fn keys_that_need_claims_say_that_they_are_still_to_come_and_how_far_they_are() {
    let mut state = glanced();
    for keys in [
        "]", "}", ")", ">", "<enter>", "n", "a", "f", "=", "v", "F", "c", "r", "e", "E", "u",
        "<ctrl-r>", "y",
    ] {
        let before = lines(&state);
        press(&mut state, keys);
        assert!(
            last_line(&state).contains("claims are still to come"),
            "{keys}: {}",
            last_line(&state)
        );
        assert_eq!(lines(&state), before, "{keys}");
    }
    for (work, done, of, words) in [
        (Work::Sentences, 30, 80, "reading sentences 37 %"),
        (Work::Actors, 0, 0, "reading actors"),
        (Work::Claims, 1, 2, "reading claims 50 %"),
        (Work::Matches, 1, 3, "matching claims 33 %"),
    ] {
        progress(&mut state, work, done, of);
        press(&mut state, "j");
        assert!(last_line(&state).contains(words), "{}", last_line(&state));
        press(&mut state, "]");
        assert!(last_line(&state).contains(words), "{}", last_line(&state));
    }
}

#[test]
fn when_the_claims_come_the_text_stays_and_the_first_claim_in_view_is_the_current_one() {
    let mut state = glanced();
    press(&mut state, "<space><space><tab><space><tab>]");
    let before = lines(&state);
    state.hear(read());
    assert_eq!(lines(&state), before);
    let place = last_line(&state);
    assert!(!place.contains("still to come"), "{place}");
    assert!(
        place.starts_with(" A") && !place.starts_with(" A1 "),
        "{place}"
    );
    let text = text(&state);
    let begins = |line: &&str| line.starts_with(['▌', '•', '·']);
    let first = text.lines().skip(1).find(begins);
    assert!(first.is_some_and(|line| line.starts_with('▌')), "{text}");
    press(&mut state, "]");
    assert!(!last_line(&state).contains("still to come"));
}

#[test]
fn who_touched_nothing_sees_what_is_seen_where_the_claims_were_there_at_once() {
    let mut state = glanced();
    state.hear(read());
    let articles = texts().map(|text| Article::new("long", None, text));
    let at_once = State::new(Comparison::new(articles.into()), (100, 30));
    assert_eq!(text(&state), text(&at_once));
}

#[test]
fn a_search_that_is_typed_while_the_claims_come_goes_on() {
    let mut state = glanced();
    press(&mut state, "/wa");
    state.hear(read());
    press(&mut state, "r");
    assert!(
        last_line(&state).starts_with(" /war"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "<enter>");
    let hits = last_line(&state);
    press(&mut state, "n");
    assert!(hits.contains(" in A · "), "{hits}");
}

//! Stories of the mouse: what a click and the wheel do, wherever the pointer is.
#![cfg(feature = "reader")]

mod support;

use crossread::reader::pointing::{Gesture, Pointer};
use crossread::reader::state::State;
use proptest::prelude::*;
use support::screen::{last_line, press, text};

fn open(size: (u16, u16)) -> State {
    State::new(support::mill::comparison(), size)
}

/// The cell at which `words` begin, in the first row that has them from row `from` on.
fn cell(state: &State, words: &str, from: usize) -> (u16, u16) {
    let shown = text(state);
    let found = shown
        .lines()
        .enumerate()
        .skip(from)
        .find_map(|(row, line)| {
            let at = line.find(words)?;
            Some((line[..at].chars().count() as u16, row as u16))
        });
    found.unwrap_or_else(|| panic!("{words:?} is not there:\n{shown}"))
}

fn at(state: &mut State, gesture: Gesture, (column, row): (u16, u16)) {
    state.point(Pointer {
        gesture,
        column,
        row,
    });
}

fn click(state: &mut State, words: &str) {
    let cell = cell(state, words, 1);
    at(state, Gesture::Click, cell);
}

#[test]
fn a_click_makes_the_claim_under_the_pointer_the_current_one() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut state = open(size);
        click(&mut state, "that 240");
        assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
        // Its counterpart, and back by the list of jumps.
        click(&mut state, "300 people");
        assert!(last_line(&state).starts_with(" B4"), "{}", text(&state));
        press(&mut state, "o");
        assert!(last_line(&state).starts_with(" A4"));
    }
    // The source and the point in the margin will do too.
    let mut state = open((80, 24));
    click(&mut state, "Ott, owner");
    assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
    at(&mut state, Gesture::Click, (0, 8));
    assert!(last_line(&state).starts_with(" A2"), "{}", text(&state));
    click(&mut state, "The mill seen");
    assert!(last_line(&state).contains("no claim stands there"));
}

#[test]
fn the_wheel_scrolls_the_pane_under_the_pointer() {
    let mut state = open((80, 24));
    let before = text(&state);
    let column = |shown: &str, side: usize| -> Vec<String> {
        let lines = shown.lines().skip(1).take(17);
        lines
            .map(|line| line.split('│').nth(side).unwrap_or_default().to_owned())
            .collect()
    };
    at(&mut state, Gesture::Down, (60, 5));
    let after = text(&state);
    assert_eq!(column(&before, 0), column(&after, 0));
    assert_eq!(column(&before, 1)[3..], column(&after, 1)[..14]);
    assert!(last_line(&state).starts_with(" A1 "));
    at(&mut state, Gesture::Up, (60, 5));
    assert_eq!(text(&state), before);
    for _ in 0..4 {
        at(&mut state, Gesture::Down, (5, 5));
    }
    assert!(!last_line(&state).starts_with(" A1 "), "{}", text(&state));
}

#[test]
fn the_wheel_scrolls_the_panel_until_another_claim_is_current() {
    let mut state = open((80, 24));
    press(&mut state, "]");
    let panel = |state: &State| {
        text(state)
            .lines()
            .skip(18)
            .take(5)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let before = panel(&state);
    assert!(before.contains("▌ ¶1  “It has to close"), "{before}");
    at(&mut state, Gesture::Down, (5, 21));
    assert!(!panel(&state).contains('▌'), "{}", panel(&state));
    assert!(
        panel(&state).contains("denies: that she was warned"),
        "{}",
        panel(&state)
    );
    assert!(last_line(&state).starts_with(" A2"));
    at(&mut state, Gesture::Up, (5, 21));
    assert_eq!(panel(&state), before);
    at(&mut state, Gesture::Down, (5, 21));
    press(&mut state, "][");
    assert!(
        panel(&state).contains("▌ ¶1  “It has to close"),
        "{}",
        panel(&state)
    );
}

#[test]
fn a_click_chooses_a_row_of_the_panel_or_of_a_list() {
    let mut state = open((80, 24));
    press(&mut state, "]pp");
    click(&mut state, "300 people");
    assert!(last_line(&state).starts_with(" B4"), "{}", text(&state));
    let mut state = open((80, 24));
    press(&mut state, "vc");
    click(&mut state, "a strike within days");
    assert!(last_line(&state).starts_with(" A7"), "{}", text(&state));
    press(&mut state, "vc");
    click(&mut state, "A  Paper mill");
    assert!(
        text(&state).contains("── Claims"),
        "a heading leads nowhere"
    );
    at(&mut state, Gesture::Down, (5, 5));
    press(&mut state, "q");
    press(&mut state, "a");
    let cell = cell(&state, "town council", 13);
    at(&mut state, Gesture::Click, cell);
    assert!(last_line(&state).contains("dossier"), "{}", text(&state));
    press(&mut state, "Es");
    click(&mut state, "somebody without a name");
    assert!(last_line(&state).contains("source"), "{}", text(&state));
    press(&mut state, "?");
    at(&mut state, Gesture::Down, (5, 5));
    assert!(!text(&state).contains("From claim to claim"));
    at(&mut state, Gesture::Click, (5, 5));
    assert!(last_line(&state).contains("? help"), "{}", text(&state));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn anywhere_on_any_screen_nothing_breaks(
        events in prop::collection::vec((0_usize..12, 0_u16..230, 0_u16..70), 0..40),
        size in (0_u16..220, 0_u16..60),
    ) {
        let keys = ["p", "z", "?", "a", "vc", "=", "Es", "f", "<esc>", "]", "t", "s"];
        let mut state = State::new(support::mill::four(), size);
        for (which, column, row) in events {
            let gesture = [Gesture::Click, Gesture::Down, Gesture::Up][which % 3];
            at(&mut state, gesture, (column, row));
            press(&mut state, keys[which]);
            at(&mut state, Gesture::Click, (column / 2, row / 2));
            prop_assert!(text(&state).lines().count() == usize::from(size.1) || size.0 == 0);
        }
    }
}

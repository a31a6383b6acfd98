//! Whatever is typed, on whatever screen, over whatever text: no panic, and the current claim can be seen.
#![cfg(feature = "reader")]

#[path = "fuzz/properties/mod.rs"]
mod properties;
mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::notebook::Replay;
use crossread::reader;
use crossread::reader::event::Reading;
use crossread::reader::index::Index;
use crossread::reader::keeping::Opened;
use crossread::reader::state::State;
use crossread::reader::view::{self, Looks};
use properties::keys::{Happening, KEYS, PIECES, play};
use properties::limit::ends;
use proptest::prelude::*;
use support::screen::press;

fn event() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => prop::sample::select(&KEYS[..]).prop_map(Happening::Keys),
        1 => any::<char>().prop_map(Happening::Letter),
        1 => (0_u16..220, 0_u16..60).prop_map(|(width, height)| Happening::Size(width, height)),
    ]
}

/// A text in which the odd is common.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn read(texts: Vec<String>) -> Comparison {
    let case = texts.clone();
    let article = |(at, text): (usize, String)| Article::new(at.to_string(), None, text);
    ends(&case, || {
        Comparison::new(texts.into_iter().enumerate().map(article).collect())
    })
}

fn happen(state: &mut State, events: &[Happening]) {
    ends(&events, || play(state, events));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_row_of_choices_played_on_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        ends(&bytes, || properties::keys::holds(&bytes));
    }

    #[test]
    fn any_keys_on_any_screen_over_any_text(
        texts in prop::collection::vec(text(), 1..4),
        events in prop::collection::vec(event(), 0..40),
        width in 0_u16..220,
        height in 0_u16..60,
    ) {
        let mut state = State::new(read(texts), (width, height));
        happen(&mut state, &events);
    }

    #[test]
    fn any_keys_before_and_after_the_claims_come(
        texts in prop::collection::vec(text(), 1..4),
        before in prop::collection::vec(event(), 0..20),
        after in prop::collection::vec(event(), 0..20),
        width in 30_u16..220,
        height in 8_u16..60,
    ) {
        let named = |text: &String| Article::glance("a", None, text.clone());
        let glanced: Vec<Article> = texts.iter().map(named).collect();
        let articles = glanced.iter().cloned().map(Article::judged).collect();
        let mut state = State::opening(glanced, (width, height));
        happen(&mut state, &before);
        let order: Vec<usize> = (0..texts.len()).collect();
        let (comparison, replay) = Replay::read(articles, &[], &order, &mut |_| {});
        let plain = comparison.clone();
        let opened = Opened { order, ..Opened::default() };
        let index = Index::new(&comparison);
        state.hear(reader::event::Event::Read(Box::new(Reading { comparison, index, replay, opened })));
        prop_assert_eq!(state.comparison(), &plain);
        happen(&mut state, &after);
    }

    #[test]
    fn undoing_all_decisions_restores_the_comparison_exactly(
        texts in prop::collection::vec(text(), 1..3),
        events in prop::collection::vec(event(), 0..30),
    ) {
        let plain = read(texts);
        let mut state = State::new(plain.clone(), (80, 24));
        happen(&mut state, &events);
        press(&mut state, "<esc><esc><esc>999u");
        prop_assert_eq!(state.comparison(), &plain);
        prop_assert!(state.decisions().is_empty());
    }

    #[test]
    fn after_a_jump_the_current_claim_can_be_seen(
        events in prop::collection::vec(event(), 0..30),
        jump in prop::sample::select(vec!["]", "[", "}", "{", ")", "(", ">", "<lt>", "<enter>", "<tab>"]),
        size in prop::sample::select(vec![(80, 24), (120, 40), (60, 20), (40, 12), (200, 50)]),
    ) {
        let mut state = State::new(support::mill::comparison(), size);
        happen(&mut state, &events);
        press(&mut state, "<esc><esc><esc><esc>");
        state.resize(size);
        press(&mut state, jump);
        let screen = view::draw(&state, &Looks::default());
        let marked = (0..screen.area.width).any(|x| (1..screen.area.height).any(|y| screen[(x, y)].symbol() == "▌"));
        // Where a key says that there is nowhere to go, nothing moves.
        let stayed = support::screen::last_line(&state).contains(" no ");
        prop_assert!(marked || stayed, "no current claim:\n{}", view::text(&screen));
    }
}

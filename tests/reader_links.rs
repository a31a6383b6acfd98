//! Stories of links: where an article's words lead, how one gets there, and how an address is taken along.
#![cfg(feature = "reader")]

mod support;

use crossread::article::{Article, BlockKind, Link};
use crossread::comparison::Comparison;
use crossread::reader::keys::Key;
use crossread::reader::state::{Effect, State};
use crossread::span::Span;
use support::screen::{last_line, press, shot, text};

const A: &str = "Harbour strike enters second week

Dock workers at the harbour of Lund stayed away from work on Monday. The company offered a rise of three percent.

The offer is an insult, the union said. Its letter to the desk is public.

Nobody was at the gate on Tuesday, and nothing was loaded.";

const B: &str = "Lund harbour rests

The harbour company said that it had offered the workers a rise of three percent.";

/// An article whose `words` lead to addresses.
fn linked(id: &str, told: &str, words: &[(&str, &str)]) -> Article {
    let mut article = Article::new(id, None, told.to_owned());
    for (words, address) in words {
        let start = told.find(words).expect("the words stand there");
        article.links.push(Link {
            span: Span::new(start, start + words.len()),
            address: (*address).to_owned(),
        });
    }
    article
}

fn open(size: (u16, u16)) -> State {
    let a = linked(
        "a",
        A,
        &[
            (
                "a rise of three percent",
                "https://example.org/offer?a=1&b=2",
            ),
            ("an insult", "javascript:alert(1)"),
            ("desk", "mailto:desk@example.org"),
            ("gate", "https://example.org/a b\u{1b}]0;x\u{7}\u{202e}"),
        ],
    );
    let b = linked("b", B, &[("offered", "http://example.org/b")]);
    State::new(Comparison::new(vec![a, b]), size)
}

#[test]
fn the_links_of_both_articles_are_listed_with_words_and_address() {
    let mut state = open((80, 24));
    press(&mut state, "vl");
    insta::assert_snapshot!("links_80", shot(&state));
    let shown = text(&state);
    assert!(shown.contains("a rise of three percent <https://example.org/offer?a=1&b=2>"));
    assert!(!shown.contains("javascript"), "{shown}");
    assert!(shown.contains("https://example.org/a%20b%1B]0;x%07%E2%80%AE"));
    press(&mut state, "/example.org/b");
    assert!(last_line(&state).contains("1 line"), "{}", text(&state));
}

#[test]
fn enter_goes_to_the_words_of_a_link_says_where_they_lead_and_the_way_back_is_kept() {
    let mut state = open((80, 12));
    press(&mut state, "vljj<enter>");
    assert!(text(&state).contains("gate on Tuesday"), "{}", text(&state));
    assert!(last_line(&state).contains("leads to https://example.org/a%20b"));
    // The words are marked until the next key.
    let marked = |state: &State| shot(state).matches("reversed").count() > 1;
    assert!(marked(&state), "{}", shot(&state));
    press(&mut state, "j");
    assert!(!marked(&state), "{}", shot(&state));
    press(&mut state, "o");
    assert!(text(&state).contains("Harbour strike"), "{}", text(&state));
}

#[test]
fn a_link_of_the_other_article_is_gone_to_there() {
    let mut state = open((80, 24));
    press(&mut state, "vlG<enter>");
    assert!(last_line(&state).starts_with(" B"), "{}", text(&state));
    assert!(last_line(&state).contains("leads to http://example.org/b"));
}

#[test]
fn the_address_of_a_link_is_copied_and_it_is_said_how_its_page_is_opened() {
    let mut state = open((80, 24));
    press(&mut state, "vl");
    assert!(last_line(&state).contains("y copy the address"));
    assert_eq!(state.press(Key::Char('y')), Effect::Copy);
    let copied = state.take_copied();
    assert_eq!(copied.as_deref(), Some("https://example.org/offer?a=1&b=2"));
    if cfg!(feature = "fetch") {
        let says = last_line(&state);
        assert!(says.contains("crossread A B ADDRESS"), "{says}");
    }
    // The list stays open: the next one is copied too, and what hides in it or parts it is spelt out.
    press(&mut state, "jj");
    assert_eq!(state.press(Key::Char('y')), Effect::Copy);
    let copied = state.take_copied().expect("an address");
    assert_eq!(copied, "https://example.org/a%20b%1B]0;x%07%E2%80%AE");
    // Mail is written to, not opened.
    press(&mut state, "k");
    assert_eq!(state.press(Key::Char('y')), Effect::Copy);
    assert_eq!(
        state.take_copied().as_deref(),
        Some("mailto:desk@example.org")
    );
    assert!(
        !last_line(&state).contains("crossread A"),
        "{}",
        text(&state)
    );
}

#[test]
fn links_in_adverts_stand_apart_and_articles_without_links_say_so() {
    let mut a = linked(
        "a",
        A,
        &[
            ("Nobody", "https://example.org/buy"),
            ("union", "https://example.org/u"),
        ],
    );
    a.links.sort_by_key(|link| link.span.start);
    let advert = a.blocks.last_mut().expect("a last paragraph");
    advert.kind = BlockKind::Boilerplate;
    a.marked = true;
    let mut state = State::new(Comparison::new(vec![a]), (80, 24));
    press(&mut state, "vl");
    let shown = text(&state);
    assert!(shown.contains("A  in adverts and the like · 1"), "{shown}");
    assert!(shown.find("/u>") < shown.find("/buy>"), "{shown}");
    let mut state = State::new(
        Comparison::new(vec![Article::new("b", None, B.to_owned())]),
        (80, 24),
    );
    press(&mut state, "vl");
    assert!(text(&state).contains("nothing to list"), "{}", text(&state));
}

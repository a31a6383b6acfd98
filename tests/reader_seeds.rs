//! The built-in articles in the reader: a journey at three sizes, asked for what has to be true whatever is extracted.
#![cfg(feature = "reader")]

mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::reader::state::State;
use support::screen::{last_line, press, text};

fn open(size: (u16, u16)) -> State {
    let seeds = [
        include_str!("../seeds/000_49c58ced305d02ae.txt"),
        include_str!("../seeds/004_880624812ef1aa2e.txt"),
    ];
    let articles = seeds.iter().enumerate();
    let articles = articles
        .map(|(at, text)| Article::new(format!("{at}"), None, (*text).to_owned()))
        .collect();
    State::new(Comparison::new(articles), size)
}

/// The lines of the screen in which the current claim and its counterpart are marked.
fn marked(state: &State) -> (usize, usize) {
    let shown = text(state);
    let count = |mark: char| shown.lines().filter(|line| line.contains(mark)).count();
    (count('▌'), count('┃'))
}

#[test]
fn two_claims_on_across_and_back() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut state = open(size);
        press(&mut state, "]]");
        assert!(last_line(&state).starts_with(" A3 "), "{}", text(&state));
        let before = text(&state);
        press(&mut state, "<enter>");
        assert!(last_line(&state).starts_with(" B"), "{}", text(&state));
        let (current, counterpart) = marked(&state);
        assert!(
            current >= 2 && counterpart >= 2,
            "both are marked in text and panel: {}",
            text(&state)
        );
        press(&mut state, "<enter>");
        // The panel may have moved by a row; the articles, the marks and the last line are as before.
        let articles = |screen: &str| -> Vec<String> {
            let lines = screen.lines().take_while(|line| !line.starts_with("──"));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(articles(&text(&state)), articles(&before));
        assert_eq!(last_line(&state), before.lines().last().unwrap_or_default());
    }
}

#[test]
fn an_actor_by_name_and_his_counterparts_one_by_one() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut state = open(size);
        press(&mut state, "aMuzyka<enter>");
        let shown = text(&state);
        assert!(shown.contains("── Konrad Muzyka · "), "{shown}");
        assert!(last_line(&state).contains("dossier"), "{shown}");
        let matched = (0..12).any(|_| {
            press(&mut state, ")");
            last_line(&state).contains("⇄ 1/") && !last_line(&state).contains("⇄ 1/1 ")
        });
        assert!(
            matched,
            "some claim of his has two counterparts: {}",
            text(&state)
        );
        let header = |state: &State| {
            text(state)
                .lines()
                .find(|line| line.starts_with("── "))
                .map(str::to_owned)
        };
        assert!(header(&state).is_some_and(|line| line.contains("Konrad Muzyka")));
        let before = last_line(&state);
        press(&mut state, "n");
        assert_ne!(last_line(&state), before);
        press(&mut state, "N");
        assert_eq!(last_line(&state), before);
    }
}

#[test]
fn no_claim_is_in_an_advert_and_adverts_are_folded() {
    let state = open((120, 100));
    let shown = text(&state);
    assert!(shown.contains('▸'), "{shown}");
    let in_advert = |line: &&str| {
        ["▌ ▸", "• ▸", "· ▸"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    assert_eq!(shown.lines().find(in_advert), None);
}

#[test]
fn the_bigger_panel_says_where_the_same_article_has_the_matter_again() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut state = open(size);
        let repeat = state.comparison().repeats[0];
        let number = state.comparison().numbers()[repeat.a];
        let steps = "]".repeat(number - 1);
        press(&mut state, &steps);
        assert!(!text(&state).contains("A has this too"));
        press(&mut state, "p");
        let other = &state.comparison().claims[repeat.b];
        let line = format!(
            "A has this too: ¶{}",
            state.comparison().paragraph_of(other)
        );
        assert!(text(&state).contains(&line), "{line}\n{}", text(&state));
    }
}

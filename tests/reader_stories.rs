//! Stories: keys pressed one after the other, and the screens they lead to.
#![cfg(feature = "reader")]

mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::reader::state::State;
use support::screen::{last_line, press, shot, text};

fn open(size: (u16, u16)) -> State {
    State::new(support::mill::comparison(), size)
}

#[test]
fn opening_shows_both_articles_and_the_first_claim() {
    insta::assert_snapshot!(shot(&open((80, 24))));
}

#[test]
fn stepping_marks_source_cue_and_content_and_brings_the_counterpart_into_view() {
    let mut state = open((80, 24));
    press(&mut state, "]]]");
    insta::assert_snapshot!(shot(&state));
}

#[test]
fn enter_crosses_over_and_enter_comes_back() {
    let mut state = open((80, 24));
    press(&mut state, "]");
    let before = shot(&state);
    press(&mut state, "<enter>");
    insta::assert_snapshot!(shot(&state));
    press(&mut state, "<enter>");
    assert_eq!(shot(&state), before);
}

#[test]
fn without_a_counterpart_a_line_says_so_and_nothing_moves() {
    let mut state = open((80, 24));
    press(&mut state, "]]");
    let before = text(&state);
    press(&mut state, "<enter>");
    let after = text(&state);
    let rows = |screen: &str| screen.lines().count() - 1;
    assert_eq!(
        before.lines().take(rows(&before)).collect::<Vec<_>>(),
        after.lines().take(rows(&after)).collect::<Vec<_>>()
    );
    assert!(
        last_line(&state).contains("B has no counterpart of this claim"),
        "{after}"
    );
}

#[test]
fn where_the_target_is_on_the_screen_only_marks_move() {
    let mut state = open((80, 24));
    press(&mut state, "n");
    press(&mut state, "N");
    let words = |state: &State| {
        let shown = text(state);
        let lines = shown
            .lines()
            .skip(1)
            .take(17)
            .map(|line| line.replace(['▌', '┃', '•', '·'], " "));
        lines.collect::<Vec<_>>()
    };
    let before = words(&state);
    press(&mut state, "]");
    assert_eq!(words(&state), before);
}

#[test]
fn n_walks_through_the_counterparts_of_one_claim() {
    let mut state = open((80, 24));
    assert!(last_line(&state).contains("⇄ 1/1"));
    press(&mut state, "n");
    // What only shares the actor comes after them, and is called what it is.
    assert!(last_line(&state).contains("another event, of the actor 1/1"));
    assert!(text(&state).contains("same actor, another event"));
    press(&mut state, "n");
    assert!(last_line(&state).contains("⇄ 1/1"));
    press(&mut state, "N");
    assert!(last_line(&state).contains("another event"));
}

#[test]
fn matched_claims_and_claims_only_here_are_told_apart() {
    let mut state = open((80, 24));
    press(&mut state, "}");
    assert!(last_line(&state).starts_with(" A2"));
    press(&mut state, "}");
    assert!(last_line(&state).starts_with(" A4"));
    press(&mut state, "{>");
    assert!(last_line(&state).starts_with(" A3"));
    press(&mut state, ">");
    assert!(last_line(&state).starts_with(" A5"));
    press(&mut state, "<lt>");
    assert!(last_line(&state).starts_with(" A3"));
    press(&mut state, "3]");
    assert!(last_line(&state).starts_with(" A6"));
    press(&mut state, "99]");
    assert!(last_line(&state).starts_with(" A11"));
    press(&mut state, "]");
    assert!(last_line(&state).contains("no further claim in A"));
}

#[test]
fn the_same_actor_is_followed_with_parentheses() {
    let mut state = open((80, 24));
    press(&mut state, "])");
    assert!(last_line(&state).starts_with(" A3"));
    press(&mut state, "))))");
    assert!(
        last_line(&state).contains("no further claim of Ann Ott in A; 3 in B: tab"),
        "{}",
        last_line(&state)
    );
    assert!(last_line(&state).starts_with(" A11"));
}

#[test]
fn an_actor_is_chosen_by_typing_and_the_panel_becomes_its_dossier() {
    let mut state = open((120, 40));
    press(&mut state, "a");
    insta::assert_snapshot!("actors_open", shot(&state));
    press(&mut state, "brod");
    insta::assert_snapshot!("actors_narrowed", text(&state));
    press(&mut state, "<enter>");
    insta::assert_snapshot!("actors_taken", shot(&state));
    press(&mut state, "<esc>");
    assert!(!last_line(&state).contains("dossier"));
}

#[test]
fn a_search_shows_hits_in_both_articles_while_it_is_typed() {
    let mut state = open((80, 24));
    press(&mut state, "/strike");
    insta::assert_snapshot!(shot(&state));
    press(&mut state, "<enter>");
    assert!(last_line(&state).contains("1 in A · 2 in B"));
    press(&mut state, "n");
    assert!(
        last_line(&state).starts_with(" B3"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "<ctrl-g>");
    assert!(last_line(&state).contains('⇄'));
    press(&mut state, "o");
    assert!(
        last_line(&state).starts_with(" A7"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "o");
    assert!(
        last_line(&state).starts_with(" A1 "),
        "{}",
        last_line(&state)
    );
}

#[test]
fn a_hit_makes_the_claim_current_whose_source_or_cue_it_stands_in() {
    let mut state = open((80, 24));
    press(&mut state, "/union leader<enter>");
    assert!(last_line(&state).starts_with(" A7"), "{}", text(&state));
    press(&mut state, "<esc>/told rep<enter>");
    assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
}

#[test]
fn a_hit_in_no_claim_says_which_claim_is_current_for_it() {
    let mut state = open((80, 24));
    press(&mut state, "/a wall<enter>");
    assert!(
        last_line(&state).contains("no claim in this sentence; the next one, A11 ¶7"),
        "{}",
        text(&state)
    );
    assert!(text(&state).contains("advised a wall"), "{}", text(&state));
    press(&mut state, "<esc>G/was warned<enter>");
    assert!(!last_line(&state).contains("no claim"), "{}", text(&state));
}

#[test]
fn escape_takes_a_search_back_to_where_it_began() {
    let mut state = open((80, 24));
    press(&mut state, "]");
    let before = shot(&state);
    press(&mut state, "/letter<esc>");
    assert_eq!(shot(&state), before);
    press(&mut state, "/xyzzy<enter>");
    assert!(last_line(&state).contains("found in neither article"));
    press(&mut state, "n");
    assert!(last_line(&state).contains("no hits for xyzzy"));
}

#[test]
fn escape_says_what_it_dropped_and_that_there_is_nothing() {
    let mut state = open((80, 24));
    press(&mut state, "/xyzzy<enter><esc>");
    assert!(last_line(&state).contains("search for xyzzy ended"));
    press(&mut state, "abrod<enter><esc>");
    assert!(last_line(&state).contains("all actors count again, not only Milan Brod"));
    press(&mut state, "3<esc>");
    assert!(last_line(&state).contains("3 dropped"));
    press(&mut state, "<esc>");
    assert!(last_line(&state).contains("nothing to drop"));
}

#[test]
fn help_lists_what_works_here_and_closes_with_any_key() {
    let mut state = open((120, 40));
    press(&mut state, "?");
    insta::assert_snapshot!(text(&state));
    press(&mut state, "q");
    assert!(last_line(&state).contains("? help"));
}

#[test]
fn where_two_columns_hold_the_help_no_heading_is_parted_from_its_keys() {
    for height in 40..60 {
        let mut state = open((160, height));
        press(&mut state, "?");
        let shown = text(&state);
        let lines: Vec<&str> = shown.lines().skip(2).collect();
        let column = |from: usize| -> Vec<String> {
            let part = |line: &&str| line.chars().skip(from).take(80).collect();
            let column: Vec<String> = lines.iter().map(part).collect();
            column
                .iter()
                .map(|line| line.trim_end().to_owned())
                .collect()
        };
        for column in [column(0), column(80)] {
            let is_heading = |line: &str| line.starts_with("  ") && !line.starts_with("   ");
            // Where one column holds all, the other is empty.
            assert!(
                is_heading(&column[0]) || column.iter().all(String::is_empty),
                "{height}: {shown}"
            );
            let last = column.iter().rfind(|line| !line.is_empty());
            assert!(last.is_none_or(|last| !is_heading(last)), "{shown}");
        }
    }
}

#[test]
fn the_lock_says_what_it_does_and_a_free_pane_stays() {
    let mut state = open((80, 24));
    press(&mut state, "s");
    assert!(last_line(&state).contains("by as many lines"));
    press(&mut state, "s");
    assert!(last_line(&state).contains("stays where it is"));
    let right = |state: &State| {
        let shown = text(state);
        shown
            .lines()
            .skip(1)
            .take(17)
            .map(|line| line.chars().skip(43).collect::<String>())
            .collect::<Vec<_>>()
    };
    let before = right(&state);
    press(&mut state, "}}}}}");
    assert_eq!(right(&state), before);
    press(&mut state, "s");
    assert!(last_line(&state).contains("follows"));
}

#[test]
fn the_panel_grows_vanishes_and_comes_back() {
    let mut state = open((80, 24));
    press(&mut state, "]]]");
    let small = text(&state);
    press(&mut state, "p");
    insta::assert_snapshot!(text(&state));
    press(&mut state, "pp");
    assert!(!text(&state).contains("──"));
    press(&mut state, "p");
    assert_eq!(text(&state).lines().count(), small.lines().count());
    assert!(text(&state).contains("── Ann Ott"));
}

#[test]
fn a_narrow_terminal_shows_one_article_at_a_time_with_the_same_keys() {
    let mut state = open((60, 20));
    press(&mut state, "]");
    insta::assert_snapshot!("narrow", text(&state));
    press(&mut state, "<enter>");
    assert!(text(&state).starts_with(" B "));
    state.resize((30, 8));
    insta::assert_snapshot!("too_small", text(&state));
    state.resize((80, 24));
    assert!(
        text(&state).contains("▌ back.") || text(&state).contains("▌ comes back."),
        "{}",
        text(&state)
    );
}

#[test]
fn boilerplate_is_one_dim_line_until_it_is_unfolded() {
    let mut state = open((80, 50));
    assert!(text(&state).contains("▸ Do you know how much"));
    assert!(!text(&state).contains("step by step"));
    press(&mut state, "x");
    assert!(text(&state).contains("step by step"));
}

#[test]
fn the_panels_next_size_is_named_and_one_without_room_is_left_out_with_a_reason() {
    let mut state = open((80, 24));
    for says in [
        "panel: big",
        "panel: the whole height",
        "panel: off · between the articles from 160",
        "panel: small",
    ] {
        press(&mut state, "p");
        assert!(last_line(&state).contains(says), "{}", last_line(&state));
    }
    state.resize((160, 45));
    press(&mut state, "ppp");
    assert!(last_line(&state).contains("panel: between the articles"));
}

#[test]
fn how_the_other_article_moves_is_seen_as_long_as_it_does_not_follow() {
    let mut state = open((80, 24));
    press(&mut state, "s]");
    // Where there is little room what may be done now comes first.
    assert!(!last_line(&state).contains("keeps step") && last_line(&state).contains("? help"));
    state.resize((140, 30));
    assert!(
        last_line(&state).contains("? help · B keeps step"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "s]<tab>");
    assert!(
        last_line(&state).contains("A stays"),
        "{}",
        last_line(&state)
    );
    press(&mut state, "s]");
    assert!(!last_line(&state).contains("stays") && !last_line(&state).contains("keeps step"));
}

#[test]
fn unfolding_says_what_was_unfolded_or_that_nothing_is_there() {
    let mut state = open((80, 24));
    press(&mut state, "x");
    assert!(
        last_line(&state).contains("2 adverts and the like unfolded"),
        "{}",
        last_line(&state)
    );
    let article = Article::new(
        "a",
        None,
        "Ann Ott closes the mill, said Ann Ott.".to_owned(),
    );
    let mut state = State::new(Comparison::new(vec![article]), (80, 24));
    press(&mut state, "x");
    assert!(
        last_line(&state).contains("no adverts or the like here"),
        "{}",
        last_line(&state)
    );
}

#[test]
fn stepping_away_from_an_actor_closes_the_dossier_and_says_so() {
    let mut state = open((110, 30));
    press(&mut state, "abrod<enter>");
    assert!(text(&state).contains("── Milan Brod"));
    press(&mut state, ")");
    assert!(text(&state).contains("── Milan Brod"), "{}", text(&state));
    press(&mut state, "g");
    assert!(
        last_line(&state).contains("left the dossier of Milan Brod; a opens it again"),
        "{}",
        text(&state)
    );
    assert!(!text(&state).contains("── Milan Brod"), "{}", text(&state));
}

#[test]
fn the_letters_after_a_filter_say_what_they_set_on_every_screen() {
    for size in [(80, 24), (60, 20), (40, 12)] {
        let mut state = open(size);
        press(&mut state, "F");
        for words in [
            "a actor: ",
            "r relation: contradicts",
            "c certainty: certain",
            "o only: on",
            "F drop all",
        ] {
            assert!(text(&state).contains(words), "{words}:\n{}", text(&state));
        }
        press(&mut state, "rF");
        assert!(
            text(&state).contains("r relation: differs"),
            "{}",
            text(&state)
        );
    }
}

#[test]
fn the_help_ends_with_what_the_marks_mean() {
    let mut state = open((80, 24));
    press(&mut state, "?<space><space><space><space><space>");
    for words in [
        "the current claim",
        "its counterpart",
        "a folded advert",
        "words in which the two differ",
    ] {
        assert!(text(&state).contains(words), "{}", text(&state));
    }
}

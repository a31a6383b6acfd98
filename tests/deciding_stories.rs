//! Stories of decisions: keys pressed one after the other, and what becomes of the comparison.
#![cfg(feature = "reader")]

mod support;

use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::notebook::decision::Ledger;
use crossread::reader::event::Event;
use crossread::reader::state::State;
use support::screen::{last_line, press, text};

const A: &str = "Ann Ott closes the mill\n\n“The mill has to close in May,” Ann Ott said on Monday.\n\nMilan Brod said that 300 workers would strike.\n\nThe town council met for an hour. Mayor Eva Lind opened the bridge.\n\nMilan Brod thanked Eva Lind.\n";
const B: &str = "Workers march through the town\n\nAnn Ott said the mill must close in May.\n\nMilan Brod said 200 workers would go on strike.\n\nEva Lind opened a bridge.\n";

fn open() -> State {
    let articles = vec![
        Article::new("a", None, A.to_owned()),
        Article::new("b", None, B.to_owned()),
    ];
    State::new(Comparison::new(articles), (110, 30))
}

/// The screen without its last line.
fn screen(state: &State) -> String {
    let text = text(state);
    let lines: Vec<&str> = text.lines().collect();
    lines[..lines.len() - 1].join("\n")
}

fn says(state: &State, words: &str) {
    assert!(last_line(state).contains(words), "{}", text(state));
}

fn claims(state: &State) -> Vec<String> {
    let comparison = state.comparison();
    let claims = comparison.claims.iter();
    claims.map(|claim| comparison.text_of(claim)).collect()
}

#[test]
fn a_confirmed_match_is_marked_undone_and_done_again() {
    let mut state = open();
    press(&mut state, "}");
    let before = screen(&state);
    press(&mut state, "c");
    says(&state, "match confirmed");
    let confirmed = screen(&state);
    assert!(confirmed.contains("✓ confirmed"), "{confirmed}");
    press(&mut state, "u");
    says(&state, "undone: match confirmed");
    assert_eq!(screen(&state), before);
    press(&mut state, "<ctrl-r>");
    says(&state, "done again: match confirmed");
    assert_eq!(screen(&state), confirmed);
    press(&mut state, "<ctrl-r>");
    says(&state, "nothing to do again");
}

#[test]
fn a_rejected_match_is_gone_and_marked_beside_both_claims() {
    let mut state = open();
    press(&mut state, "}");
    let matches = state.comparison().matches.len();
    press(&mut state, "r");
    says(&state, "match rejected");
    assert_eq!(state.comparison().matches.len(), matches - 1);
    assert!(
        screen(&state).matches('✗').count() >= 2,
        "{}",
        screen(&state)
    );
    press(&mut state, "u");
    assert_eq!(state.comparison().matches.len(), matches);
    assert!(!screen(&state).contains('✗'));
}

/// The rows of the panel, without the line above it.
fn panel(state: &State) -> String {
    let text = screen(state);
    let panel = text.lines().skip_while(|line| !line.starts_with("──"));
    panel.skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_verdict_is_marked_in_the_panel_only_where_the_judged_pair_is_shown() {
    let mut state = open();
    press(&mut state, "}c");
    assert!(panel(&state).contains('✓'), "{}", panel(&state));
    press(&mut state, "ecall the mill<enter>");
    assert!(panel(&state).contains('✓'), "a note hides no verdict");
    assert!(panel(&state).contains('✎'));
    press(&mut state, "2u");
    press(&mut state, "r");
    assert!(screen(&state).contains('✗'));
    assert!(!panel(&state).contains('✗'), "{}", panel(&state));
}

#[test]
fn undoing_and_doing_again_lead_to_what_it_was_about() {
    let mut state = open();
    press(&mut state, "}r");
    let judged = last_line(&state)[..4].to_owned();
    press(&mut state, "99]");
    let far = last_line(&state)[..4].to_owned();
    assert_ne!(judged, far);
    press(&mut state, "u");
    assert!(last_line(&state).starts_with(&judged), "{}", text(&state));
    press(&mut state, "o");
    assert!(last_line(&state).starts_with(&far), "{}", text(&state));
    press(&mut state, "<ctrl-r>");
    assert!(last_line(&state).starts_with(&judged), "{}", text(&state));
}

#[test]
fn a_note_is_seen_in_panel_and_margin_mended_and_removed_by_emptying_it() {
    let mut state = open();
    press(&mut state, "}e");
    says(&state, "note on the pair A2–B2:");
    press(&mut state, "call the mill<enter>");
    says(&state, "note written");
    assert!(
        screen(&state).contains("✎ call the mill"),
        "{}",
        screen(&state)
    );
    press(&mut state, "e today<enter>");
    assert!(screen(&state).contains("✎ call the mill today"));
    press(&mut state, "e<tab>");
    says(&state, "note on the claim A2:");
    press(&mut state, "<esc>e<ctrl-u><enter>");
    says(&state, "note removed");
    assert!(!screen(&state).contains('✎'));
    press(&mut state, "uu");
    assert!(screen(&state).contains("✎ call the mill"));
}

#[test]
fn a_prefix_shows_which_corrections_there_are_and_an_unknown_letter_says_so() {
    let mut state = open();
    press(&mut state, "E");
    for size in [(110, 30), (80, 24), (40, 12)] {
        state.resize(size);
        for words in ["m match", "s source", "d drop", "b boilerplate", "l list"] {
            assert!(text(&state).contains(words), "{}", text(&state));
        }
    }
    press(&mut state, "z");
    says(&state, "no correction has that letter");
    assert!(state.decisions().is_empty());
}

#[test]
fn a_pair_that_is_judged_twice_is_one_decision_and_words_are_quoted_once() {
    let mut state = open();
    press(&mut state, "}cr");
    assert_eq!(state.decisions().len(), 1);
    press(&mut state, "u");
    assert_eq!(state.decisions().len(), 1);
    says(&state, "undone: match rejected");
    press(&mut state, "vn");
    let list = text(&state);
    assert!(list.contains("match confirmed: “The mill"), "{list}");
    assert!(!list.contains("““"), "{list}");
}

#[test]
fn a_claim_whose_source_was_corrected_is_shown_as_corrected_not_as_read() {
    let mut state = open();
    press(&mut state, "]]");
    assert!(text(&state).contains("reading "));
    press(&mut state, "Eseva<enter>");
    assert!(
        panel(&state).contains("Eva Lind · as you corrected it"),
        "{}",
        text(&state)
    );
    press(&mut state, "u");
    assert!(!panel(&state).contains("corrected"), "{}", text(&state));
}

#[test]
fn an_actor_is_renamed_and_joined_with_another_by_typing_a_name() {
    let mut state = open();
    press(&mut state, "abrod<enter>Er<ctrl-u>Milan the Mill<enter>");
    says(&state, "actor renamed");
    assert!(
        screen(&state).contains("Milan the Mill"),
        "{}",
        screen(&state)
    );
    let actors = state.comparison().actors.len();
    press(&mut state, "Ej");
    assert!(screen(&state).contains("Who is Milan the Mill too?"));
    press(&mut state, "ott<enter>");
    says(&state, "actors merged");
    assert_eq!(state.comparison().actors.len(), actors - 1);
    press(&mut state, "uu");
    assert_eq!(state.comparison(), open().comparison());
}

#[test]
fn the_source_of_a_claim_is_chosen_from_a_list_and_the_claim_stays_the_current_one() {
    let mut state = open();
    press(&mut state, "}");
    let place = last_line(&state)
        .split_whitespace()
        .next()
        .map(str::to_owned);
    press(&mut state, "Eswithout<enter>");
    says(&state, "source corrected");
    assert_eq!(
        last_line(&state)
            .split_whitespace()
            .next()
            .map(str::to_owned),
        place
    );
    let unnamed = |state: &State| {
        let claims = &state.comparison().claims;
        claims
            .iter()
            .filter(|claim| claim.source == crossread::claim::Source::Unnamed(None))
            .count()
    };
    assert_eq!(unnamed(&state), 1);
    press(&mut state, "u");
    assert_eq!(unnamed(&state), 0);
}

#[test]
fn a_claim_is_dropped_its_ends_are_moved_and_a_missed_one_is_added() {
    let mut state = open();
    let before = claims(&state);
    press(&mut state, "Ed");
    says(&state, "claim dropped");
    assert_eq!(claims(&state).len(), before.len() - 1);
    press(&mut state, "u");
    assert_eq!(claims(&state), before);
    press(&mut state, "}Ee<left><enter>");
    says(&state, "ends of a claim moved");
    let moved = claims(&state);
    assert_eq!(moved.len(), before.len());
    assert_eq!(moved.iter().zip(&before).filter(|(a, b)| a != b).count(), 1);
    press(&mut state, "u");
    press(&mut state, "EajjjL<enter>");
    assert!(
        screen(&state).contains("Who says it?"),
        "{}",
        screen(&state)
    );
    press(&mut state, "lind<enter>");
    says(&state, "claim added");
    assert_eq!(state.decisions().len(), 1);
    press(&mut state, "u");
    assert_eq!(state.comparison(), open().comparison());
}

#[test]
fn a_match_is_made_by_hand_by_moving_to_the_other_claim() {
    let mut state = open();
    press(&mut state, "Em");
    says(&state, "which claim says this too?");
    press(&mut state, "9]<enter>");
    says(&state, "match made by hand");
    assert!(
        last_line(&state).starts_with(" A1"),
        "{}",
        last_line(&state)
    );
    assert!(screen(&state).contains("by hand"), "{}", screen(&state));
    press(&mut state, "u");
    assert_eq!(state.comparison(), open().comparison());
    let before = text(&state);
    press(&mut state, "<ctrl-l>Em]<esc>");
    assert_eq!(
        screen(&state),
        before[..before.trim_end().rfind('\n').expect("lines")].to_owned()
    );
}

#[test]
fn a_paragraph_is_marked_as_boilerplate_and_back() {
    let mut state = open();
    press(&mut state, "]EbEb");
    press(&mut state, "<esc>Eb<enter>");
    says(&state, "paragraph marked as boilerplate");
    assert!(screen(&state).contains('▸'), "{}", screen(&state));
    press(&mut state, "u");
    assert!(!screen(&state).contains('▸'));
}

#[test]
fn what_another_reader_decides_is_said_and_marked_and_moves_nothing() {
    let mut ledger = Ledger::default();
    let mut other = open();
    press(&mut other, "}c");
    other
        .take_steps()
        .into_iter()
        .for_each(|step| ledger.enter(step));
    let mut state = open();
    state.resize((110, 14));
    press(&mut state, "j");
    let first = |state: &State| text(state).lines().nth(1).map(str::to_owned);
    let before = first(&state);
    state.hear(Event::Journal(ledger.clone()));
    says(&state, "another reader: match confirmed");
    assert_eq!(first(&state), before);
    assert_eq!(state.comparison(), other.comparison());
    press(&mut state, "k");
    state.hear(Event::Journal(ledger));
    assert!(!last_line(&state).contains("another reader"));
    press(&mut state, "u");
    says(&state, "undone: match confirmed");
    assert_eq!(state.comparison(), open().comparison());
}

#[test]
fn the_list_names_every_decision_and_goes_to_its_claim() {
    let mut state = open();
    press(&mut state, "}c]elook here<enter>");
    press(&mut state, "El");
    assert!(
        screen(&state).contains("Decisions and notes"),
        "{}",
        screen(&state)
    );
    assert!(
        screen(&state).contains("match confirmed: “"),
        "{}",
        screen(&state)
    );
    press(&mut state, "j<enter>");
    assert!(screen(&state).contains("✓ confirmed"), "{}", screen(&state));
}

/// Two articles that count otherwise, which are not matched.
fn arrests() -> State {
    const L: &str = "Trouble at the gates\n\nPolice said four people were arrested when a lorry tried to cross the picket line.\n\nA clerk who asked not to be named said that the gates would stay shut.\n";
    const M: &str = "The strike goes on\n\nTensions have risen at the harbour. On Tuesday six people were arrested and a docker was injured.\n\nThe harbour company declined to comment.\n";
    let articles = vec![
        Article::new("l", None, L.to_owned()),
        Article::new("m", None, M.to_owned()),
    ];
    State::new(Comparison::new(articles), (110, 40))
}

#[test]
fn a_match_made_by_hand_is_of_one_event_and_counts_as_such_everywhere() {
    use crossread::matching::Relation;
    let mut state = arrests();
    press(
        &mut state,
        "/four people<enter><esc>Em/six people<enter><enter>",
    );
    says(&state, "match made by hand");
    let comparison = state.comparison();
    let made = comparison.matches.iter().find(|found| {
        comparison
            .text_of(&comparison.claims[found.a])
            .contains("four people")
    });
    let made = made.expect("the match is there");
    assert!(made.same_event);
    assert_eq!(made.relation, Relation::Differs, "{:?}", made.because);
    press(&mut state, "=");
    let shown = text(&state);
    let differing = shown.split("Other figures").nth(1).expect("a heading");
    assert!(
        differing
            .lines()
            .nth(1)
            .is_some_and(|line| line.contains("[four] people")),
        "{shown}"
    );
    let only = shown.split("Only in A").nth(1).expect("a heading");
    assert!(!only.contains("four people"), "{shown}");
}

#[test]
fn a_confirmed_match_is_of_one_event_too() {
    use crossread::matching::Relation;
    let mut state = State::new(
        Comparison::new(crossread::article::source::built_in()),
        (120, 40),
    );
    let comparison = state.comparison();
    let other = comparison
        .matches
        .iter()
        .find(|found| found.relation == Relation::SameActor)
        .expect("some match is of another event");
    let pair = (other.a, other.b);
    let passage = |claim: usize| {
        let claim = &comparison.claims[claim];
        let text = &comparison.articles[claim.article].text;
        crossread::notebook::Passage::new(claim.article, text, claim.extent())
    };
    let (a, b) = (passage(pair.0), passage(pair.1));
    let mut ledger = Ledger::default();
    ledger.enter(crossread::notebook::Entry {
        id: "1".to_owned(),
        at: 0,
        step: crossread::notebook::decision::Step::Decide(crossread::notebook::Decision::Confirm {
            a,
            b,
        }),
    });
    state.hear(Event::Journal(ledger));
    let held = state
        .comparison()
        .matches
        .iter()
        .find(|found| (found.a, found.b) == pair);
    let held = held.expect("the match is there");
    assert!(held.same_event && held.relation != Relation::SameActor);
    assert!(held.because[0].contains("confirmed"), "{:?}", held.because);
}

#[test]
fn rejecting_says_what_stands_beside_the_claim_now() {
    let mut state = open();
    press(&mut state, "}r");
    let line = last_line(&state);
    assert!(
        line.contains("now beside B") || line.contains("no other counterpart in B"),
        "{line}"
    );
}

#[test]
fn a_key_that_does_nothing_in_a_question_says_so_and_enter_then_has_to_be_pressed_twice() {
    let mut state = open();
    press(&mut state, "]Eb");
    state.resize((40, 12));
    says(&state, "enter it is boilerplate");
    state.resize((110, 30));
    press(&mut state, "u");
    says(&state, "u does nothing here: paragraph");
    press(&mut state, "e<enter>");
    says(&state, "not yet; enter again does it");
    assert!(state.decisions().is_empty());
    press(&mut state, "<enter>");
    says(&state, "paragraph marked as boilerplate");
    press(&mut state, "uEez<enter>");
    assert!(state.decisions().is_empty());
    press(&mut state, "q");
    assert!(!last_line(&state).contains("ends"), "{}", text(&state));
}

#[test]
fn the_corrections_are_explained_on_asking_and_q_leaves_them() {
    use crossread::reader::keys::Key;
    use crossread::reader::state::Effect;
    let mut state = open();
    let before = screen(&state);
    press(&mut state, "E?");
    for size in [(110, 30), (80, 24), (40, 12)] {
        state.resize(size);
        assert!(
            text(&state).contains("what may follow E"),
            "{}",
            text(&state)
        );
    }
    state.resize((110, 30));
    assert!(
        screen(&state).contains("this is no claim"),
        "{}",
        screen(&state)
    );
    assert_eq!(state.press(Key::Char('q')), Effect::Draw);
    assert_eq!(screen(&state), before);
    press(&mut state, "E?r");
    says(&state, "name:");
}

#[test]
fn the_counterpart_for_a_match_by_hand_is_found_by_a_search_or_by_letters() {
    let mut state = open();
    press(&mut state, "Em/bridge<enter>");
    says(&state, "which claim says this too?");
    press(&mut state, "<enter>");
    says(&state, "match made by hand");
    let list = state.decisions()[0].words.clone();
    assert!(list.contains("opened a bridge"), "{list}");
    press(&mut state, "uEmff<enter>");
    says(&state, "match made by hand");
    let again = state.decisions()[0].words.clone();
    assert!(again.contains("opened a bridge"), "{again}");
}

#[test]
fn the_source_of_a_claim_may_be_words_of_the_article_or_a_new_name() {
    let mut state = arrests();
    let plain = state.comparison().clone();
    press(
        &mut state,
        "/four people<enter><esc>Esa clerk who asked<enter>",
    );
    says(&state, "source corrected");
    let unnamed = |state: &State| {
        let comparison = state.comparison();
        let claims = comparison.claims.iter();
        let sources = claims.filter_map(|claim| match claim.source {
            crossread::claim::Source::Unnamed(Some(span)) => {
                Some(span.of(&comparison.articles[claim.article].text).to_owned())
            }
            _ => None,
        });
        sources.collect::<Vec<_>>()
    };
    assert!(
        unnamed(&state)
            .iter()
            .any(|words| words.starts_with("A clerk who asked")),
        "{:?}",
        unnamed(&state)
    );
    press(&mut state, "u");
    assert_eq!(*state.comparison(), plain);
    press(&mut state, "EsAnna Klee");
    assert!(
        screen(&state).contains("Anna Klee  a new name"),
        "{}",
        screen(&state)
    );
    press(&mut state, "<enter>");
    says(&state, "source corrected");
    assert!(screen(&state).contains("Anna Klee"), "{}", screen(&state));
    assert!(
        state
            .comparison()
            .actors
            .iter()
            .any(|actor| actor.name == "Anna Klee")
    );
    // Somebody who was named once is in the list, and nobody is there twice.
    press(&mut state, "]Esanna kl<enter>");
    let named = state
        .comparison()
        .actors
        .iter()
        .filter(|actor| actor.name == "Anna Klee");
    assert_eq!(named.count(), 1);
    press(&mut state, "uu");
    assert_eq!(*state.comparison(), plain);
}

#[test]
fn lists_of_actors_tell_how_many_claims_each_article_has_of_them() {
    let mut state = open();
    press(&mut state, "]]Es");
    let shown = screen(&state);
    let line = shown.lines().find(|line| line.starts_with("  Milan Brod"));
    let line = line.expect("he is listed");
    assert!(line.contains("A ") && line.contains("· B "), "{shown}");
}

#[test]
fn who_gets_a_name_that_another_has_may_be_joined_with_him() {
    let mut state = open();
    press(&mut state, "abrod<enter>Er<ctrl-u>ann ott<enter>");
    says(&state, "Ann Ott is there already:");
    assert!(state.decisions().is_empty());
    press(&mut state, "m");
    says(&state, "actors merged");
    press(&mut state, "uabrod<enter>Er<ctrl-u>Ann Ott<enter>t");
    says(&state, "actor renamed");
}

#[test]
fn a_sentence_that_holds_a_claim_is_told_before_another_is_added_and_a_hit_is_where_one_begins() {
    let mut state = open();
    press(&mut state, "/thanked<enter>Ea");
    says(&state, "has this already");
    press(&mut state, "<enter>lind<enter>");
    let words = state.decisions()[0].words.clone();
    assert!(words.contains("Milan Brod thanked"), "{words}");
}

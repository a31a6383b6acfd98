//! Stories of looking at it otherwise: the pair in full, the overview, lists, filters, letters and marks.
#![cfg(feature = "reader")]

mod support;

use crossread::article::{Article, source};
use crossread::comparison::Comparison;
use crossread::export::{html, markdown, text};
use crossread::notebook::Decided;
use crossread::reader::keys::Key;
use crossread::reader::state::{Effect, State};
use crossread::reader::view::{self, Looks};
use support::screen::{last_line, press, shot, text};

fn open(size: (u16, u16)) -> State {
    State::new(support::mill::comparison(), size)
}

/// The two articles of the program itself.
fn built_in() -> Comparison {
    let articles = source::BUILT_IN;
    let articles = articles.map(|(id, text)| Article::new(id, None, text.to_owned()));
    Comparison::new(articles.into())
}

#[test]
fn the_pair_in_full_marks_what_differs() {
    let mut state = open((80, 24));
    press(&mut state, "]]]pp");
    insta::assert_snapshot!("pair_80", shot(&state));
    assert!(text(&state).contains("[240] workers"), "{}", text(&state));
    assert!(text(&state).contains("[300] people"));
    assert!(text(&state).contains("because"));
    state.resize((60, 20));
    insta::assert_snapshot!("pair_60", text(&state));
    // Stepping goes on beneath it.
    press(&mut state, "[[");
    assert!(last_line(&state).starts_with(" A2"));
    press(&mut state, "p");
    assert!(!text(&state).contains("──"));
}

#[test]
fn the_overview_tells_how_the_articles_differ_and_every_line_leads_there() {
    let mut state = open((120, 40));
    press(&mut state, "=");
    insta::assert_snapshot!("overview_120", shot(&state));
    press(&mut state, "/people<enter>");
    assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
    assert!(last_line(&state).contains("⇄ 1/1"));
    press(&mut state, "=/brod<enter>");
    assert!(last_line(&state).contains("dossier"), "{}", text(&state));
    press(&mut state, "=q");
    assert!(last_line(&state).contains("dossier"));
    let mut state = open((80, 24));
    press(&mut state, "=jjj");
    insta::assert_snapshot!("overview_80", text(&state));
}

#[test]
fn overview_and_reports_tell_what_sets_the_articles_apart_before_whose_word_it_is() {
    let mut state = open((80, 24));
    press(&mut state, "=");
    let first: Vec<String> = text(&state).lines().take(10).map(str::to_owned).collect();
    let first = first.join("\n");
    let (comparison, decided) = (state.comparison(), Decided::default());
    let reports = [
        text::comparison(comparison, &decided, 80),
        markdown::comparison(comparison, &decided),
        html::comparison(comparison, &decided),
    ];
    let headings = [
        "One affirms what the other denies",
        "Other figures, dates or degrees",
        "Found no shared quotation",
        "Whose word it is",
    ];
    for told in reports.iter().chain([&first]) {
        let told = told.to_lowercase();
        let places = headings.map(|heading| told.find(&heading.to_lowercase()));
        assert!(places[0].is_some() && places.is_sorted(), "{told}");
    }
}

#[test]
fn the_overview_lists_everybody_on_asking_and_tells_who_is_quoted_in_one_article_only() {
    let speakers = [
        "Ann Ott",
        "Milan Brod",
        "Eva Lind",
        "Tom Reed",
        "Ida Kahn",
        "Olga Petri",
        "Paul Weir",
        "Sara Holt",
        "Hugo Lang",
        "Nora Beck",
    ];
    let things = [
        "mill", "harbour", "school", "bridge", "museum", "bakery", "market", "tower", "library",
        "stadium",
    ];
    let says = |names: &[&str]| -> String {
        let all = names.iter().zip(things);
        all.map(|(name, thing)| format!("{name} said that the {thing} would close soon.\n\n"))
            .collect()
    };
    let articles = vec![
        Article::new("a", None, says(&speakers[..9])),
        Article::new("b", None, says(&speakers[1..])),
    ];
    let mut state = State::new(Comparison::new(articles), (100, 40));
    press(&mut state, "=");
    let shown = text(&state);
    assert!(shown.contains("Who is quoted · 10 in all"), "{shown}");
    assert!(shown.contains("2 more · enter or a lists all"), "{shown}");
    assert!(shown.contains("only in A · 1: Ann Ott"), "{shown}");
    assert!(shown.contains("only in B · 1: Nora Beck"), "{shown}");
    press(&mut state, "/more enter<enter>");
    assert!(text(&state).contains("says named"), "{}", text(&state));
}

#[test]
fn a_high_panel_gives_the_lines_it_has_left_to_the_rows_around_the_current_one() {
    let mut state = State::new(built_in(), (80, 24));
    press(&mut state, "aMu<enter>pp");
    let shown = text(&state);
    let panel: Vec<&str> = shown.lines().skip(1).take(22).collect();
    let blank = panel
        .iter()
        .filter(|line| line.trim_matches([' ', '│']).is_empty());
    let cut = panel.iter().filter(|line| line.contains('…')).count();
    assert!(blank.count() < 3 || cut == 0, "{shown}");
}

#[test]
fn letters_over_the_claims_go_there() {
    let mut state = open((80, 24));
    press(&mut state, "f");
    insta::assert_snapshot!("hints", text(&state));
    press(&mut state, "ad");
    assert!(last_line(&state).starts_with(" A3"), "{}", text(&state));
    press(&mut state, "o");
    assert!(last_line(&state).starts_with(" A1 "));
    press(&mut state, "fa!");
    assert!(
        last_line(&state).contains("no claim has the letters a!"),
        "{}",
        text(&state)
    );
    // The letters are still there, and the next key is one of them.
    press(&mut state, "d");
    assert!(last_line(&state).starts_with(" A3"), "{}", text(&state));
}

#[test]
fn letters_leave_the_first_words_of_the_claims_readable() {
    let mut state = open((80, 24));
    press(&mut state, "f");
    let shown = text(&state);
    for words in ["The paper mill", "“It has", "Hundreds marched", "a strike"] {
        assert!(shown.contains(words) || words == "a strike", "{shown}");
    }
    assert!(shown.contains("aaThe paper mill"), "{shown}");
}

#[test]
fn a_mark_is_set_and_found_again() {
    let mut state = open((80, 24));
    press(&mut state, "]]]");
    // The panel's list may stand a row further; the articles and the place are the same.
    let articles = |state: &State| text(state).lines().take(15).collect::<Vec<_>>().join("\n");
    let (before, place) = (articles(&state), last_line(&state)[..5].to_owned());
    press(&mut state, "ma");
    assert!(last_line(&state).contains("'a comes back here"));
    press(&mut state, "G'");
    assert!(last_line(&state).contains("a A4 ¶2"), "{}", text(&state));
    press(&mut state, "a");
    assert_eq!(articles(&state), before);
    assert!(last_line(&state).starts_with(&place));
    press(&mut state, "''");
    assert!(last_line(&state).starts_with(" A11"), "{}", text(&state));
    press(&mut state, "'z");
    assert!(last_line(&state).contains("no mark z"));
}

#[test]
fn views_list_claims_matches_what_is_only_here_and_the_way_one_came() {
    let mut state = open((80, 24));
    press(&mut state, "v");
    assert!(last_line(&state).contains("c claims  a actors  m matches"));
    press(&mut state, "c");
    insta::assert_snapshot!("view_claims", text(&state));
    press(&mut state, "/plan");
    insta::assert_snapshot!("view_claims_narrowed", text(&state));
    press(&mut state, "<enter>");
    assert!(last_line(&state).starts_with(" A6"), "{}", text(&state));
    press(&mut state, "vm");
    insta::assert_snapshot!("view_matches", text(&state));
    press(&mut state, "<esc>vo");
    insta::assert_snapshot!("view_only_here", text(&state));
    press(&mut state, "qvj");
    assert!(text(&state).contains("A1 ¶1"), "{}", text(&state));
    press(&mut state, "<enter>");
    assert!(last_line(&state).starts_with(" A1 "), "{}", text(&state));
    press(&mut state, "vn");
    assert!(
        text(&state).contains("Decisions and notes"),
        "{}",
        text(&state)
    );
    press(&mut state, "qvx");
    assert!(last_line(&state).contains("nothing follows v"));
}

#[test]
fn filters_combine_are_always_shown_and_are_dropped_at_once() {
    let mut state = open((120, 40));
    press(&mut state, "F");
    insta::assert_snapshot!("filter_letters", last_line(&state));
    press(&mut state, "s");
    assert!(last_line(&state).contains("filter: named sources · "));
    press(&mut state, "Ff");
    assert!(last_line(&state).contains("filter: named sources + figures · "));
    press(&mut state, "g]");
    assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
    assert!(last_line(&state).contains("filter: named sources + figures"));
    press(&mut state, "]");
    assert!(last_line(&state).contains("figures · no further claim in A"));
    press(&mut state, "vc");
    insta::assert_snapshot!("filtered_claims", text(&state));
    press(&mut state, "qFF");
    assert!(last_line(&state).contains("all claims count again"));
    press(&mut state, "]");
    assert!(!last_line(&state).contains("filter"));
    press(&mut state, "Fo<esc>");
    assert!(last_line(&state).contains("all claims count again"));
}

#[test]
fn a_claim_is_copied_with_source_and_place() {
    let mut state = open((80, 24));
    press(&mut state, "]]]");
    assert_eq!(state.press(Key::Char('y')), Effect::Copy);
    assert!(last_line(&state).contains("sent to your terminal"));
    let copied = state.take_copied().expect("something was copied");
    assert!(
        copied.contains("240 workers") && copied.contains("Ann Ott") && copied.contains("¶2"),
        "{copied}"
    );
}

#[test]
fn one_article_alone_has_the_whole_width() {
    let mut mill = support::mill::comparison();
    let alone = Comparison {
        articles: mill.articles.drain(..1).collect(),
        sentences: Vec::new(),
        claims: mill
            .claims
            .into_iter()
            .filter(|claim| claim.article == 0)
            .collect(),
        matches: Vec::new(),
        repeats: Vec::new(),
        copied: Vec::new(),
        ..mill
    };
    let mut state = State::new(alone, (100, 24));
    press(&mut state, "]]]");
    insta::assert_snapshot!("alone", text(&state));
    press(&mut state, "=");
    insta::assert_snapshot!("alone_overview", text(&state));
    press(&mut state, "qppvc<enter>fa'a");
    assert!(!text(&state).is_empty());
}

#[test]
fn between_the_articles_the_panel_tells_the_relation_and_ends_what_it_cuts_with_an_ellipsis() {
    let mut state = State::new(built_in(), (160, 45));
    press(&mut state, "ppp");
    let spine = |state: &State| {
        let screen = text(state);
        let lines = screen.lines().skip(1).take(43);
        let cut = lines.map(|line| line.chars().skip(60).take(40).collect::<String>());
        cut.collect::<Vec<_>>()
    };
    for _ in 0..12 {
        press(&mut state, "]");
        let lines = spine(&state);
        if last_line(&state).contains('⇄') {
            let head = lines[1..4].join(" ");
            assert!(head.contains(" / "), "{lines:#?}");
        }
        let named = lines.iter().find(|line| line.starts_with("  A "));
        let whole = named.is_some_and(|line| line.contains('%') || line.contains('…'));
        assert!(whole, "{lines:#?}");
    }
}

#[test]
fn a_list_leads_to_the_other_views_and_says_which_keys_do_nothing() {
    let mut state = open((80, 24));
    press(&mut state, "=]");
    assert!(last_line(&state).contains("] does nothing here; q closes"));
    press(&mut state, "j");
    assert!(last_line(&state).contains("q close"));
    press(&mut state, "vo");
    assert!(text(&state).contains("Only here"), "{}", text(&state));
    // Of a match every word is found, also one before those in which the two differ.
    press(&mut state, "vm/workers 240<enter>");
    assert!(last_line(&state).starts_with(" A4"), "{}", text(&state));
}

#[test]
fn what_is_only_here_is_counted_alike_everywhere() {
    for comparison in [support::mill::comparison(), built_in()] {
        let mut state = State::new(comparison, (80, 60));
        press(&mut state, "vo");
        let listed = text(&state);
        let count = listed.lines().find_map(|line| {
            let heading = line.trim().strip_prefix("only in A")?;
            heading.rsplit(' ').next().map(str::to_owned)
        });
        let count = count.expect("a heading");
        press(&mut state, "qFo");
        let says = format!("{count} in A");
        assert!(
            last_line(&state).contains(&says),
            "{says}: {}",
            text(&state)
        );
        let steps: usize = count.parse().expect("a number");
        press(&mut state, "FFg");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..steps + 3 {
            press(&mut state, ">");
            seen.insert(last_line(&state)[..4].to_owned());
        }
        assert!(seen.len() <= steps, "{seen:?}");
    }
}

#[test]
fn where_the_terminal_shows_ascii_only_every_cell_is_ascii() {
    let mut state = open((80, 24));
    press(&mut state, "]]]");
    let looks = Looks {
        ascii: true,
        ..Looks::default()
    };
    let screen = view::text(&view::draw(&state, &looks));
    assert!(screen.is_ascii(), "{screen}");
    assert!(screen.contains("<> 1/1 - "), "{screen}");
    let lines = |screen: &str| screen.lines().count();
    assert_eq!(lines(&screen), lines(&text(&state)));
}

#[test]
fn the_overview_is_of_the_whole_articles_whatever_is_filtered() {
    let told = |keys: &str| {
        let mut state = open((100, 60));
        press(&mut state, keys);
        let shown = text(&state);
        let heads = ["One affirms", "Other figures", "Found no"];
        let told = shown.lines();
        told.filter(|line| heads.iter().any(|head| line.contains(head)))
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let whole = told("=");
    assert_eq!(whole.len(), 3, "{whole:?}");
    assert_eq!(told("FsFs="), whole);
    assert_eq!(told("Fr="), whole);
}

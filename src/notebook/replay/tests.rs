//! What decisions make of a reading: one by one, all at once, taken back, and those that fit nowhere.

use super::*;
use crate::claim::Source;
use crate::notebook::decision::{Named, Voice};
use crate::notebook::{Passage, Verdict};
use crate::span::Span;
use proptest::prelude::*;

const A: &str = "Mayor Ann Example opened the bridge on Monday.\n\nBen Sample said that the bridge was too narrow for the lorries of the harbour.\n\nBuy our bridge calendar today.\n";
const B: &str = "Ann Example opened a bridge.\n\nBen Sample said that the bridge was far too narrow for lorries.\n";

fn articles() -> Vec<Article> {
    vec![
        Article::new("a", None, A.to_owned()),
        Article::new("b", None, B.to_owned()),
    ]
}

fn passage(article: usize, words: &str) -> Passage {
    let text = [A, B][article];
    let at = text.find(words).expect("the words are there");
    Passage::new(article, text, Span::new(at, at + words.len()))
}

/// The articles under decisions, read from the beginning.
struct Read {
    comparison: Comparison,
    replay: Replay,
}

fn under(decisions: &[&Decision]) -> Read {
    let (comparison, replay) = Replay::read(articles(), decisions, &[0, 1], &mut |_| {});
    Read { comparison, replay }
}

fn claim_of(comparison: &Comparison, article: usize) -> Passage {
    let claim = comparison
        .claims
        .iter()
        .find(|claim| claim.article == article)
        .expect("a claim");
    Passage::new(article, &comparison.articles[article].text, claim.extent())
}

#[test]
fn without_decisions_the_reading_is_the_plain_one() {
    assert_eq!(under(&[]).comparison, Comparison::new(articles()));
}

#[test]
fn whoever_is_called_nothing_by_a_journal_keeps_the_name() {
    let claim = claim_of(&under(&[]).comparison, 0);
    let rename = Decision::Rename {
        actor: Named {
            name: "Ben Sample".to_owned(),
            mention: passage(0, "Ben Sample"),
        },
        name: " ".to_owned(),
    };
    let source = Decision::Source {
        claim,
        voice: Voice::New(String::new()),
    };
    let Read { comparison, replay } = under(&[&rename, &source]);
    assert_eq!(comparison, under(&[]).comparison);
    assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&rename, &source]);
}

#[test]
fn the_ends_of_a_claim_are_not_moved_into_another_article() {
    let ends = Decision::Ends {
        claim: claim_of(&under(&[]).comparison, 0),
        content: passage(1, "the bridge was far too narrow"),
    };
    let Read { comparison, replay } = under(&[&ends]);
    assert_eq!(comparison, under(&[]).comparison);
    assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&ends]);
}

#[test]
fn white_space_between_sentences_is_no_claim() {
    let gap = Passage::new(0, A, Span::new(46, 48));
    assert_eq!(gap.exact, "\n\n");
    let add = Decision::Add {
        content: gap.clone(),
        voice: Voice::Article,
    };
    let ends = Decision::Ends {
        claim: claim_of(&under(&[]).comparison, 0),
        content: gap,
    };
    let Read { comparison, replay } = under(&[&add, &ends]);
    assert_eq!(comparison, under(&[]).comparison);
    assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&add, &ends]);
}

#[test]
fn while_claims_are_read_it_is_told_how_much_of_the_texts_is() {
    let mut told = Vec::new();
    Replay::read(articles(), &[], &[0, 1], &mut |progress| {
        if progress.work == Work::Claims {
            assert_eq!(progress.of, A.len() + B.len());
            told.push(progress.done);
        }
    });
    let within = |from: usize, to: usize| {
        told.iter()
            .filter(|done| (from..to).contains(*done))
            .count()
    };
    assert!(told.is_sorted());
    assert!(
        within(1, A.len()) > 2 && within(A.len() + 1, A.len() + B.len()) > 2,
        "{told:?}"
    );
}

#[test]
fn a_dropped_claim_is_gone_and_an_added_one_is_there() {
    let plain = Comparison::new(articles());
    let dropped = under(&[&Decision::Drop {
        claim: claim_of(&plain, 0),
    }]);
    assert_eq!(dropped.comparison.claims.len() + 1, plain.claims.len());
    let content = passage(0, "too narrow for the lorries");
    let added = under(&[&Decision::Add {
        content,
        voice: Voice::Unnamed,
    }]);
    assert!(
        added
            .comparison
            .claims
            .iter()
            .any(|claim| claim.source == Source::Unnamed(None)
                && added.comparison.text_of(claim) == "too narrow for the lorries")
    );
    assert!(
        added
            .comparison
            .claims
            .iter()
            .enumerate()
            .all(|(id, claim)| claim.id == id)
    );
}

#[test]
fn a_match_made_by_hand_stands_until_it_is_rejected() {
    let plain = Comparison::new(articles());
    let (a, b) = (claim_of(&plain, 0), claim_of(&plain, 1));
    let made = Decision::Match {
        a: a.clone(),
        b: b.clone(),
    };
    let with = under(&[&made]);
    let (a_id, b_id, verdict) = with.replay.verdicts[0];
    assert_eq!(verdict, Verdict::ByHand);
    assert!(
        with.comparison
            .matches
            .iter()
            .any(|found| (found.a, found.b) == (a_id, b_id) && (found.score - 1.0).abs() < 1e-6)
    );
    let rejected = under(&[&made, &Decision::Reject { a, b }]);
    assert!(
        !rejected
            .comparison
            .matches
            .iter()
            .any(|found| (found.a, found.b) == (a_id, b_id))
    );
    let last = rejected.replay.verdicts.last();
    assert_eq!(last, Some(&(a_id, b_id, Verdict::Rejected)));
}

#[test]
fn a_match_made_by_hand_after_it_was_rejected_stands() {
    let plain = Comparison::new(articles());
    let found = &plain.matches[0];
    let passage = |claim: ClaimId| {
        let claim = &plain.claims[claim];
        Passage::new(
            claim.article,
            &plain.articles[claim.article].text,
            claim.extent(),
        )
    };
    let (a, b) = (passage(found.a), passage(found.b));
    let reject = Decision::Reject {
        a: a.clone(),
        b: b.clone(),
    };
    let both = under(&[&reject, &Decision::Match { a, b }]).comparison;
    assert!(
        both.matches
            .iter()
            .any(|own| (own.a, own.b) == (found.a, found.b))
    );
}

#[test]
fn a_paragraph_marked_as_boilerplate_states_nothing() {
    let block = passage(0, "Mayor Ann Example opened the bridge on Monday.");
    let marked = under(&[&Decision::Boilerplate { block, is: true }]).comparison;
    assert_eq!(marked.articles[0].blocks[0].kind, BlockKind::Boilerplate);
    assert!(
        marked
            .claims
            .iter()
            .all(|claim| claim.extent().start > 40 || claim.article == 1)
    );
}

#[test]
fn merged_actors_are_one_and_renamed_ones_bear_the_new_name() {
    let one = Named {
        name: "Ann Example".to_owned(),
        mention: passage(1, "Ann Example"),
    };
    let other = Named {
        name: "Ben Sample".to_owned(),
        mention: passage(1, "Ben Sample"),
    };
    let rename = Decision::Rename {
        actor: one.clone(),
        name: "The Two".to_owned(),
    };
    let merged = under(&[
        &Decision::Merge {
            actor: other,
            into: one,
        },
        &rename,
    ])
    .comparison;
    let actor = merged
        .actors
        .iter()
        .find(|actor| actor.name == "The Two")
        .expect("it is renamed");
    assert!(actor.mentions.len() >= 4);
    assert!(
        merged
            .actors
            .iter()
            .enumerate()
            .all(|(id, actor)| actor.id == id)
    );
}

#[test]
fn what_no_longer_fits_is_listed_and_changes_nothing() {
    let gone = Passage {
        exact: "words that are not there".to_owned(),
        ..passage(0, "bridge")
    };
    let gone = Passage {
        prefix: "zzzzzzzz".to_owned(),
        suffix: "yyyyyyyy".to_owned(),
        ..gone
    };
    let decision = Decision::Drop { claim: gone };
    let after = under(&[&decision]);
    assert_eq!(after.replay.unplaced().collect::<Vec<_>>(), [&decision]);
    assert_eq!(after.comparison, Comparison::new(articles()));
}

#[test]
fn verdicts_hold_before_the_correction_that_was_decided_with_them_does() {
    let mut comparison = Comparison::new(articles());
    let found = &comparison.matches[0];
    let passage = |claim: ClaimId| {
        let claim = &comparison.claims[claim];
        let text = &comparison.articles[claim.article].text;
        Passage::new(claim.article, text, claim.extent())
    };
    let (pair, a, b) = ((found.a, found.b), passage(found.a), passage(found.b));
    let reject = Decision::Reject { a, b };
    let block = self::passage(0, "Buy our bridge calendar today.");
    let held = [&Decision::Boilerplate { block, is: true }, &reject];
    let mut replay = Replay::of(&comparison, &[0, 1]);
    let claims = comparison.claims.clone();
    let changed = replay.judge(&mut comparison, &held);
    assert!(changed.matches && changed.claims.is_none() && comparison.claims == claims);
    assert!(
        !comparison
            .matches
            .iter()
            .any(|found| (found.a, found.b) == pair)
    );
    assert!(replay.is_behind(&comparison, &held) && replay.finds_anew(&held));
    replay.revise(&mut comparison, &held);
    assert!(!replay.is_behind(&comparison, &held) && replay.early().eq([held[0]]));
    assert_eq!(comparison, under(&held).comparison);
}

/// One of the things that may be decided on the two articles, chosen by numbers.
fn decision(plain: &Comparison, (kind, one, other): (usize, usize, usize)) -> Decision {
    let claim = |of: usize| {
        let claim = &plain.claims[of % plain.claims.len()];
        Passage::new(
            claim.article,
            &plain.articles[claim.article].text,
            claim.extent(),
        )
    };
    let of = |article: usize, number: usize| {
        let claims: Vec<_> = plain
            .claims
            .iter()
            .filter(|claim| claim.article == article)
            .collect();
        let claim = claims[number % claims.len()];
        Passage::new(article, &plain.articles[article].text, claim.extent())
    };
    let named = |of: usize| {
        let actor = &plain.actors[of % plain.actors.len()];
        let mention = actor.mentions[0];
        Named {
            name: actor.name.clone(),
            mention: Passage::new(mention.article, [A, B][mention.article], mention.span),
        }
    };
    let (a, b) = (of(0, one), of(1, other));
    match kind % 12 {
        0 => Decision::Confirm { a, b },
        1 => Decision::Reject { a, b },
        2 => Decision::Match { a, b },
        3 => Decision::Note {
            on: vec![a, b],
            text: ["", "words"][one % 2].to_owned(),
        },
        4 => Decision::Drop { claim: claim(one) },
        5 => Decision::Source {
            claim: claim(one),
            voice: Voice::Actor(named(other)),
        },
        6 => Decision::Source {
            claim: claim(one),
            voice: Voice::Unnamed,
        },
        7 => Decision::Add {
            content: passage(other % 2, "bridge"),
            voice: Voice::Article,
        },
        8 => Decision::Ends {
            claim: claim(one),
            content: Passage {
                exact: claim(one)
                    .exact
                    .split_at(0)
                    .1
                    .trim_end_matches(|c: char| c != ' ')
                    .to_owned(),
                ..claim(one)
            },
        },
        9 => Decision::Merge {
            actor: named(one),
            into: named(other),
        },
        10 => Decision::Rename {
            actor: named(one),
            name: "Somebody Else".to_owned(),
        },
        _ => Decision::Boilerplate {
            block: of(0, one),
            is: other % 2 == 0,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn decided_one_by_one_it_is_what_reading_from_the_beginning_gives(
        numbers in proptest::collection::vec((0_usize..12, 0_usize..9, 0_usize..9), 1..9),
        forces in proptest::collection::vec(any::<u16>(), 1..12),
    ) {
        let mut comparison = Comparison::new(articles());
        let all: Vec<Decision> = numbers.iter().map(|numbers| decision(&comparison, *numbers)).collect();
        let mut replay = Replay::of(&comparison, &[0, 1]);
        for force in forces {
            let held: Vec<&Decision> = all.iter().enumerate().filter(|(at, _)| force >> at & 1 == 1).map(|(_, of)| of).collect();
            let before = comparison.clone();
            let changed = replay.revise(&mut comparison, &held);
            let whole = under(&held);
            prop_assert_eq!(&comparison, &whole.comparison);
            prop_assert_eq!(&replay.verdicts, &whole.replay.verdicts);
            prop_assert_eq!(&replay.notes, &whole.replay.notes);
            prop_assert!(replay.unplaced().eq(whole.replay.unplaced()));
            prop_assert!(changed.matches || before.matches == comparison.matches);
            prop_assert!(changed.claims.is_some() || before.claims == comparison.claims);
            prop_assert!(changed.actors.is_some() || before.actors == comparison.actors);
            prop_assert!(!changed.blocks.is_empty() || before.articles == comparison.articles);
        }
    }
}

//! A journal of any bytes is read, replayed and gone on with.

use super::input::Input;
use super::sound;
use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::export::{json, saved};
use crossread::notebook::decision::{Decision, Entry, Ledger, Named, Place, Step};
use crossread::notebook::{Decided, Journal, Passage, Replay, Voice, shelf};
use std::sync::LazyLock;

const TEXTS: [&str; 2] = [
    "Mayor Ann Example opened the bridge on Monday.\n\nBen Sample said that the bridge was too narrow for the lorries of the harbour. “It is safe – very,” Example said.\n\nBuy our bridge calendar today.\n",
    "Ann Example opened a bridge.\n\nBen Sample said that the bridge was far too narrow for lorries. Ben Sample said that the bridge was closed.\n",
];

/// The articles as they are read when nothing is decided.
static PLAIN: LazyLock<Comparison> = LazyLock::new(|| Comparison::new(articles()));

fn articles() -> Vec<Article> {
    let articles = TEXTS.iter().zip(["a", "b"]);
    articles
        .map(|(text, id)| Article::new(id, None, (*text).to_owned()))
        .collect()
}

/// The first byte says how many steps follow; what is left after them stands in the file as it is.
pub fn holds(bytes: &[u8]) {
    let mut input = Input(bytes);
    let count = input.below(16);
    let steps: Vec<Entry> = (0..count).map(|at| entry(&mut input, at)).collect();
    let ledger = kept(&steps, input.0);
    let held: Vec<&Decision> = ledger.in_force().into_iter().take(40).collect();
    for decision in &held {
        for passage in decision.claims() {
            for text in TEXTS {
                passage
                    .find(text)
                    .into_iter()
                    .for_each(|found| sound::span(text, found));
            }
        }
    }
    replayed(&ledger, &held);
}

/// Keeps `steps` behind the bytes that are there already; what was kept is what is read again.
fn kept(steps: &[Entry], there: &[u8]) -> Ledger {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.jsonl");
    std::fs::write(&path, there).expect("the bytes are written");
    let journal = || Journal::new(path.clone(), shelf::head(&PLAIN.articles));
    let before = journal().replay().expect("it can be read");
    assert_eq!(before, journal().replay().expect("it can be read"));
    let mut own = journal();
    own.keep(steps).expect("they are kept");
    let after = own.replay().expect("it can be read");
    let mut expected = before;
    for step in steps {
        expected.ledger.enter(step.clone());
    }
    assert_eq!(after, expected);
    assert!(!own.is_changed());
    let now = std::fs::read(&path).expect("it can be read");
    assert!(
        now.starts_with(there),
        "what was written before is never touched"
    );
    let counting = after.ledger.counting();
    assert!(counting.len() <= after.ledger.in_force().len());
    after.ledger
}

/// What is decided is worked in the same way twice, at once or later, and can be taken back and saved.
fn replayed(ledger: &Ledger, held: &[&Decision]) {
    let order = [0, 1];
    let (read, replay) = Replay::read(articles(), held, &order, &mut |_| {});
    sound::comparison(&read);
    let mut later = PLAIN.clone();
    let mut second = Replay::of(&later, &order);
    second.revise(&mut later, held);
    assert_eq!(later, read);
    assert_eq!(second.verdicts, replay.verdicts);
    assert_eq!(second.notes, replay.notes);
    assert!(second.unplaced().eq(replay.unplaced()));

    if ledger.in_force().len() == held.len() {
        let decided = Decided::new(ledger, &order, &replay);
        let written = json::decided(&"both", &read, &decided);
        let saved = saved::read(&written).expect("what was written is read");
        let again = json::decided(&saved.id, &saved.comparison, &saved.decided());
        assert_eq!(again, written);
    }

    second.revise(&mut later, &[]);
    assert_eq!(later, *PLAIN);
}

fn entry(input: &mut Input<'_>, at: usize) -> Entry {
    let earlier = |input: &mut Input<'_>| input.below(at + 1).to_string();
    let step = match input.below(8) {
        0 => Step::Undo(earlier(input)),
        1 => Step::Redo(earlier(input)),
        2 => Step::Place(Place {
            tops: vec![input.below(300), input.below(300)],
            shown: Vec::new(),
            claim: Some(claim(input)),
        }),
        _ => Step::Decide(decision(input)),
    };
    Entry {
        id: at.to_string(),
        at: 0,
        step,
    }
}

fn decision(input: &mut Input<'_>) -> Decision {
    match input.below(12) {
        0 => Decision::Confirm {
            a: claim(input),
            b: claim(input),
        },
        1 => Decision::Reject {
            a: claim(input),
            b: claim(input),
        },
        2 => Decision::Match {
            a: claim(input),
            b: claim(input),
        },
        3 => Decision::Merge {
            actor: named(input),
            into: named(input),
        },
        4 => Decision::Split {
            mention: named(input).mention,
        },
        5 => Decision::Rename {
            actor: named(input),
            name: input.words(),
        },
        6 => Decision::Source {
            claim: claim(input),
            voice: voice(input),
        },
        7 => Decision::Add {
            content: passage(input),
            voice: voice(input),
        },
        8 => Decision::Drop {
            claim: claim(input),
        },
        9 => Decision::Ends {
            claim: claim(input),
            content: passage(input),
        },
        10 => Decision::Boilerplate {
            block: block(input),
            is: input.byte().is_multiple_of(2),
        },
        _ => Decision::Note {
            on: (0..input.below(4)).map(|_| claim(input)).collect(),
            text: input.words(),
        },
    }
}

fn voice(input: &mut Input<'_>) -> Voice {
    match input.below(5) {
        0 => Voice::Actor(named(input)),
        1 => Voice::Unnamed,
        2 => Voice::Words(passage(input)),
        3 => Voice::New(input.words()),
        _ => Voice::Article,
    }
}

fn named(input: &mut Input<'_>) -> Named {
    let actor = &PLAIN.actors[input.below(PLAIN.actors.len())];
    let mention = actor.mentions[input.below(actor.mentions.len())];
    Named {
        name: actor.name.clone(),
        mention: bent(
            input,
            Passage::new(mention.article, TEXTS[mention.article], mention.span),
        ),
    }
}

fn claim(input: &mut Input<'_>) -> Passage {
    let claim = &PLAIN.claims[input.below(PLAIN.claims.len())];
    let own = Passage::new(claim.article, TEXTS[claim.article], claim.extent());
    bent(input, own)
}

fn block(input: &mut Input<'_>) -> Passage {
    let article = input.below(TEXTS.len());
    let blocks = &PLAIN.articles[article].blocks;
    let span = blocks[input.below(blocks.len())].span;
    bent(input, Passage::new(article, TEXTS[article], span))
}

fn passage(input: &mut Input<'_>) -> Passage {
    let article = input.below(TEXTS.len());
    let span = input.span(TEXTS[article]);
    bent(input, Passage::new(article, TEXTS[article], span))
}

/// One in eight passages is not what it was.
fn bent(input: &mut Input<'_>, own: Passage) -> Passage {
    match input.byte() {
        224..228 => Passage {
            exact: input.words(),
            ..own
        },
        228..232 => Passage {
            prefix: input.words(),
            exact: input.words(),
            ..own
        },
        232..236 => Passage {
            suffix: input.words(),
            exact: input.words(),
            ..own
        },
        236..240 => Passage {
            article: input.below(5),
            ..own
        },
        240..244 => Passage {
            start: usize::MAX - input.below(9),
            ..own
        },
        244..250 => passage_beside(input, &own),
        250.. => Passage {
            exact: String::new(),
            ..own
        },
        _ => own,
    }
}

/// Words that begin and end elsewhere in the same article.
fn passage_beside(input: &mut Input<'_>, own: &Passage) -> Passage {
    let span = input.span(TEXTS[own.article]);
    Passage::new(own.article, TEXTS[own.article], span)
}

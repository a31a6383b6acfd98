//! Word orders that are rare in the corpus and usual elsewhere, made from its sentences.
//!
//! "…, X said." becomes "…, said X."; "X said that it rains." becomes "It rains, X said." or "It rains, said X." Only some
//! sentences are turned, the same in every run, and only those in which no other attribution is torn apart.

use super::gold::{Gold, Marked};

/// Of a hundred endings "…, X said.", so many are turned.
const ENDINGS: usize = 30;
/// Of a hundred sentences "X said that …", so many are turned.
const SENTENCES: usize = 8;
/// The longest source that is moved, in code points.
const SOURCE_MAX: usize = 60;

/// A stretch of the old text, or new text, that a turned stretch is made of.
enum Piece {
    Kept([usize; 2]),
    Capital([usize; 2]),
    Small([usize; 2]),
    New(&'static str),
}

/// A stretch of the text and what comes in its place.
struct Turn {
    range: [usize; 2],
    pieces: Vec<Piece>,
    /// The attribution whose "that" falls away, and where its content begins then.
    shortened: Option<(usize, usize)>,
}

/// `gold` with some of its sentences turned.
pub fn turned(gold: &Gold) -> Gold {
    let text: Vec<char> = gold.text.chars().collect();
    let mut attributions = gold.attributions.clone();
    let mut turns: Vec<Turn> = Vec::new();
    for number in 0..attributions.len() {
        let Some(turn) = turn(&text, &attributions[number], number) else {
            continue;
        };
        let [start, end] = turn.range;
        let free = turns
            .iter()
            .all(|other| other.range[1] <= start || end <= other.range[0]);
        let whole = spans(&attributions).all(|(of, span)| {
            let is_shortened = turn.shortened.is_some_and(|(own, _)| own == of);
            span[1] <= start
                || end <= span[0]
                || (span[0] <= start && end <= span[1] && of != number)
                || is_shortened
                || turn.pieces.iter().any(|piece| match piece {
                    Piece::Kept([from, to])
                    | Piece::Capital([from, to])
                    | Piece::Small([from, to]) => *from <= span[0] && span[1] <= *to,
                    Piece::New(_) => false,
                })
        });
        if !free || !whole {
            continue;
        }
        if let Some((of, begin)) = turn.shortened {
            attributions[of].content[0][0] = begin;
        }
        turns.push(turn);
    }
    turns.sort_by_key(|turn| turn.range);
    apply(gold, &text, &attributions, &turns)
}

fn spans(attributions: &[Marked]) -> impl Iterator<Item = (usize, [usize; 2])> {
    attributions.iter().enumerate().flat_map(|(number, of)| {
        let parts = [of.source.as_ref(), of.cue.as_ref(), Some(&of.content)];
        parts
            .into_iter()
            .flatten()
            .flatten()
            .map(move |span| (number, *span))
    })
}

/// How the sentence of `of` is turned, if it can be and its lot falls.
fn turn(text: &[char], of: &Marked, number: usize) -> Option<Turn> {
    let ([source], [cue]) = (of.source.as_deref()?, of.cue.as_deref()?) else {
        return None;
    };
    let (source, cue) = (*source, *cue);
    let fits = source[1] + 1 == cue[0]
        && text.get(source[1]) == Some(&' ')
        && source[1] - source[0] <= SOURCE_MAX
        && text.get(cue[0]..cue[1])?.iter().all(|c| c.is_lowercase())
        && text[source[0]..source[1]].contains(&' ');
    if !fits {
        return None;
    }
    // The places are as good as chance, and the same in every run.
    let lot = (cue[0] * 31 + number * 17 + text.len()) % 100;
    let is = |at: usize, wanted: &[char]| text.get(at).is_some_and(|c| wanted.contains(c));
    let before = |by: usize| source[0].checked_sub(by);
    let after_comma =
        before(2).is_some_and(|at| text[at] == ',' || (is(at, &['"', '”']) && is(at - 1, &[','])));
    if after_comma && is(cue[1], &['.']) {
        return (lot < ENDINGS).then(|| Turn {
            range: [source[0], cue[1]],
            pieces: vec![Piece::Kept(cue), Piece::New(" "), Piece::Kept(source)],
            shortened: None,
        });
    }
    let begins = source[0] == 0
        || is(source[0] - 1, &['\n'])
        || (is(source[0] - 1, &[' ']) && before(2).is_some_and(|at| is(at, &['.'])));
    let [content] = of.content.as_slice() else {
        return None;
    };
    let follows = content[0] == cue[1] + 1 && is(content[1], &['.']);
    let plain = text.get(content[0]..content[1])?;
    let unquoted = !plain
        .iter()
        .any(|c| matches!(c, '"' | '“' | '”' | '\n' | ';'));
    if !begins || !follows || !unquoted || lot >= SENTENCES {
        return None;
    }
    let that = plain.starts_with(&['t', 'h', 'a', 't', ' ']);
    let first = content[0] + if that { 5 } else { 0 };
    // "X wants to go" and "X supports the plan" cannot be turned.
    let clause = that || (cue[1] - cue[0] == 4 && text[cue[0]..cue[1]] == ['s', 'a', 'i', 'd']);
    if !clause || content[1] < first + 20 || plain.starts_with(&['t', 'o', ' ']) {
        return None;
    }
    let kept = [first, content[1]];
    let source = Piece::Small(source);
    let mut pieces = vec![Piece::Capital(kept), Piece::New(", ")];
    if lot % 2 == 0 {
        pieces.extend([Piece::Kept(cue), Piece::New(" "), source]);
    } else {
        pieces.extend([source, Piece::New(" "), Piece::Kept(cue)]);
    }
    Some(Turn {
        range: [of.source.as_ref()?[0][0], content[1]],
        pieces,
        shortened: that.then_some((number, first)),
    })
}

/// Writes the text anew and moves all places along.
fn apply(gold: &Gold, text: &[char], attributions: &[Marked], turns: &[Turn]) -> Gold {
    let mut new: Vec<char> = Vec::with_capacity(text.len());
    let mut place = vec![0; text.len() + 1];
    let mut at = 0;
    let mut copy = |new: &mut Vec<char>, range: [usize; 2]| {
        for old in range[0]..range[1] {
            place[old] = new.len();
            new.push(text[old]);
        }
    };
    for turn in turns {
        copy(&mut new, [at, turn.range[0]]);
        for piece in &turn.pieces {
            let first = new.len();
            match piece {
                Piece::New(words) => new.extend(words.chars()),
                Piece::Kept(range) => copy(&mut new, *range),
                Piece::Capital(range) => {
                    copy(&mut new, *range);
                    new[first] = new[first].to_uppercase().next().unwrap_or(new[first]);
                }
                Piece::Small(range) => {
                    copy(&mut new, *range);
                    let word: String = new[first..]
                        .iter()
                        .take_while(|c| c.is_alphabetic())
                        .collect();
                    if matches!(
                        word.as_str(),
                        "The" | "A" | "An" | "One" | "Some" | "Many" | "His" | "Her" | "Their"
                    ) {
                        new[first] = new[first].to_ascii_lowercase();
                    }
                }
            }
        }
        at = turn.range[1];
    }
    copy(&mut new, [at, text.len()]);
    let moved = |spans: &[[usize; 2]]| -> Vec<[usize; 2]> {
        spans
            .iter()
            .map(|[start, end]| {
                let inside = (*start..*end).map(|old| place[old]);
                let first = inside.clone().min().unwrap_or(place[*start]);
                [first, inside.max().map_or(first, |last| last + 1)]
            })
            .collect()
    };
    Gold {
        id: gold.id.clone(),
        text: new.into_iter().collect(),
        attributions: attributions
            .iter()
            .map(|of| Marked {
                source: of.source.as_deref().map(moved),
                cue: of.cue.as_deref().map(moved),
                content: moved(&of.content),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, source: &str, cue: &str, content: &str) -> Gold {
        let span = |words: &str| {
            let start = text.find(words).unwrap_or(0);
            vec![[start, start + words.len()]]
        };
        Gold {
            id: "made up".to_owned(),
            text: text.to_owned(),
            attributions: vec![Marked {
                source: Some(span(source)),
                cue: Some(span(cue)),
                content: span(content),
            }],
        }
    }

    /// Every way that the sentence comes out, however its lot falls.
    fn ways(text: &str, source: &str, cue: &str, content: &str) -> Vec<[String; 4]> {
        let mut all: Vec<[String; 4]> = (0..100)
            .map(|tail| {
                let text = format!("{text}{}", ".".repeat(tail));
                let new = turned(&marked(&text, source, cue, content));
                let chars: Vec<char> = new.text.chars().collect();
                let words = |spans: &[[usize; 2]]| -> String {
                    chars[spans[0][0]..spans[0][1]].iter().collect()
                };
                let of = &new.attributions[0];
                [
                    new.text.trim_end_matches('.').to_owned(),
                    words(of.source.as_deref().unwrap_or_default()),
                    words(of.cue.as_deref().unwrap_or_default()),
                    words(&of.content),
                ]
            })
            .collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn a_source_at_the_end_changes_places_with_its_cue() {
        let all = ways(
            "The mill is closed, the mayor said.",
            "the mayor",
            "said",
            "The mill is closed",
        );
        let texts: Vec<&str> = all.iter().map(|way| way[0].as_str()).collect();
        assert_eq!(
            texts,
            [
                "The mill is closed, said the mayor",
                "The mill is closed, the mayor said"
            ]
        );
        assert!(
            all.iter()
                .all(|way| way[1..] == ["the mayor", "said", "The mill is closed"])
        );
    }

    #[test]
    fn a_clause_comes_before_those_who_say_it() {
        let all = ways(
            "The mayor said that the old mill is closed.",
            "The mayor",
            "said",
            "that the old mill is closed",
        );
        let texts: Vec<&str> = all.iter().map(|way| way[0].as_str()).collect();
        assert_eq!(
            texts,
            [
                "The mayor said that the old mill is closed",
                "The old mill is closed, said the mayor",
                "The old mill is closed, the mayor said"
            ]
        );
        assert_eq!(all[1][1..], ["the mayor", "said", "The old mill is closed"]);
    }
}

//! "The mayor said the bridge is safe, but the engineers warned of cracks": two sayings side by side, no saying within one.
//!
//! The chains take everything after the first verb for its content, the second saying with it. A conjunction right before
//! the second one's subject, or right before its verb where both have one speaker, ends the first content.

use super::announced::KINDS;
use super::attribution::{Attribution, inflection, meaning};
use super::lexicon::Lexicon;
use crate::language::Parsed;
use crate::span::Span;
use std::sync::LazyLock;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("coordination.txt")));

/// Ends each content before the conjunction that another saying begins with, and makes that one a saying of its own.
pub fn part(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    // By start of the cue, so that a content ends before the first saying after it.
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|at| attributions[*at].cue.map(|cue| cue.start));
    // By sentence: the attributions whose contents reach into it; contents only grow shorter below.
    let mut reaching: Vec<Vec<usize>> = vec![Vec::new(); parsed.sentences.len()];
    for (at, attribution) in attributions.iter().enumerate() {
        for part in &attribution.content {
            for reaching in &mut reaching[parsed.sentences_in(*part)] {
                if reaching.last() != Some(&at) {
                    reaching.push(at);
                }
            }
        }
    }
    for second in order {
        let Some(cue) = attributions[second].cue else {
            continue;
        };
        let holds = |first: &Attribution| {
            first.cue.is_some_and(|other| other.start < cue.start)
                && first.content.iter().any(|part| part.holds(cue.start))
        };
        let near = reaching.get(parsed.sentence_at(cue.start));
        for first in near.into_iter().flatten().copied() {
            if first == second || !holds(&attributions[first]) {
                continue;
            }
            let end = ends_before(parsed, &attributions[first], &attributions[second], cue);
            if let Some((part, end)) = end {
                let outer = attributions[first].outer;
                let content = &mut attributions[first].content;
                content.truncate(part + 1);
                content[part].end = end;
                attributions[second].outer = outer;
            }
        }
    }
}

/// Where the content of `first` ends before the saying `second`, whose cue it holds: the part, and the byte.
fn ends_before(
    parsed: &Parsed<'_>,
    first: &Attribution,
    second: &Attribution,
    cue: Span,
) -> Option<(usize, usize)> {
    let held = |at: usize| first.content.iter().position(|part| part.holds(at));
    let subject = second.source.filter(|source| held(source.start).is_some());
    let start = match subject {
        Some(subject) if subject.start > cue.start => return None,
        Some(subject) => subject.start,
        None => cue.start,
    };
    let part = held(start)?;
    let content = first.content[part];
    let from = parsed.token_from(content.start);
    let class = |at: usize| WORDS.class(parsed.lower(at));
    let mut at = parsed.token_from(start).checked_sub(1)?;
    while at > from && class(at) == Some("between") {
        at -= 1;
    }
    if at <= from || class(at) != Some("conjunction") {
        return None;
    }
    let pauses = matches!(
        parsed.lower(at - 1),
        "," | ";" | "-" | "--" | "–" | "—" | "―"
    );
    let last = if pauses { at - 2 } else { at - 1 };
    let apart = if subject.is_some() {
        pauses
    } else {
        same_speaker(parsed, first, second) && !goes_on(parsed, content, cue)
    };
    let conjunction = parsed.tokens[at].span.start;
    (apart && last >= from && balanced(parsed, content.start, conjunction))
        .then(|| (part, parsed.tokens[last].span.end))
}

/// Whether no quotation is open at `end` that was not open at `start`.
fn balanced(parsed: &Parsed<'_>, start: usize, end: usize) -> bool {
    let open = |at: usize| {
        parsed
            .quotation_at(at)
            .filter(|quotation| parsed.quotations[*quotation].span.start < at)
    };
    open(start) == open(end)
}

/// Whether both name the same speaker, or one of them none.
fn same_speaker(parsed: &Parsed<'_>, first: &Attribution, second: &Attribution) -> bool {
    let (Some(one), Some(other)) = (first.source, second.source) else {
        return true;
    };
    let last = |span: Span| {
        parsed
            .tokens_in(span)
            .next_back()
            .map(|at| parsed.lower(at))
    };
    one.start == other.start || last(one) == last(other)
}

/// Whether what begins at `start` goes on with somebody whom the content speaks of: "said they are tired and want to go".
/// Only verbs of speech go on with the speaker then.
fn goes_on(parsed: &Parsed<'_>, content: Span, cue: Span) -> bool {
    let Some(verb) = meaning::of_cue(parsed, cue) else {
        return false;
    };
    if KINDS.class(verb.class) == Some("speech") {
        return false;
    }
    let first = parsed
        .tokens_in(content)
        .find(|at| parsed.lower(*at) != "that");
    let subject = first.and_then(|at| WORDS.class(parsed.lower(at)));
    match verb.form {
        inflection::ES => subject == Some("one"),
        inflection::PLAIN => subject == Some("many"),
        _ => matches!(subject, Some("one" | "many")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// A saying by its source, cue and content.
    type Said<'a> = (&'a str, &'a str, &'a str);

    fn parted(text: &str, sayings: &[Said<'_>]) -> Vec<(String, bool)> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let place = |words: &str| {
            let start = text.find(words)?;
            (!words.is_empty()).then(|| Span::new(start, start + words.len()))
        };
        let mut attributions: Vec<Attribution> = sayings
            .iter()
            .enumerate()
            .map(|(at, (source, cue, content))| Attribution {
                source: place(source),
                cue: place(cue),
                content: place(content).into_iter().collect(),
                confidence: 0.8,
                outer: (at > 0).then_some(0),
            })
            .collect();
        part(&parsed, &mut attributions);
        attributions
            .iter()
            .map(|said| {
                let words = said.content[0].of(text).to_owned();
                (words, said.outer.is_some())
            })
            .collect()
    }

    fn said(content: &str, inner: bool) -> (String, bool) {
        (content.to_owned(), inner)
    }

    #[test]
    fn a_second_verb_of_the_same_speaker_ends_the_first_content() {
        assert_eq!(
            parted(
                "Ida Falk said the mill was sound and also warned of rot in its roof.",
                &[
                    (
                        "Ida Falk",
                        "said",
                        "the mill was sound and also warned of rot in its roof"
                    ),
                    ("Ida Falk", "warned", "of rot in its roof"),
                ]
            ),
            [
                said("the mill was sound", false),
                said("of rot in its roof", false)
            ]
        );
    }

    #[test]
    fn a_second_speaker_needs_a_comma_before_the_conjunction() {
        for (joint, apart) in [(", but", true), (" and", false)] {
            let all = format!("the mill was sound{joint} two masons feared for its roof");
            let first = if apart { "the mill was sound" } else { &all };
            assert_eq!(
                parted(
                    &format!("Ida Falk said {all}."),
                    &[
                        ("Ida Falk", "said", &all),
                        ("two masons", "feared", "for its roof"),
                    ]
                ),
                [said(first, false), said("for its roof", !apart)]
            );
        }
    }

    #[test]
    fn a_verb_that_fits_whom_the_content_is_about_stays_within() {
        for (content, inner, stays) in [
            ("they are tired and want to leave the mill", "want", true),
            (
                "he was tired and refused to leave the mill",
                "refused",
                true,
            ),
            ("they are tired and asked to leave the mill", "asked", false),
            ("he is tired and want to leave the mill", "want", false),
        ] {
            let found = parted(
                &format!("The owners said {content}."),
                &[
                    ("The owners", "said", content),
                    ("The owners", inner, "to leave the mill"),
                ],
            );
            assert_eq!(found[1].1, stays, "{content}");
            assert_eq!(found[0].0 == content, stays, "{content}");
        }
    }

    #[test]
    fn a_conjunction_within_a_quotation_parts_nothing() {
        let content = "“the mill is sound and I warn of its roof”";
        assert_eq!(
            parted(
                &format!("Ida Falk said {content}."),
                &[("Ida Falk", "said", content), ("", "warn", "of its roof")]
            ),
            [said(content, false), said("of its roof", true)]
        );
    }
}

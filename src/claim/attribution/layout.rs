//! What the page's layout attributes: signed quotations, transcripts, quotations that go on in the next paragraph.

use super::Candidate;
use super::facts::{Fact, Facts};
use super::lexicon::Class;
use crate::language::{Parsed, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The most tokens that a signature or the name before a speaker's colon may have.
const NAME: usize = 10;
/// The most paragraphs over which a quotation is followed.
const PARAGRAPHS: usize = 40;
/// How sure what the layout says is.
const CONFIDENCE: f32 = 0.9;

/// The signatures and the speakers of transcripts in `parsed`, by place.
pub fn find(parsed: &Parsed<'_>, facts: &Facts) -> Vec<Candidate> {
    let blocks = blocks(parsed);
    let mut found = speakers(parsed, facts, &blocks);
    for (number, block) in blocks.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &blocks[before]);
        found.extend(signature(parsed, facts, block, before));
    }
    found.sort_by_key(|candidate| candidate.cue.start);
    found.dedup_by_key(|candidate| candidate.cue.start);
    found
}

/// The tokens of each block that can be told, in order.
fn blocks(parsed: &Parsed<'_>) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for sentence in parsed
        .sentences
        .iter()
        .filter(|sentence| !sentence.tokens.is_empty())
    {
        match blocks.last_mut() {
            Some(block) if last == Some(sentence.block) => block.end = sentence.tokens.end,
            _ if parsed.article.blocks[sentence.block].kind.is_told() => {
                blocks.push(sentence.tokens.clone());
            }
            _ => continue,
        }
        last = Some(sentence.block);
    }
    blocks
}

fn candidate(cue: usize, source: Range<usize>, content: Range<usize>) -> Candidate {
    Candidate {
        cue: cue..cue + 1,
        source: Some(source),
        content: vec![content],
        sure_cue: 1.0,
        sure_content: 1.0,
        sure_source: 1.0,
        neighbours: 0,
        outer: None,
        confidence: CONFIDENCE,
    }
}

/// "quotation" — Name; the quotation may be the paragraph before.
fn signature(
    parsed: &Parsed<'_>,
    facts: &Facts,
    block: &Range<usize>,
    before: Option<&Range<usize>>,
) -> Option<Candidate> {
    let first = block.end.saturating_sub(NAME + 1).max(block.start);
    let dash = (first..block.end)
        .rev()
        .find(|at| facts.tokens[*at].class == Class::Dash as u8)?;
    let end = if facts.tokens[block.end - 1].class == Class::Stop as u8 {
        block.end - 1
    } else {
        block.end
    };
    let name = dash + 1..end;
    if name.is_empty() || !is_name(&facts.tokens[name.start]) || has_verb(facts, &name) {
        return None;
    }
    let quoted = if dash == block.start {
        before?.clone()
    } else {
        block.start..dash
    };
    let is_quote = |at: usize| parsed.tokens[at].kind == TokenKind::Quote;
    let last = quoted.end - 1;
    if !is_quote(last) || last == quoted.start {
        return None;
    }
    let start = if is_quote(quoted.start) {
        quoted.start
    } else {
        let number = facts.tokens[last].quotation;
        (quoted.start..last).find(|at| number != 0 && facts.tokens[*at].quotation == number)?
    };
    Some(candidate(dash, name, start..quoted.end))
}

fn is_name(fact: &Fact) -> bool {
    [Class::Name, Class::StartName, Class::Capitals, Class::Title]
        .iter()
        .any(|class| *class as u8 == fact.class)
}

fn has_verb(facts: &Facts, range: &Range<usize>) -> bool {
    const VERBS: [u8; 6] = [
        Class::Be as u8,
        Class::Have as u8,
        Class::Do as u8,
        Class::Modal as u8,
        Class::Past as u8,
        Class::Base as u8,
    ];
    facts.tokens[range.clone()]
        .iter()
        .any(|fact| fact.begins >= 3 || VERBS.contains(&fact.class))
}

/// NAME: what the speaker says, up to the next speaker. Two names in capitals, or one twice, make a transcript.
fn speakers(parsed: &Parsed<'_>, facts: &Facts, blocks: &[Range<usize>]) -> Vec<Candidate> {
    let labels: Vec<Option<Range<usize>>> = blocks
        .iter()
        .map(|block| label(parsed, facts, block))
        .collect();
    let mut count: FxHashMap<String, usize> = FxHashMap::default();
    let name = |label: &Range<usize>| {
        label
            .clone()
            .map(|at| parsed.lower(at))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for label in labels.iter().flatten() {
        *count.entry(name(label)).or_default() += 1;
    }
    if count.len() < 2 || count.values().all(|count| *count < 2) {
        return Vec::new();
    }
    let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let mut found: Vec<Candidate> = Vec::new();
    let mut run = 0;
    for (number, (block, label)) in blocks.iter().zip(labels).enumerate() {
        if let Some(label) = label {
            run = 0;
            let colon = label.end;
            if colon + 1 < block.end {
                found.push(candidate(colon, label, colon + 1..block.end));
            }
        } else if number < last && run < PARAGRAPHS {
            run += 1;
            let bracket = facts.tokens[block.clone()]
                .iter()
                .take(2)
                .any(|fact| fact.class == Class::Open as u8);
            if let Some(speaker) = found.last_mut().filter(|_| !bracket) {
                let opens = parsed.tokens[block.start].kind == TokenKind::Quote;
                let start = block.start + usize::from(opens);
                if start < block.end {
                    speaker.content.push(start..block.end);
                }
            }
        }
    }
    found
}

/// The name in capitals with which a block begins, up to its colon.
fn label(parsed: &Parsed<'_>, facts: &Facts, block: &Range<usize>) -> Option<Range<usize>> {
    let start = block.start + usize::from(parsed.tokens[block.start].kind == TokenKind::Quote);
    let colon = (start..block.end.min(start + NAME))
        .find(|at| facts.tokens[*at].class == Class::Colon as u8)?;
    let words = (start..colon).filter(|at| parsed.tokens[*at].kind == TokenKind::Word);
    let (mut all, mut capitals) = (0, 0);
    for at in words {
        all += 1;
        capitals += usize::from(!parsed.word(at).contains(char::is_lowercase));
    }
    (all > 0 && all == capitals).then_some(start..colon)
}

/// Lets contents that end in an open quotation go on in the next paragraphs, where it is opened anew.
pub fn follow(parsed: &Parsed<'_>, facts: &Facts, candidates: &mut [Candidate]) {
    let mut taken: Vec<Range<usize>> = candidates
        .iter()
        .flat_map(|candidate| candidate.content.clone())
        .collect();
    taken.sort_unstable_by_key(|range| (range.start, range.end));
    for candidate in candidates {
        for _ in 0..PARAGRAPHS {
            let Some(next) = candidate
                .content
                .last()
                .and_then(|last| next_quotation(parsed, facts, last.end))
            else {
                break;
            };
            let first = taken.partition_point(|range| range.start < next.start);
            let other = taken.get(first).is_some_and(|range| range.start < next.end);
            if other {
                break;
            }
            candidate.content.push(next);
        }
    }
}

/// The quotation that begins the paragraph at `end`, if the paragraph before ends in an open quotation.
fn next_quotation(parsed: &Parsed<'_>, facts: &Facts, end: usize) -> Option<Range<usize>> {
    let last = facts.tokens.get(end.checked_sub(1)?)?;
    let first = facts.tokens.get(end)?;
    let open = last
        .quotation
        .checked_sub(1)
        .and_then(|number| parsed.quotations.get(number as usize))?;
    if open.closed
        || parsed.block_of(end) == parsed.block_of(end - 1)
        || first.class != Class::QuoteOpen as u8
    {
        return None;
    }
    let mut stop = end;
    while facts
        .tokens
        .get(stop)
        .is_some_and(|fact| fact.quotation == first.quotation)
    {
        stop += 1;
    }
    Some(end..stop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::claim::attribution::lexicon::Lexicon;

    /// Source and contents of what is found in `text`.
    fn found(text: &str) -> Vec<(String, Vec<String>)> {
        let article = Article::new("x", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let facts = Facts::new(&parsed, &Lexicon::from_rows(&[]));
        let words = |range: &Range<usize>| {
            text[parsed.tokens[range.start].span.start..parsed.tokens[range.end - 1].span.end]
                .to_owned()
        };
        find(&parsed, &facts)
            .iter()
            .map(|candidate| {
                (
                    candidate.source.as_ref().map(words).unwrap_or_default(),
                    candidate.content.iter().map(words).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn a_signed_quotation_is_its_signers() {
        assert_eq!(
            found(
                "Readers write.\n\n“We like the new square.” — Ada Broom\n\n“We do not.”\n- Bo Lind."
            ),
            [
                (
                    "Ada Broom".to_owned(),
                    vec!["“We like the new square.”".to_owned()]
                ),
                ("Bo Lind".to_owned(), vec!["“We do not.”".to_owned()]),
            ]
        );
    }

    #[test]
    fn a_dash_within_a_sentence_signs_nothing() {
        assert!(found("A line.\n\nShe read “War and Peace” — Tolstoy was her delight.").is_empty());
    }

    #[test]
    fn a_transcript_gives_each_speaker_all_that_follows() {
        assert_eq!(
            found(
                "Talk.\n\nLEE: Good morning.\n\nBROOM: Hello. It rains.\n\nIt rains a lot.\n\nLEE: It does."
            ),
            [
                ("LEE".to_owned(), vec!["Good morning.".to_owned()]),
                (
                    "BROOM".to_owned(),
                    vec!["Hello. It rains.".to_owned(), "It rains a lot.".to_owned()]
                ),
                ("LEE".to_owned(), vec!["It does.".to_owned()]),
            ]
        );
    }

    #[test]
    fn one_colon_makes_no_transcript() {
        assert!(found("Talk.\n\nNOTE: The square is closed.").is_empty());
    }
}

//! Which sentences carry the last source on without a cue of their own.
//!
//! "A said that B would join. B would also send trainers." The second sentence reports what A said: its "would" has no
//! condition. So does one that goes on with "And" where the content ran to the end of the sentence before, and one that
//! says "according to this".

use super::Source;
use super::gather::Statement;
use super::lexicon::words;
use crate::language::{Parsed, Tag};
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static CONNECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("carried.txt")));

/// The last attribution before a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Last {
    /// Who spoke.
    pub source: Source,
    /// The sentence it ended in.
    pub sentence: usize,
    /// Whether its content ran to the end of that sentence.
    pub to_the_end: bool,
    /// Whether its content stands in quotation marks.
    pub quoted: bool,
}

impl Last {
    /// What is known of `statement`, which ended in `sentence`.
    pub fn new(
        parsed: &Parsed<'_>,
        statement: &Statement,
        sentence: usize,
        to_the_end: bool,
    ) -> Self {
        let begins = statement.content[0].start + 1;
        Self {
            source: statement.source,
            sentence,
            to_the_end,
            quoted: parsed.quotation_at(begins).is_some(),
        }
    }
}

/// `clause` of sentence `number` as a claim of the last source, if it carries that on.
pub fn find(
    parsed: &Parsed<'_>,
    number: usize,
    clause: Span,
    last: Option<Last>,
) -> Option<Statement> {
    if let Some(statement) = last.and_then(|last| quoted_on(parsed, number, clause, last)) {
        return Some(statement);
    }
    let last = last.filter(|last| last.source.actor().is_some())?;
    let source = Source::Actor(last.source.actor()?, None);
    let tokens = parsed.tokens_in(clause);
    let first = tokens
        .clone()
        .find(|at| parsed.lower(*at).contains(char::is_alphanumeric))?;
    let same_block = parsed.sentences[last.sentence].block == parsed.sentences[number].block;
    let follows = number <= last.sentence + 1;
    if same_block
        && follows
        && let Some((cue, content)) = according_to_this(parsed, tokens.clone())
    {
        return Some(Statement::new(vec![content], source, Some(cue), 0.6));
    }
    if parsed.word(tokens.end - 1).ends_with('?') {
        return None;
    }
    let connected = CONNECTIVES.contains(parsed.lower(first));
    let goes_on = follows && (same_block || connected);
    let reported = goes_on && would_is_the_verb(parsed, tokens.clone());
    let added = follows && same_block && last.to_the_end && parsed.lower(first) == "and";
    (reported || added).then(|| {
        // "Nevertheless, the work …": the connective is the article's.
        let skips = connected && first + 2 < tokens.end && parsed.lower(first + 1) == ",";
        let from = if skips { first + 2 } else { first };
        let content = Span::new(parsed.tokens[from].span.start, clause.end);
        Statement::new(vec![content], source, None, 0.5)
    })
}

/// A quotation that stands by itself right behind one that is attributed, in the same paragraph: its speaker goes on.
fn quoted_on(parsed: &Parsed<'_>, number: usize, clause: Span, last: Last) -> Option<Statement> {
    let same_block = parsed.sentences[last.sentence].block == parsed.sentences[number].block;
    let quotation = parsed
        .quotations
        .get(parsed.quotation_at(clause.start + 1)?)?
        .span;
    let is_whole = quotation.start <= clause.start && clause.end <= quotation.end + 1;
    let goes_on = last.quoted && same_block && number == last.sentence + 1 && is_whole;
    goes_on.then(|| {
        let source = match last.source {
            Source::Actor(actor, _) => Source::Actor(actor, None),
            other => other,
        };
        Statement::new(vec![clause], source, None, 0.7)
    })
}

/// The cue and content of "According to this, …".
fn according_to_this(parsed: &Parsed<'_>, tokens: std::ops::Range<usize>) -> Option<(Span, Span)> {
    let at = tokens.clone().find(|at| parsed.lower(*at) == "according")?;
    if at + 4 >= tokens.end
        || parsed.lower(at + 1) != "to"
        || !matches!(parsed.lower(at + 2), "this" | "that")
    {
        return None;
    }
    let after = if parsed.lower(at + 3) == "," {
        at + 4
    } else {
        at + 3
    };
    let cue = parsed.tokens[at].span.join(parsed.tokens[at + 2].span);
    Some((
        cue,
        parsed.tokens[after]
            .span
            .join(parsed.tokens[tokens.end - 1].span),
    ))
}

/// Whether the sentence's first verb is "would" and nothing makes it a condition.
fn would_is_the_verb(parsed: &Parsed<'_>, tokens: std::ops::Range<usize>) -> bool {
    let conditional = tokens.clone().any(|at| {
        matches!(
            parsed.lower(at),
            "if" | "unless" | "otherwise" | "were" | "rather" | "like"
        )
    });
    let verb = tokens
        .into_iter()
        .find(|at| matches!(parsed.tokens[*at].tag, Tag::Verb | Tag::Aux));
    !conditional && verb.is_some_and(|at| parsed.lower(at) == "would")
}

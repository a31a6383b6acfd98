//! Claims of a text that is not in English: what stands between quotation marks, and who says it only where the marks
//! leave no doubt. Everything else that tells claims knows English alone.
//!
//! A speaker is told by a colon before the quotation (`Lind sagte: „…“`) or right behind it (`«…», dijo Lind`), where one
//! name alone can be meant and nothing makes it another's ("a spokeswoman of Lind").

use super::Source;
use super::gather::Statement;
use super::source::Sources;
use crate::actor::foreign::{is, is_title};
use crate::actor::{ActorId, ActorKind, Form};
use crate::language::TokenKind;
use crate::span::Span;

/// A quotation of fewer words is a title, a nickname or a word held at a distance.
const LEAST: usize = 4;
/// So many words may stand between a quotation and its speaker: a verb and an office.
const BETWEEN: usize = 12;
/// How sure a speaker before a colon is, one right behind the quotation, and that nobody is named.
const SURE: [f32; 3] = [0.7, 0.6, 0.4];

/// The quotations of an article that tell something, in order.
pub fn statements(sources: &Sources<'_>) -> Vec<Statement> {
    let parsed = sources.parsed;
    let mut statements: Vec<Statement> = Vec::new();
    // Where the last one can go on: its sentence, behind its speaker.
    let mut open: Option<(usize, usize)> = None;
    for (at, quotation) in parsed.quotations.iter().enumerate() {
        let span = quotation.span.trimmed(parsed.text());
        let block = parsed.article.blocks[parsed.block_of_byte(span.start)];
        if span.is_empty() || !block.kind.is_told() {
            continue;
        }
        let words = parsed
            .tokens_in(span)
            .filter(|at| parsed.tokens[*at].kind == TokenKind::Word);
        let first = parsed.sentence_at(span.start);
        let last = parsed.sentence_at(span.end.saturating_sub(1));
        let before = at
            .checked_sub(1)
            .map_or(0, |at| parsed.quotations[at].span.end);
        let after = parsed.quotations.get(at + 1);
        let after = after.map_or(usize::MAX, |next| next.span.start);
        let (Some(head), Some(tail)) = (parsed.sentences.get(first), parsed.sentences.get(last))
        else {
            continue;
        };
        let head = Span::new(head.span.start.max(before).min(span.start), span.start);
        let tail = Span::new(span.end, tail.span.end.min(after).max(span.end));
        let goes_on = open.is_some_and(|(sentence, from)| {
            let between = parsed.text().get(from..span.start).map(str::trim_end);
            sentence == first && between.is_some_and(|words| words.ends_with([',', ':']))
        });
        let named_behind = behind(sources, tail);
        if goes_on
            && named_behind.is_none()
            && let Some(statement) = statements.last_mut()
        {
            statement.content.push(span);
            continue;
        }
        open = None;
        if words.count() < LEAST {
            continue;
        }
        let announced = ahead(sources, head).map(|(actor, name)| (actor, name, SURE[0]));
        let told = announced.or_else(|| {
            let (actor, name) = named_behind?;
            open = Some((last, name.end));
            Some((actor, name, SURE[1]))
        });
        let (source, sure) = match told {
            Some((actor, name, sure)) => (Source::Actor(actor, Some(name)), sure),
            None => (Source::Unnamed(None), SURE[2]),
        };
        statements.push(Statement::new(vec![span], source, None, sure));
    }
    statements
}

/// The persons and organisations named in `span`, in order.
fn names(sources: &Sources<'_>, span: Span) -> Vec<(ActorId, Span)> {
    let mentions = sources.mentions.starting_in(sources.article, span).iter();
    let speaks = |actor: ActorId| {
        let kind = sources.actors[actor].kind;
        matches!(kind, ActorKind::Person | ActorKind::Organisation)
    };
    mentions
        .filter(|(name, actor, form)| *form == Form::Name && name.end <= span.end && speaks(*actor))
        .map(|(name, actor, _)| (*actor, *name))
        .collect()
}

/// Who alone is named in a place of his own in `head`, which ends with a colon.
fn ahead(sources: &Sources<'_>, head: Span) -> Option<(ActorId, Span)> {
    let words = head.of(sources.parsed.text());
    if !words.trim_end().ends_with(':') {
        return None;
    }
    let all = names(sources, head).into_iter();
    let mut free = all.filter(|(_, name)| stands_free(sources, Span::new(head.start, name.start)));
    let (actor, name) = free.next()?;
    free.all(|(other, _)| other == actor)
        .then_some((actor, name))
}

/// Who is named first in `tail` in a place of his own, a few words behind a quotation.
fn behind(sources: &Sources<'_>, tail: Span) -> Option<(ActorId, Span)> {
    let parsed = sources.parsed;
    let all = names(sources, tail).into_iter();
    let mut free = all.map(|(actor, name)| (actor, name, Span::new(tail.start, name.start)));
    let (actor, name, between) = free.find(|(_, _, between)| stands_free(sources, *between))?;
    let words = between.of(parsed.text());
    // The sentence goes on: with a comma, or in small letters.
    let goes_on = words
        .trim_start()
        .starts_with(|c: char| c == ',' || c.is_lowercase());
    let short = parsed.tokens_in(between).count() <= BETWEEN;
    let parted = words.contains([';', ':', '.', '(', '!', '?']);
    (goes_on && short && !parted).then_some((actor, name))
}

/// Whether a name behind the words of `before` is nobody's owner or object: no "of" stands there, unless a comma parts it
/// from the name ("el presidente del Gobierno, Pedro Gil").
fn stands_free(sources: &Sources<'_>, before: Span) -> bool {
    let parsed = sources.parsed;
    if before.is_empty() {
        return true;
    }
    let tokens = parsed.tokens_in(before);
    let titles = tokens.rev().take_while(|at| {
        let word = parsed.lower(*at);
        is_title(word) || word == "."
    });
    let end = titles
        .last()
        .map_or(before.end, |at| parsed.tokens[at].span.start);
    let before = Span::new(before.start, end.max(before.start));
    let words = before.of(parsed.text()).trim_end();
    // The comma right behind a quotation parts nothing.
    let apposed = words.trim_start_matches(',').ends_with(',');
    // An article that has lost its vowel belongs to the name's own token: "d’Anna".
    let elided = words.ends_with(['\'', '’']);
    let owned = || {
        let tokens = parsed.tokens_in(before);
        let last = tokens.clone().next_back();
        let mut of = tokens.filter(|at| is("of", parsed.lower(*at)));
        of.next().is_some() || last.is_some_and(|at| is("to", parsed.lower(at)))
    };
    apposed || !elided && !owned()
}

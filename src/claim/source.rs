//! Which actor the words of a source name.

use super::Source;
use super::lexicon::words;
use crate::actor::{Actor, ActorId, ActorKind, Form, MentionIndex};
use crate::language::Parsed;
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words that end the head of a noun phrase.
static ENDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("phrase_ends.txt")));

/// Finds the actors behind the sources of one article.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The article.
    pub parsed: &'a Parsed<'a>,
    /// Its number in the comparison.
    pub article: usize,
    /// The actors of all articles.
    pub actors: &'a [Actor],
    /// Where they are mentioned.
    pub mentions: &'a MentionIndex,
}

impl Sources<'_> {
    /// The source that the words at `span` name: the actor whose mention holds their head, or somebody unnamed.
    pub fn resolve(&self, span: Span) -> Source {
        self.named(span).unwrap_or(Source::Unnamed(Some(span)))
    }

    /// The same, but only when it is an actor.
    pub fn named(&self, span: Span) -> Option<Source> {
        let named = self.antecedent(span).unwrap_or(span);
        let head = self.head(named)?;
        let found = self
            .mentions
            .covering(self.article, head)
            .max_by_key(|(mention, _, form)| {
                let shared = mention.overlap(named);
                (
                    *form == Form::Name,
                    shared,
                    std::cmp::Reverse(mention.len()),
                )
            });
        let within = || {
            // "the charity “Example Trust”", "harbour master Ann Example": the first name before the head ends.
            let front = Span::new(named.start, head.end);
            self.mentions
                .starting_in(self.article, front)
                .iter()
                .copied()
                .find(|(mention, _, form)| {
                    *form == Form::Name && named.covers(*mention) && mention.end + 3 >= head.end
                })
        };
        found
            .or_else(within)
            .map(|(_, actor, _)| Source::Actor(actor, Some(span)))
    }

    /// Whether hyphens make the token at `at` part of a word: the "of" of "mother-of-two".
    fn is_joined(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let is_hyphen = |at: usize| parsed.lower(at) == "-";
        // What is joined has a token before it.
        parsed.is_joined(at) && (is_hyphen(at - 1) || is_hyphen(at) && parsed.is_joined(at + 1))
    }

    /// Whom "who" stands for: the person or group right before it.
    fn antecedent(&self, span: Span) -> Option<Span> {
        let tokens = self.parsed.tokens_in(span);
        if tokens.len() != 1 || self.parsed.lower(tokens.start) != "who" {
            return None;
        }
        let sentence = self
            .parsed
            .sentences
            .get(self.parsed.sentence_at(span.start))?;
        let before = Span::new(sentence.span.start, span.start);
        let mentions = self.mentions.starting_in(self.article, before).iter();
        let near = mentions
            .filter(|(mention, ..)| mention.end <= span.start)
            .max_by_key(|(mention, ..)| mention.end)?;
        let between = Span::new(near.0.end, span.start).of(self.parsed.text());
        let is_human = matches!(
            self.actors[near.1].kind,
            ActorKind::Person | ActorKind::Group
        );
        (is_human && !between.contains(char::is_alphanumeric)).then_some(near.0)
    }

    /// The last word of the first noun phrase of `span`: "a spokesman for the union" → "spokesman".
    fn head(&self, span: Span) -> Option<Span> {
        let tokens = self.parsed.tokens_in(span);
        let mut head = None;
        for at in tokens {
            let lower = self.parsed.lower(at);
            if ENDS.contains(lower) && head.is_some() && !self.is_joined(at) {
                break;
            }
            let clitic = lower.starts_with('\'');
            if lower.contains(char::is_alphanumeric) && !clitic && !ENDS.contains(lower) {
                head = Some(self.parsed.tokens[at].span);
            }
        }
        head
    }

    /// The actors that the spans of a content mention, in order of their first mention.
    pub fn about(&self, content: &[Span]) -> Vec<ActorId> {
        let mut about = Vec::new();
        for span in content {
            for (mention, actor, _) in self.mentions.starting_in(self.article, *span) {
                if mention.end <= span.end && !about.contains(actor) {
                    about.push(*actor);
                }
            }
        }
        about
    }
}

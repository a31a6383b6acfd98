//! From text to sentences and tagged tokens.
//!
//! | question | room |
//! |---|---|
//! | where a sentence ends | [`sentence`] |
//! | what a token is | [`token`] |
//! | which word class a token has | [`tag`] |
//! | which marks open and close a quotation | [`quotation`] |

pub mod quotation;
pub mod sentence;
pub mod tag;
pub mod token;

use crate::article::Article;
use crate::span::Span;
pub use quotation::Quotation;
use std::borrow::Borrow;
use std::ops::Deref;
use std::sync::Arc;
pub use token::{Tag, Token, TokenKind};

/// A sentence of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, its closing marks included.
    pub span: Span,
    /// The block it belongs to.
    pub block: usize,
    /// Its tokens, as indices into `Parsed::tokens`.
    pub tokens: std::ops::Range<usize>,
}

/// What is known of an article's language. It depends on the text, its tongue and where its blocks are, not on their kinds.
#[derive(Debug)]
pub struct Language {
    /// The sentences in order; every token belongs to one.
    pub sentences: Vec<Sentence>,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The tokens in lower case, one after the other.
    lower: String,
    /// The quotations in order, outermost only, none beyond its block.
    pub quotations: Vec<Quotation>,
}

/// An article with what is known of its language.
#[derive(Debug, Clone)]
pub struct Parsed<'a> {
    /// The article itself.
    pub article: &'a Article,
    language: Arc<Language>,
}

impl Deref for Parsed<'_> {
    type Target = Language;

    fn deref(&self) -> &Language {
        &self.language
    }
}

impl Borrow<Article> for Parsed<'_> {
    fn borrow(&self) -> &Article {
        self.article
    }
}

impl Language {
    /// Splits every block of `article` into sentences and tokens and pairs its quotation marks; `tell` hears of every
    /// block that is done.
    pub fn new(article: &Article, mut tell: impl FnMut()) -> Self {
        let text = article.text.as_str();
        let mut parsed = Self {
            sentences: Vec::new(),
            tokens: Vec::new(),
            lower: String::with_capacity(text.len()),
            quotations: Vec::new(),
        };
        let mut words = Vec::new();
        for (block, of) in article.blocks.iter().enumerate() {
            let mut spans = sentence::split(text, of.span);
            if article.is_foreign() {
                spans = sentence::joined_at_ordinals(text, &spans);
            }
            for span in spans {
                let first = parsed.tokens.len();
                token::split(text, span, parsed.sentences.len(), &mut parsed.tokens);
                let tokens = first..parsed.tokens.len();
                tag::sentence(text, &mut parsed.tokens[tokens.clone()], &mut words);
                parsed.sentences.push(Sentence {
                    span,
                    block,
                    tokens,
                });
            }
            quotation::pair(text, of.span, &mut parsed.quotations);
            tell();
        }
        for token in &mut parsed.tokens {
            let start = parsed.lower.len();
            let word = token.span.of(text);
            parsed.lower.push_str(word);
            if word.is_ascii() {
                parsed.lower[start..].make_ascii_lowercase();
            } else {
                parsed.lower.truncate(start);
                let plain = word.chars().map(token::plain);
                parsed.lower.extend(plain.flat_map(char::to_lowercase));
            }
            token.lower = Span::new(start, parsed.lower.len());
        }
        parsed
    }

    /// Where the sentences stand.
    pub fn spans(&self) -> Vec<Span> {
        self.sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect()
    }
}

impl<'a> Parsed<'a> {
    /// Reads the language of `article`.
    pub fn new(article: &'a Article) -> Self {
        Self::with(article, &Arc::new(Language::new(article, || {})))
    }

    /// The same with a `language` that was read before.
    pub fn with(article: &'a Article, language: &Arc<Language>) -> Self {
        Self {
            article,
            language: Arc::clone(language),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// The words of token `at` as they stand.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(&self.article.text)
    }

    /// The words of token `at` in lower case, with plain apostrophes and hyphens.
    pub fn lower(&self, at: usize) -> &str {
        self.tokens[at].lower.of(&self.lower)
    }

    /// Whether no white space stands before token `at`; behind the last token none does either way.
    pub fn is_joined(&self, at: usize) -> bool {
        let token = |at: usize| self.tokens.get(at);
        let both = at.checked_sub(1).and_then(token).zip(token(at));
        both.is_some_and(|(before, here)| before.span.end == here.span.start)
    }

    /// The first token that ends after byte `at`.
    pub fn token_from(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// The tokens that have a byte in `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.token_from(span.start);
        start
            ..start.max(
                self.tokens
                    .partition_point(|token| token.span.start < span.end),
            )
    }

    /// The sentence that holds byte `at`, or the next one.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.span.end <= at)
    }

    /// The sentences that have a byte in `span`.
    pub fn sentences_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.sentence_at(span.start);
        start
            ..start.max(
                self.sentences
                    .partition_point(|sentence| sentence.span.start < span.end),
            )
    }

    /// The block that token `at` stands in.
    pub fn block_of(&self, at: usize) -> usize {
        self.sentences[self.tokens[at].sentence].block
    }

    /// The block that byte `at` stands in, or the next one; the last where none follows.
    pub fn block_of_byte(&self, at: usize) -> usize {
        let blocks = &self.article.blocks;
        let found = blocks.partition_point(|block| block.span.end <= at);
        found.min(blocks.len().saturating_sub(1))
    }

    /// The quotation that holds byte `at`, if any.
    pub fn quotation_at(&self, at: usize) -> Option<usize> {
        let found = self
            .quotations
            .partition_point(|quotation| quotation.span.end <= at);
        self.quotations
            .get(found)
            .filter(|quotation| quotation.span.holds(at))
            .map(|_| found)
    }
}

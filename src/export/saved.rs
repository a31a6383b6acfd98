//! A comparison read back from its JSON, as it was saved.
//!
//! Keys that are not known are passed over, as the schema has it. Whatever does not hold together is told with its place:
//! what is read back is as sound as what was found.

use super::json::SCHEMA;
use crate::actor::{Actor, ActorKind, Form, Mention};
use crate::article::{Article, Block, BlockKind, Imprint, Link};
use crate::claim::{Claim, Date, Factuality, Figure, Mode, Source};
use crate::comparison::Comparison;
use crate::day::Day;
use crate::matching::{Copied, Match, Relation, Repeat, Role};
use crate::notebook::decided::{self, Decided};
use crate::notebook::{Brought, Decision, Replay};
use crate::span::Span;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::hash::Hasher;
use thiserror::Error;

/// A comparison that was saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The name that it was given.
    pub id: Value,
    /// What was found, with what was decided worked in.
    pub comparison: Comparison,
    /// What was decided.
    pub brought: Brought,
}

/// Why JSON of Crossread can't be opened, and what to do about it.
#[derive(Debug, Error)]
pub enum SavedError {
    /// Another version of the contract.
    #[error(
        "this comparison is of the schema “{0}”, and this Crossread reads “{SCHEMA}”; compare the articles again"
    )]
    Schema(String),
    /// It is no comparison.
    #[error("this comparison is damaged ({0}); compare the articles again")]
    Shape(serde_json::Error),
    /// Its parts contradict one another.
    #[error("this comparison does not hold together ({0}); compare the articles again")]
    Unsound(String),
}

/// Whether `text` is a comparison that Crossread wrote, whichever version.
pub fn is_saved(text: &str) -> bool {
    let told: Result<Told, _> = serde_json::from_str(text);
    told.is_ok_and(|told| told.schema.starts_with("crossread/") && told.articles.is_some())
}

/// Reads `text` back.
pub fn read(text: &str) -> Result<Saved, SavedError> {
    let told: Told = serde_json::from_str(text).map_err(SavedError::Shape)?;
    if told.schema != SCHEMA {
        return Err(SavedError::Schema(told.schema));
    }
    let whole: Whole = serde_json::from_str(text).map_err(SavedError::Shape)?;
    whole.sound(text)
}

impl Saved {
    /// What was decided, as it is told with the comparison.
    pub fn decided(&self) -> Decided {
        let ledger = self.brought.ledger();
        let order: Vec<usize> = (0..self.comparison.articles.len()).collect();
        let replay = Replay::of_saved(&self.comparison, &ledger.in_force(), &order);
        Decided::new(&ledger, &order, &replay)
    }
}

#[derive(Deserialize)]
struct Told {
    schema: String,
    articles: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Whole {
    id: Value,
    articles: Vec<ArticleIn>,
    actors: Vec<ActorIn>,
    claims: Vec<ClaimIn>,
    matches: Vec<MatchIn>,
    #[serde(default)]
    repeats: Vec<RepeatIn>,
    #[serde(default)]
    copied: Vec<CopyIn>,
    #[serde(default)]
    decisions: Vec<DecisionIn>,
}

#[derive(Deserialize)]
struct ArticleIn {
    id: String,
    title: String,
    text: String,
    blocks: Vec<BlockIn>,
    sentences: Vec<Stretch>,
    byline: Option<String>,
    date: Option<String>,
    language: Option<String>,
    outlet: Option<String>,
    #[serde(default)]
    links: Vec<LinkIn>,
}

/// `[start, end)` in code points.
type Stretch = [usize; 2];

#[derive(Deserialize)]
struct BlockIn {
    kind: BlockKind,
    #[serde(default)]
    paragraph: usize,
    span: Stretch,
}

#[derive(Deserialize)]
struct LinkIn {
    address: String,
    span: Stretch,
}

#[derive(Deserialize)]
struct ActorIn {
    id: usize,
    kind: ActorKind,
    mentions: Vec<MentionIn>,
    name: String,
    names: Vec<String>,
    roles: Vec<String>,
}

#[derive(Deserialize)]
struct MentionIn {
    article: usize,
    form: Form,
    span: Stretch,
}

#[derive(Deserialize)]
struct ClaimIn {
    id: usize,
    article: usize,
    sentences: Vec<usize>,
    content: Vec<Stretch>,
    source: SourceIn,
    cue: Option<Place>,
    mode: Mode,
    via: Vec<usize>,
    about: Vec<usize>,
    factuality: Factuality,
    figures: Vec<FigureIn>,
    dates: Vec<DateIn>,
    places: Vec<Place>,
    confidence: f32,
}

#[derive(Deserialize)]
struct SourceIn {
    kind: SourceKind,
    actor: Option<usize>,
    span: Option<Stretch>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SourceKind {
    Actor,
    Unnamed,
    Article,
}

#[derive(Deserialize)]
struct Place {
    span: Stretch,
}

#[derive(Deserialize)]
struct FigureIn {
    span: Stretch,
    unit: String,
    value: Option<f64>,
}

#[derive(Deserialize)]
struct DateIn {
    span: Stretch,
    value: Option<String>,
}

#[derive(Deserialize)]
struct MatchIn {
    a: usize,
    b: usize,
    actors: Vec<SharedIn>,
    same_event: bool,
    relation: Relation,
    score: f32,
    because: Vec<String>,
    #[serde(default)]
    copied: bool,
}

#[derive(Deserialize)]
struct SharedIn {
    actor: usize,
    roles: [Role; 2],
}

#[derive(Deserialize)]
struct RepeatIn {
    a: usize,
    b: usize,
    relation: Relation,
}

#[derive(Deserialize)]
struct CopyIn {
    a: usize,
    b: usize,
    of: [usize; 2],
    paragraphs: Vec<[usize; 2]>,
    agencies: Vec<String>,
}

#[derive(Deserialize)]
struct DecisionIn {
    id: String,
    #[serde(flatten)]
    decision: Decision,
}

/// Something that does not hold together.
fn unsound<T>(what: impl Into<String>) -> Result<T, SavedError> {
    Err(SavedError::Unsound(what.into()))
}

/// From code points to bytes of one text.
struct Bytes {
    /// By code point its first byte, and the length of the text.
    starts: Vec<usize>,
}

impl Bytes {
    fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        Self {
            starts: starts.chain([text.len()]).collect(),
        }
    }

    /// The bytes of a stretch, which has to hold something.
    fn span(&self, [start, end]: Stretch, of: &str) -> Result<Span, SavedError> {
        match (self.starts.get(start), self.starts.get(end)) {
            (Some(from), Some(to)) if from < to => Ok(Span::new(*from, *to)),
            _ => unsound(format!("{of} from {start} to {end} is outside its text")),
        }
    }
}

/// All of `numbers`, which have to be below `count`.
fn below(numbers: Vec<usize>, count: usize, of: &str) -> Result<Vec<usize>, SavedError> {
    match numbers.iter().find(|number| **number >= count) {
        Some(number) => unsound(format!("there is no {of} {number}")),
        None => Ok(numbers),
    }
}

impl Whole {
    fn sound(self, text: &str) -> Result<Saved, SavedError> {
        if self.articles.is_empty() {
            return unsound("it holds no article");
        }
        let bytes: Vec<Bytes> = self
            .articles
            .iter()
            .map(|of| Bytes::new(&of.text))
            .collect();
        let mut articles = Vec::with_capacity(self.articles.len());
        let mut sentences = Vec::with_capacity(self.articles.len());
        for (article, bytes) in self.articles.into_iter().zip(&bytes) {
            let own = article
                .sentences
                .iter()
                .map(|span| bytes.span(*span, "a sentence"));
            sentences.push(own.collect::<Result<Vec<_>, _>>()?);
            articles.push(article.sound(bytes)?);
        }
        let actors = self.actors.into_iter().enumerate();
        let actors = actors.map(|(id, actor)| actor.sound(id, &bytes));
        let actors: Vec<Actor> = actors.collect::<Result<_, _>>()?;
        let claims = self.claims.into_iter().enumerate();
        let claims = claims.map(|(id, claim)| claim.sound(id, &bytes, &sentences, actors.len()));
        let claims: Vec<Claim> = claims.collect::<Result<_, _>>()?;
        if !claims.is_sorted_by_key(|claim| claim.article) {
            return unsound("the claims are not in the order of the articles");
        }
        let matches = self
            .matches
            .into_iter()
            .map(|found| found.sound(&claims, actors.len()));
        let mut matches: Vec<Match> = matches.collect::<Result<_, _>>()?;
        matches.sort_by_key(|found| found.a);
        let repeats = self.repeats.into_iter().map(|found| found.sound(&claims));
        let repeats = repeats.collect::<Result<_, _>>()?;
        let copied = self
            .copied
            .into_iter()
            .map(|found| found.sound(articles.len()));
        let copied = copied.collect::<Result<_, _>>()?;
        let decisions = self.decisions.into_iter();
        let entries = decisions
            .map(|own| decided::entry(&own.id, own.decision))
            .collect();
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(text.as_bytes());
        Ok(Saved {
            id: self.id,
            comparison: Comparison {
                articles,
                sentences,
                actors,
                claims,
                matches,
                repeats,
                copied,
            },
            brought: Brought {
                entries,
                mark: Some(format!("{:016x}", hasher.finish())),
            },
        })
    }
}

impl ArticleIn {
    fn sound(self, bytes: &Bytes) -> Result<Article, SavedError> {
        let blocks = self.blocks.into_iter().map(|block| {
            Ok(Block {
                kind: block.kind,
                span: bytes.span(block.span, "a block")?,
                paragraph: block.paragraph,
            })
        });
        let blocks: Vec<Block> = blocks.collect::<Result<_, SavedError>>()?;
        if blocks
            .windows(2)
            .any(|pair| pair[0].span.end > pair[1].span.start)
        {
            return unsound("the blocks of an article are not in order");
        }
        let links = self.links.into_iter().map(|link| {
            Ok(Link {
                span: bytes.span(link.span, "a link")?,
                address: link.address,
            })
        });
        Ok(Article {
            id: self.id,
            title: self.title,
            blocks,
            // The kinds of the blocks are to stay as they were saved.
            marked: true,
            imprint: Imprint {
                title: None,
                outlet: self.outlet,
                byline: self.byline,
                date: self.date.as_deref().and_then(Day::read),
                language: self.language,
            },
            links: links.collect::<Result<_, SavedError>>()?,
            text: self.text,
        })
    }
}

impl ActorIn {
    fn sound(self, id: usize, bytes: &[Bytes]) -> Result<Actor, SavedError> {
        if self.id != id || self.name.is_empty() {
            return unsound(format!(
                "actor {} is not in its place or has no name",
                self.id
            ));
        }
        let mentions = self.mentions.into_iter().map(|mention| {
            let Some(own) = bytes.get(mention.article) else {
                return unsound(format!("there is no article {}", mention.article));
            };
            Ok(Mention {
                article: mention.article,
                span: own.span(mention.span, "a mention")?,
                form: mention.form,
            })
        });
        Ok(Actor {
            id,
            mentions: mentions.collect::<Result<_, _>>()?,
            name: self.name,
            kind: self.kind,
            names: self.names,
            roles: self.roles,
        })
    }
}

impl ClaimIn {
    fn sound(
        self,
        id: usize,
        bytes: &[Bytes],
        sentences: &[Vec<Span>],
        actors: usize,
    ) -> Result<Claim, SavedError> {
        let Some(own) = bytes.get(self.article) else {
            return unsound(format!("there is no article {}", self.article));
        };
        if self.id != id || self.content.is_empty() || !(0.0..=1.0).contains(&self.confidence) {
            return unsound(format!("claim {} is not in its place or empty", self.id));
        }
        let content = self.content.iter().map(|span| own.span(*span, "a content"));
        let content: Vec<Span> = content.collect::<Result<_, _>>()?;
        if !content.is_sorted() {
            return unsound(format!("the parts of claim {id} are not in order"));
        }
        let at = |span: Option<Stretch>| span.map(|span| own.span(span, "a source")).transpose();
        let source = match (self.source.kind, self.source.actor) {
            (SourceKind::Article, _) => Source::Article,
            (SourceKind::Unnamed, _) => Source::Unnamed(at(self.source.span)?),
            (SourceKind::Actor, Some(actor)) if actor < actors => {
                Source::Actor(actor, at(self.source.span)?)
            }
            (SourceKind::Actor, _) => return unsound(format!("claim {id} has no source")),
        };
        let figures = self.figures.into_iter().map(|figure| {
            Ok(Figure {
                span: own.span(figure.span, "a figure")?,
                value: figure.value.unwrap_or(f64::INFINITY),
                unit: figure.unit,
            })
        });
        let dates = self.dates.into_iter().map(|date| {
            Ok(Date {
                span: own.span(date.span, "a date")?,
                value: date.value,
            })
        });
        let places = self
            .places
            .iter()
            .map(|place| own.span(place.span, "a place"));
        let cue = self.cue.map(|cue| own.span(cue.span, "a cue"));
        Ok(Claim {
            id,
            article: self.article,
            sentences: below(self.sentences, sentences[self.article].len(), "sentence")?,
            content,
            source,
            cue: cue.transpose()?,
            mode: self.mode,
            via: below(self.via, actors, "actor")?,
            about: below(self.about, actors, "actor")?,
            factuality: self.factuality,
            figures: figures.collect::<Result<_, SavedError>>()?,
            dates: dates.collect::<Result<_, SavedError>>()?,
            places: places.collect::<Result<_, _>>()?,
            confidence: self.confidence,
        })
    }
}

impl MatchIn {
    fn sound(self, claims: &[Claim], actors: usize) -> Result<Match, SavedError> {
        let (Some(a), Some(b)) = (claims.get(self.a), claims.get(self.b)) else {
            return unsound(format!("there are no claims {} and {}", self.a, self.b));
        };
        if a.article >= b.article || !(0.0..=1.0).contains(&self.score) {
            return unsound(format!(
                "claims {} and {} can’t be matched so",
                self.a, self.b
            ));
        }
        let shared = self.actors.into_iter().map(|of| (of.actor, of.roles));
        let shared: Vec<(usize, [Role; 2])> = shared.collect();
        below(
            shared.iter().map(|(actor, _)| *actor).collect(),
            actors,
            "actor",
        )?;
        Ok(Match {
            a: self.a,
            b: self.b,
            actors: shared,
            same_event: self.same_event,
            relation: self.relation,
            score: self.score,
            because: self.because,
            copied: self.copied,
        })
    }
}

impl RepeatIn {
    fn sound(self, claims: &[Claim]) -> Result<Repeat, SavedError> {
        match (claims.get(self.a), claims.get(self.b)) {
            (Some(a), Some(b)) if a.article == b.article && a.id < b.id => Ok(Repeat {
                a: self.a,
                b: self.b,
                relation: self.relation,
            }),
            _ => unsound(format!(
                "claims {} and {} can’t repeat each other",
                self.a, self.b
            )),
        }
    }
}

impl CopyIn {
    fn sound(self, articles: usize) -> Result<Copied, SavedError> {
        if self.a >= self.b || self.b >= articles {
            return unsound(format!("there are no articles {} and {}", self.a, self.b));
        }
        Ok(Copied {
            articles: [self.a, self.b],
            paragraphs: self.paragraphs,
            of: self.of,
            agencies: self.agencies,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::json;

    fn written() -> String {
        let texts = [
            "Mayor Ann Example opened the bridge on Monday.\n\n“It is safe — very,” Example said. The union said that 40 workers had been hurt.\n",
            "The bridge was opened by Ann Example.\n\nThe union said that 60 workers had been hurt at the bridge.\n",
        ];
        let articles = texts.iter().zip(["a", "b"]);
        let articles = articles.map(|(text, id)| Article::new(id, None, (*text).to_owned()));
        json::comparison(&"a b", &Comparison::new(articles.collect()))
    }

    #[test]
    fn what_is_written_is_read_back_and_written_again_to_the_byte() {
        let first = written();
        let saved = read(&first).expect("it can be read");
        assert!(is_saved(&first) && saved.comparison.matches.len() > 1);
        assert_eq!(
            json::decided(&saved.id, &saved.comparison, &saved.decided()),
            first
        );
    }

    #[test]
    fn another_schema_is_named_and_keys_of_later_versions_are_passed_over() {
        let later = written().replace("\"crossread/1\"", "\"crossread/2\"");
        let error = read(&later).expect_err("another version").to_string();
        assert!(is_saved(&later) && error.contains("crossread/2"), "{error}");
        let more = written().replacen("{\"actors\"", "{\"a new key\":[1],\"actors\"", 1);
        assert!(read(&more).is_ok());
        assert!(!is_saved("{\"text\":\"An article.\"}") && !is_saved("[") && !is_saved("plain"));
    }

    #[test]
    fn no_number_that_is_changed_makes_it_panic() {
        let text = written();
        let numbers = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
        let mut refused = 0;
        for (at, _) in numbers {
            for new in ["9", "0", "77777"] {
                let changed = format!("{}{new}{}", &text[..at], &text[at + 1..]);
                match read(&changed) {
                    Err(error) => {
                        refused += 1;
                        assert!(error.to_string().contains("compare the articles again"));
                    }
                    Ok(saved) => {
                        crate::export::html::comparison(&saved.comparison, &saved.decided());
                    }
                }
            }
        }
        assert!(refused > 100, "{refused}");
    }
}

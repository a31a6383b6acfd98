//! The JSON contract, schema `crossread/1`: offsets are `[start, end)` in Unicode code points of `text`.
//!
//! It is written straight from the comparison, the keys of each object in the order of the alphabet. What each means stands
//! in [`super::schema`]. Characters that steer a terminal or hide in it are written as `\u` escapes: the text is the same.

use crate::actor::{Actor, ActorKind, Form};
use crate::article::{BlockKind, clean};
use crate::claim::{Claim, Factuality, Mode, Source};
use crate::comparison::Comparison;
use crate::day::Day;
use crate::matching::{Copied, Match, Relation, Repeat, Role};
use crate::notebook::decision::{Decision, Entry, Step};
use crate::notebook::{Decided, Verdict};
use crate::span::{CodePoints, Span};
use serde::{Serialize, Serializer};
use std::fmt::Write;

/// The version of the JSON.
pub const SCHEMA: &str = "crossread/1";

/// One article's reading, under the name `id`.
pub fn reading(id: &impl Serialize, comparison: &Comparison) -> String {
    let points = points(comparison);
    let text = &comparison.articles[0].text;
    let imprint = &comparison.articles[0].imprint;
    let writer = Writer {
        comparison,
        points: &points,
    };
    written(
        text.len(),
        &Reading {
            actors: Each(comparison.actors.iter().map(|actor| writer.actor(actor))),
            blocks: writer.blocks(0),
            byline: imprint.byline.as_deref(),
            claims: Each(comparison.claims.iter().map(|claim| writer.claim(claim))),
            date: imprint.date.map(Day::iso),
            id,
            language: imprint.language.as_deref(),
            links: writer.links(0),
            outlet: imprint.outlet.as_deref(),
            schema: SCHEMA,
            sentences: writer.sentences(0),
            text,
            title: &comparison.articles[0].title,
        },
    )
}

/// The whole comparison, under the name `id`.
pub fn comparison(id: &impl Serialize, of: &Comparison) -> String {
    decided(id, of, &Decided::default())
}

/// The same with what its reader decided on it.
pub fn decided(id: &impl Serialize, comparison: &Comparison, decided: &Decided) -> String {
    let points = points(comparison);
    let writer = Writer {
        comparison,
        points: &points,
    };
    let articles = comparison.articles.iter().enumerate();
    written(
        comparison.articles.iter().map(|of| of.text.len()).sum(),
        &Whole {
            actors: Each(comparison.actors.iter().map(|actor| writer.actor(actor))),
            articles: Each(articles.map(|(at, article)| Part {
                blocks: writer.blocks(at),
                byline: article.imprint.byline.as_deref(),
                date: article.imprint.date.map(Day::iso),
                id: &article.id,
                language: article.imprint.language.as_deref(),
                links: writer.links(at),
                outlet: article.imprint.outlet.as_deref(),
                sentences: writer.sentences(at),
                text: &article.text,
                title: &article.title,
            })),
            claims: Each(comparison.claims.iter().map(|claim| writer.claim(claim))),
            copied: Each(comparison.copied.iter().map(a_copy)),
            corrected: &decided.corrected,
            decisions: decided.entries.iter().filter_map(a_decision).collect(),
            id,
            matches: Each(comparison.matches.iter().map(a_match)),
            notes: decided.notes.iter().map(a_note).collect(),
            repeats: Each(comparison.repeats.iter().map(a_repeat)),
            schema: SCHEMA,
            verdicts: decided.verdicts.iter().map(a_verdict).collect(),
        },
    )
}

/// `value` as JSON, of a text of so many bytes.
fn written(text: usize, value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(8 * text + 1024);
    // Nothing of the contract can fail to be written to memory.
    match serde_json::to_writer(&mut bytes, value) {
        Ok(()) => harmless(String::from_utf8(bytes).unwrap_or_default()),
        Err(_) => String::new(),
    }
}

/// The same JSON with every character that is unfit for a terminal written as an escape. Such characters stand only in
/// strings.
pub fn harmless(json: String) -> String {
    if clean::is_clean(json.trim_end()) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    for character in json.chars() {
        if character == '\n' || clean::is_clean(character.encode_utf8(&mut [0; 4])) {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

fn points(comparison: &Comparison) -> Vec<CodePoints<'_>> {
    comparison
        .articles
        .iter()
        .map(|article| CodePoints::new(&article.text))
        .collect()
}

/// A list that is made while it is written.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

#[derive(Serialize)]
struct Reading<'a, Id, Actors, Blocks, Claims, Sentences> {
    actors: Actors,
    blocks: Blocks,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    claims: Claims,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    id: &'a Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    schema: &'static str,
    sentences: Sentences,
    text: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Whole<'a, Id, Actors, Articles, Claims, Copies, Matches, Repeats> {
    actors: Actors,
    articles: Articles,
    claims: Claims,
    copied: Copies,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrected: &'a [usize],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<DecisionOut<'a>>,
    id: &'a Id,
    matches: Matches,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteOut<'a>>,
    repeats: Repeats,
    schema: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verdicts: Vec<VerdictOut>,
}

#[derive(Serialize)]
struct Part<'a, Blocks, Sentences> {
    blocks: Blocks,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    sentences: Sentences,
    text: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct BlockOut {
    kind: BlockKind,
    paragraph: usize,
    span: [usize; 2],
}

/// Words that lead to an address.
#[derive(Serialize)]
struct LinkOut<'a> {
    address: &'a str,
    span: [usize; 2],
}

/// A decision as the journal has it, under its name.
#[derive(Serialize)]
struct DecisionOut<'a> {
    id: &'a str,
    #[serde(flatten)]
    decision: &'a Decision,
}

#[derive(Serialize)]
struct NoteOut<'a> {
    claims: &'a [usize],
    text: &'a str,
}

#[derive(Serialize)]
struct VerdictOut {
    a: usize,
    b: usize,
    verdict: Verdict,
}

#[derive(Serialize)]
struct ActorOut<'a, Mentions> {
    id: usize,
    kind: ActorKind,
    mentions: Mentions,
    name: &'a str,
    names: &'a [String],
    roles: &'a [String],
}

#[derive(Serialize)]
struct MentionOut {
    article: usize,
    form: Form,
    span: [usize; 2],
}

#[derive(Serialize)]
struct ClaimOut<'a, Content, Dates, Figures, Places> {
    about: &'a [usize],
    article: usize,
    confidence: f64,
    content: Content,
    cue: Option<Named<'a>>,
    dates: Dates,
    factuality: Factuality,
    figures: Figures,
    id: usize,
    mode: Mode,
    places: Places,
    sentences: &'a [usize],
    source: SourceOut,
    text: String,
    via: &'a [usize],
}

#[derive(Serialize)]
struct Named<'a> {
    span: [usize; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct SourceOut {
    actor: Option<usize>,
    kind: &'static str,
    span: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    span: [usize; 2],
    text: &'a str,
    unit: &'a str,
    value: f64,
}

#[derive(Serialize)]
struct DateOut<'a> {
    span: [usize; 2],
    text: &'a str,
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct RepeatOut {
    a: usize,
    b: usize,
    relation: Relation,
}

#[derive(Serialize)]
struct CopyOut<'a> {
    a: usize,
    agencies: &'a [String],
    b: usize,
    of: [usize; 2],
    paragraphs: &'a [[usize; 2]],
}

#[derive(Serialize)]
struct MatchOut<'a, Actors> {
    a: usize,
    actors: Actors,
    b: usize,
    because: &'a [String],
    copied: bool,
    relation: Relation,
    same_event: bool,
    score: f64,
}

#[derive(Serialize)]
struct Shared<'a> {
    actor: usize,
    roles: &'a [Role; 2],
}

/// What the parts of a comparison are written with.
#[derive(Clone, Copy)]
struct Writer<'a> {
    comparison: &'a Comparison,
    points: &'a [CodePoints<'a>],
}

impl<'a> Writer<'a> {
    fn blocks(self, article: usize) -> impl Serialize + 'a {
        let points = &self.points[article];
        let blocks = self.comparison.articles[article].blocks.iter();
        Each(blocks.map(|block| BlockOut {
            kind: block.kind,
            paragraph: block.paragraph,
            span: points.span(block.span),
        }))
    }

    fn links(self, article: usize) -> Vec<LinkOut<'a>> {
        let points = &self.points[article];
        let links = self.comparison.articles[article].links.iter();
        let link = links.map(|link| LinkOut {
            address: &link.address,
            span: points.span(link.span),
        });
        link.collect()
    }

    fn sentences(self, article: usize) -> impl Serialize + 'a {
        let points = &self.points[article];
        let sentences = self.comparison.sentences[article].iter();
        Each(sentences.map(|span| points.span(*span)))
    }

    fn actor(self, actor: &'a Actor) -> impl Serialize + 'a {
        ActorOut {
            id: actor.id,
            kind: actor.kind,
            mentions: Each(actor.mentions.iter().map(move |mention| MentionOut {
                article: mention.article,
                form: mention.form,
                span: self.points[mention.article].span(mention.span),
            })),
            name: &actor.name,
            names: &actor.names,
            roles: &actor.roles,
        }
    }

    fn claim(self, claim: &'a Claim) -> impl Serialize + 'a {
        let points = &self.points[claim.article];
        let text = self.comparison.articles[claim.article].text.as_str();
        let named = move |span: &Span| Named {
            span: points.span(*span),
            text: span.of(text),
        };
        let kind = match claim.source {
            Source::Actor(..) => "actor",
            Source::Unnamed(_) => "unnamed",
            Source::Article => "article",
        };
        ClaimOut {
            about: &claim.about,
            article: claim.article,
            confidence: rounded(claim.confidence),
            content: Each(claim.content.iter().map(|span| points.span(*span))),
            cue: claim.cue.as_ref().map(named),
            dates: Each(claim.dates.iter().map(|date| DateOut {
                span: points.span(date.span),
                text: date.span.of(text),
                value: date.value.as_deref(),
            })),
            factuality: claim.factuality,
            figures: Each(claim.figures.iter().map(|figure| FigureOut {
                span: points.span(figure.span),
                text: figure.span.of(text),
                unit: &figure.unit,
                value: figure.value,
            })),
            id: claim.id,
            mode: claim.mode,
            places: Each(claim.places.iter().map(named)),
            sentences: &claim.sentences,
            source: SourceOut {
                actor: claim.source.actor(),
                kind,
                span: claim.source.span().map(|span| points.span(span)),
            },
            text: self.comparison.text_of(claim),
            via: &claim.via,
        }
    }
}

fn a_repeat(found: &Repeat) -> impl Serialize + '_ {
    RepeatOut {
        a: found.a,
        b: found.b,
        relation: found.relation,
    }
}

fn a_copy(found: &Copied) -> impl Serialize + '_ {
    let [a, b] = found.articles;
    CopyOut {
        a,
        agencies: &found.agencies,
        b,
        of: found.of,
        paragraphs: &found.paragraphs,
    }
}

fn a_match(found: &Match) -> impl Serialize + '_ {
    MatchOut {
        a: found.a,
        actors: Each(found.actors.iter().map(|(actor, roles)| Shared {
            actor: *actor,
            roles,
        })),
        b: found.b,
        because: &found.because,
        copied: found.copied,
        relation: found.relation,
        same_event: found.same_event,
        score: rounded(found.score),
    }
}

fn a_decision(entry: &Entry) -> Option<DecisionOut<'_>> {
    match &entry.step {
        Step::Decide(decision) => Some(DecisionOut {
            id: &entry.id,
            decision,
        }),
        Step::Undo(_) | Step::Redo(_) | Step::Place(_) => None,
    }
}

fn a_note((claims, text): &(Vec<usize>, String)) -> NoteOut<'_> {
    NoteOut { claims, text }
}

fn a_verdict((a, b, verdict): &(usize, usize, Verdict)) -> VerdictOut {
    VerdictOut {
        a: *a,
        b: *b,
        verdict: *verdict,
    }
}

/// Three decimals: enough to rank by, and the same on every machine.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

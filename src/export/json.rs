//! The JSON contract, schema `crossread/1`: offsets are `[start, end)` in Unicode code points of `text`.

use crate::actor::Actor;
use crate::article::Article;
use crate::claim::{Claim, Source};
use crate::comparison::Comparison;
use crate::matching::Match;
use crate::span::{CodePoints, Span};
use serde_json::{Value, json};

/// The version of the JSON.
pub const SCHEMA: &str = "crossread/1";

/// One article's reading.
pub fn reading(comparison: &Comparison) -> Value {
    let points = points(comparison);
    let mut value = article(comparison, 0, &points[0]);
    value["schema"] = json!(SCHEMA);
    value["actors"] = comparison
        .actors
        .iter()
        .map(|of| actor(of, &points))
        .collect();
    value["claims"] = comparison
        .claims
        .iter()
        .map(|of| claim(comparison, of, &points))
        .collect();
    value
}

/// The whole comparison.
pub fn comparison(id: &str, comparison: &Comparison) -> Value {
    let points = points(comparison);
    json!({
        "schema": SCHEMA,
        "id": id,
        "articles": (0..comparison.articles.len()).map(|at| article(comparison, at, &points[at])).collect::<Vec<_>>(),
        "actors": comparison.actors.iter().map(|of| actor(of, &points)).collect::<Vec<_>>(),
        "claims": comparison.claims.iter().map(|of| claim(comparison, of, &points)).collect::<Vec<_>>(),
        "matches": comparison.matches.iter().map(a_match).collect::<Vec<_>>(),
    })
}

fn points(comparison: &Comparison) -> Vec<CodePoints<'_>> {
    comparison
        .articles
        .iter()
        .map(|article| CodePoints::new(&article.text))
        .collect()
}

fn article(comparison: &Comparison, at: usize, points: &CodePoints<'_>) -> Value {
    let Article {
        id,
        title,
        text,
        blocks,
    } = &comparison.articles[at];
    json!({
        "id": id,
        "title": title,
        "text": text,
        "blocks": blocks.iter().map(|block| json!({"kind": block.kind, "span": points.span(block.span)})).collect::<Vec<_>>(),
        "sentences": comparison.sentences[at].iter().map(|span| points.span(*span)).collect::<Vec<_>>(),
    })
}

fn actor(actor: &Actor, points: &[CodePoints<'_>]) -> Value {
    let mentions: Vec<Value> = actor
        .mentions
        .iter()
        .map(|mention| json!({"article": mention.article, "span": points[mention.article].span(mention.span), "form": mention.form}))
        .collect();
    json!({"id": actor.id, "name": actor.name, "kind": actor.kind, "names": actor.names, "roles": actor.roles, "mentions": mentions})
}

fn claim(comparison: &Comparison, claim: &Claim, points: &[CodePoints<'_>]) -> Value {
    let points = &points[claim.article];
    let text = &comparison.articles[claim.article].text;
    let named = |span: &Span| json!({"span": points.span(*span), "text": span.of(text)});
    let kind = match claim.source {
        Source::Actor(..) => "actor",
        Source::Unnamed(_) => "unnamed",
        Source::Article => "article",
    };
    json!({
        "id": claim.id,
        "article": claim.article,
        "sentences": claim.sentences,
        "content": claim.content.iter().map(|span| points.span(*span)).collect::<Vec<_>>(),
        "text": comparison.text_of(claim),
        "source": {"kind": kind, "actor": claim.source.actor(), "span": claim.source.span().map(|span| points.span(span))},
        "cue": claim.cue.as_ref().map(named),
        "mode": claim.mode,
        "via": claim.via,
        "about": claim.about,
        "factuality": claim.factuality,
        "figures": claim.figures.iter().map(|figure| json!({
            "span": points.span(figure.span), "text": figure.span.of(text), "value": figure.value, "unit": figure.unit,
        })).collect::<Vec<_>>(),
        "dates": claim.dates.iter().map(|date| json!({
            "span": points.span(date.span), "text": date.span.of(text), "value": date.value,
        })).collect::<Vec<_>>(),
        "places": claim.places.iter().map(named).collect::<Vec<_>>(),
        "confidence": rounded(claim.confidence),
    })
}

fn a_match(found: &Match) -> Value {
    json!({
        "a": found.a,
        "b": found.b,
        "actors": found.actors.iter().map(|(actor, roles)| json!({"actor": actor, "roles": roles})).collect::<Vec<_>>(),
        "same_event": found.same_event,
        "relation": found.relation,
        "score": rounded(found.score),
        "because": found.because,
    })
}

/// Three decimals: enough to rank by, and the same on every machine.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

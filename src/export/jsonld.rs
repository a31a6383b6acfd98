//! A comparison as linked data: what search engines, fact-checkers' tools and annotation servers read.
//!
//! Claims are `Claim`s of <https://schema.org>; where they stand is said by the selectors of the W3C Web Annotation Data
//! Model (2017), positions in code points of `articleBody`; matches are annotations that link the words of two claims.
//! Nothing has to be fetched to read it: the context is its own. What has no address of its own is a blank node.

use super::words::{self, letter};
use crate::actor::{Actor, ActorKind};
use crate::article::{Article, source::place::is_address};
use crate::claim::{Claim, ClaimId, Source};
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use crate::notebook::{Decided, Verdict};
use crate::span::{CodePoints, Span};
use serde_json::{Map, Value, json};

/// How many characters of context a quote has on each side.
const CONTEXT: usize = 32;

/// The whole comparison.
pub fn comparison(comparison: &Comparison, decided: &Decided) -> String {
    let graph = Graph {
        comparison,
        points: comparison
            .articles
            .iter()
            .map(|article| CodePoints::new(&article.text))
            .collect(),
    };
    let context = json!({
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    });
    let articles = 0..comparison.articles.len();
    let nodes = articles.clone().map(|at| graph.article(at));
    let nodes = nodes.chain(articles.filter_map(|at| graph.voice(at)));
    let nodes = nodes.chain(comparison.actors.iter().map(actor_node));
    let nodes = nodes.chain(comparison.claims.iter().flat_map(|claim| {
        let places = graph.places(claim).into_iter();
        std::iter::once(graph.claim(claim)).chain(places)
    }));
    let nodes = nodes.chain(comparison.matches.iter().map(|found| link(found, decided)));
    let nodes = nodes.chain(decided.notes.iter().enumerate().map(note));
    // Each node is written before the next is made: together they are many times the size of what is written.
    let mut out = format!("{{\"@context\":{context},\"@graph\":[");
    for (number, node) in nodes.enumerate() {
        if number > 0 {
            out.push(',');
        }
        out.push_str(&node.to_string());
    }
    out.push_str("]}\n");
    super::json::harmless(out)
}

/// A note of the reader, on the words of a claim or of two.
fn note((number, (claims, text)): (usize, &(Vec<ClaimId>, String))) -> Value {
    let words: Vec<Value> = claims.iter().map(|claim| id(&words_of(*claim))).collect();
    json!({
        "@id": format!("_:note{number}"),
        "@type": "oa:Annotation",
        "oa:motivatedBy": id("oa:commenting"),
        "oa:hasBody": body(text, "oa:commenting"),
        "oa:hasTarget": words,
    })
}

struct Graph<'c> {
    comparison: &'c Comparison,
    points: Vec<CodePoints<'c>>,
}

/// A reference to a node.
fn id(name: &str) -> Value {
    json!({ "@id": name })
}

/// The node of a claim's words, from its first to its last.
fn words_of(claim: usize) -> String {
    format!("_:words{claim}")
}

/// A few words about something.
fn body(text: &str, purpose: &str) -> Value {
    json!({
        "@type": "oa:TextualBody",
        "rdf:value": text,
        "oa:hasPurpose": id(purpose),
    })
}

/// A number that is counted.
fn count(number: usize) -> Value {
    json!({ "@type": "xsd:nonNegativeInteger", "@value": number.to_string() })
}

impl Graph<'_> {
    /// The name of an article's node: its address, if it has one that no other article here has.
    fn article_id(&self, at: usize) -> String {
        let name = &self.comparison.articles[at].id;
        let others = self
            .comparison
            .articles
            .iter()
            .filter(|other| other.id == *name);
        let plain = name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !br#"<>"{}|\^`"#.contains(&byte));
        if is_address(name) && plain && others.count() == 1 {
            name.clone()
        } else {
            format!("_:article{at}")
        }
    }

    fn article(&self, at: usize) -> Value {
        let Article {
            id: name,
            title,
            text,
            imprint,
            ..
        } = &self.comparison.articles[at];
        let mut node = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                node.insert(key.to_owned(), value);
            }
        };
        put("@id", Some(json!(self.article_id(at))));
        put("@type", Some(json!("schema:Article")));
        put("schema:headline", Some(json!(title)));
        put("schema:articleBody", Some(json!(text)));
        put("schema:identifier", Some(json!(name)));
        put("schema:alternateName", Some(json!(letter(at))));
        put(
            "schema:inLanguage",
            imprint.language.as_ref().map(|code| json!(code)),
        );
        let day = imprint
            .date
            .map(|day| json!({ "@type": "schema:Date", "@value": day.iso() }));
        put("schema:datePublished", day);
        let outlet = imprint.outlet.as_ref().map(|outlet| {
            json!({ "@id": outlet_id(at), "@type": "schema:Organization", "schema:name": outlet })
        });
        put("schema:publisher", outlet);
        let author = imprint.byline.as_ref().map(|byline| {
            json!({ "@id": author_id(at), "@type": "schema:Person", "schema:name": byline })
        });
        put("schema:author", author);
        Value::Object(node)
    }

    /// Who speaks in an article's own voice: its outlet, else its author, else somebody unknown.
    fn voice_id(&self, at: usize) -> String {
        let imprint = &self.comparison.articles[at].imprint;
        match (&imprint.outlet, &imprint.byline) {
            (Some(_), _) => outlet_id(at),
            (None, Some(_)) => author_id(at),
            (None, None) => format!("_:voice{at}"),
        }
    }

    /// The node of that, where the article does not say who it is.
    fn voice(&self, at: usize) -> Option<Value> {
        let imprint = &self.comparison.articles[at].imprint;
        (imprint.outlet.is_none() && imprint.byline.is_none()).then(|| {
            json!({
                "@id": self.voice_id(at),
                "@type": "schema:Organization",
                "schema:description": "whoever published the article",
                "schema:subjectOf": id(&self.article_id(at)),
            })
        })
    }

    fn claim(&self, claim: &Claim) -> Value {
        let voice = self.voice_id(claim.article);
        let text = &self.comparison.articles[claim.article].text;
        let author = match claim.source {
            Source::Actor(actor, _) => id(&actor_id(actor)),
            Source::Article => id(&voice),
            Source::Unnamed(span) => json!({
                "@type": "schema:Organization",
                "schema:description": span.map_or("unnamed source", |span| span.of(text)),
            }),
        };
        let mut interpreters: Vec<Value> = claim
            .via
            .iter()
            .map(|actor| id(&actor_id(*actor)))
            .collect();
        if claim.source != Source::Article {
            interpreters.push(id(&voice));
        }
        let sure = words::certainty(claim);
        let keywords: Vec<&str> = std::iter::once(words::mode(claim.mode))
            .chain(sure.split(", "))
            .collect();
        let mut node = json!({
            "@id": format!("_:claim{}", claim.id),
            "@type": "schema:Claim",
            "schema:text": self.comparison.text_of(claim),
            "schema:author": author,
            "schema:appearance": part_ids(claim).iter().map(|part| id(part)).collect::<Vec<_>>(),
            "schema:keywords": keywords,
        });
        if !interpreters.is_empty() {
            node["schema:claimInterpreter"] = json!(interpreters);
        }
        if !claim.about.is_empty() {
            node["schema:about"] = claim
                .about
                .iter()
                .map(|actor| id(&actor_id(*actor)))
                .collect();
        }
        node
    }

    /// Where the parts of a claim stand, and where it does as a whole.
    fn places(&self, claim: &Claim) -> Vec<Value> {
        let mut all: Vec<Value> = part_ids(claim)
            .iter()
            .zip(&claim.content)
            .map(|(name, span)| self.place(name, claim.article, *span))
            .collect();
        if claim.content.len() != 1 {
            all.push(self.place(&words_of(claim.id), claim.article, claim.extent()));
        }
        all
    }

    fn place(&self, name: &str, article: usize, span: Span) -> Value {
        let text = &self.comparison.articles[article].text;
        let before: Vec<char> = text[..span.start].chars().rev().take(CONTEXT).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = text[span.end..].chars().take(CONTEXT).collect();
        let [start, end] = self.points[article].span(span);
        json!({
            "@id": name,
            "@type": ["oa:SpecificResource", "schema:CreativeWork"],
            "oa:hasSource": id(&self.article_id(article)),
            "schema:isPartOf": id(&self.article_id(article)),
            "oa:hasSelector": [
                {
                    "@type": "oa:TextQuoteSelector",
                    "oa:exact": span.of(text),
                    "oa:prefix": before,
                    "oa:suffix": after,
                },
                {
                    "@type": "oa:TextPositionSelector",
                    "oa:start": count(start),
                    "oa:end": count(end),
                },
            ],
        })
    }
}

fn actor_node(actor: &Actor) -> Value {
    // Only persons and organisations may make a claim; a state does so by its government.
    let kind = match actor.kind {
        ActorKind::Person => "schema:Person",
        ActorKind::State => "schema:GovernmentOrganization",
        ActorKind::Organisation | ActorKind::Group => "schema:Organization",
    };
    let names = actor.names.iter().filter(|name| **name != actor.name);
    let mut node = json!({
        "@id": actor_id(actor.id),
        "@type": kind,
        "schema:name": actor.name,
    });
    let names: Vec<&String> = names.collect();
    if !names.is_empty() {
        node["schema:alternateName"] = json!(names);
    }
    if !actor.roles.is_empty() {
        node["schema:description"] = json!(actor.roles);
    }
    node
}

/// The names of the nodes of a claim's parts: of one part, its words are the whole.
fn part_ids(claim: &Claim) -> Vec<String> {
    if claim.content.len() == 1 {
        return vec![words_of(claim.id)];
    }
    let parts = 0..claim.content.len();
    parts
        .map(|part| format!("_:words{}part{part}", claim.id))
        .collect()
}

/// A match: the words of two claims, linked.
fn link(found: &Match, decided: &Decided) -> Value {
    let relation = match found.relation {
        Relation::SameActor => "same actor, another event",
        relation => relation.word(),
    };
    let mut bodies = vec![
        body(relation, "oa:classifying"),
        body(&found.because.join("; "), "oa:describing"),
    ];
    if decided.verdict(found.a, found.b) == Some(Verdict::Confirmed) {
        bodies.push(body("confirmed by the reader", "oa:assessing"));
    }
    json!({
        "@id": format!("_:match{}and{}", found.a, found.b),
        "@type": "oa:Annotation",
        "oa:motivatedBy": id("oa:linking"),
        "oa:hasBody": bodies,
        "oa:hasTarget": [id(&words_of(found.a)), id(&words_of(found.b))],
    })
}

fn outlet_id(article: usize) -> String {
    format!("_:outlet{article}")
}

fn author_id(article: usize) -> String {
    format!("_:author{article}")
}

fn actor_id(actor: usize) -> String {
    format!("_:actor{actor}")
}

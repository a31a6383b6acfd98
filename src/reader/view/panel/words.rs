//! How sources, certainty and relations are put into words.

use crate::actor::{ActorId, Form};
use crate::article::clean;
use crate::claim::sourcing::is_unnamed;
use crate::claim::{Claim, ClaimId, Polarity, Source};
use crate::matching::Relation;
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use crate::span::Span;

/// Cells that the name of a source keeps where what follows it leaves no room.
const LEAST_NAME: usize = 8;

/// The name of `actor`, fit for the screen.
pub fn name(state: &State, actor: ActorId) -> String {
    state
        .comparison
        .actors
        .get(actor)
        .map_or_else(String::new, |actor| clean::line(&actor.name).into_owned())
}

/// Why the source of a claim is who it is, how sure it is of what it says, and how sure the extraction is, in `width`
/// cells: what is cut first are the words that name the source.
pub fn because(state: &State, claim: ClaimId, width: usize) -> String {
    let claim = &state.comparison.claims[claim];
    let text = &state.comparison.articles[claim.article].text;
    let words = |span: Span| clean::line(text.get(span.range()).unwrap_or_default()).into_owned();
    let mut quoted = None;
    let mut source = match claim.source {
        Source::Article => "the article itself".to_owned(),
        Source::Unnamed(span) => {
            quoted = span.map(words);
            if span.is_some() {
                ", unnamed"
            } else {
                "unnamed"
            }
            .to_owned()
        }
        Source::Actor(actor, span) => {
            let name = name(state, actor);
            let tells = |words: &str| {
                let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
                words.to_lowercase().contains(&last)
            };
            let mut told = match span {
                None if state.decided.is_corrected(claim.id) => name,
                None => format!("{name}, carried on"),
                Some(span) if tells(&words(span)) => name,
                Some(span) => {
                    quoted = Some(words(span));
                    let place = introduced(state, actor, claim.article, span);
                    format!(
                        " = {name}{}",
                        place.map_or_else(String::new, |place| format!(", {place}"))
                    )
                }
            };
            if state.comparison.actors.get(actor).is_some_and(is_unnamed) {
                told.push_str(", unnamed");
            }
            told
        }
    };
    for actor in &claim.via {
        source.push_str(" via ");
        source.push_str(&name(state, *actor));
    }
    let sure = claim.confidence.clamp(0.0, 1.0) * 100.0;
    // Whether it is affirmed or denied is never cut.
    let mut degree = String::new();
    if certainty(claim) != "certain" {
        degree = format!(" · {}", certainty(claim));
    }
    let reading = if state.decided.is_corrected(claim.id) {
        " · as you corrected it".to_owned()
    } else {
        format!(" · reading {sure:.0} %")
    };
    let told = cells(&degree) + cells(&reading);
    let named = match quoted {
        Some(quoted) => {
            let room = width.saturating_sub(cells(&source) + told + 2).max(8);
            format!("“{}”{source}", cut(&quoted, room))
        }
        None => source,
    };
    let room = width.saturating_sub(cells(&degree)).max(LEAST_NAME);
    let named = cut(&named, room);
    let rest = width.saturating_sub(cells(&named) + cells(&degree));
    let reading = if rest > 1 {
        cut(&reading, rest)
    } else {
        String::new()
    };
    cut(&format!("{named}{degree}{reading}"), width)
}

/// The paragraph that tells who the words in `span` mean: the last before it that gives the actor's name.
fn introduced(state: &State, actor: ActorId, article: usize, span: Span) -> Option<String> {
    let mentions = &state.comparison.actors.get(actor)?.mentions;
    let text = &state.comparison.articles[article].text;
    let words = |span: Span| text.get(span.range()).unwrap_or_default().to_lowercase();
    let here = words(span);
    let head = here.rsplit(char::is_whitespace).next().unwrap_or_default();
    let paragraph = |at: usize| state.comparison.articles[article].paragraph_at(at);
    let names = || {
        mentions.iter().filter(|mention| {
            mention.article == article && mention.form == Form::Name && !span.covers(mention.span)
        })
    };
    // Where the same role stands beside the name, else where the name was given last.
    let beside = mentions
        .iter()
        .filter(|mention| {
            mention.article == article
                && mention.form == Form::Role
                && mention.span.start < span.start
        })
        .filter(|mention| words(mention.span).contains(head))
        .find(|mention| {
            names().any(|name| paragraph(name.span.start) == paragraph(mention.span.start))
        });
    let at = beside
        .or_else(|| names().rfind(|name| name.span.start < span.start))
        .or_else(|| names().next())?;
    let number = paragraph(at.span.start);
    (number > 0).then(|| format!("¶{number}"))
}

/// How sure a source is, with its "not".
pub fn certainty(claim: &Claim) -> String {
    let negated = match claim.factuality.polarity {
        Polarity::Positive => "",
        Polarity::Negative => ", negated",
    };
    format!("{}{negated}", claim.factuality.certainty.word())
}

/// How two claims stand to each other, in words.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::SameActor => "same actor, another event",
        other => other.word(),
    }
}

//! How attributions, hearsay, carried-on sentences and narration become the list of claims.
//!
//! Each told sentence is asked in this order: what is attributed in it, what is hearsay, whose judgement it gives, whether
//! it carries the last source on; what is left over is the article's own voice.

use super::attribution::{self, Attribution};
use super::carried::{self, Last};
use super::date;
use super::source::Sources;
use super::{
    Certainty, Claim, Factuality, Mode, Polarity, Source, according, announced, between, clause,
    coordination, dateline, factuality, figure, foreign, hearsay, inversion, judgement, narration,
    passive, postposed, settle, speaker,
};
use crate::actor::{Actor, ActorId, ActorKind, Form, MentionIndex};
use crate::day::Day;
use crate::language::Parsed;
use crate::span::Span;

/// A claim in the making: what is said and who says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What is said; never empty.
    pub content: Vec<Span>,
    /// Who says it.
    pub source: Source,
    /// The words that say that it is said.
    pub cue: Option<Span>,
    /// Those through whom it came, outermost first.
    pub via: Vec<ActorId>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

impl Statement {
    /// A statement that came through nobody else.
    pub const fn new(
        content: Vec<Span>,
        source: Source,
        cue: Option<Span>,
        confidence: f32,
    ) -> Self {
        Self {
            content,
            source,
            cue,
            via: Vec::new(),
            confidence,
        }
    }

    fn start(&self) -> usize {
        self.content.first().map_or(0, |span| span.start)
    }

    fn end(&self) -> usize {
        self.content.last().map_or(0, |span| span.end)
    }
}

/// Finds the claims of all `articles`, in order of article and place.
pub fn find(articles: &[Parsed<'_>], actors: &[Actor]) -> Vec<Claim> {
    find_telling(articles, actors, |_, _| {})
}

/// The same; `tell` hears how many bytes of the texts are read, and of how many.
pub fn find_telling(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    mut tell: impl FnMut(usize, usize),
) -> Vec<Claim> {
    let mentions = MentionIndex::new(actors, articles.len());
    let mut claims = Vec::new();
    let of = articles.iter().map(|parsed| parsed.text().len()).sum();
    let mut before = 0;
    for (article, parsed) in articles.iter().enumerate() {
        let bytes = parsed.text().len();
        let today = date::of_article(parsed);
        let sources = Sources {
            parsed,
            article,
            actors,
            mentions: &mentions,
        };
        let mut read = |share: f64| tell(before + (bytes as f64 * share) as usize, of);
        for statement in statements(&sources, &mut read) {
            claims.push(claim(claims.len(), statement, &sources, today));
        }
        before += bytes;
    }
    claims
}

/// The statements of one article in order, none given twice.
fn statements(sources: &Sources<'_>, tell: &mut dyn FnMut(f64)) -> Vec<Statement> {
    let parsed = sources.parsed;
    if parsed.article.is_foreign() {
        return foreign::statements(sources);
    }
    let mut attributions = attribution::find_telling(parsed, tell);
    according::complete(parsed, &mut attributions);
    inversion::complete(parsed, &mut attributions);
    postposed::complete(parsed, &mut attributions);
    between::complete(parsed, &mut attributions);
    settle::settle(parsed, &mut attributions);
    speaker::mend(parsed, &mut attributions);
    announced::complete(parsed, &mut attributions);
    coordination::part(parsed, &mut attributions);
    passive::pass_on(parsed, &mut attributions);
    let mut statements: Vec<Statement> = (0..attributions.len())
        .map(|at| attributed(&attributions, at, sources))
        .collect();
    // By sentence: the stretches that attributions have taken, and the last attribution that ended there.
    let mut taken: Vec<Vec<Span>> = vec![Vec::new(); parsed.sentences.len()];
    let mut ended: Vec<Option<Last>> = vec![None; parsed.sentences.len()];
    for (attribution, statement) in attributions.iter().zip(&statements) {
        let parts = attribution
            .content
            .iter()
            .chain(&attribution.cue)
            .chain(&attribution.source);
        for part in parts {
            for taken in &mut taken[parsed.sentences_in(*part)] {
                taken.push(*part);
            }
        }
        let number = parsed.sentence_at(statement.end().saturating_sub(1));
        if let Some(sentence) = parsed.sentences.get(number) {
            let to_the_end = statement.end() + 2 >= sentence.span.end;
            ended[number] = Some(Last::new(parsed, statement, number, to_the_end));
        }
    }
    let mut last: Option<Last> = None;
    for number in 0..parsed.sentences.len() {
        let block = parsed.article.blocks[parsed.sentences[number].block];
        if !block.kind.is_told() {
            continue;
        }
        taken[number].sort_unstable();
        let taken = &taken[number];
        // What follows a colon may carry on what was attributed before it.
        let last_here = ended[number].or(last);
        for clause in clause::clauses(parsed, number) {
            let free = !taken.iter().any(|span| span.meets(clause));
            let found = free.then(|| {
                hearsay::find(parsed, clause)
                    .or_else(|| judgement::find(parsed, clause, sources))
                    .or_else(|| carried::find(parsed, number, clause, last_here))
            });
            if let Some(statement) = found.flatten() {
                if statement.source.actor().is_some() {
                    last = Some(Last::new(parsed, &statement, number, true));
                }
                statements.push(statement);
            } else {
                let told = narration::find(parsed, number, clause, taken);
                statements.extend(
                    told.into_iter()
                        .filter(|told| tells(&told.content, sources)),
                );
            }
        }
        last = ended[number].or(last);
    }
    dateline::take_off(parsed, &mut statements);
    statements
        .sort_by(|a, b| (a.start(), a.end(), &a.content).cmp(&(b.start(), b.end(), &b.content)));
    statements.dedup_by(|later, earlier| later.content == earlier.content);
    statements
}

/// Whether the article's own words tell something that can be set against others: of somebody, a figure, a day.
fn tells(content: &[Span], sources: &Sources<'_>) -> bool {
    let parsed = sources.parsed;
    let first = content.first().map(|span| parsed.token_from(span.start));
    // "…, whose son left": a part of somebody's description.
    let describes =
        first.is_some_and(|at| matches!(parsed.lower(at), "who" | "whose" | "whom" | "which"));
    if describes {
        return false;
    }
    let counts = || {
        content.iter().any(|span| clause::is_clause(parsed, *span))
            && (!figure::figures(parsed, content).is_empty()
                || !date::dates(parsed, content, None).is_empty())
    };
    !sources.about(content).is_empty() || counts()
}

/// The statement that an attribution makes, with the sources of those around it as `via`.
fn attributed(attributions: &[Attribution], at: usize, sources: &Sources<'_>) -> Statement {
    let attribution = &attributions[at];
    let source = attribution
        .source
        .map_or(Source::Unnamed(None), |span| sources.resolve(span));
    let mut statement = Statement::new(
        attribution.content.clone(),
        source,
        attribution.cue,
        attribution.confidence,
    );
    let mut outer = attribution.outer;
    // An outer one stands before or after, never in a ring; the bound keeps a slip from becoming a hang.
    for _ in 0..attributions.len().min(8) {
        let Some(around) = outer.and_then(|outer| attributions.get(outer)) else {
            break;
        };
        if let Some(actor) = around
            .source
            .and_then(|span| sources.named(span))
            .and_then(Source::actor)
        {
            statement.via.insert(0, actor);
        }
        outer = around.outer;
    }
    statement
}

/// The claim that a statement makes: everything that its words tell. `today` is the article's date.
pub fn claim(id: usize, statement: Statement, sources: &Sources<'_>, today: Option<Day>) -> Claim {
    let parsed = sources.parsed;
    let Statement {
        content,
        source,
        cue,
        via,
        confidence,
    } = statement;
    let mut sentences: Vec<usize> = content
        .iter()
        .flat_map(|span| parsed.sentences_in(*span))
        .collect();
    sentences.dedup();
    let mode = mode(parsed, source, &content);
    if parsed.article.is_foreign() {
        // Hedges, negations, numbers and days are read in English alone: nothing is told of them here.
        return Claim {
            id,
            article: sources.article,
            sentences,
            about: sources.about(&content),
            places: Vec::new(),
            factuality: Factuality {
                certainty: Certainty::Unknown,
                polarity: Polarity::Positive,
            },
            figures: Vec::new(),
            dates: Vec::new(),
            source,
            cue,
            mode,
            via,
            content,
            confidence,
        };
    }
    Claim {
        id,
        article: sources.article,
        sentences,
        about: sources.about(&content),
        places: places(sources, &content),
        factuality: factuality::factuality(parsed, &content, cue, mode),
        figures: figure::figures(parsed, &content),
        dates: date::dates(parsed, &content, today),
        source,
        cue,
        mode,
        via,
        content,
        confidence,
    }
}

/// All, some or none of the words in quotation marks.
pub fn mode(parsed: &Parsed<'_>, source: Source, content: &[Span]) -> Mode {
    if source == Source::Article {
        return Mode::Narration;
    }
    let (mut inside, mut outside) = (0, 0);
    for at in content
        .iter()
        .flat_map(|span| parsed.tokens_in(*span))
        .filter(|at| parsed.lower(*at).contains(char::is_alphanumeric))
    {
        if parsed.quotation_at(parsed.tokens[at].span.start).is_some() {
            inside += 1;
        } else {
            outside += 1;
        }
    }
    match (inside, outside) {
        (0, _) => Mode::Indirect,
        (_, 0) => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// The states and cities of a content that are said as places.
fn places(sources: &Sources<'_>, content: &[Span]) -> Vec<Span> {
    let parsed = sources.parsed;
    let mut places = Vec::new();
    for span in content {
        for (mention, actor, form) in sources.mentions.starting_in(sources.article, *span) {
            let place = sources.actors[*actor].kind == ActorKind::State
                && matches!(form, Form::Name | Form::Place);
            let before = parsed
                .token_from(mention.start)
                .checked_sub(1)
                .map_or("", |at| parsed.lower(at));
            let located = matches!(
                before,
                "in" | "at"
                    | "near"
                    | "from"
                    | "to"
                    | "into"
                    | "outside"
                    | "around"
                    | "across"
                    | "toward"
                    | "towards"
                    | "through"
            );
            if place && mention.end <= span.end && (*form == Form::Place || located) {
                places.push(*mention);
            }
        }
    }
    places
}

//! Who it is: the source of a claim, the actor that another one is, the words that mean somebody else.

use super::{End, Task};
use crate::actor::{Actor, ActorId, ActorKind, Form, Mention};
use crate::claim::sourcing::is_unnamed;
use crate::claim::{ClaimId, Source};
use crate::notebook::decision::{Decision, Voice};
use crate::reader::choice::{Choice, Offer, Pick};
use crate::reader::finding::fold;
use crate::reader::index::letter;
use crate::reader::state::State;
use crate::span::Span;
use rustc_hash::FxHashMap;

impl State {
    /// Asks for an actor, the likeliest first; for the source of a claim also for somebody without a name.
    pub(super) fn ask_who(&mut self, end: End, may_be_nobody: bool) {
        let mut options = Vec::new();
        // By how many claims they make, most first.
        let mut known: Vec<(usize, Offer)> = (0..self.comparison.actors.len())
            .filter(|actor| end != End::Into(*actor))
            .map(|actor| {
                let claims = self.index.of_actor(actor);
                let detail =
                    self.counted(claims.iter().map(|of| self.comparison.claims[*of].article));
                let name = &self.comparison.actors[actor].name;
                (claims.len(), Offer::new(name, &detail, Pick::Actor(actor)))
            })
            .collect();
        if may_be_nobody {
            let plain = |words, pick| Offer::new(words, "", pick);
            options.push(plain("somebody without a name", Pick::Unnamed));
            options.push(plain("the article itself", Pick::Article));
            known.extend(self.unnamed_offers(self.article_of(end)));
        }
        known.sort_by_key(|(claims, _)| std::cmp::Reverse(*claims));
        let near = self.near(end);
        let place = |offer: &Offer| match offer.pick {
            Pick::Actor(actor) => near.iter().position(|of| *of == actor),
            _ => None,
        };
        let known = known.into_iter().map(|(_, offer)| offer);
        let (mut first, rest): (Vec<Offer>, Vec<Offer>) =
            known.partition(|offer| place(offer).is_some());
        first.sort_by_key(place);
        options.splice(0..0, first);
        options.extend(rest);
        let choice = Choice::new(options);
        self.ask(Task::Choose { end, choice });
    }

    /// Who is likeliest meant: for a source the named of its paragraph, who speak there first, then the nearest; for one who
    /// is somebody else too those whom the current claim is about.
    fn near(&self, end: End) -> Vec<ActorId> {
        let (article, at, now) = match end {
            End::Source(claim) => {
                let claim = &self.comparison.claims[claim];
                (claim.article, claim.extent(), claim.source.actor())
            }
            End::Added(side, span) => (self.shown[side], span, None),
            End::Joined => {
                let claim = self.current.and_then(|of| self.comparison.claims.get(of));
                return claim.map_or_else(Vec::new, |claim| claim.about.clone());
            }
            End::Into(_) | End::Part(_) => return Vec::new(),
        };
        let text = &self.comparison.articles[article];
        let paragraph = text.blocks.iter().find(|block| block.span.holds(at.start));
        let Some(paragraph) = paragraph.map(|block| block.span) else {
            return Vec::new();
        };
        let claims = self.index.starting_in(article, paragraph).iter();
        let speaks: Vec<ActorId> = claims
            .filter_map(|(_, claim)| self.comparison.claims[*claim].source.actor())
            .collect();
        let mut found: Vec<(bool, usize, ActorId)> = Vec::new();
        for actor in &self.comparison.actors {
            let mentions = actor.mentions.iter();
            let here = mentions.filter(|of| {
                of.article == article && paragraph.holds(of.span.start) && of.form != Form::Demonym
            });
            let away = here
                .map(|of| {
                    let before = at.start.saturating_sub(of.span.end);
                    before.max(of.span.start.saturating_sub(at.end))
                })
                .min();
            let Some(away) = away.filter(|_| now != Some(actor.id)) else {
                continue;
            };
            let speaks = speaks.contains(&actor.id);
            let says =
                |claim: &ClaimId| self.comparison.claims[*claim].source.actor() == Some(actor.id);
            let may = !is_unnamed(actor)
                && (actor.kind == ActorKind::Person
                    || self.index.of_actor(actor.id).iter().any(says));
            if may {
                found.push((!speaks, away, actor.id));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(.., actor)| actor).collect()
    }

    /// "A 3 · B 1": how many of `articles` are which one.
    fn counted(&self, articles: impl Iterator<Item = usize>) -> String {
        let mut counts = vec![0; self.comparison.articles.len()];
        articles.for_each(|article| counts[article] += 1);
        let counts = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let words: Vec<String> = counts
            .map(|(article, count)| format!("{} {count}", letter(article)))
            .collect();
        words.join(" · ")
    }

    /// The article of the claim whose source is asked for.
    fn article_of(&self, end: End) -> usize {
        match end {
            End::Source(claim) => self.comparison.claims[claim].article,
            End::Added(side, _) => self.shown[side],
            End::Joined | End::Into(_) | End::Part(_) => self.shown[self.active],
        }
    }

    /// The sources without a name of all articles by their words, each with the number of its claims. Where the words do
    /// not stand in article `of`, they become somebody's name there.
    fn unnamed_offers(&self, of: usize) -> Vec<(usize, Offer)> {
        let mut found: Vec<(String, Pick, Vec<usize>)> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for claim in &self.comparison.claims {
            let Source::Unnamed(Some(span)) = claim.source else {
                continue;
            };
            let words = span.of(&self.comparison.articles[claim.article].text);
            let lower = words.to_lowercase();
            let own = claim.article == of;
            let pick = if own {
                Pick::Phrase(of, span)
            } else {
                Pick::Name(words.to_owned())
            };
            let at = *known.entry(lower).or_insert(found.len());
            match found.get_mut(at) {
                Some((_, known, articles)) => {
                    articles.push(claim.article);
                    if own && matches!(known, Pick::Name(_)) {
                        *known = pick;
                    }
                }
                None => found.push((words.to_owned(), pick, vec![claim.article])),
            }
        }
        let offer = |(words, pick, articles): (String, Pick, Vec<usize>)| {
            let count = articles.len();
            let detail = format!("unnamed · {}", self.counted(articles.into_iter()));
            (count, Offer::new(&words, &detail, pick))
        };
        found.into_iter().map(offer).collect()
    }

    /// What words typed for a source may mean besides the actors of the list: somebody without a name where they stand in
    /// the article, and somebody of that name. What is written as a name is first taken for one.
    pub(super) fn typed_offers(&self, end: End, typed: &str) -> Vec<Offer> {
        let typed = typed.trim();
        if !matches!(end, End::Source(_) | End::Added(..)) || typed.chars().count() < 3 {
            return Vec::new();
        }
        let article = self.article_of(end);
        let near = match end {
            End::Source(claim) => self.comparison.claims[claim].extent().start,
            End::Added(_, span) => span.start,
            End::Joined | End::Into(_) | End::Part(_) => 0,
        };
        let text = &self.comparison.articles[article].text;
        let phrase = nearest(text, typed, near).map(|span| {
            let place = self.comparison.articles[article].paragraph_at(span.start);
            let detail = format!("without a name, as {} ¶{place} has it", letter(article));
            Offer::new(span.of(text), &detail, Pick::Phrase(article, span))
        });
        let is_known = |actor: &Actor| actor.name == typed;
        let name = (!self.comparison.actors.iter().any(is_known))
            .then(|| Offer::new(typed, "a new name", Pick::Name(typed.to_owned())));
        let mut words = typed.split_whitespace();
        if words.all(|word| word.starts_with(char::is_uppercase)) {
            name.into_iter().chain(phrase).collect()
        } else {
            phrase.into_iter().chain(name).collect()
        }
    }

    /// Asks which words of the actor mean somebody else.
    pub(super) fn begin_part(&mut self) {
        let Some(actor) = self.actor_here() else {
            return;
        };
        let mut options: Vec<(&str, Mention, Vec<usize>)> = Vec::new();
        for mention in &self.comparison.actors[actor].mentions {
            let article = &self.comparison.articles[mention.article];
            let words = article.text.get(mention.span.range()).unwrap_or_default();
            if mention.form == Form::Pronoun {
                continue;
            }
            match options.iter_mut().find(|(known, ..)| *known == words) {
                Some((.., articles)) => articles.push(mention.article),
                None => options.push((words, *mention, vec![mention.article])),
            }
        }
        if options.len() < 2 {
            self.message =
                Some("this actor has one name only; there is nothing to part".to_owned());
            return;
        }
        let offer = |(words, mention, articles): (&str, Mention, Vec<usize>)| {
            let detail = self.counted(articles.into_iter());
            Offer::new(words, &detail, Pick::Words(mention))
        };
        let choice = Choice::new(options.into_iter().map(offer).collect());
        let end = End::Part(actor);
        self.ask(Task::Choose { end, choice });
    }

    /// The choice as a decision names it.
    fn voice(&self, pick: &Pick) -> Option<Voice> {
        match pick {
            Pick::Actor(actor) => {
                // Whoever was named for a claim before stands nowhere in the texts.
                let new = || Voice::New(self.comparison.actors[*actor].name.clone());
                Some(self.named(*actor).map_or_else(new, Voice::Actor))
            }
            Pick::Unnamed => Some(Voice::Unnamed),
            Pick::Article => Some(Voice::Article),
            Pick::Phrase(article, span) => self.passage(*article, *span).map(Voice::Words),
            Pick::Name(name) => Some(Voice::New(name.clone())),
            Pick::Words(_) => None,
        }
    }

    /// Decides on what was chosen.
    pub(super) fn chosen(&mut self, end: End, pick: &Pick) {
        if let (End::Joined, Pick::Actor(actor)) = (end, pick) {
            self.ask_who(End::Into(*actor), false);
            return;
        }
        let decision = match (end, pick) {
            (End::Source(claim), pick) => self.passage_of(claim).and_then(|claim| {
                let voice = self.voice(pick)?;
                Some(Decision::Source { claim, voice })
            }),
            (End::Added(side, span), pick) => {
                let content = self.passage(self.shown[side], span);
                content.and_then(|content| {
                    let voice = self.voice(pick)?;
                    Some(Decision::Add { content, voice })
                })
            }
            (End::Into(actor), Pick::Actor(into)) => {
                let unknown = [actor, *into]
                    .into_iter()
                    .find(|of| self.named(*of).is_none());
                if let Some(unknown) = unknown {
                    self.message = Some(self.named_by_you(unknown));
                }
                self.named(actor)
                    .zip(self.named(*into))
                    .map(|(actor, into)| Decision::Merge { actor, into })
            }
            (End::Part(_), Pick::Words(mention)) => self
                .passage(mention.article, mention.span)
                .map(|mention| Decision::Split { mention }),
            _ => None,
        };
        let Some(decision) = decision else { return };
        self.decide(decision);
        if let End::Added(side, span) = end {
            self.stay_at(self.shown[side], span);
        }
    }
}

/// Where `words` stand in `text` as whole words, in capitals or not: the place nearest to `near`.
fn nearest(text: &str, words: &str, near: usize) -> Option<Span> {
    let (folded, words) = (fold(text, false), fold(words, false));
    let inside = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    folded
        .match_indices(&words)
        .map(|(at, _)| Span::new(at, at + words.len()))
        .filter(|span| {
            let before = folded[..span.start].chars().next_back();
            !inside(before) && !inside(folded[span.end..].chars().next())
        })
        .min_by_key(|span| span.start.abs_diff(near))
}

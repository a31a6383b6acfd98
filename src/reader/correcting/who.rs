//! Who it is: the source of a claim, the actor that another one is, the words that mean somebody else.

use super::{End, Task};
use crate::actor::{ActorId, Form};
use crate::notebook::decision::{Decision, Named, Voice};
use crate::reader::choice::{Choice, Pick};
use crate::reader::state::State;

impl State {
    /// Asks for an actor, the likeliest first.
    pub(super) fn ask_who(&mut self, end: End, may_be_nobody: bool) {
        let mut options = Vec::new();
        if may_be_nobody {
            options.push(("somebody without a name".to_owned(), Pick::Unnamed));
            options.push(("the article itself".to_owned(), Pick::Article));
        }
        let mut actors: Vec<ActorId> = (0..self.comparison.actors.len())
            .filter(|actor| end != End::Into(*actor))
            .collect();
        actors.sort_by_key(|actor| {
            let claims = self.index.of_actor(*actor).len();
            (std::cmp::Reverse(claims), *actor)
        });
        options.extend(actors.into_iter().map(|actor| {
            let name = self.comparison.actors[actor].name.clone();
            (name, Pick::Actor(actor))
        }));
        let choice = Choice::new(options);
        self.ask(Task::Choose { end, choice });
    }

    /// Asks which words of the actor mean somebody else.
    pub(super) fn begin_part(&mut self) {
        let Some(actor) = self.actor_here() else {
            return;
        };
        let mut options: Vec<(String, Pick)> = Vec::new();
        for mention in &self.comparison.actors[actor].mentions {
            let article = &self.comparison.articles[mention.article];
            let words = article.text.get(mention.span.range()).unwrap_or_default();
            let pronoun = mention.form == Form::Pronoun;
            if !pronoun && !options.iter().any(|(known, _)| known == words) {
                options.push((words.to_owned(), Pick::Words(*mention)));
            }
        }
        if options.len() < 2 {
            self.message =
                Some("this actor has one name only; there is nothing to part".to_owned());
            return;
        }
        let choice = Choice::new(options);
        let end = End::Part(actor);
        self.ask(Task::Choose { end, choice });
    }

    /// The choice as a decision names it.
    fn voice(&self, pick: Pick) -> Option<Voice> {
        match pick {
            Pick::Actor(actor) => self.named(actor).map(Voice::Actor),
            Pick::Unnamed => Some(Voice::Unnamed),
            Pick::Article => Some(Voice::Article),
            Pick::Words(_) => None,
        }
    }

    /// Decides on what was chosen.
    pub(super) fn chosen(&mut self, end: End, pick: Pick) {
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
                let named = |actor: ActorId| -> Option<Named> { self.named(actor) };
                named(actor).and_then(|actor| {
                    let into = named(into)?;
                    Some(Decision::Merge { actor, into })
                })
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

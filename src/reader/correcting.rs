//! The corrections: what is asked for after `e` and `E`, and the decision that the answers make.

use super::bindings::Command;
use super::choice::{Choice, Pick};
use super::keys::{Key, Named as NamedKey};
use super::prompt::Prompt;
use super::state::{Effect, Lock, Overlay, Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::notebook::decision::{Decision, Named, Voice};
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What may follow `E`, with its words.
pub const LETTERS: &[(char, &str)] = &[
    ('m', "match"),
    ('s', "source"),
    ('e', "ends"),
    ('a', "add"),
    ('d', "drop"),
    ('j', "join actors"),
    ('p', "part actor"),
    ('r', "rename"),
    ('b', "boilerplate"),
    ('l', "list"),
];

/// A decision on its way: what is still asked for.
#[derive(Debug)]
pub enum Task {
    /// Which correction.
    Menu,
    /// The words of a note, on the claim or on it and its counterpart.
    Note {
        /// The claims that it may be on: the claim alone, and the pair.
        on: (ClaimId, Option<[ClaimId; 2]>),
        /// Whether it is on the pair.
        pair: bool,
        /// The words.
        prompt: Prompt,
    },
    /// The new name of an actor.
    Rename {
        /// Who.
        actor: ActorId,
        /// The name.
        prompt: Prompt,
    },
    /// One of a list.
    Choose {
        /// For what.
        end: End,
        /// The list.
        choice: Choice,
    },
    /// A stretch of words: a claim that was missed, or the new ends of one.
    Words {
        /// The pane.
        side: usize,
        /// The words so far.
        span: Span,
        /// The claim that gets these ends; none where one is added.
        of: Option<ClaimId>,
    },
    /// A paragraph that is, or is not, boilerplate.
    Paragraph {
        /// The pane.
        side: usize,
        /// Its place among the blocks.
        block: usize,
    },
    /// The claim that belongs to another, chosen by moving.
    Partner {
        /// The one that it belongs to.
        from: ClaimId,
        /// Where the reader was.
        spot: Spot,
        /// How the other article moved along.
        lock: Lock,
    },
}

/// What a choice is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The source of this claim.
    Source(ClaimId),
    /// The source of a new claim in a pane.
    Added(usize, Span),
    /// The actor that this one is.
    Into(ActorId),
    /// The words of this actor that mean somebody else.
    Part(ActorId),
}

impl State {
    /// What is being asked for.
    pub(super) const fn task(&self) -> Option<&Task> {
        match &self.overlay {
            Overlay::Correcting(task) => Some(task),
            _ => None,
        }
    }

    /// Whether words are being typed for a decision.
    pub(super) const fn task_takes_words(&self) -> bool {
        matches!(
            self.task(),
            Some(Task::Note { .. } | Task::Rename { .. } | Task::Choose { .. })
        )
    }

    /// The words in pane `side` that are being chosen.
    pub fn chosen_words(&self, side: usize) -> Option<Span> {
        match self.task()? {
            Task::Words { side: at, span, .. } => (*at == side).then_some(*span),
            Task::Paragraph { side: at, block } => {
                let block = self.article(side)?.blocks.get(*block)?;
                (*at == side).then_some(block.span)
            }
            _ => None,
        }
    }

    fn ask(&mut self, task: Task) {
        self.overlay = Overlay::Correcting(Box::new(task));
    }

    fn pair(&self) -> Option<[ClaimId; 2]> {
        let (one, other) = (self.current?, self.counterpart?);
        self.pair_match().map(|_| [one.min(other), one.max(other)])
    }

    /// Confirms or rejects the current match.
    pub(super) fn judge(&mut self, confirms: bool) {
        let pair = self.pair();
        let passages = pair.and_then(|[a, b]| Some((self.passage_of(a)?, self.passage_of(b)?)));
        let Some((a, b)) = passages else {
            let key = self.keymap.first(Command::Correct);
            self.message = Some(format!("there is no match here; {key} m makes one by hand"));
            return;
        };
        self.decide(if confirms {
            Decision::Confirm { a, b }
        } else {
            Decision::Reject { a, b }
        });
    }

    /// Asks for a note on the pair, or on the claim where it has no counterpart.
    pub(super) fn ask_note(&mut self) {
        let Some(claim) = self.current else {
            self.message = Some("no claim here to write a note on".to_owned());
            return;
        };
        let on = (claim, self.pair());
        // A note that is there is mended rather than another one begun.
        let pair = on.1.is_some() && self.decided.note(&[claim]).is_none();
        let prompt = self.note_prompt(on, pair);
        self.ask(Task::Note { on, pair, prompt });
    }

    fn note_prompt(&self, on: (ClaimId, Option<[ClaimId; 2]>), pair: bool) -> Prompt {
        let text = match on.1.filter(|_| pair) {
            Some(pair) => self.decided.note(&pair),
            None => self.decided.note(&[on.0]),
        };
        Prompt::with(text.unwrap_or_default())
    }

    /// Asks which correction.
    pub(super) fn ask_correction(&mut self) {
        self.ask(Task::Menu);
    }

    /// Takes a key while something is asked for.
    pub(super) fn press_in_task(&mut self, key: Key) -> Effect {
        match key {
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            _ => {}
        }
        let Overlay::Correcting(task) = std::mem::take(&mut self.overlay) else {
            return Effect::Draw;
        };
        if matches!(key, Key::Named(NamedKey::Escape) | Key::Ctrl('c' | 'g')) {
            self.give_up(&task);
            return Effect::Draw;
        }
        let enter = key == Key::Named(NamedKey::Enter);
        match *task {
            Task::Menu => self.begin(key),
            Task::Note { on, pair, prompt } if enter => self.write_note(on, pair, prompt.text()),
            Task::Note { on, pair, .. } if key == Key::Named(NamedKey::Tab) && on.1.is_some() => {
                let prompt = self.note_prompt(on, !pair);
                let pair = !pair;
                self.ask(Task::Note { on, pair, prompt });
            }
            Task::Note {
                on,
                pair,
                mut prompt,
            } => {
                prompt.press(key);
                self.ask(Task::Note { on, pair, prompt });
            }
            Task::Rename { actor, prompt } if enter => {
                let name = prompt.text().trim().to_owned();
                if let Some(actor) = self.named(actor).filter(|_| !name.is_empty()) {
                    self.decide(Decision::Rename { actor, name });
                }
            }
            Task::Rename { actor, mut prompt } => {
                prompt.press(key);
                self.ask(Task::Rename { actor, prompt });
            }
            Task::Choose { end, choice } if enter => match choice.picked() {
                Some(pick) => self.chosen(end, pick),
                None => self.message = Some("nothing of that name".to_owned()),
            },
            Task::Choose { end, mut choice } => {
                choice.press(key);
                self.ask(Task::Choose { end, choice });
            }
            Task::Words { side, span, of } if enter => self.words_chosen(side, span, of),
            Task::Words { side, span, of } => {
                let span = self.other_words(side, span, of.is_none(), key);
                self.reveal(side, span);
                self.ask(Task::Words { side, span, of });
            }
            Task::Paragraph { side, block } if enter => self.mark_paragraph(side, block),
            Task::Paragraph { side, block } => {
                let last = self.article(side).map_or(0, |article| article.blocks.len());
                let block = match way(key) {
                    Some(true) => (block + 1).min(last.saturating_sub(1)),
                    Some(false) => block.saturating_sub(1),
                    None => block,
                };
                self.ask(Task::Paragraph { side, block });
                if let Some(span) = self.chosen_words(side) {
                    self.reveal(side, span);
                }
            }
            Task::Partner { from, spot, lock } if enter => self.match_by_hand(from, spot, lock),
            Task::Partner { from, spot, lock } => {
                return self.look_for_partner(key, from, spot, lock);
            }
        }
        Effect::Draw
    }

    fn give_up(&mut self, task: &Task) {
        if let Task::Partner { spot, lock, .. } = task {
            self.lock = *lock;
            self.return_to(*spot);
        }
    }

    /// Begins the correction that a letter asks for.
    fn begin(&mut self, key: Key) {
        let Key::Char(letter) = key else { return };
        match letter {
            'm' => self.begin_match(),
            's' => {
                if let Some(claim) = self.claim_here() {
                    self.ask_who(End::Source(claim), true);
                }
            }
            'e' => {
                if let Some(claim) = self.claim_here() {
                    let span = self.comparison.claims[claim].extent();
                    let (side, of) = (self.active, Some(claim));
                    self.ask(Task::Words { side, span, of });
                }
            }
            'a' => self.begin_add(),
            'd' => {
                if let Some(claim) = self.claim_here().and_then(|claim| self.passage_of(claim)) {
                    self.decide(Decision::Drop { claim });
                }
            }
            'j' => {
                if let Some(actor) = self.actor_here() {
                    self.ask_who(End::Into(actor), false);
                }
            }
            'p' => self.begin_part(),
            'r' => {
                if let Some(actor) = self.actor_here() {
                    let prompt = Prompt::with(&self.comparison.actors[actor].name);
                    self.ask(Task::Rename { actor, prompt });
                }
            }
            'b' => self.begin_paragraph(),
            'l' => self.open_view('n'),
            _ => {
                let key = self.keymap.first(Command::Correct);
                self.message = Some(format!(
                    "no correction has that letter; {key} shows which do"
                ));
            }
        }
    }

    fn claim_here(&mut self) -> Option<ClaimId> {
        if self.current.is_none() {
            self.message = Some("no claim here".to_owned());
        }
        self.current
    }

    fn actor_here(&mut self) -> Option<ActorId> {
        let actor = self.actor();
        if actor.is_none() {
            let key = self.keymap.first(Command::Actors);
            self.message = Some(format!("no actor here; {key} chooses one"));
        }
        actor
    }

    fn ask_who(&mut self, end: End, may_be_nobody: bool) {
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

    fn begin_part(&mut self) {
        let Some(actor) = self.actor_here() else {
            return;
        };
        let mut options: Vec<(String, Pick)> = Vec::new();
        for mention in &self.comparison.actors[actor].mentions {
            let article = &self.comparison.articles[mention.article];
            let words = article.text.get(mention.span.range()).unwrap_or_default();
            let pronoun = mention.form == crate::actor::Form::Pronoun;
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

    fn begin_match(&mut self) {
        let Some(from) = self.claim_here() else {
            return;
        };
        if !self.is_pair() {
            self.message = Some("there is no second article".to_owned());
            return;
        }
        let (spot, lock) = (self.spot(), self.lock);
        self.other_article();
        self.lock = Lock::Free;
        self.ask(Task::Partner { from, spot, lock });
    }

    fn begin_add(&mut self) {
        let side = self.active;
        let from = self.current.map_or(self.offset(side), |claim| {
            self.comparison.claims[claim].extent().start
        });
        let sentences = &self.comparison.sentences[self.shown[side]];
        let at = sentences.partition_point(|sentence| sentence.end <= from);
        let Some(span) = sentences.get(at).or(sentences.last()).copied() else {
            self.message = Some("no sentence here".to_owned());
            return;
        };
        let span = self.statement(side, span);
        self.reveal(side, span);
        self.ask(Task::Words {
            side,
            span,
            of: None,
        });
    }

    /// A sentence as a content: without its full stop.
    fn statement(&self, side: usize, sentence: Span) -> Span {
        let Some(article) = self.article(side) else {
            return sentence;
        };
        let span = sentence.trimmed(&article.text);
        let words = article.text.get(span.range()).unwrap_or_default();
        let without = words.strip_suffix('.').unwrap_or(words);
        Span::new(span.start, span.start + without.len())
    }

    fn begin_paragraph(&mut self) {
        let side = self.active;
        let from = self.current.map_or(self.offset(side), |claim| {
            self.comparison.claims[claim].extent().start
        });
        let Some(article) = self
            .article(side)
            .filter(|article| !article.blocks.is_empty())
        else {
            self.message = Some("no paragraph here".to_owned());
            return;
        };
        let next = article
            .blocks
            .partition_point(|block| block.span.start <= from);
        let block = next.saturating_sub(1);
        self.ask(Task::Paragraph { side, block });
    }

    fn write_note(&mut self, on: (ClaimId, Option<[ClaimId; 2]>), pair: bool, text: &str) {
        let claims = match on.1.filter(|_| pair) {
            Some(pair) => pair.to_vec(),
            None => vec![on.0],
        };
        if self.decided.note(&claims).unwrap_or_default() == text {
            return;
        }
        let passages = claims.iter().map(|claim| self.passage_of(*claim));
        if let Some(on) = passages.collect() {
            let text = text.to_owned();
            self.decide(Decision::Note { on, text });
        }
    }

    fn voice(&self, pick: Pick) -> Option<Voice> {
        match pick {
            Pick::Actor(actor) => self.named(actor).map(Voice::Actor),
            Pick::Unnamed => Some(Voice::Unnamed),
            Pick::Article => Some(Voice::Article),
            Pick::Words(_) => None,
        }
    }

    fn chosen(&mut self, end: End, pick: Pick) {
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

    fn words_chosen(&mut self, side: usize, span: Span, of: Option<ClaimId>) {
        let Some(claim) = of else {
            self.ask_who(End::Added(side, span), true);
            return;
        };
        let article = self.shown[side];
        if self.comparison.claims[claim].extent() == span {
            return;
        }
        if let (Some(claim), Some(content)) = (self.passage_of(claim), self.passage(article, span))
        {
            self.decide(Decision::Ends { claim, content });
            self.stay_at(article, span);
        }
    }

    /// Goes to the claim of just these words, and keeps what the decision has to say.
    fn stay_at(&mut self, article: usize, span: Span) {
        let message = self.message.take();
        self.go_to_words(article, span);
        self.message = message;
    }

    /// The words after a key: an end a word further, or the next sentence.
    fn other_words(&self, side: usize, span: Span, may_leave: bool, key: Key) -> Span {
        let Some(article) = self.article(side) else {
            return span;
        };
        if let Some(on) = way(key).filter(|_| may_leave) {
            let sentences = &self.comparison.sentences[self.shown[side]];
            let next = if on {
                let at = sentences.partition_point(|sentence| sentence.start <= span.start);
                sentences.get(at)
            } else {
                let at = sentences.partition_point(|sentence| sentence.start < span.start);
                at.checked_sub(1).and_then(|at| sentences.get(at))
            };
            return next.map_or(span, |sentence| self.statement(side, *sentence));
        }
        let block = |at: usize| {
            let next = article
                .blocks
                .partition_point(|block| block.span.start <= at);
            article
                .blocks
                .get(next.saturating_sub(1))
                .map(|block| block.span)
        };
        let (Some(first), Some(last)) = (block(span.start), block(span.end.saturating_sub(1)))
        else {
            return span;
        };
        let reach = first.join(last).join(span);
        let pieces = |from: usize, to: usize| {
            let text = article.text.get(from..to).unwrap_or_default();
            let pieces = text.split_word_bound_indices();
            pieces
                .filter(|(_, piece)| !piece.trim().is_empty())
                .map(move |(at, piece)| Span::new(from + at, from + at + piece.len()))
        };
        let changed = match key {
            Key::Char('l') | Key::Named(NamedKey::Right) => pieces(span.end, reach.end)
                .next()
                .map(|piece| Span::new(span.start, piece.end)),
            Key::Char('h') | Key::Named(NamedKey::Left) => pieces(span.start, span.end)
                .rev()
                .nth(1)
                .map(|piece| Span::new(span.start, piece.end)),
            Key::Char('L') => pieces(span.start, span.end)
                .nth(1)
                .map(|piece| Span::new(piece.start, span.end)),
            Key::Char('H') => pieces(reach.start, span.start)
                .next_back()
                .map(|piece| Span::new(piece.start, span.end)),
            _ => None,
        };
        changed.filter(|span| !span.is_empty()).unwrap_or(span)
    }

    fn mark_paragraph(&mut self, side: usize, block: usize) {
        let Some(article) = self.article(side) else {
            return;
        };
        let Some(block) = article.blocks.get(block).copied() else {
            return;
        };
        let is = block.kind != crate::article::BlockKind::Boilerplate;
        if let Some(block) = self.passage(self.shown[side], block.span) {
            self.decide(Decision::Boilerplate { block, is });
        }
    }

    fn match_by_hand(&mut self, from: ClaimId, spot: Spot, lock: Lock) {
        self.lock = lock;
        let to = self.current.filter(|to| {
            self.comparison.claims[*to].article != self.comparison.claims[from].article
        });
        let pair = to.map(|to| (from.min(to), from.max(to)));
        let passages = pair.and_then(|(a, b)| Some((self.passage_of(a)?, self.passage_of(b)?)));
        self.active = spot.active;
        self.current = Some(from);
        self.counterpart = to;
        match passages {
            Some((a, b)) => self.decide(Decision::Match { a, b }),
            None => self.message = Some("no claim was chosen".to_owned()),
        }
    }

    /// Moves through the other article as always; anything but moving gives up.
    fn look_for_partner(&mut self, key: Key, from: ClaimId, spot: Spot, lock: Lock) -> Effect {
        let moves = matches!(
            self.keymap.command(key),
            Some(
                Command::LineDown
                    | Command::LineUp
                    | Command::PageDown
                    | Command::PageUp
                    | Command::HalfDown
                    | Command::HalfUp
                    | Command::Top
                    | Command::Bottom
                    | Command::NextClaim
                    | Command::PreviousClaim
                    | Command::NextOfActor
                    | Command::PreviousOfActor
                    | Command::NextOnlyHere
                    | Command::PreviousOnlyHere
            )
        );
        if self.keymap.command(key) == Some(Command::Quit) {
            self.give_up(&Task::Partner { from, spot, lock });
            return Effect::Draw;
        }
        let counts = matches!(key, Key::Char('0'..='9'));
        let effect = if moves || counts {
            self.press_plain(key)
        } else {
            Effect::Draw
        };
        self.counterpart = Some(from);
        self.ask(Task::Partner { from, spot, lock });
        effect
    }
}

/// Whether a key goes on to the next line, or back to the one before; none for other keys.
const fn way(key: Key) -> Option<bool> {
    match key {
        Key::Char('j' | ']') | Key::Named(NamedKey::Down) => Some(true),
        Key::Char('k' | '[') | Key::Named(NamedKey::Up) => Some(false),
        _ => None,
    }
}

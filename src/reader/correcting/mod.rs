//! The corrections: what is asked for after `e` and `E`, and the decision that the answers make.
//!
//! | what is decided | room |
//! |---|---|
//! | that a match holds or not; a note | `judging` |
//! | who says something, who an actor is | `who` |
//! | where a claim begins and ends | `words` |
//! | that a paragraph is boilerplate | `paragraph` |
//! | that two claims belong together | `partner` |

mod judging;
mod paragraph;
mod partner;
mod who;
mod words;

use super::bindings::Command;
use super::choice::{Choice, Pick};
use super::keys::{Key, Named as NamedKey};
use super::prompt::Prompt;
use super::state::{Effect, Lock, Overlay, Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::notebook::decision::Decision;
use crate::span::Span;

/// What may follow `E`, with its words, and with more of them.
pub const LETTERS: &[(char, &str, &str)] = &[
    (
        'm',
        "match by hand",
        "a claim of the other article says this too",
    ),
    (
        's',
        "source of the claim",
        "who says it: one of a list, or typed words",
    ),
    ('e', "its ends", "the claim begins or ends elsewhere"),
    ('a', "add a claim", "here is one that was missed"),
    ('d', "drop this one", "this is no claim"),
    (
        'j',
        "join two actors",
        "the source, or one you choose, is another",
    ),
    ('p', "part one", "some of its names mean somebody else"),
    ('r', "rename it", "the panel's actor has another name"),
    (
        'b',
        "boilerplate or not",
        "a paragraph is an advert or the like, or is text",
    ),
    ('l', "list of decisions", "all that count, and all notes"),
];

/// A decision on its way: what is still asked for.
#[derive(Debug)]
pub enum Task {
    /// Which correction.
    Menu {
        /// Whether each is told in more words.
        help: bool,
    },
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
    /// Whether an actor is another one, who has the name already that it is to get.
    Namesake {
        /// Who.
        actor: ActorId,
        /// The other one.
        other: ActorId,
        /// The name.
        name: String,
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

impl Task {
    /// Whether it is answered with words that are typed, not with single keys.
    pub const fn takes_words(&self) -> bool {
        matches!(
            self,
            Self::Note { .. } | Self::Rename { .. } | Self::Choose { .. }
        )
    }
}

/// What a choice is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The source of this claim.
    Source(ClaimId),
    /// The source of a new claim in a pane.
    Added(usize, Span),
    /// The actor that is somebody else too.
    Joined,
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
        match self.task() {
            Some(task) => task.takes_words(),
            None => false,
        }
    }

    fn ask(&mut self, task: Task) {
        self.overlay = Overlay::Correcting(Box::new(task));
    }

    /// Asks which correction.
    pub(super) fn ask_correction(&mut self) {
        self.ask(Task::Menu { help: false });
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
        let strayed = std::mem::take(&mut self.strayed);
        if !task.takes_words() {
            if self.keymap.command(key) == Some(Command::Quit) {
                self.give_up(&task);
                return Effect::Draw;
            }
            // Who has typed words where none are taken has not read what enter does.
            if enter && strayed {
                self.message = Some("not yet; enter again does it:".to_owned());
                self.ask(*task);
                return Effect::Draw;
            }
        }
        match *task {
            Task::Menu { help } => self.begin(key, help),
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
            Task::Rename { actor, prompt } if enter => self.rename(actor, prompt.text().trim()),
            Task::Rename { actor, mut prompt } => {
                prompt.press(key);
                self.ask(Task::Rename { actor, prompt });
            }
            Task::Namesake { actor, other, name } => match key {
                Key::Char('m') => self.chosen(End::Into(actor), &Pick::Actor(other)),
                Key::Char('t') => self.rename_to(actor, name),
                _ => {
                    self.stray(key);
                    self.ask(Task::Namesake { actor, other, name });
                }
            },
            Task::Choose { end, choice } if enter => match choice.picked() {
                Some(pick) => self.chosen(end, pick),
                None => self.message = Some("nothing of that name".to_owned()),
            },
            Task::Choose { end, mut choice } => {
                choice.press(key);
                let typed = self.typed_offers(end, choice.prompt.text());
                choice.offer_typed(typed);
                self.ask(Task::Choose { end, choice });
            }
            Task::Words { side, span, of } if enter => self.words_chosen(side, span, of),
            Task::Words { side, span, of } => {
                let ends = matches!(
                    key,
                    Key::Char('l' | 'h' | 'L' | 'H') | Key::Named(NamedKey::Left | NamedKey::Right)
                );
                if !ends && (of.is_some() || way(key).is_none()) {
                    self.stray(key);
                }
                let span = self.other_words(side, span, of.is_none(), key);
                self.reveal(side, span);
                self.ask(Task::Words { side, span, of });
            }
            Task::Paragraph { side, block } if enter => self.mark_paragraph(side, block),
            Task::Paragraph { side, block } => {
                if way(key).is_none() {
                    self.stray(key);
                }
                self.other_paragraph(side, block, key);
            }
            Task::Partner { from, spot, lock } if enter => match self.count.take() {
                // Who types figures here looks for words, and has not read what enter does.
                Some(typed) => {
                    let find = self.keymap.first(Command::Search);
                    self.message = Some(format!(
                        "{typed}: {find} finds words; enter again takes this one:"
                    ));
                    self.ask(Task::Partner { from, spot, lock });
                }
                None => self.match_by_hand(from, spot, lock),
            },
            Task::Partner { from, spot, lock } => {
                return self.look_for_partner(key, from, spot, lock);
            }
        }
        Effect::Draw
    }

    /// Says that a key does nothing in the prompt that is open.
    fn stray(&mut self, key: Key) {
        let shown = key.to_string();
        let shown = crate::article::clean::line(&shown);
        self.message = Some(format!("{shown} does nothing here:"));
        self.strayed = true;
    }

    fn give_up(&mut self, task: &Task) {
        self.count = None;
        if let Task::Partner { spot, lock, .. } = task {
            self.lock = *lock;
            self.return_to(*spot);
        }
    }

    /// Begins the correction that a letter asks for.
    fn begin(&mut self, key: Key, help: bool) {
        let letter = match key {
            Key::Char(letter) if LETTERS.iter().any(|(of, ..)| *of == letter) => letter,
            _ if self.keymap.command(key) == Some(Command::Help) => {
                self.ask(Task::Menu { help: !help });
                return;
            }
            _ => {
                let shown = key.to_string();
                let shown = crate::article::clean::line(&shown);
                let tells = self.keymap.first(Command::Help);
                self.message = Some(format!(
                    "no correction has that letter, {shown}; {tells} tells more, esc closes"
                ));
                self.ask(Task::Menu { help });
                return;
            }
        };
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
                // In a claim of the article itself the panel's actor is one of several: then both are chosen.
                let source = self.current.and_then(|claim| {
                    let source = self.comparison.claims.get(claim)?.source;
                    source.actor()
                });
                let end = self.taken.or(source).map_or(End::Joined, End::Into);
                self.ask_who(end, false);
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
            _ => {}
        }
    }

    /// Renames `actor`, or asks whether it is the one who has that name already.
    fn rename(&mut self, actor: ActorId, name: &str) {
        if name.is_empty() {
            return;
        }
        let lower = name.to_lowercase();
        let mut others = self.comparison.actors.iter();
        let other = others.find(|other| {
            let mut names = other.names.iter().chain(std::iter::once(&other.name));
            other.id != actor && names.any(|name| name.to_lowercase() == lower)
        });
        let name = name.to_owned();
        match other.map(|other| other.id) {
            Some(other) => self.ask(Task::Namesake { actor, other, name }),
            None => self.rename_to(actor, name),
        }
    }

    fn rename_to(&mut self, actor: ActorId, name: String) {
        match self.named(actor) {
            Some(actor) => self.decide(Decision::Rename { actor, name }),
            None => self.message = Some(self.named_by_you(actor)),
        }
    }

    /// That an actor stands nowhere in the texts, so that only claims can be taken from it.
    fn named_by_you(&self, actor: ActorId) -> String {
        let name = super::view::actor_name(self, actor);
        let key = self.keymap.first(Command::Correct);
        format!("{name} was named by you; {key} s gives the claim another source")
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
}

/// Whether a key goes on to the next line, or back to the one before; none for other keys.
const fn way(key: Key) -> Option<bool> {
    match key {
        Key::Char('j' | ']') | Key::Named(NamedKey::Down) => Some(true),
        Key::Char('k' | '[') | Key::Named(NamedKey::Up) => Some(false),
        _ => None,
    }
}

//! The corrections: what is asked for after `e` and `E`, and the decision that the answers make.
//!
//! | what is decided | room |
//! |---|---|
//! | that a match holds or not; a note | [`judging`] |
//! | who says something, who an actor is | [`who`] |
//! | where a claim begins and ends | [`words`] |
//! | that a paragraph is boilerplate | [`paragraph`] |
//! | that two claims belong together | [`partner`] |

mod judging;
mod paragraph;
mod partner;
mod who;
mod words;

use super::bindings::Command;
use super::choice::Choice;
use super::keys::{Key, Named as NamedKey};
use super::prompt::Prompt;
use super::state::{Effect, Lock, Overlay, Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::notebook::decision::Decision;
use crate::span::Span;

/// What may follow `E`, with its words.
pub const LETTERS: &[(char, &str)] = &[
    ('m', "match by hand"),
    ('s', "source of the claim"),
    ('e', "its ends"),
    ('a', "add a claim"),
    ('d', "drop this one"),
    ('j', "join two actors"),
    ('p', "part one"),
    ('r', "rename it"),
    ('b', "boilerplate or not"),
    ('l', "list of decisions"),
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

    fn ask(&mut self, task: Task) {
        self.overlay = Overlay::Correcting(Box::new(task));
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
                self.other_paragraph(side, block, key);
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
}

/// Whether a key goes on to the next line, or back to the one before; none for other keys.
const fn way(key: Key) -> Option<bool> {
    match key {
        Key::Char('j' | ']') | Key::Named(NamedKey::Down) => Some(true),
        Key::Char('k' | '[') | Key::Named(NamedKey::Up) => Some(false),
        _ => None,
    }
}

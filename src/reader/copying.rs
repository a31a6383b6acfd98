//! Copying a claim with its source and place: the text goes to the terminal, which may keep it or not.

use super::state::{Effect, State};
use crate::article::clean;
use crate::claim::Source;
use std::fmt::Write as _;

/// Terminals take no more than about 74,000 bytes in one sequence (OSC 52), of which base 64 needs a third.
const MOST: usize = 50_000;

impl State {
    /// The current claim as it can be pasted: its words, who says them, where.
    fn citation(&self) -> Option<String> {
        let claim = self.comparison.claims.get(self.current?)?;
        let article = &self.comparison.articles[claim.article];
        let content = self.comparison.text_of(claim);
        let mut text = clean::line(&content).into_owned();
        let source = match claim.source {
            Source::Actor(actor, _) => {
                let actor = self.comparison.actors.get(actor);
                actor.map(|actor| clean::line(&actor.name).into_owned())
            }
            Source::Unnamed(span) => Some(span.map_or_else(
                || "unnamed source".to_owned(),
                |span| clean::line(span.of(&article.text)).into_owned(),
            )),
            Source::Article => None,
        };
        let _ = match source {
            Some(source) => write!(text, " ({source}, in “"),
            None => write!(text, " (“"),
        };
        text.push_str(&clean::line(&article.title));
        text.push('”');
        let paragraph = self.comparison.paragraph_of(claim);
        if paragraph > 0 {
            let _ = write!(text, ", ¶{paragraph}");
        }
        let id = clean::line(&article.id);
        if !id.is_empty() {
            let _ = write!(text, ", {id}");
        }
        text.push(')');
        Some(text)
    }

    /// Hands the current claim to the terminal.
    pub(super) fn copy(&mut self) -> Effect {
        let Some(text) = self.citation() else {
            self.message = Some("no claim here".to_owned());
            return Effect::Draw;
        };
        self.hand_over(
            text,
            "sent to your terminal, which may put it into the clipboard",
        )
    }

    /// Hands `text`, which is clean, to the terminal, and says so.
    pub(super) fn hand_over(&mut self, text: String, says: &str) -> Effect {
        if text.len() > MOST {
            self.message = Some("too long for a terminal's clipboard".to_owned());
            return Effect::Draw;
        }
        self.message = Some(says.to_owned());
        self.copied = Some(text);
        Effect::Copy
    }

    /// What was handed over last; once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }
}

//! Why two claims are a match, in a few words for the reader.

use super::Role;
use super::event::Alignment;
use super::relation::Of;
use super::terms;
use crate::actor::{Actor, ActorId};

/// How many shared words are named.
const WORDS: usize = 3;

/// The reasons for a match: who, what, and what stands against each other.
pub fn reasons(
    a: Of<'_, '_>,
    b: Of<'_, '_>,
    shared: &[(ActorId, [Role; 2])],
    actors: &[Actor],
    alignment: &Alignment,
    against: Vec<String>,
) -> Vec<String> {
    let name = |actor: &ActorId| actors.get(*actor).map_or("", |of| of.name.as_str());
    let mut reasons = Vec::new();
    let speaker = shared
        .iter()
        .find(|(_, roles)| *roles == [Role::Speaker; 2]);
    if let Some((actor, _)) = speaker {
        reasons.push(format!("same speaker: {}", name(actor)));
    } else if !shared.is_empty() {
        let names: Vec<&str> = shared
            .iter()
            .take(2)
            .map(|(actor, _)| name(actor))
            .collect();
        reasons.push(format!("both on {}", names.join(", ")));
    }
    let words: Vec<&str> = alignment
        .same
        .iter()
        .map(|(left, _)| &a.profile.words[*left])
        .filter(|word| word.is_event)
        .take(WORDS)
        .map(|word| a.parsed.lower(word.token))
        .collect();
    if !words.is_empty() {
        reasons.push(format!("both: {}", words.join(", ")));
    }
    let alike = alignment
        .alike
        .iter()
        .find(|(.., kind)| !terms::is_speech(*kind));
    if let Some((left, right, _)) = alike.filter(|_| words.len() < WORDS) {
        reasons.push(format!(
            "{} ~ {}",
            a.parsed.lower(a.profile.words[*left].token),
            b.parsed.lower(b.profile.words[*right].token)
        ));
    }
    reasons.extend(against);
    reasons
}

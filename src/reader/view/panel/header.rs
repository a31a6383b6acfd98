//! What the panel is headed by: whose dossier it is, how the current pair stands, how sure both are.

use super::super::{Looks, deciding, put};
use super::words::{self, certainty, name};
use crate::actor::ActorId;
use crate::article::clean;
use crate::claim::ClaimId;
use crate::matching::{Match, Relation, Role};
use crate::reader::index::letter;
use crate::reader::layout::PanelSize;
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// In which of the articles that are in no pane there is more of `actor`: " · more in C D".
fn further(state: &State, actor: ActorId) -> String {
    let mut words = String::new();
    for found in state.elsewhere(Some(actor), None) {
        if found.says + found.named > 0 {
            words.push_str(if words.is_empty() {
                " · more in "
            } else {
                " "
            });
            words.push(letter(found.article));
        }
    }
    words
}

/// The roles of the shared actor, where they tell something.
const fn roles(roles: [Role; 2]) -> Option<&'static str> {
    match roles {
        [Role::Speaker, Role::Speaker] => Some("same speaker"),
        [Role::Subject, Role::Subject] => Some("same subject"),
        [Role::Speaker, Role::Subject] | [Role::Subject, Role::Speaker] => {
            Some("speaker and subject")
        }
        _ => None,
    }
}

/// How the two of a match stand to each other, in words; where the claim has nothing on its event, that comes first.
fn standing(state: &State, found: &Match) -> &'static str {
    let none = state.counterparts_on_event() == 0;
    match found.relation {
        Relation::SameActor if found.actors.is_empty() && none => "no counterpart · another event",
        Relation::SameActor if found.actors.is_empty() => "another event",
        Relation::SameActor if none => "no counterpart · same actor only",
        relation => words::relation(relation),
    }
}

/// Cells of the header that are rules and blanks between what it says.
const FRAME: usize = 12;
/// Cells that a name keeps in any case.
const LEAST_NAME: usize = 10;

/// What the panel is headed by: actor and counts, relation and, if asked for, reasons, each in its style; and how sure
/// both are.
fn heading(state: &State, looks: &Looks, reasons: bool) -> (Vec<(String, Style)>, String) {
    let mut parts: Vec<(String, Style)> = Vec::new();
    let pair = state
        .pair_match()
        .map(|(_, number)| &state.comparison.matches[number]);
    // How the two stand to each other is told before anything that may be cut.
    let stands = pair.map(|found| {
        let mut words: Vec<String> = deciding::verdict(state, looks).into_iter().collect();
        words.push(standing(state, found).to_owned());
        words.join(" · ")
    });
    match state.actor() {
        Some(actor) => {
            let counts = if state.is_pair() {
                format!(
                    " · {} in {} · {} in {}{}",
                    state.dossier.counts[0],
                    state.letter(0),
                    state.dossier.counts[1],
                    state.letter(1),
                    further(state, actor)
                )
            } else {
                format!(" · {}", state.dossier.counts[0])
            };
            let room = usize::from(state.layout.panel.width)
                .saturating_sub(cells(&counts) + stands.as_ref().map_or(0, |of| cells(of)) + FRAME);
            let name = cut(&name(state, actor), room.max(LEAST_NAME));
            parts.push((format!("{name}{counts}"), looks.theme.strong));
        }
        None if state.coming.is_some() => {
            parts.push(("claims are still to come".to_owned(), looks.theme.dim));
        }
        None => parts.push(("no actor".to_owned(), looks.theme.dim)),
    }
    if let Some((found, stands)) = pair.zip(stands) {
        let style = match found.relation {
            Relation::Differs | Relation::Contradicts => looks.theme.alert,
            _ => Style::new(),
        };
        let mut words = vec![stands];
        let role = found.actors.first().and_then(|(_, both)| roles(*both));
        let reason = |role: &str| reasons && found.because.iter().any(|of| of.starts_with(role));
        words.extend(role.filter(|role| !reason(role)).map(str::to_owned));
        words.extend(
            found
                .because
                .iter()
                .filter(|_| reasons)
                .map(|reason| clean::line(reason).into_owned()),
        );
        parts.push((words.join(" · "), style));
    }
    let of = |claim: Option<ClaimId>| claim.map(|claim| certainty(&state.comparison.claims[claim]));
    let sides = if state.active == 0 {
        [of(state.current), of(state.counterpart)]
    } else {
        [of(state.counterpart), of(state.current)]
    };
    let sure = match sides {
        [Some(left), Some(right)] => format!("{left} / {right}"),
        [Some(one), None] | [None, Some(one)] => one.clone(),
        [None, None] => String::new(),
    };
    (parts, sure)
}

/// How the current pair stands and how sure both are: for a panel whose first line has no room for it.
pub fn below_header(state: &State, looks: &Looks) -> Option<(String, Style)> {
    let (parts, sure) = heading(state, looks, false);
    let (words, style) = parts.into_iter().nth(1)?;
    Some((format!("{words} · {sure}"), style))
}

/// The panel's first line: actor and counts, relation and reasons, how sure both are.
pub fn draw(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let area = state.layout.panel;
    for x in area.left()..area.right() {
        buffer[(x, area.y)]
            .set_char(looks.marks.rule)
            .set_style(looks.theme.dim);
    }
    let (mut parts, sure) = heading(state, looks, true);
    let stands = heading(state, looks, false).0;
    let stands = stands.get(1).map_or(0, |(stands, _)| cells(stands));
    // The reasons matter more than how sure both are, which the next line says too.
    let room = usize::from(area.width).saturating_sub(cells(&parts[0].0) + 10);
    let spare = room.saturating_sub(cells(&sure) + 4);
    let wanted = parts.get(1).map_or(0, |(reasons, _)| cells(reasons));
    if state.layout.size == PanelSize::Spine {
        parts.truncate(1);
    } else if !sure.is_empty() && spare >= wanted.min(24).max(stands) {
        if let Some((reasons, _)) = parts.get_mut(1) {
            *reasons = cut(reasons, spare);
        }
        parts.push((sure, Style::new()));
    }
    let mut x = area.x + 2;
    for (text, style) in parts {
        let room = area.right().saturating_sub(x + 4);
        if room < 4 {
            break;
        }
        x = put(buffer, x, area.y, " ", 1, Style::new());
        x = put(
            buffer,
            x,
            area.y,
            &cut(&text, usize::from(room)),
            room,
            style,
        );
        x = put(buffer, x, area.y, " ", 1, Style::new()) + 2;
    }
}

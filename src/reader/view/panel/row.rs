//! A claim in its column of the panel: place, what says so, content.

use super::super::{Looks, deciding, put};
use super::words::name;
use crate::article::clean;
use crate::claim::{Claim, ClaimId, Source};
use crate::reader::index::letter;
use crate::reader::layout::GUTTER;
use crate::reader::state::State;
use crate::reader::wrap::{self, cut};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Bytes of a part of a claim that are looked at: more than any row shows.
const LONGEST: usize = 4096;

/// One claim in its column: place, what says so, content.
pub struct Row {
    claim: ClaimId,
    counterpart: Option<ClaimId>,
    /// What leads the content in, with its colon.
    lead: String,
    /// Both, and the lines that they take.
    words: String,
    lines: Vec<Span>,
    /// Whether more follows than the lines hold.
    cut: bool,
}

impl Row {
    /// `claim` beside `counterpart` in `deep` lines at most.
    pub fn new(state: &State, claim: ClaimId, counterpart: Option<ClaimId>, deep: usize) -> Self {
        let (lead, content) = words(state, &state.comparison.claims[claim]);
        let lead = if lead.is_empty() {
            lead
        } else {
            format!("{lead}: ")
        };
        let words = format!("{lead}{content}");
        let before = Self::before(state)
            + if Self::is_noted(state, claim, counterpart) {
                2
            } else {
                0
            };
        // The narrower of the two columns, so that a row is as high on either side.
        let columns = state.layout.columns.map(|column| column.width);
        let width = columns[0].min(columns[1]).saturating_sub(before + 1);
        let width = usize::from(width).max(4);
        let mut lines = wrap::lines(&words, width);
        let cut = lines.len() > deep;
        lines.truncate(deep);
        if cut && deep == 1 {
            // A single line is filled to its end.
            lines = vec![Span::new(0, words.len())];
        }
        Self {
            claim,
            counterpart,
            lead,
            words,
            lines,
            cut,
        }
    }

    /// The cells before the words: gutter, letter where the columns do not tell the article, place.
    fn before(state: &State) -> u16 {
        GUTTER + 4 + if state.layout.beside { 0 } else { 2 }
    }

    /// Whether both a verdict and a note are marked, so that the note needs cells of its own.
    fn is_noted(state: &State, claim: ClaimId, counterpart: Option<ClaimId>) -> bool {
        let (verdict, noted) = state.decided.pair_marks(claim, counterpart);
        verdict.is_some() && noted
    }

    /// The lines that it takes.
    pub fn height(&self) -> u16 {
        self.lines.len().max(1) as u16
    }

    /// Draws it at the top of `area`; `current` is its side where it is one of the current pair.
    pub fn draw(
        &self,
        state: &State,
        current: Option<usize>,
        looks: &Looks,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let (x, y) = (area.x, area.y);
        let of = &state.comparison.claims[self.claim];
        if let Some(side) = current {
            let mark = if side == state.active {
                looks.marks.current
            } else {
                looks.marks.counterpart
            };
            for y in y..area.bottom().min(y + self.height()) {
                buffer[(x, y)].set_char(mark).set_style(looks.theme.mark);
            }
        }
        // A verdict has the place before the claim; a note gives way to it.
        let [verdict, note] = deciding::pair_marks(state, self.claim, self.counterpart, looks);
        if let Some((mark, style)) = verdict.or(note) {
            buffer[(x + 1, y)].set_char(mark).set_style(style);
        }
        let end = area.right().saturating_sub(1);
        let room = |at: u16| end.saturating_sub(at);
        let mut at = x + GUTTER;
        if !state.layout.beside {
            let letter = format!("{} ", letter(of.article));
            at = put(buffer, at, y, &letter, room(at), looks.theme.strong);
        }
        let place = format!("{:<4}", paragraph(state, of) + " ");
        at = put(buffer, at, y, &place, room(at), looks.theme.dim);
        if let (Some(_), Some((mark, style))) = (verdict, note) {
            at = put(buffer, at, y, &format!("{mark} "), room(at), style);
        }
        let style = if current.is_some() {
            looks.theme.strong
        } else {
            Style::new()
        };
        for (number, (line, y)) in self.lines.iter().zip(y..area.bottom()).enumerate() {
            let last = number + 1 == self.lines.len();
            let lead = self.lead.len().clamp(line.start, line.end);
            let (lead, rest) = (&self.words[line.start..lead], &self.words[lead..line.end]);
            let lead = cut(lead, usize::from(room(at)));
            let x = put(buffer, at, y, &lead, room(at), looks.theme.cue).min(end);
            let more = if last && self.cut && self.lines.len() > 1 {
                " …"
            } else {
                ""
            };
            let rest = cut(&format!("{rest}{more}"), usize::from(room(x)));
            put(buffer, x, y, &rest, room(x), style);
        }
    }
}

/// Where a claim stands, in a word.
fn paragraph(state: &State, claim: &Claim) -> String {
    match state.comparison.paragraph_of(claim) {
        0 => "¶-".to_owned(),
        number => format!("¶{number}"),
    }
}

/// What leads a claim in, and the claim: for the actor whose dossier this is the cue, else who says it.
fn words(state: &State, claim: &Claim) -> (String, String) {
    let text = &state.comparison.articles[claim.article].text;
    let content = claim
        .content
        .iter()
        .filter_map(|span| text.get(span.range()))
        .map(|part| clean::line(&part[..part.floor_char_boundary(LONGEST)]).into_owned())
        .collect::<Vec<_>>()
        .join(" … ");
    let owner = state.actor();
    let lead = match claim.source {
        Source::Actor(actor, _) if Some(actor) == owner => {
            let direct = content.starts_with(['“', '"', '‘', '«', '„']);
            claim
                .cue
                .filter(|_| !direct)
                .and_then(|cue| text.get(cue.range()))
                .map_or_else(String::new, |cue| clean::line(cue).into_owned())
        }
        Source::Actor(actor, _) => name(state, actor),
        Source::Unnamed(Some(span)) => text
            .get(span.range())
            .map_or_else(String::new, |words| clean::line(words).into_owned()),
        Source::Unnamed(None) => "unnamed".to_owned(),
        Source::Article => String::new(),
    };
    (lead, content)
}

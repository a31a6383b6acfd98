//! The current pair in full: both statements with what differs, how each is given, and why they belong together.

use super::panel::{because, certainty, name, relation};
use super::{Looks, deciding, put_one};
use crate::article::clean;
use crate::claim::{ClaimId, Mode};
use crate::reader::differing::{self, Mark, Statement};
use crate::reader::index::letter;
use crate::reader::layout::{GUTTER, PanelSize};
use crate::reader::state::State;
use crate::reader::wrap::{self, cut};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of a line and its style.
type Piece = (String, Style);

/// A line of the pair: one for each column, or one over both.
enum Line {
    Columns([Option<Vec<Piece>>; 2], bool),
    Wide(Vec<Piece>),
}

/// How many lines the pair takes below the panel's header.
pub fn height(state: &State) -> usize {
    lines(state, &Looks::default()).len()
}

/// Draws the pair below the panel's header; returns the row after it.
pub fn draw(state: &State, looks: &Looks, buffer: &mut Buffer) -> u16 {
    let area = state.layout.panel;
    let mut y = area.y + 1;
    for line in lines(state, looks) {
        if y >= area.bottom() {
            break;
        }
        match line {
            Line::Columns(columns, says) => {
                for (side, pieces) in columns.into_iter().enumerate() {
                    let pane = state.layout.columns[side];
                    let Some(pieces) = pieces else { continue };
                    if says {
                        let mark = if side == state.active {
                            looks.marks.current
                        } else {
                            looks.marks.counterpart
                        };
                        buffer[(pane.x, y)]
                            .set_char(mark)
                            .set_style(looks.theme.mark);
                    }
                    write(&pieces, pane.x + GUTTER, y, pane.right(), buffer);
                }
                if let Some(column) = state.layout.separator.filter(|_| state.layout.beside) {
                    buffer[(column, y)]
                        .set_char(looks.marks.separator)
                        .set_style(looks.theme.dim);
                }
            }
            Line::Wide(pieces) => write(&pieces, area.x + GUTTER, y, area.right(), buffer),
        }
        y += 1;
    }
    y
}

fn write(pieces: &[Piece], mut x: u16, y: u16, end: u16, buffer: &mut Buffer) {
    for (text, style) in pieces {
        for grapheme in text.graphemes(true) {
            match put_one(buffer, x, y, grapheme, end, *style) {
                Some(next) => x = next,
                None => return,
            }
        }
    }
}

/// The lines. In the small panel only why the sources are who they are.
fn lines(state: &State, looks: &Looks) -> Vec<Line> {
    let area = state.layout.panel;
    let below = usize::from(area.height).saturating_sub(1);
    let sides = {
        let mut sides = [state.current, state.counterpart];
        if state.active == 1 {
            sides.swap(0, 1);
        }
        sides
    };
    let two = state.layout.beside;
    let width = |side: usize| {
        let pane = state.layout.columns[side].width;
        usize::from(pane.saturating_sub(GUTTER + 1)).max(1)
    };
    let dim = |text: String| vec![(text, looks.theme.dim)];
    let source = |side: usize| {
        let claim = sides[side]?;
        let why = because(state, claim, width(side));
        let note = deciding::note(state, claim, looks);
        Some(dim(match note {
            Some(note) => cut(&format!("{note} · {why}"), width(side)),
            None => why,
        }))
    };
    if state.layout.size == PanelSize::Small || below < 5 {
        if two {
            return vec![Line::Columns([source(0), source(1)], false)];
        }
        let mut one = [None, None];
        one[state.active] = source(state.active);
        return vec![Line::Columns(one, false)];
    }
    let found = state
        .pair_match()
        .map(|(_, number)| &state.comparison.matches[number]);
    let statements =
        differing::statements(&state.comparison, sides, found.map(|found| found.relation));
    let given = |side: usize| sides[side].map(|claim| dim(cut(&given(state, claim), width(side))));
    let reasons: Vec<String> = found
        .iter()
        .flat_map(|found| &found.because)
        .map(|reason| clean::line(reason).into_owned())
        .collect();
    let mut why: Vec<Line> = Vec::new();
    if !reasons.is_empty() {
        let words = format!("because {}", reasons.join(" · "));
        let room = usize::from(area.width.saturating_sub(2 * GUTTER)).max(1);
        let most = if state.layout.size == PanelSize::Whole {
            4
        } else {
            1
        };
        for (row, line) in wrap::lines(&words, room).iter().take(most).enumerate() {
            let line = line.of(&words);
            why.push(Line::Wide(match line.strip_prefix("because ") {
                Some(rest) if row == 0 => vec![
                    ("because ".to_owned(), looks.theme.dim),
                    (rest.to_owned(), Style::new()),
                ],
                _ => vec![(line.to_owned(), Style::new())],
            }));
        }
    }
    why.extend(again(state, looks));
    why.extend(elsewhere(state, looks));
    // Half of a big panel is left to the matters, and a few rows of a whole one.
    let room = match state.layout.size {
        PanelSize::Whole => below.saturating_sub(why.len() + 6),
        _ => (below / 2).max(below.saturating_sub(8)),
    };
    let blocks = statements.map(|statement| statement.map(|statement| (statement, looks)));
    let mut all: Vec<Line> = Vec::new();
    if two {
        all.push(Line::Columns([source(0), source(1)], false));
        all.push(Line::Columns([given(0), given(1)], false));
        let columns = [0, 1].map(|side| {
            blocks[side]
                .as_ref()
                .map_or_else(Vec::new, |(of, looks)| wrapped(of, width(side), looks))
        });
        let rows = columns[0].len().max(columns[1].len());
        let most = room.saturating_sub(2 + why.len()).max(1);
        for row in 0..rows.min(most) {
            let cell = |side: usize| {
                let mut pieces = columns[side].get(row).cloned()?;
                if row + 1 == most && columns[side].len() > most {
                    pieces.push((" …".to_owned(), looks.theme.dim));
                }
                Some(pieces)
            };
            all.push(Line::Columns([cell(0), cell(1)], true));
        }
    } else {
        let most = (room.saturating_sub(4 + why.len()) / 2).max(1);
        for side in 0..2 {
            let Some((of, looks)) = &blocks[side] else {
                continue;
            };
            let only = |pieces: Vec<Piece>| {
                let mut one = [None, None];
                one[side] = Some(pieces);
                one
            };
            let mut lead = vec![(
                format!("{} ", letter(state.shown[side])),
                looks.theme.strong,
            )];
            lead.extend(source(side).unwrap_or_default());
            all.push(Line::Columns(only(lead), false));
            all.extend(given(side).map(|given| Line::Columns(only(given), false)));
            let rows = wrapped(of, width(side), looks);
            let shown = rows.into_iter().take(most);
            all.extend(shown.map(|row| Line::Columns(only(row), true)));
        }
    }
    all.extend(why);
    all.push(Line::Columns([None, None], false));
    all.truncate(below.saturating_sub(1));
    all
}

/// What the article of the current claim has on its matter besides: said again, or by another source, otherwise.
fn again(state: &State, looks: &Looks) -> Option<Line> {
    let current = state.current?;
    let comparison = &state.comparison;
    let others: Vec<String> = comparison
        .repeats
        .iter()
        .filter(|repeat| repeat.a == current || repeat.b == current)
        .map(|repeat| {
            let claim = &comparison.claims[repeat.a + repeat.b - current];
            let who = claim.source.actor().map_or_else(
                || "the article itself".to_owned(),
                |actor| name(state, actor),
            );
            let place = comparison.paragraph_of(claim);
            format!("¶{place} {who} ({})", relation(repeat.relation))
        })
        .collect();
    (!others.is_empty()).then(|| {
        let room = usize::from(state.layout.panel.width.saturating_sub(2 * GUTTER)).max(1);
        let rest = cut(&others.join(" · "), room.saturating_sub(20));
        let article = comparison.claims[current].article;
        Line::Wide(vec![
            (
                format!("{} has this too: ", letter(article)),
                looks.theme.dim,
            ),
            (rest, Style::new()),
        ])
    })
}

/// What the articles in no pane have on the matter of the current claim, and how many claims are by its actor, else on it.
fn elsewhere(state: &State, looks: &Looks) -> Option<Line> {
    let actor = state.actor();
    let found = state.elsewhere(actor, state.current);
    let who = actor.map(|actor| name(state, actor));
    let words: Vec<String> = found
        .iter()
        .filter(|found| found.matches + found.says + found.named > 0)
        .map(|found| {
            let matter = (found.matches > 0).then(|| format!("{} on this", found.matches));
            let who = who.as_deref().unwrap_or_default();
            let actor = match (found.says, found.named) {
                (0, 0) => None,
                (0, named) => Some(format!("{named} on {who}")),
                (says, _) => Some(format!("{says} by {who}")),
            };
            let counts: Vec<String> = matter.into_iter().chain(actor).collect();
            format!("in {} {}", letter(found.article), counts.join(", "))
        })
        .collect();
    (!words.is_empty()).then(|| {
        let room = usize::from(state.layout.panel.width.saturating_sub(2 * GUTTER)).max(1);
        let rest = cut(&words.join(" · "), room.saturating_sub(10));
        Line::Wide(vec![
            ("elsewhere ".to_owned(), looks.theme.dim),
            (rest, Style::new()),
        ])
    })
}

/// How a claim is given: its place, cue, mode, how sure the source is, and what it gives in figures.
fn given(state: &State, claim: ClaimId) -> String {
    let of = &state.comparison.claims[claim];
    let text = &state.comparison.articles[of.article].text;
    let place = match state.comparison.paragraph_of(of) {
        0 => String::new(),
        number => format!("¶{number} · "),
    };
    let cue = of.cue.map_or_else(String::new, |cue| {
        format!("“{}” · ", clean::line(cue.of(text)))
    });
    let mode = mode(of.mode);
    let about: Vec<String> = of
        .about
        .iter()
        .filter(|actor| of.source.actor() != Some(**actor))
        .take(3)
        .map(|actor| name(state, *actor))
        .collect();
    let about = if about.is_empty() {
        String::new()
    } else {
        format!(" · on {}", about.join(", "))
    };
    format!("{place}{cue}{mode} · {}{about}", certainty(of))
}

/// How a claim is given, in words.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Indirect => "indirect",
        Mode::Mixed => "partly quoted",
        Mode::Narration => "narration",
    }
}

/// A statement in lines of `width` cells, what differs in its style.
fn wrapped(statement: &Statement, width: usize, looks: &Looks) -> Vec<Vec<Piece>> {
    let style = |mark: Mark| match mark {
        Mark::Weighty => looks.theme.alert,
        Mark::Other => looks.theme.content,
    };
    let mut rows = Vec::new();
    let mut next = 0;
    for line in wrap::lines(&statement.text, width) {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = line.start;
        while let Some((span, _)) = statement.marks.get(next) {
            if span.end > line.start {
                break;
            }
            next += 1;
        }
        for (span, mark) in &statement.marks[next..] {
            if span.start >= line.end {
                break;
            }
            let span = Span::new(span.start.max(line.start), span.end.min(line.end));
            pieces.push((statement.text[at..span.start].to_owned(), Style::new()));
            pieces.push((span.of(&statement.text).to_owned(), style(*mark)));
            at = span.end;
        }
        pieces.push((statement.text[at..line.end].to_owned(), Style::new()));
        rows.push(pieces);
    }
    rows
}

//! An article's text: its lines, the gutter, and what is marked in them.

use super::{Looks, deciding, put_one};
use crate::article::BlockKind;
use crate::claim::ClaimId;
use crate::reader::layout::GUTTER;
use crate::reader::sheet::Place;
use crate::reader::state::State;
use crate::reader::wrap::Wrapped;
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Stretches of the article with the style that lies on them; later ones lie on top.
type Painted = Vec<(Span, Style)>;

/// Draws pane `side`.
pub fn draw(state: &State, side: usize, looks: &Looks, buffer: &mut Buffer) {
    let area = state.layout.panes[side];
    let Some(article) = state.article(side) else {
        return;
    };
    let sheet = &state.sheets[side];
    let last = sheet.last(article);
    let mut place = state.tops[side];
    let mut painted = Painted::new();
    let pair = [state.current, state.counterpart];
    let (mine, mark) = if side == state.active {
        (pair[0], looks.marks.current)
    } else {
        (pair[1], looks.marks.counterpart)
    };
    if let Some(claim) = mine {
        paint_claim(state, claim, looks, &mut painted);
    }
    paint_hits(state, side, looks, &mut painted);
    let link = state.at_link;
    let link = link.filter(|(article, _)| *article == state.shown[side]);
    painted.extend(link.map(|(_, words)| (words, looks.theme.hit_here)));
    // Words that are being chosen have the mark, so that they are told without colours too.
    let chosen = state.chosen_words(side);
    let mark = chosen.map_or(mark, |_| looks.marks.current);
    let content = match (&chosen, mine) {
        (Some(chosen), _) => std::slice::from_ref(chosen),
        (None, Some(claim)) => &state.comparison.claims[claim].content,
        (None, None) => &[],
    };
    painted.extend(chosen.map(|span| (span, looks.theme.hit)));
    for y in area.top()..area.bottom() {
        let lines = sheet.lines(article, place.part);
        if let Some(block) = sheet.block(article, place.part)
            && place.row < lines.lines.len()
        {
            let folds = sheet.folds(block);
            let base = match block.kind {
                BlockKind::Title | BlockKind::Heading => looks.theme.title,
                BlockKind::Byline | BlockKind::Caption | BlockKind::Boilerplate => looks.theme.dim,
                BlockKind::Body | BlockKind::Quotation | BlockKind::List => Style::new(),
            };
            gutter(
                state,
                side,
                place,
                &lines,
                (mark, content),
                looks,
                (area.x, y),
                buffer,
            );
            let mut x = area.x + GUTTER;
            if folds {
                buffer[(x, y)].set_char(looks.marks.folded).set_style(base);
                x += 2;
            }
            line(
                &lines,
                place.row,
                base,
                &painted,
                (x, y),
                area.right(),
                buffer,
            );
            if folds && lines.line(0).len() < block.span.len() {
                let end =
                    (x + super::super::wrap::cells(lines.line(0)) as u16).min(area.right() - 1);
                buffer[(end, y)].set_char('…').set_style(base);
            }
        }
        if place == last {
            break;
        }
        place = sheet.down(article, place, 1);
    }
}

fn paint_claim(state: &State, claim: ClaimId, looks: &Looks, painted: &mut Painted) {
    let claim = &state.comparison.claims[claim];
    painted.extend(
        claim
            .content
            .iter()
            .map(|span| (*span, looks.theme.content)),
    );
    painted.extend(claim.source.span().map(|span| (span, looks.theme.source)));
    painted.extend(claim.cue.map(|span| (span, looks.theme.cue)));
}

fn paint_hits(state: &State, side: usize, looks: &Looks, painted: &mut Painted) {
    let (Some(search), Some(article)) = (&state.search, state.article(side)) else {
        return;
    };
    let sheet = &state.sheets[side];
    let below = sheet.down(article, state.tops[side], state.layout.text_rows());
    let end = sheet.lines(article, below.part).end();
    let window = Span::new(sheet.offset_of(article, state.tops[side]), end);
    let hits = search.hits_in(side, window);
    painted.extend(hits.iter().map(|hit| (*hit, looks.theme.hit)));
    if let Some((at, number)) = search.at
        && let Some(hit) = search.hits[side].get(number).filter(|_| at == side)
    {
        painted.push((*hit, looks.theme.hit_here));
    }
}

/// The mark before a line: the current claim or its counterpart, else that a claim begins here.
#[allow(clippy::too_many_arguments)]
fn gutter(
    state: &State,
    side: usize,
    place: Place,
    lines: &Wrapped,
    (mark, content): (char, &[Span]),
    looks: &Looks,
    (x, y): (u16, u16),
    buffer: &mut Buffer,
) {
    let start = lines.offset_of(place.row);
    let end = if place.row + 1 < lines.lines.len() {
        lines.offset_of(place.row + 1)
    } else {
        lines.end()
    };
    let starting = state
        .index
        .starting_in(state.shown[side], Span::new(start, end));
    let decided = starting
        .iter()
        .find_map(|(_, claim)| deciding::mark(state, *claim, looks));
    if let Some((mark, style)) = decided {
        buffer[(x + 1, y)].set_char(mark).set_style(style);
    }
    let cell = &mut buffer[(x, y)];
    if content
        .iter()
        .any(|span| !lines.within(place.row, *span).is_empty())
    {
        cell.set_char(mark).set_style(looks.theme.mark);
        return;
    }
    let counting = || starting.iter().filter(|(_, claim)| state.passes(*claim));
    if counting().next().is_none() {
        return;
    }
    let other = state.shown[1 - side];
    let matched = state.is_pair()
        && counting().any(|(_, claim)| state.index.is_matched(&state.comparison, *claim, other));
    if matched {
        cell.set_char(looks.marks.matched);
    } else {
        cell.set_char(looks.marks.claim).set_style(looks.theme.dim);
    }
}

/// One line of text with the styles that lie on it.
fn line(
    lines: &Wrapped,
    row: usize,
    base: Style,
    painted: &Painted,
    (x, y): (u16, u16),
    end: u16,
    buffer: &mut Buffer,
) {
    let here: Vec<(Span, Style)> = painted
        .iter()
        .map(|(span, style)| (lines.within(row, *span), *style))
        .filter(|(span, _)| !span.is_empty())
        .collect();
    let mut at = x;
    for (offset, grapheme) in lines.line(row).grapheme_indices(true) {
        let style = here
            .iter()
            .filter(|(span, _)| span.holds(offset))
            .fold(base, |style, (_, over)| style.patch(*over));
        at = match put_one(buffer, at, y, grapheme, end, style) {
            Some(next) => next,
            None => break,
        };
    }
}

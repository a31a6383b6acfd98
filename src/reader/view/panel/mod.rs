//! The panel: whose dossier this is, why the source is who it is, and a row a matter under its articles.
//!
//! | question | room |
//! |---|---|
//! | what is the panel headed by | `header` |
//! | how is a claim put into a row | `row` |
//! | how are sources, certainty and relations put into words | `words` |

mod header;
mod row;
mod words;

use super::{Looks, pair};
use crate::reader::dossier::Matter;
use crate::reader::layout::PanelSize;
use crate::reader::state::State;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use row::Row;

pub use header::below_header;
pub use words::{because, certainty, name, relation};

/// The lines that a claim takes at most in a high panel.
const DEEPEST: usize = 4;

/// Draws the panel.
pub fn draw(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let area = state.layout.panel;
    if area.height == 0 {
        return;
    }
    header::draw(state, looks, buffer);
    let two = state.layout.beside;
    let from = pair::draw(state, looks, buffer);
    let mut y = from;
    let matters = state.panel_matters();
    let depths = depths(state, &matters);
    'rows: for ((matter, marked), deep) in matters.into_iter().zip(depths) {
        let mut height = 0;
        for (side, of_pair) in marked.into_iter().enumerate() {
            let pane = state.layout.columns[side];
            let Some(claim) = matter.claims[side] else {
                continue;
            };
            if y >= area.bottom() {
                break 'rows;
            }
            let row = Row::new(state, claim, matter.claims[1 - side], deep);
            let at = Rect::new(pane.x, y, pane.width, area.bottom() - y);
            row.draw(state, of_pair.then_some(side), looks, at, buffer);
            if two {
                height = height.max(row.height());
            } else {
                y += row.height();
            }
        }
        y += height;
    }
    if let Some(column) = state.layout.separator.filter(|_| two) {
        for row in from..area.bottom() {
            buffer[(column, row)]
                .set_char(looks.marks.separator)
                .set_style(looks.theme.dim);
        }
    }
}

/// By matter the lines that it may take at most: more than one only in a high panel, as far as it has lines left over,
/// the matters around the current one first; that one is told in full above them.
fn depths(state: &State, matters: &[(Matter, [bool; 2])]) -> Vec<usize> {
    let mut depths = vec![1; matters.len()];
    if !matches!(state.layout.size, PanelSize::Whole | PanelSize::Spine) {
        return depths;
    }
    let taken = 1 + pair::height(state);
    let room = usize::from(state.layout.panel.height).saturating_sub(taken);
    let height = |at: usize, deep: usize| lines(state, &matters[at].0, deep).iter().sum::<usize>();
    let used: usize = (0..matters.len()).map(|at| height(at, 1)).sum();
    let mut spare = room.saturating_sub(used);
    let current = matters
        .iter()
        .position(|(_, of_pair)| *of_pair != [false; 2]);
    let mut nearest: Vec<usize> = (0..matters.len()).collect();
    nearest.sort_by_key(|at| (Some(*at) == current, at.abs_diff(current.unwrap_or(0))));
    for deep in 2..=DEEPEST {
        for at in &nearest {
            let more = height(*at, deep) - height(*at, depths[*at]);
            if more <= spare {
                spare -= more;
                depths[*at] = deep;
            }
        }
    }
    depths
}

/// The lines that each claim of a matter takes, where a claim takes `deep` at most; where they stand beside each other those
/// of the longer one are counted once, for the left.
fn lines(state: &State, matter: &Matter, deep: usize) -> [usize; 2] {
    let lines = |side: usize| {
        matter.claims[side].map_or(0, |claim| {
            usize::from(Row::new(state, claim, matter.claims[1 - side], deep).height())
        })
    };
    let both = [lines(0), lines(1)];
    if state.layout.beside {
        [both[0].max(both[1]), 0]
    } else {
        both
    }
}

/// The matter in line `line` below the pair, and where they stand one below the other the side.
pub fn matter_at(state: &State, line: usize) -> Option<(Matter, Option<usize>)> {
    let matters = state.panel_matters();
    let depths = depths(state, &matters);
    let mut below = line;
    for ((matter, _), deep) in matters.iter().zip(depths) {
        for (side, height) in lines(state, matter, deep).into_iter().enumerate() {
            if below < height {
                return Some((*matter, (!state.layout.beside).then_some(side)));
            }
            below -= height;
        }
    }
    None
}

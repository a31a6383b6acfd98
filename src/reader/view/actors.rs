//! The choice of an actor: what each says and where each is named, over the lower half of the screen.

use super::overlay::heading;
use super::{Looks, panel, put, wipe};
use crate::actor::Actor;
use crate::article::clean;
use crate::reader::bindings::Command;
use crate::reader::changing::Elsewhere;
use crate::reader::index::letter;
use crate::reader::picker::{Entry, Picker};
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The lower half of the screen, or more where the panel is higher.
fn actors_area(state: &State) -> Rect {
    let screen = state.layout.screen;
    let height = (screen.height / 2)
        .max(6)
        .max(state.layout.panel.height + 1);
    Rect::new(0, screen.height - height, screen.width, height)
}

/// The place in the list of the actor in row `y` of the screen.
pub fn actor_at(state: &State, picker: &Picker, y: u16) -> Option<usize> {
    let area = actors_area(state);
    let rows = usize::from(area.height).saturating_sub(3);
    let row = usize::from(y.checked_sub(area.y + 2)?);
    let top = picker.selected.saturating_sub(rows.saturating_sub(1));
    (row < rows && top + row < picker.entries().len()).then_some(top + row)
}

/// The list of actors over the lower half of the screen, with the line that is typed below.
pub fn actors(state: &State, picker: &Picker, looks: &Looks, buffer: &mut Buffer) {
    let screen = state.layout.screen;
    let area = actors_area(state);
    wipe(buffer, area);
    let count = picker.entries().len();
    let title = format!("{count} actor{}", if count == 1 { "" } else { "s" });
    heading(
        area,
        &title,
        "type to narrow · enter takes · esc closes",
        looks,
        buffer,
    );
    let rows = usize::from(area.height).saturating_sub(3);
    // As wide as the names need, so that the numbers stand near them.
    let wide = |entry: &Entry| {
        let actor = &state.comparison.actors[entry.actor];
        cells(&actor.name) + cells(&beside(state, entry)) + 6
    };
    let wanted = picker.entries().map(wide).max().unwrap_or_default() as u16;
    let column = screen
        .width
        .saturating_sub(if state.is_pair() {
            2 * COUNTS + 2
        } else {
            COUNTS + 2
        })
        .min(wanted.max(LEAST))
        .clamp(12, NAMES);
    let counts = |side: usize| column + GAP + side as u16 * COUNTS;
    let sides = if state.is_pair() { 2 } else { 1 };
    for side in 0..sides {
        let head = format!("{:<2}says named", state.letter(side));
        let room = screen.width.saturating_sub(counts(side) + 1);
        put(
            buffer,
            counts(side),
            area.y + 1,
            &head,
            room,
            looks.theme.dim,
        );
    }
    let top = picker.selected.saturating_sub(rows.saturating_sub(1));
    for (row, entry) in picker.entries().enumerate().skip(top).take(rows) {
        let y = area.y + 2 + (row - top) as u16;
        let chosen = row == picker.selected;
        if chosen {
            buffer[(0, y)]
                .set_char(looks.marks.current)
                .set_style(looks.theme.mark);
        }
        let style = if chosen {
            looks.theme.strong
        } else {
            Style::new()
        };
        let room = column.saturating_sub(2);
        let x = put(
            buffer,
            2,
            y,
            &cut(&panel::name(state, entry.actor), usize::from(room)),
            room,
            style,
        );
        let room = column.saturating_sub(x + 2);
        if room > 6 {
            put(
                buffer,
                x + 2,
                y,
                &cut(&beside(state, entry), usize::from(room)),
                room,
                looks.theme.dim,
            );
        }
        for side in 0..sides {
            let numbers = format!(
                "{:>6}{:>6}",
                zero(entry.says[side]),
                zero(entry.spoken_of[side])
            );
            put(
                buffer,
                counts(side),
                y,
                &numbers,
                screen.width.saturating_sub(counts(side) + 1),
                style,
            );
        }
    }
    let y = area.bottom() - 1;
    let (before, after) = picker.prompt.halves();
    let mut rest = after.chars();
    let under = rest.next().map_or(' ', |character| character);
    let mut x = put(
        buffer,
        0,
        y,
        &format!(" {} ", state.keymap.first(Command::Actors)),
        screen.width,
        looks.theme.key,
    );
    let mut write = |text: &str, style: Style| {
        let room = screen.width.saturating_sub(x);
        x = put(buffer, x, y, &cut(text, usize::from(room)), room, style);
    };
    write(&clean::line(before), Style::new());
    write(&clean::line(&under.to_string()), looks.theme.cursor);
    write(&clean::line(rest.as_str()), Style::new());
}

/// What is said of an actor beside its name: where else it speaks, whose name is nearly the same, its role.
fn beside(state: &State, entry: &Entry) -> String {
    let actor = &state.comparison.actors[entry.actor];
    let similar = entry
        .similar
        .map(|other| format!("similar: {}", panel::name(state, other)));
    let words: Vec<String> = elsewhere(&entry.elsewhere)
        .into_iter()
        .chain(similar)
        .chain([role(actor).to_owned()])
        .collect();
    clean::line(&words.join(" · ")).into_owned()
}

/// The first role of an actor that is not its name once more, else what kind it is.
fn role(actor: &Actor) -> &str {
    let mut roles = actor.roles.iter().map(String::as_str);
    let plain = |words: &str| words.to_lowercase().trim_start_matches("the ").to_owned();
    roles
        .find(|role| plain(role) != plain(&actor.name))
        .unwrap_or(actor.kind.word())
}

/// In which of the articles that are in no pane an actor speaks, and how often: "says 3 in C, 1 in D".
fn elsewhere(found: &[Elsewhere]) -> Option<String> {
    let speaks: Vec<String> = found
        .iter()
        .filter(|found| found.says > 0)
        .map(|found| format!("{} in {}", found.says, letter(found.article)))
        .collect();
    (!speaks.is_empty()).then(|| format!("says {}", speaks.join(", ")))
}

/// Cells that a name and what is said of it take at most, and the numbers of one article.
const NAMES: u16 = 90;
const LEAST: u16 = 36;
const COUNTS: u16 = 13;

/// Cells between the names and the numbers.
const GAP: u16 = 1;

/// A count, or a dot for none: what is there stands out.
fn zero(count: usize) -> String {
    if count == 0 {
        "·".to_owned()
    } else {
        count.to_string()
    }
}

//! The first line, which names the articles, and the last, which says where one is and what may be done now.

use super::{Looks, deciding, put, wipe};
use crate::article::{Article, clean};
use crate::reader::arriving;
use crate::reader::bindings::{self, Command};
use crate::reader::index::letter;
use crate::reader::layout::Room;
use crate::reader::state::{Lock, Overlay, State};
use crate::reader::wrap::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::fmt::Write as _;

/// Narrower panes name one of many articles without the number of its claims: the title needs the room.
const ROOMY: u16 = 48;

/// Letter, title and number of claims over each pane.
pub fn header(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let sides: &[usize] = match state.layout.room {
        Room::Two => &[0, 1],
        _ if state.active == 1 => &[1],
        _ => &[0],
    };
    for side in sides {
        let pane = state.layout.panes[*side];
        let Some(article) = state.article(*side) else {
            continue;
        };
        let style = if *side == state.active {
            looks.theme.here
        } else {
            looks.theme.strong
        };
        let mut x = put(
            buffer,
            pane.x,
            0,
            &format!(" {} ", state.letter(*side)),
            pane.width,
            style,
        ) + 1;
        let count = state.index.count(state.shown[*side]);
        let mut count = match (state.coming, count) {
            (Some(_), _) => String::new(),
            (None, 1) => "1 claim".to_owned(),
            (None, count) => format!("{count} claims"),
        };
        if state.has_more() {
            let all = state.comparison.articles.len();
            let which = format!("{} of {all}", state.shown[*side] + 1);
            count = if pane.width < ROOMY || count.is_empty() {
                which
            } else {
                format!("{which} · {count}")
            };
        }
        let end = pane.right().saturating_sub(1);
        let place = end.saturating_sub(cells(&count) as u16);
        let title = cut(
            &clean::line(&article.title),
            usize::from(place.saturating_sub(x + 2)),
        );
        x = put(buffer, x, 0, &title, place.saturating_sub(x), Style::new());
        if place > x {
            put(buffer, place, 0, &count, end - place, looks.theme.dim);
        }
    }
    if let Some(column) = state.layout.separator {
        buffer[(column, 0)]
            .set_char(looks.marks.separator)
            .set_style(looks.theme.dim);
    }
}

/// Where one is, and the keys that matter now; or what the last key led to; or the search that is typed.
pub fn last_line(state: &State, looks: &Looks, buffer: &mut Buffer) {
    if let Overlay::Correcting(task) = &state.overlay {
        deciding::last_line(state, task, looks, buffer);
        return;
    }
    let area = state.layout.status;
    let end = area.right();
    let mut x = area.x;
    let mut write = |x: &mut u16, text: &str, style: Style| {
        let room = end.saturating_sub(*x);
        *x = put(
            buffer,
            *x,
            area.y,
            &cut(text, usize::from(room)),
            room,
            style,
        );
    };
    if let (Overlay::Search, Some(search)) = (&state.overlay, &state.search) {
        let (before, after) = search.prompt.halves();
        let mut rest = after.chars();
        let under = rest.next().map_or(" ".to_owned(), |character| {
            clean::line(&character.to_string()).into_owned()
        });
        write(&mut x, " /", looks.theme.key);
        write(&mut x, &clean::line(before), Style::new());
        write(&mut x, &under, looks.theme.cursor);
        write(&mut x, &clean::line(rest.as_str()), Style::new());
        write(&mut x, &format!("  {}", found(state)), looks.theme.dim);
        write(
            &mut x,
            " · ↓ ↑ hits · enter keep · esc back",
            looks.theme.dim,
        );
        return;
    }
    if let Overlay::Prefix(prefix) = &state.overlay {
        let key = state.keymap.first(prefix.command());
        following(&key, &state.following(*prefix), area, looks, buffer);
        return;
    }
    if let Overlay::Hints(hints) = &state.overlay {
        let key = state.keymap.first(Command::Hints);
        write(
            &mut x,
            &format!(" {key} {}", hints.typed),
            looks.theme.strong,
        );
        if let Some(message) = &state.message {
            write(&mut x, &format!(" · {message}"), looks.theme.strong);
        }
        write(
            &mut x,
            " · type the letters of a claim · esc closes",
            looks.theme.dim,
        );
        return;
    }
    let place = match state.current {
        Some(claim) => format!(
            " {}{}",
            letter(state.comparison.claims[claim].article),
            state.index.rank(claim) + 1
        ),
        None => format!(" {}", state.letter(state.active)),
    };
    write(&mut x, &format!("{place:<5} "), looks.theme.strong);
    if let Some(count) = state.count {
        write(&mut x, &format!("{count} "), looks.theme.key);
    }
    if !state.filter.is_empty() {
        let words = format!("filter: {} · ", state.filter_words());
        write(&mut x, &words, looks.theme.strong);
    }
    let other = state.letter(1 - state.active);
    let lock = match state.lock {
        _ if !state.is_pair() => None,
        Lock::Follow => None,
        Lock::Offset => Some(format!(" · {other} keeps step")),
        Lock::Free => Some(format!(" · {other} stays")),
    };
    if let Some(progress) = state.behind {
        let words = format!("correcting: {} · ", arriving::words(progress));
        write(&mut x, &words, looks.theme.strong);
    }
    if let Some(message) = &state.message {
        write(&mut x, message, looks.theme.strong);
        return;
    }
    let mut notes: Vec<String> = Vec::new();
    if state.search.is_some() {
        notes.push(found(state));
    } else if state.is_pair() && state.coming.is_none() {
        notes.push(standing(state, looks));
        let others: Vec<String> = state
            .matched_elsewhere()
            .iter()
            .map(char::to_string)
            .collect();
        if !others.is_empty() {
            notes.push(format!("also in {}", others.join(" ")));
        }
    }
    notes.extend(state.coming_words());
    if let Some(language) = state
        .article(state.active)
        .and_then(Article::foreign_language)
    {
        notes.push(format!("in {language}: claims are limited"));
    }
    let other = 1 - state.active;
    let beside = state.article(other).filter(|_| state.is_pair());
    if let Some(language) = beside.and_then(Article::foreign_language) {
        notes.push(format!("{} in {language}", state.letter(other)));
    }
    if state.taken.is_some() {
        notes.push("dossier".to_owned());
    }
    write(&mut x, &notes.join(" · "), Style::new());
    // The help is always offered; the others as far as there is room.
    let short =
        |command: Command| bindings::for_command(command).map_or("", |binding| binding.short);
    let help = state.keymap.first(Command::Help);
    let help = cells(&help) + cells(short(Command::Help)) + 4;
    for (command, says) in keys_now(state) {
        let key = state.keymap.first(command);
        if key.is_empty() {
            continue;
        }
        let says = says.unwrap_or(short(command));
        let kept = if command == Command::Help { 0 } else { help };
        if usize::from(x) + cells(&key) + cells(says) + 4 + kept > usize::from(end) {
            continue;
        }
        write(&mut x, " · ", looks.theme.dim);
        write(&mut x, &key, looks.theme.key);
        write(&mut x, &format!(" {says}"), looks.theme.dim);
    }
    // What may be done now comes first: how the other article moves is told where there is room left.
    if let Some(lock) = lock.filter(|lock| usize::from(x) + cells(lock) < usize::from(end)) {
        write(&mut x, &lock, looks.theme.strong);
    }
}

/// How the current claim stands to the other article: which of its counterparts is beside it, or that it has none on its
/// event, whatever else of its actor is.
fn standing(state: &State, looks: &Looks) -> String {
    let (events, all) = (state.counterparts_on_event(), state.counterparts());
    let alone = || {
        if state.has_more() {
            format!("not in {}", state.letter(1 - state.active))
        } else {
            format!("only in {}", state.letter(state.active))
        }
    };
    match state.pair_match() {
        None => alone(),
        Some((place, _)) if place < events => {
            format!("{} {}/{events}", looks.marks.across, place + 1)
        }
        Some((place, _)) => {
            let (place, others) = (place + 1 - events, all - events);
            if state.layout.screen.width < WIDE {
                return if events == 0 {
                    alone()
                } else {
                    "another event".to_owned()
                };
            }
            if events == 0 {
                format!("{} · nearest of the actor {place}/{others}", alone())
            } else {
                format!("another event, of the actor {place}/{others}")
            }
        }
    }
}

/// From so many cells on there is room for more than what the current pair is.
const WIDE: u16 = 60;

/// The letters that may follow `key`, each with what it does, on as many of the lowest lines as they need.
pub fn following(
    key: &str,
    letters: &[(String, String)],
    area: Rect,
    looks: &Looks,
    buffer: &mut Buffer,
) {
    let indent = cells(key) as u16 + 3;
    let mut rows: Vec<Vec<&(String, String)>> = vec![Vec::new()];
    let mut used = indent;
    for item in letters {
        let wide = (cells(&item.0) + cells(&item.1) + 3) as u16;
        if used + wide > area.right() && used > indent {
            rows.push(Vec::new());
            used = indent;
        }
        used += wide;
        rows.last_mut().expect("there is a row").push(item);
    }
    let top = area.y.saturating_sub(rows.len() as u16 - 1);
    wipe(
        buffer,
        Rect::new(area.x, top, area.width, area.bottom() - top),
    );
    put(
        buffer,
        area.x,
        top,
        &format!(" {key} "),
        area.width,
        looks.theme.strong,
    );
    for (y, row) in (top..area.bottom()).zip(&rows) {
        let mut x = indent;
        for (letter, says) in row {
            let room = |x: u16| area.right().saturating_sub(x);
            x = put(buffer, x, y, letter, room(x), looks.theme.key) + 1;
            let says = cut(says, usize::from(room(x)));
            x = put(buffer, x, y, &says, room(x), looks.theme.dim) + 2;
        }
    }
}

/// The keys that matter at this moment.
fn keys_now(state: &State) -> Vec<(Command, Option<&'static str>)> {
    if let Some(search) = &state.search {
        if search.at.is_none() {
            return vec![(Command::EndSearch, None), (Command::Help, None)];
        }
        return vec![
            (Command::NextCounterpart, Some("next hit")),
            (Command::PreviousCounterpart, Some("previous hit")),
            (Command::EndSearch, None),
            (Command::Help, None),
        ];
    }
    let mut keys = Vec::new();
    if state.coming.is_some() {
        keys.extend([(Command::PageDown, None), (Command::Search, None)]);
        if state.is_pair() {
            keys.push((Command::OtherArticle, None));
        }
        keys.extend([(Command::Help, None), (Command::Quit, None)]);
        return keys;
    }
    if state.taken.is_some() {
        keys.push((Command::NextOfActor, Some("next of the actor")));
    } else {
        keys.push((Command::NextClaim, None));
    }
    if state.is_pair() {
        keys.push((Command::NextMatched, None));
    }
    if state.has_more() && state.counterpart.is_none() && !state.matched_elsewhere().is_empty() {
        keys.push((Command::ThatArticle, None));
    } else if state.has_more() {
        keys.push((Command::ThisArticle, None));
    }
    if state.counterpart.is_some() {
        keys.push((Command::Across, None));
    }
    if state.counterparts() > 1 {
        keys.push((Command::NextCounterpart, Some("next match")));
    }
    if state.taken.is_some() {
        keys.push((Command::Drop, Some("all actors")));
    } else {
        keys.push((Command::Actors, None));
        keys.push((Command::Overview, None));
    }
    keys.push((Command::Help, None));
    keys
}

/// How often the search found its words in each article.
fn found(state: &State) -> String {
    let Some(search) = &state.search else {
        return String::new();
    };
    let count = |side: usize| format!("{} in {}", search.hits[side].len(), state.letter(side));
    let mut words = if state.is_pair() {
        format!("{} · {}", count(0), count(1))
    } else {
        count(0)
    };
    for (article, hits) in &search.elsewhere {
        let _ = write!(words, " · {hits} in {}", letter(*article));
    }
    if let [(article, _), ..] = search.elsewhere[..] {
        let key = state.keymap.first(Command::ThisArticle);
        let _ = write!(words, ": {}{key} shows it", article + 1);
    }
    words
}

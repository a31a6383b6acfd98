//! What was decided, beside the claims and in the panel, and what a decision still asks for.

use super::{Looks, overlay, put, wipe};
use crate::article::{BlockKind, clean};
use crate::claim::ClaimId;
use crate::notebook::Verdict;
use crate::reader::bindings::Command;
use crate::reader::choice::{Choice, Offer};
use crate::reader::correcting::{End, LETTERS, Task};
use crate::reader::decided::Mark;
use crate::reader::index::letter;
use crate::reader::prompt::Prompt;
use crate::reader::state::State;
use crate::reader::wrap::{cells, cut};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The mark beside a claim in its article, if something was decided on it.
pub fn mark(state: &State, claim: ClaimId, looks: &Looks) -> Option<(char, Style)> {
    state.decided.mark(claim).map(|mark| sign(mark, looks))
}

/// The marks beside a claim where it is shown with `counterpart`: a verdict only where it is on these two, and a note.
pub fn pair_marks(
    state: &State,
    claim: ClaimId,
    counterpart: Option<ClaimId>,
    looks: &Looks,
) -> [Option<(char, Style)>; 2] {
    let (verdict, noted) = state.decided.pair_marks(claim, counterpart);
    [verdict, noted.then_some(Mark::Note)].map(|mark| mark.map(|mark| sign(mark, looks)))
}

const fn sign(mark: Mark, looks: &Looks) -> (char, Style) {
    match mark {
        Mark::Note => (looks.marks.note, looks.theme.strong),
        Mark::Confirmed => (looks.marks.confirmed, looks.theme.strong),
        Mark::Rejected => (looks.marks.rejected, looks.theme.dim),
    }
}

/// What was decided on the current pair, in a word and its mark; nothing where nothing was.
pub fn verdict(state: &State, looks: &Looks) -> Option<String> {
    let (mark, word) = match state.decided.verdict(state.current?, state.counterpart?)? {
        Verdict::Confirmed => (looks.marks.confirmed, "confirmed"),
        Verdict::ByHand => (looks.marks.confirmed, "by hand"),
        Verdict::Rejected => (looks.marks.rejected, "rejected"),
    };
    Some(format!("{mark} {word}"))
}

/// The note that belongs beside `claim` in the panel: its own, or for the current claim the one on the pair.
pub fn note(state: &State, claim: ClaimId, looks: &Looks) -> Option<String> {
    let pair = || {
        let (one, other) = (state.current?, state.counterpart?);
        let pair = [one.min(other), one.max(other)];
        state
            .decided
            .note(&pair)
            .filter(|_| state.current == Some(claim))
    };
    if let Some(text) = state.decided.note(&[claim]).or_else(pair) {
        return Some(format!("{} {}", looks.marks.note, clean::line(text)));
    }
    let (other, text) = state.decided.note_on_rejected(claim)?;
    let (mark, text) = (looks.marks.note, clean::line(text));
    let rejected = looks.marks.rejected;
    Some(format!(
        "{mark} {rejected} {}: {text}",
        state.place_words(other)
    ))
}

/// What lies over the screen while something is chosen from a list, or all corrections are told.
pub fn over(state: &State, task: &Task, looks: &Looks, buffer: &mut Buffer) {
    match task {
        Task::Choose { end, choice } => choose(state, *end, choice, looks, buffer),
        Task::Menu { help: true } => {
            let screen = state.layout.screen;
            let height = (LETTERS.len() as u16 + 1).min(screen.height.saturating_sub(4));
            let lowest = screen.height.saturating_sub(1 + MENU);
            let top = lowest.saturating_sub(height);
            let area = Rect::new(0, top, screen.width, lowest - top);
            wipe(buffer, area);
            let key = state.keymap.first(Command::Correct);
            let title = format!("what may follow {key}");
            overlay::heading(area, &title, "a letter begins · esc closes", looks, buffer);
            for (y, (letter, short, long)) in (area.y + 1..area.bottom()).zip(LETTERS) {
                let room = area.width.saturating_sub(3);
                let x = put(buffer, 2, y, &letter.to_string(), room, looks.theme.key) + 2;
                let room = |x: u16| area.width.saturating_sub(x + 1);
                let short = cut(&format!("{short:<20} "), usize::from(room(x)));
                let x = put(buffer, x, y, &short, room(x), looks.theme.strong);
                let long = cut(long, usize::from(room(x)));
                put(buffer, x, y, &long, room(x), looks.theme.dim);
            }
        }
        _ => {}
    }
}

/// The lowest rows that the letters after the key for corrections may take.
const MENU: u16 = 4;

/// The lower half of the screen.
fn half(state: &State) -> Rect {
    let screen = state.layout.screen;
    let height = (screen.height / 2).max(6).min(screen.height - 1);
    Rect::new(0, screen.height - 1 - height, screen.width, height)
}

/// The place in the list of what stands in row `y` of the screen.
pub fn choice_at(state: &State, choice: &Choice, y: u16) -> Option<usize> {
    let area = half(state);
    let rows = usize::from(area.height).saturating_sub(1);
    let row = usize::from(y.checked_sub(area.y + 1)?);
    let top = choice.selected.saturating_sub(rows.saturating_sub(1));
    (row < rows && top + row < choice.count()).then_some(top + row)
}

/// The same, wiped, under a heading.
fn area(state: &State, title: &str, leave: &str, looks: &Looks, buffer: &mut Buffer) -> Rect {
    let area = half(state);
    wipe(buffer, area);
    overlay::heading(area, title, leave, looks, buffer);
    area
}

/// Writes the rows from the one on with which the marked one is still seen.
fn rows<'a>(
    area: Rect,
    marked: usize,
    rows: impl Iterator<Item = &'a Offer>,
    looks: &Looks,
    buffer: &mut Buffer,
) {
    let height = usize::from(area.height).saturating_sub(1);
    let top = marked.saturating_sub(height.saturating_sub(1));
    for (row, offer) in rows.enumerate().skip(top).take(height) {
        let y = area.y + 1 + (row - top) as u16;
        let style = if row == marked {
            buffer[(0, y)]
                .set_char(looks.marks.current)
                .set_style(looks.theme.mark);
            looks.theme.strong
        } else {
            Style::new()
        };
        let room = |x: u16| area.width.saturating_sub(x + 1);
        // What is said of it is not cut off by a long name.
        let spare = room(2)
            .saturating_sub(cells(&offer.detail) as u16 + 2)
            .max(12);
        let name = cut(&offer.name, usize::from(spare));
        let x = put(buffer, 2, y, &name, room(2), style) + 2;
        let detail = cut(&offer.detail, usize::from(room(x)));
        put(buffer, x, y, &detail, room(x), looks.theme.dim);
    }
}

fn choose(state: &State, end: End, choice: &Choice, looks: &Looks, buffer: &mut Buffer) {
    let title = match end {
        End::Source(_) | End::Added(..) => "Who says it?".to_owned(),
        End::Joined => "Who is somebody else too?".to_owned(),
        End::Into(actor) => format!("Who is {} too?", super::panel::name(state, actor)),
        End::Part(actor) => {
            format!(
                "Which words do not mean {}?",
                super::panel::name(state, actor)
            )
        }
    };
    let leave = "type to narrow · enter takes · esc closes";
    let area = area(state, &title, leave, looks, buffer);
    rows(area, choice.selected, choice.offers(), looks, buffer);
}

/// The last line while a decision asks for something.
pub fn last_line(state: &State, task: &Task, looks: &Looks, buffer: &mut Buffer) {
    let line = &mut Line {
        x: 0,
        area: state.layout.status,
        looks,
        buffer,
    };
    if let Some(message) = state.message.as_ref().filter(|_| !task.takes_words()) {
        line.write(&format!(" {message}"), looks.theme.strong);
    }
    match task {
        Task::Menu { .. } => {
            let letters: Vec<(String, String)> = LETTERS
                .iter()
                .map(|(letter, words, _)| (letter.to_string(), (*words).to_owned()))
                .collect();
            let key = state.keymap.first(Command::Correct);
            let rows = u16::from(state.message.is_some());
            let area = Rect::new(
                line.area.x,
                line.area.y.saturating_sub(rows),
                line.area.width,
                1,
            );
            super::status::following(&key, &letters, area, looks, line.buffer);
        }
        Task::Note { on, pair, prompt } => {
            let place = |claim: ClaimId| {
                let article = state.comparison.claims[claim].article;
                format!("{}{}", letter(article), state.index.rank(claim) + 1)
            };
            let ask = match on.1.filter(|_| *pair) {
                Some([one, other]) => {
                    let there = if one == on.0 { other } else { one };
                    format!(" note on the pair {}–{}: ", place(on.0), place(there))
                }
                None => format!(" note on the claim {}: ", place(on.0)),
            };
            let tab = if *pair {
                "tab on the claim alone"
            } else {
                "tab on the pair"
            };
            line.prompt(&ask, prompt);
            if on.1.is_some() {
                line.write(&format!("  {tab} ·"), looks.theme.dim);
            }
            line.write("  enter keeps · esc leaves it", looks.theme.dim);
        }
        Task::Namesake { other, .. } => {
            let name = super::panel::name(state, *other);
            line.write(&format!(" {name} is there already:"), looks.theme.strong);
            line.key("m", "they are one");
            line.key("t", "two of that name");
            line.key("esc", "leave it");
        }
        Task::Rename { prompt, .. } => {
            line.prompt(" name: ", prompt);
            line.write("  enter keeps · esc leaves it", looks.theme.dim);
        }
        Task::Choose { end, choice } => {
            let ask = match end {
                End::Joined => " join: ".to_owned(),
                End::Into(actor) => {
                    let name = super::panel::name(state, *actor);
                    format!(" join {} with: ", cut(&name, 30))
                }
                _ => " name: ".to_owned(),
            };
            line.prompt(&ask, &choice.prompt);
        }
        Task::Words { side, span, of } => {
            let there = state.claim_with(*side, *span).filter(|_| of.is_none());
            line.above(&words_and_place(state, *side, *span));
            let what = match (of, there) {
                (Some(_), _) => " ends ".to_owned(),
                (None, None) => " a missed claim ".to_owned(),
                (None, Some(claim)) => {
                    format!(" {} has this already ", state.place_words(claim))
                }
            };
            line.write(&what, looks.theme.strong);
            // First what enter does: where there is little room no other key is told.
            line.key("enter", "keep");
            if of.is_none() {
                line.key("j k", "sentence");
            }
            line.key("l h", "end");
            line.key("L H", "beginning");
            line.key("esc", "leave it");
        }
        Task::Paragraph { side, block } => {
            let block = state
                .article(*side)
                .and_then(|article| article.blocks.get(*block));
            let is = block.is_some_and(|block| block.kind == BlockKind::Boilerplate);
            line.write(" paragraph ", looks.theme.strong);
            line.key(
                "enter",
                if is {
                    "it is no boilerplate"
                } else {
                    "it is boilerplate"
                },
            );
            line.key("j k", "another");
            line.key("esc", "leave it");
        }
        Task::Partner { .. } => {
            line.write(" which claim says this too? ", looks.theme.strong);
            let key = |command: Command| state.keymap.first(command);
            let (next, previous) = (key(Command::NextClaim), key(Command::PreviousClaim));
            line.key(&format!("{next} {previous}"), "move");
            line.key("enter", "this one");
            line.key(&key(Command::Search), "find");
            line.key(&key(Command::Hints), "letters");
            line.key(&key(Command::NextOfActor), "same actor");
            line.key("esc", "leave it");
        }
    }
}

/// The words that are being chosen, with their article and paragraph.
fn words_and_place(state: &State, side: usize, span: Span) -> String {
    let Some(article) = state.article(side) else {
        return String::new();
    };
    let words = article.text.get(span.range()).unwrap_or_default();
    let place = match article.paragraph_at(span.start) {
        0 => "title".to_owned(),
        number => format!("¶{number}"),
    };
    format!(" {} {place}  {}", state.letter(side), clean::line(words))
}

/// The last line as it is written from left to right.
struct Line<'a> {
    x: u16,
    area: Rect,
    looks: &'a Looks,
    buffer: &'a mut Buffer,
}

impl Line<'_> {
    /// A line of its own above it: of a long one beginning and end, both of which may be moved.
    fn above(&mut self, text: &str) {
        let Some(y) = self.area.y.checked_sub(1) else {
            return;
        };
        let width = usize::from(self.area.width);
        let text = if cells(text) < width {
            text.to_owned()
        } else {
            let end: String = {
                let count = text.chars().count();
                text.chars().skip(count.saturating_sub(width / 3)).collect()
            };
            let begins = width.saturating_sub(cells(&end) + 3);
            format!("{} {end}", cut(text, begins))
        };
        wipe(self.buffer, Rect::new(self.area.x, y, self.area.width, 1));
        let text = cut(&text, width);
        let style = self.looks.theme.strong;
        put(self.buffer, self.area.x, y, &text, self.area.width, style);
    }

    fn write(&mut self, text: &str, style: Style) {
        let room = self.area.right().saturating_sub(self.x);
        let text = cut(text, usize::from(room));
        self.x = put(self.buffer, self.x, self.area.y, &text, room, style);
    }

    /// A key and what it does, if both have room.
    fn key(&mut self, key: &str, words: &str) {
        let room = usize::from(self.area.right().saturating_sub(self.x));
        if cells(key) + cells(words) + 3 > room {
            return;
        }
        let (key_style, dim) = (self.looks.theme.key, self.looks.theme.dim);
        self.write(&format!(" {key}"), key_style);
        self.write(&format!(" {words} "), dim);
    }

    fn prompt(&mut self, ask: &str, prompt: &Prompt) {
        let (before, after) = prompt.halves();
        let mut rest = after.chars();
        let under = rest.next().map_or(" ".to_owned(), String::from);
        let (key, cursor) = (self.looks.theme.key, self.looks.theme.cursor);
        self.write(ask, key);
        // Of a long line the end is shown, where one types.
        let before = clean::line(before).into_owned();
        let room = usize::from(self.area.right().saturating_sub(self.x + 2));
        let skipped = before.chars().count().saturating_sub(room);
        let seen: String = before.chars().skip(skipped).collect();
        self.write(&seen, Style::new());
        self.write(&clean::line(&under), cursor);
        self.write(&clean::line(rest.as_str()), Style::new());
    }
}

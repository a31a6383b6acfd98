//! A strict reading of what a program sends to a terminal: every byte is a visible character or belongs to a sequence
//! that Crossread itself uses; anything else is an error that says where.
#![allow(dead_code)]

use unicode_width::UnicodeWidthChar;

/// The modes that the reader switches: other screen, cursor, pasted text, focus, mouse and its form.
const MODES: [&str; 6] = ["1049", "25", "2004", "1004", "1000", "1006"];
/// The styles without colours: plain, bold, dim, italic, underlined, reversed, crossed out.
const STYLES: [&str; 8] = ["", "0", "1", "2", "3", "4", "7", "9"];
/// A whole screen anew; nothing is cleared otherwise.
const ANEW: &str = "\u{1b}[m\u{1b}[H\u{1b}[2J";
/// Into the clipboard, in base 64.
const CLIPBOARD: &str = "\u{1b}]52;c;";
/// As many marks as a letter may carry.
const MARKS: usize = 4;

/// What the reader without colours may send; gives what it put into the clipboard, in base 64.
pub fn reader(bytes: &[u8]) -> Result<Vec<String>, String> {
    let text = text(bytes)?;
    let mut copied = Vec::new();
    let (mut at, mut marks) = (0, 0);
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if rest.starts_with(ANEW) {
            ANEW.len()
        } else if let Some(length) = moved(rest) {
            length
        } else if let Some(payload) = rest.strip_prefix(CLIPBOARD) {
            let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            let end = payload.find(|c| !base64(c)).unwrap_or(payload.len());
            copied.push(payload[..end].to_owned());
            let ends = ["\u{1b}\\", "\u{7}"];
            let ended = ends
                .iter()
                .find(|end_mark| payload[end..].starts_with(**end_mark));
            CLIPBOARD.len() + end + ended.ok_or_else(|| told(text, at))?.len()
        } else if let Some(sequence) = rest.strip_prefix("\u{1b}[") {
            2 + control(sequence).ok_or_else(|| told(text, at))?
        } else if rest.starts_with("\r\n") {
            2
        } else {
            visible(character, &mut marks).ok_or_else(|| told(text, at))?
        };
        at += length;
    }
    Ok(copied)
}

/// What a report or a message may be made of: visible characters and line breaks.
pub fn printed(bytes: &[u8]) -> Result<(), String> {
    lines(bytes, true)
}

/// What an output for programs may be made of. It gives a text as it is: letters keep all their marks.
pub fn given(bytes: &[u8]) -> Result<(), String> {
    lines(bytes, false)
}

fn lines(bytes: &[u8], few_marks: bool) -> Result<(), String> {
    let text = text(bytes)?;
    let mut marks = 0;
    for (at, character) in text.char_indices() {
        if !few_marks {
            marks = 0;
        }
        let breaks = character == '\n' || text[at..].starts_with("\r\n");
        if !breaks && visible(character, &mut marks).is_none() {
            return Err(told(text, at));
        }
    }
    Ok(())
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let around = &bytes[at.saturating_sub(20)..(at + 8).min(bytes.len())];
        format!("no UTF-8 at byte {at}: {}", around.escape_ascii())
    })
}

fn told(text: &str, at: usize) -> String {
    let before: String = text[..at].chars().rev().take(30).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[at..].chars().take(20).collect();
    format!("byte {at} is none of ours: {before:?} then {after:?}")
}

/// The length of a control sequence of the reader's after its `ESC [`.
/// The length of a move of rows that stands at the beginning: a region, its edge, line feeds or their reverse, and the
/// region given up.
fn moved(text: &str) -> Option<usize> {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let after = |text: &'_ str, at: usize, what: &str| {
        text[at..].starts_with(what).then_some(at + what.len())
    };
    let mut at = after(text, 0, "\u{1b}[")?;
    let first = number(&text[at..]);
    at = after(text, at + first, ";")?;
    let last = number(&text[at..]);
    at = after(text, at + last, "r")?;
    let edge =
        after(text, at, "\u{1b}[").and_then(|from| after(text, from + number(&text[from..]), "H"));
    at = edge.unwrap_or(at);
    let feeds = text[at..].bytes().take_while(|byte| *byte == b'\n').count();
    let back = text[at..]
        .split("\u{1b}M")
        .take_while(|between| between.is_empty())
        .count();
    at += if feeds > 0 { feeds } else { back * 2 };
    (first > 0 && last > 0).then_some(())?;
    after(text, at, "\u{1b}[r")
}

fn control(sequence: &str) -> Option<usize> {
    let end = sequence.find(|c: char| !c.is_ascii_digit() && !";?".contains(c))?;
    let values = &sequence[..end];
    let number = |value: &str| value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    let known = match sequence.as_bytes()[end] {
        b'h' | b'l' => values
            .strip_prefix('?')
            .is_some_and(|mode| MODES.contains(&mode)),
        b'm' => values.split(';').all(|style| STYLES.contains(&style)),
        // A place.
        b'H' => values.split(';').count() <= 2 && values.split(';').all(number),
        b'K' => values.is_empty(),
        b'X' | b'C' => !values.is_empty() && number(values),
        _ => false,
    };
    known.then_some(end + 1)
}

/// The length of a character that can be seen; none for one that steers, hides or piles up.
fn visible(character: char, marks: &mut usize) -> Option<usize> {
    let code = character as u32;
    let hidden = character.is_control()
        || matches!(code,
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
            | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || code & 0xfffe == 0xfffe;
    *marks = if character.width() == Some(0) {
        *marks + 1
    } else {
        0
    };
    (!hidden && *marks <= MARKS).then_some(character.len_utf8())
}

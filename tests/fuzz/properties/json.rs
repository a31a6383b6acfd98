//! A comparison that is accepted names nothing that is not there, can be opened, and is written and read back to the same bytes.

use super::input::Input;
use super::sound;
use crossread::article::Article;
use crossread::export::saved::Saved;
use crossread::export::{csv, html, json, jsonld, markdown, saved, text};
use serde_json::Value;
use std::sync::LazyLock;

/// A comparison that holds something of everything.
static WHOLE: LazyLock<Value> = LazyLock::new(|| {
    let texts = [
        "Mayor Ann Example opened the bridge on Monday, Dec. 19, 2022.\n\n“It is safe – very,” Example said. The union said that 40 workers had been hurt. The union said that 60 workers had been hurt.\n\nThe bridge over the harbour was built by three hundred workers in two long winters of rain and snow, AP reported.\n",
        "The bridge was opened by Ann Example.\n\nThe union said that 60 workers had been hurt at the bridge.\n\nThe bridge over the harbour was built by three hundred workers in two long winters of rain and snow, AP reported.\n",
    ];
    let articles = texts.iter().zip(["a", "b"]);
    let articles = articles.map(|(text, id)| Article::new(id, None, (*text).to_owned()));
    let written = json::comparison(&"both", &crossread::compare(articles));
    serde_json::from_str(&written).expect("it is JSON")
});

/// Where the first byte is even the rest is the JSON itself; else it changes a comparison here and there.
pub fn holds(bytes: &[u8]) {
    let mut input = Input(bytes);
    if input.byte().is_multiple_of(2) {
        let text = String::from_utf8_lossy(input.0);
        let _ = saved::is_saved(&text);
        of_text(&text);
        return;
    }
    let mut whole = WHOLE.clone();
    for _ in 0..=input.below(6) {
        change(&mut input, &mut whole);
    }
    of_text(&whole.to_string());
}

/// `text` is refused in words that may be shown, or comes back.
pub fn of_text(text: &str) {
    match saved::read(text) {
        Ok(saved) => accepted(&saved),
        Err(error) => assert!(error.to_string().contains("compare the articles again")),
    }
}

fn accepted(saved: &Saved) {
    sound::places(&saved.comparison);
    let decided = saved.decided();
    let written = json::decided(&saved.id, &saved.comparison, &decided);
    sound::shown(&written);
    let again = saved::read(&written).expect("what was written is read");
    assert_eq!(again.comparison, saved.comparison);
    assert_eq!(again.brought.entries, saved.brought.entries);
    assert_eq!(
        json::decided(&again.id, &again.comparison, &again.decided()),
        written
    );
    let comparison = &saved.comparison;
    sound::shown(&text::comparison(comparison, &decided, 80));
    sound::shown(&markdown::comparison(comparison, &decided));
    sound::shown(&html::comparison(comparison, &decided));
    sound::shown(&jsonld::comparison(comparison, &decided));
    csv::matches(comparison, &decided);
    csv::claims(comparison, 0);
    #[cfg(feature = "reader")]
    opened(comparison);
}

/// The reader opens it as it opens any other.
#[cfg(feature = "reader")]
fn opened(comparison: &crossread::comparison::Comparison) {
    use super::keys::{Happening, play};
    let mut state = crossread::reader::state::State::new(comparison.clone(), (80, 24));
    let keys = [
        "]", "}", "<enter>", "n", "p", "p", ")", "=", "<esc>", "a", "<esc>", "vc", "<esc>", "tG",
        "[",
    ];
    play(&mut state, &keys.map(Happening::Keys));
}

/// Changes one place of `value`.
fn change(input: &mut Input<'_>, value: &mut Value) {
    let copy = copied(input);
    let mut place = value;
    // As many steps down as there are, or as the input says.
    loop {
        let count = match &*place {
            Value::Array(all) => all.len(),
            Value::Object(all) => all.len(),
            _ => 0,
        };
        let next = input.below(count + 1);
        if next == count {
            break;
        }
        place = match place {
            Value::Array(all) => &mut all[next],
            Value::Object(all) => all.values_mut().nth(next).expect("it is there"),
            _ => return,
        };
    }
    match (input.below(12), &mut *place) {
        (0, Value::Array(all)) => all.reverse(),
        (1, Value::Array(all)) => all.extend_from_within(..),
        (2, Value::Array(all)) => drop(all.pop()),
        (3, Value::Object(all)) => {
            let key = all.keys().nth(input.below(all.len())).cloned();
            key.and_then(|key| all.remove(&key));
        }
        (4, Value::Array(all)) => all.push(copy),
        (_, Value::Number(_)) if input.byte() < 200 => *place = Value::from(input.byte()),
        (5, _) => *place = copy,
        (6, _) => *place = Value::from(-1),
        (7, _) => *place = Value::from(u64::MAX - u64::from(input.byte())),
        (8, _) => *place = Value::from(f64::from(input.byte()) / 64.0),
        (9, _) => *place = Value::Null,
        (10, _) => *place = Value::from(Vec::<Value>::new()),
        _ => *place = Value::from(input.words()),
    }
}

/// A copy of one place of the comparison.
fn copied(input: &mut Input<'_>) -> Value {
    let mut place = &*WHOLE;
    for _ in 0..input.below(5) {
        let next = match place {
            Value::Array(all) => all.get(input.below(all.len())),
            Value::Object(all) => all.values().nth(input.below(all.len())),
            _ => None,
        };
        place = next.unwrap_or(place);
    }
    place.clone()
}

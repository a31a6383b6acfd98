//! The table `[keys]`: a command, and the key or keys that it gets instead of its own.

use super::Reading;
use super::mistake::nearest;
use crate::reader::bindings::{BINDINGS, Command};
use crate::reader::keymap::Keymap;
use crate::reader::keys::{Key, Named};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys that a command is given, each with where it stands.
struct Given {
    command: Command,
    name: &'static str,
    keys: Vec<(Key, Range<usize>)>,
    /// Where its row stands.
    row: Range<usize>,
}

/// The command of this name.
pub fn command(name: &str) -> Option<(Command, &'static str)> {
    let binding = BINDINGS.iter().find(|binding| binding.name == name)?;
    Some((binding.command, binding.name))
}

/// The key table with the changes of `table`.
pub fn read(table: &DeTable<'_>, reading: &mut Reading<'_>) -> Keymap {
    let mut rows: Vec<_> = table.iter().collect();
    // In the order in which they are written: of two on one key the first keeps it.
    rows.sort_by_key(|(name, _)| name.span().start);
    let mut all: Vec<Given> = Vec::new();
    for (name, value) in rows {
        let word = name.get_ref().as_ref();
        let row = name.span();
        let Some((command, name)) = command(word) else {
            let names = BINDINGS.iter().map(|binding| binding.name);
            let remedy = match nearest(word, names) {
                Some(near) => format!("write {near}"),
                None => "the README lists the names with the keys".to_owned(),
            };
            reading.wrong(&row, format!("there is no command {word}"), remedy);
            continue;
        };
        if let Some(keys) = keys_of(name, value, &all, reading) {
            all.push(Given {
                command,
                name,
                keys,
                row,
            });
        }
    }
    let plain = Keymap::default();
    let changes: Vec<(Command, Vec<Key>)> = all
        .iter()
        .map(|given| {
            (
                given.command,
                given.keys.iter().map(|(key, _)| *key).collect(),
            )
        })
        .collect();
    let keymap = plain.with(&changes);
    robbed(&keymap, &all, reading);
    if keymap.keys(Command::Quit).is_empty() {
        return keymap.with(&[(Command::Quit, vec![Key::Ctrl('c')])]);
    }
    keymap
}

/// The keys that a row gives its command; none where it gives none that can be used.
fn keys_of(
    name: &str,
    value: &Spanned<DeValue<'_>>,
    before: &[Given],
    reading: &mut Reading<'_>,
) -> Option<Vec<(Key, Range<usize>)>> {
    let words: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
        DeValue::Array(all) => all.iter().collect(),
        _ => vec![value],
    };
    let mut keys: Vec<(Key, Range<usize>)> = Vec::new();
    for word in &words {
        let Some(written) = word.get_ref().as_str() else {
            let says = format!("{name} wants its keys in quotation marks");
            let remedy = format!("write {name} = \"x\" or {name} = [\"x\", \"ctrl-n\"]");
            reading.wrong(&word.span(), says, remedy);
            continue;
        };
        match usable(written, name) {
            Ok(key) => {
                let taken = before
                    .iter()
                    .flat_map(|given| given.keys.iter().map(move |key| (given.name, key)))
                    .find(|(_, (other, _))| *other == key);
                if let Some((other, (_, span))) = taken {
                    let line = reading.line(span.start);
                    let says = format!("{key} is the key of {other} already, on line {line}");
                    let remedy = format!("give {name} or {other} another key");
                    reading.wrong(&word.span(), says, remedy);
                } else if !keys.iter().any(|(known, _)| *known == key) {
                    keys.push((key, word.span()));
                }
            }
            Err((says, remedy)) => reading.wrong(&word.span(), says, remedy),
        }
    }
    // An empty list takes a command's keys away; a list of mistakes leaves it its own.
    (!keys.is_empty() || words.is_empty()).then_some(keys)
}

/// The key that `written` names, if a command can have it; else what is wrong and what to write.
fn usable(written: &str, name: &str) -> Result<Key, (String, String)> {
    let Some(key) = Key::named(written) else {
        let remedy = match nearest(written.trim_matches(['<', '>']), Key::names()) {
            Some(near) => format!("write {near}"),
            None => "write one key, such as \"]\", \"enter\" or \"ctrl-n\"".to_owned(),
        };
        return Err((format!("there is no key {written}"), remedy));
    };
    let another = || "give it another key".to_owned();
    match key {
        Key::Char('0'..='9') => Err((format!("{key} is part of a count, such as 3]"), another())),
        Key::Char(character) if character.is_control() => {
            Err(("that is no key that can be pressed".to_owned(), another()))
        }
        Key::Ctrl('i') => Err((
            "terminals send ctrl-i as tab".to_owned(),
            "write tab".to_owned(),
        )),
        Key::Ctrl('m') => Err((
            "terminals send ctrl-m as enter".to_owned(),
            "write enter".to_owned(),
        )),
        Key::Named(Named::Escape) if name == "quit" => Err((
            "esc never quits, it closes what is open".to_owned(),
            another(),
        )),
        key => Ok(key),
    }
}

/// Reports commands that lost their only key to another one.
fn robbed(keymap: &Keymap, all: &[Given], reading: &mut Reading<'_>) {
    for binding in BINDINGS {
        let given = all.iter().find(|given| given.command == binding.command);
        if !keymap.keys(binding.command).is_empty()
            || (given.is_some() && binding.command != Command::Quit)
        {
            continue;
        }
        let own = |key: &Key| binding.keys.iter().any(|own| Key::parse(own) == Ok(*key));
        let thief = all
            .iter()
            .flat_map(|given| given.keys.iter().map(move |key| (given.name, key)))
            .find(|(_, (key, _))| own(key));
        let (span, says) = match thief {
            Some((thief, (key, span))) => (
                span.clone(),
                format!(
                    "{key}, now of {thief}, was the last key of {}",
                    binding.name
                ),
            ),
            None => (
                given.map_or(0..0, |given| given.row.clone()),
                format!("{} has no key", binding.name),
            ),
        };
        let remedy = if binding.command == Command::Quit {
            "give it another; until then it has ctrl-c".to_owned()
        } else {
            format!("give {0} another, or write {0} = []", binding.name)
        };
        reading.wrong(&span, says, remedy);
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn told(rows: &str) -> (Keymap, Vec<String>) {
        let (config, mistakes) = read(&format!("[keys]\n{rows}"));
        let told = mistakes.iter().map(ToString::to_string).collect();
        (config.keymap, told)
    }

    #[test]
    fn of_two_commands_on_one_key_the_first_keeps_it() {
        let (keymap, told) = told("next-claim = \"w\"\nprevious-claim = [\"w\", \"W\"]\n");
        assert_eq!(
            told,
            [
                "line 3: w is the key of next-claim already, on line 2; give previous-claim or next-claim another key"
            ]
        );
        assert_eq!(keymap.command(Key::Char('w')), Some(Command::NextClaim));
        assert_eq!(keymap.shown(Command::PreviousClaim), "W");
    }

    #[test]
    fn a_command_that_loses_its_only_key_is_reported_and_an_empty_list_is_meant() {
        let (_, first) = told("next-claim = \"x\"\n");
        assert_eq!(
            first,
            [
                "line 2: x, now of next-claim, was the last key of fold; give fold another, or write fold = []"
            ]
        );
        let (keymap, told) = told("next-claim = \"x\"\nfold = []\n");
        assert_eq!(told, [""; 0]);
        assert!(keymap.keys(Command::Fold).is_empty());
    }

    #[test]
    fn what_takes_the_last_key_to_quit_is_reported_for_its_own_line() {
        let (_, told) = told("line-down = \"w\"\nquit = []\n");
        assert_eq!(
            told,
            ["line 3: quit has no key; give it another; until then it has ctrl-c"]
        );
    }

    #[test]
    fn the_reader_can_always_be_left() {
        for rows in [
            "quit = []\n",
            "fold = \"q\"\nx = 1\nline-down = \"ctrl-c\"\n",
            "quit = \"esc\"\n",
        ] {
            let (keymap, told) = told(rows);
            assert!(!keymap.keys(Command::Quit).is_empty(), "{rows}");
            assert!(!told.is_empty(), "{rows}");
        }
    }

    #[test]
    fn a_row_of_mistakes_leaves_the_command_its_own_keys() {
        let (keymap, told) = told("next-claim = \"3\"\nacross = \"ctrl-m\"\n");
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(keymap.first(Command::NextClaim), "]");
        assert_eq!(keymap.first(Command::Across), "enter");
    }
}

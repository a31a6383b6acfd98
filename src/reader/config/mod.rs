//! The configuration: theme, layout and keys, as TOML. What is wrong in it is reported all at once, and the rest holds.
//!
//! | question | room |
//! |---|---|
//! | which settings are there | here |
//! | which keys do what | `keys` |
//! | how is it told what is wrong | [`mistake`] |

mod keys;
pub mod mistake;

use super::keymap::Keymap;
use super::layout::PanelSize;
use super::theme::ThemeName;
use clap::ValueEnum;
use mistake::{Mistake, nearest};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What may be set.
const SETTINGS: [&str; 3] = ["theme", "layout", "keys"];

/// What a configuration asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// How the reader looks.
    pub theme: Option<ThemeName>,
    /// The panel's size at the beginning.
    pub layout: Option<PanelSize>,
    /// Which key does what.
    pub keymap: Keymap,
}

/// The text of a configuration while it is read, and what is wrong in it.
struct Reading<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    /// The line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }

    /// Reports what is wrong at `span`, unless that line is no TOML anyway.
    fn wrong(&mut self, span: &Range<usize>, says: impl Into<String>, remedy: impl Into<String>) {
        let line = self.line(span.start);
        let known = |mistake: &Mistake| mistake.syntax && mistake.line == Some(line);
        if !self.mistakes.iter().any(known) {
            self.mistakes.push(Mistake::new(Some(line), says, remedy));
        }
    }
}

/// Reads a configuration: what it asks for, and everything that is wrong in it, in order.
pub fn read(text: &str) -> (Config, Vec<Mistake>) {
    let mut reading = Reading {
        text,
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or_default();
        let line = reading.line(span.start);
        let known = |mistake: &Mistake| mistake.line == Some(line);
        if !reading.mistakes.iter().any(known) {
            reading
                .mistakes
                .push(Mistake::syntax(line, error.message()));
        }
    }
    let mut config = Config::default();
    for (name, value) in table.get_ref() {
        match name.get_ref().as_ref() {
            "theme" => config.theme = theme(value, &mut reading),
            "layout" => config.layout = layout(value, &mut reading),
            "keys" => match value.get_ref().as_table() {
                Some(table) => config.keymap = keys::read(table, &mut reading),
                None => reading.wrong(
                    &value.span(),
                    "keys is a table",
                    "write [keys] on a line of its own and the commands below it",
                ),
            },
            other => unknown(other, &name.span(), &mut reading),
        }
    }
    let mut mistakes = reading.mistakes;
    mistakes.sort_by_key(|mistake| mistake.line);
    (config, mistakes)
}

fn unknown(name: &str, span: &Range<usize>, reading: &mut Reading<'_>) {
    let remedy = match nearest(name, SETTINGS) {
        _ if keys::command(name).is_some() => {
            "it is a command: write it below a line [keys]".to_owned()
        }
        Some(near) => format!("write {near}"),
        None => "write theme, layout or [keys]".to_owned(),
    };
    reading.wrong(span, format!("{name} is no setting"), remedy);
}

fn theme(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<ThemeName> {
    let known: Vec<(String, ThemeName)> = ThemeName::value_variants()
        .iter()
        .filter_map(|name| Some((name.to_possible_value()?.get_name().to_owned(), *name)))
        .collect();
    let known: Vec<(&str, ThemeName)> = known.iter().map(|(of, name)| (&**of, *name)).collect();
    one_of("theme", &known, value, reading)
}

fn layout(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<PanelSize> {
    let known = PanelSize::ALL.map(|size| (size.name(), size));
    one_of("layout", &known, value, reading)
}

/// The one of `known` that `value` names.
fn one_of<T: Copy>(
    setting: &str,
    known: &[(&str, T)],
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading<'_>,
) -> Option<T> {
    let names = || known.iter().map(|(name, _)| *name);
    let all = names().collect::<Vec<_>>().join(", ");
    let Some(word) = value.get_ref().as_str() else {
        let says = format!("{setting} is a word in quotation marks");
        reading.wrong(&value.span(), says, format!("write one of {all}"));
        return None;
    };
    let found = known.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let says = format!("there is no {setting} {word}");
        let remedy = match nearest(word, names()) {
            Some(near) => format!("write {near}; there are {all}"),
            None => format!("write one of {all}"),
        };
        reading.wrong(&value.span(), says, remedy);
    }
    found.map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::super::bindings::Command;
    use super::super::keys::Key;
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        read(text).1.iter().map(Mistake::to_string).collect()
    }

    #[test]
    fn an_empty_configuration_changes_nothing() {
        assert_eq!(read(""), (Config::default(), Vec::new()));
        assert_eq!(read("# nothing\n"), (Config::default(), Vec::new()));
    }

    #[test]
    fn theme_layout_and_keys_are_taken_over() {
        let text = "theme = \"dark\"\nlayout = \"big\"\n[keys]\nnext-claim = [\"n\", \"ctrl-n\"]\nnext-counterpart = \"]\"\n";
        let (config, mistakes) = read(text);
        assert_eq!(mistakes, []);
        assert_eq!(config.theme, Some(ThemeName::Dark));
        assert_eq!(config.layout, Some(PanelSize::Big));
        assert_eq!(config.keymap.shown(Command::NextClaim), "n ctrl-n");
        assert_eq!(
            config.keymap.command(Key::Char(']')),
            Some(Command::NextCounterpart)
        );
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_line_and_what_to_write() {
        let text = "theem = \"dark\"\nlayout = \"bigg\"\nnext-claim = \"]\"\n[keys]\nnxt-claim = \"y\"\ncopy = \"ctrl-\"\nfold = \"entr\"\nfull = 3\n";
        assert_eq!(
            mistakes(text),
            [
                "line 1: theem is no setting; write theme",
                "line 2: there is no layout bigg; write big; there are small, big, whole, between, off",
                "line 3: next-claim is no setting; it is a command: write it below a line [keys]",
                "line 5: there is no command nxt-claim; write next-claim",
                "line 6: there is no key ctrl-; write one key, such as \"]\", \"enter\" or \"ctrl-n\"",
                "line 7: there is no key entr; write enter",
                "line 8: full wants its keys in quotation marks; write full = \"x\" or full = [\"x\", \"ctrl-n\"]",
            ]
        );
    }

    #[test]
    fn broken_lines_do_not_hide_the_others() {
        let text =
            "theme = \"light\nlayout =\nlayout = \"off\"\n[keys]\nnxt-claim = \"y\"\nquit = \n";
        let told = mistakes(text);
        assert!(
            told.iter()
                .any(|told| told.starts_with("line 1: this is no TOML")),
            "{told:?}"
        );
        assert!(
            told.iter().any(|told| told.contains("nxt-claim")),
            "{told:?}"
        );
        assert!(
            told.iter().any(|told| told.starts_with("line 6: ")),
            "{told:?}"
        );
    }
}

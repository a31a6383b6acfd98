//! Which key does what in this reader: the key table, with the changes of a configuration.

use super::bindings::{BINDINGS, Binding, Command};
use super::keys::Key;
use rustc_hash::FxHashMap;

/// The keys of every command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    by_key: FxHashMap<Key, usize>,
    /// By binding of the table: its keys; the first is the one that is shown first.
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let parsed = |binding: &Binding| {
            let keys = binding.keys.iter();
            keys.filter_map(|key| Key::parse(key).ok()).collect()
        };
        Self::new(BINDINGS.iter().map(parsed).collect())
    }
}

impl Keymap {
    fn new(keys: Vec<Vec<Key>>) -> Self {
        let by_key = keys
            .iter()
            .enumerate()
            .flat_map(|(at, keys)| keys.iter().map(move |key| (*key, at)))
            .collect();
        Self { by_key, keys }
    }

    /// The same with these keys for some commands; other commands lose those keys. No key may be given twice.
    #[must_use]
    pub fn with(&self, changes: &[(Command, Vec<Key>)]) -> Self {
        let mut all = self.keys.clone();
        for keys in &mut all {
            keys.retain(|key| !changes.iter().any(|(_, given)| given.contains(key)));
        }
        for (command, given) in changes {
            if let Some(keys) = place(*command).and_then(|at| all.get_mut(at)) {
                keys.clone_from(given);
            }
        }
        Self::new(all)
    }

    /// What `key` does.
    pub fn of(&self, key: Key) -> Option<&'static Binding> {
        BINDINGS.get(*self.by_key.get(&key)?)
    }

    /// The command of `key`.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.of(key).map(|binding| binding.command)
    }

    /// The keys of `command`.
    pub fn keys(&self, command: Command) -> &[Key] {
        place(command)
            .and_then(|at| self.keys.get(at))
            .map_or(&[], Vec::as_slice)
    }

    /// The keys of `command` as the help shows them.
    pub fn shown(&self, command: Command) -> String {
        let keys: Vec<String> = self.keys(command).iter().map(Key::to_string).collect();
        keys.join(" ")
    }

    /// The first key of `command` as it is shown; empty where it has none.
    pub fn first(&self, command: Command) -> String {
        let first = self.keys(command).first();
        first.map_or_else(String::new, Key::to_string)
    }
}

fn place(command: Command) -> Option<usize> {
    BINDINGS
        .iter()
        .position(|binding| binding.command == command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_does_its_command() {
        let keymap = Keymap::default();
        for binding in BINDINGS {
            for key in binding.keys {
                let key = Key::parse(key).expect("a key of the table");
                assert_eq!(keymap.command(key), Some(binding.command));
            }
            assert_eq!(keymap.shown(binding.command), binding.shown());
        }
    }

    #[test]
    fn a_key_that_is_given_away_is_taken_from_who_had_it() {
        let keymap = Keymap::default().with(&[(Command::Quit, vec![Key::Char('x')])]);
        assert_eq!(keymap.command(Key::Char('x')), Some(Command::Quit));
        assert_eq!(keymap.command(Key::Char('q')), None);
        assert_eq!(keymap.first(Command::Fold), "");
        assert_eq!(keymap.first(Command::NextClaim), "]");
    }

    #[test]
    fn no_command_needs_a_key_that_terminals_swallow() {
        for forbidden in ["<ctrl-s>", "<ctrl-b>", "<ctrl-q>"] {
            let key = Key::parse(forbidden).expect("a key");
            // A key that some swallow may stand beside others that none does.
            let command = Keymap::default().command(key);
            assert!(command.is_none_or(|command| {
                let binding = crate::reader::bindings::for_command(command);
                binding.is_some_and(|of| of.keys[0] != forbidden)
            }));
        }
    }
}

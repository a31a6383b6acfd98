//! Keys as words: what a key is, how it is written (`]`, `<enter>`, `<ctrl-d>`), and how a string of them is read.

use std::fmt;

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A printed character, shift included.
    Char(char),
    /// A letter with the control key.
    Ctrl(char),
    /// A key with a name.
    Named(Named),
}

/// The keys that have names instead of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Named {
    Enter,
    Escape,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

/// Every name with its key. The first name of a key is the one it is shown by.
const NAMES: [(&str, Key); 21] = [
    ("enter", Key::Named(Named::Enter)),
    ("esc", Key::Named(Named::Escape)),
    ("tab", Key::Named(Named::Tab)),
    ("backtab", Key::Named(Named::BackTab)),
    ("backspace", Key::Named(Named::Backspace)),
    ("delete", Key::Named(Named::Delete)),
    ("up", Key::Named(Named::Up)),
    ("down", Key::Named(Named::Down)),
    ("left", Key::Named(Named::Left)),
    ("right", Key::Named(Named::Right)),
    ("pgup", Key::Named(Named::PageUp)),
    ("pgdn", Key::Named(Named::PageDown)),
    ("home", Key::Named(Named::Home)),
    ("end", Key::Named(Named::End)),
    ("space", Key::Char(' ')),
    ("lt", Key::Char('<')),
    ("gt", Key::Char('>')),
    ("return", Key::Named(Named::Enter)),
    ("escape", Key::Named(Named::Escape)),
    ("pageup", Key::Named(Named::PageUp)),
    ("pagedown", Key::Named(Named::PageDown)),
];

/// A name between `<` and `>` that no key has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no key is called <{0}>; write for example ] or <enter> or <ctrl-d>, and <lt> for a plain <"
)]
pub struct UnknownKey(pub String);

impl Key {
    /// Reads one key as it is written in the key table.
    pub fn parse(written: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(crate::article::clean::line(written).into_owned());
        let mut characters = written.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => return Ok(Self::Char(only)),
            (Some('<'), Some(_)) => {}
            _ => return Err(unknown()),
        }
        let name = written[1..]
            .strip_suffix('>')
            .ok_or_else(unknown)?
            .to_lowercase();
        let unknown = || UnknownKey(crate::article::clean::line(&name).into_owned());
        if let Some((_, key)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Ok(*key);
        }
        let letter = name.strip_prefix("ctrl-").ok_or_else(unknown)?;
        let mut letters = letter.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_ascii_lowercase() => Ok(Self::Ctrl(letter)),
            _ => Err(unknown()),
        }
    }

    /// The key that a configuration names: `]`, `enter`, `ctrl-n`, or the same between angles.
    pub fn named(written: &str) -> Option<Self> {
        let mut characters = written.chars();
        match (characters.next(), characters.next()) {
            (Some(_), Some(_)) if !written.starts_with('<') => {
                Self::parse(&format!("<{written}>")).ok()
            }
            _ => Self::parse(written).ok(),
        }
    }

    /// The names of the keys that have one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Reads a whole string of keys, such as `]]<enter>`. A `<` that opens no name is itself a key.
    pub fn parse_all(written: &str) -> Result<Vec<Self>, UnknownKey> {
        let mut keys = Vec::new();
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            let named = (first == '<')
                .then(|| rest.find('>'))
                .flatten()
                .map(|end| &rest[..=end])
                .filter(|named| {
                    named.len() > 2
                        && named[1..named.len() - 1]
                            .chars()
                            .all(|character| character.is_ascii_alphanumeric() || character == '-')
                });
            let key = named.unwrap_or(&rest[..first.len_utf8()]);
            keys.push(Self::parse(key)?);
            rest = &rest[key.len()..];
        }
        Ok(keys)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMES
            .iter()
            .find(|(name, key)| key == self && !matches!(*name, "lt" | "gt"))
        {
            return f.write_str(name);
        }
        match self {
            Self::Char(character) => write!(f, "{character}"),
            Self::Ctrl(letter) => write!(f, "ctrl-{letter}"),
            Self::Named(named) => write!(f, "{named:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_keys_reads_names_letters_and_plain_angles() {
        let keys = Key::parse_all("3]<enter><CTRL-D>><x<lt>é").expect("all known");
        let shown: Vec<String> = keys.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            ["3", "]", "enter", "ctrl-d", ">", "<", "x", "<", "é"]
        );
    }

    #[test]
    fn an_unknown_name_is_refused_by_name() {
        let error = Key::parse_all("]<entr>").expect_err("no such key");
        assert!(error.to_string().contains("<entr>"), "{error}");
    }

    #[test]
    fn every_name_is_read_back() {
        for (name, key) in NAMES {
            assert_eq!(Key::parse(&format!("<{name}>")), Ok(key));
        }
    }
}

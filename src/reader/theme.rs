//! How things look: sixteen colours and attributes at most, and never a difference by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The themes by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ThemeName {
    /// Sixteen colours of the terminal's own palette.
    #[default]
    Ansi,
    /// 256 colours for a dark background.
    Dark,
    /// 256 colours for a light background.
    Light,
    /// Attributes only.
    None,
}

/// A style for everything that is told apart on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// A headline in the text.
    pub title: Style,
    /// What is not the story: captions, bylines, boilerplate, rules, counts.
    pub dim: Style,
    /// The letter of the article in which the reader is.
    pub here: Style,
    /// What the current claim says.
    pub content: Style,
    /// Who says it.
    pub source: Style,
    /// The words that say that it is said.
    pub cue: Style,
    /// The mark of the current claim and its counterpart.
    pub mark: Style,
    /// A name or word that matters in panel and status line.
    pub strong: Style,
    /// A key in help and status line.
    pub key: Style,
    /// A relation or figure that deserves a second look: differs, contradicts.
    pub alert: Style,
    /// What a search found.
    pub hit: Style,
    /// The hit the search stands at.
    pub hit_here: Style,
    /// The place where the next typed letter goes.
    pub cursor: Style,
}

impl Theme {
    /// Sixteen colours of the terminal's own palette, chosen to be legible on dark and on light; the default.
    pub const fn ansi() -> Self {
        let plain = Style::new();
        Self {
            title: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            here: plain.add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
            content: plain.add_modifier(Modifier::UNDERLINED),
            source: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            cue: plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
            mark: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            strong: plain.add_modifier(Modifier::BOLD),
            key: plain.add_modifier(Modifier::BOLD),
            alert: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            hit: plain.add_modifier(Modifier::REVERSED),
            hit_here: plain.add_modifier(
                Modifier::REVERSED
                    .union(Modifier::BOLD)
                    .union(Modifier::UNDERLINED),
            ),
            cursor: plain.add_modifier(Modifier::REVERSED),
        }
    }

    /// The theme of this name.
    pub const fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Ansi => Self::ansi(),
            ThemeName::Dark => Self::ansi().with([117, 183, 210, 246]),
            ThemeName::Light => Self::ansi().with([25, 90, 124, 242]),
            ThemeName::None => Self::ansi().without_colour(),
        }
    }

    /// The same with these of the 256 colours for source and marks, cue, alerts, and what is dim.
    const fn with(self, [source, cue, alert, dim]: [u8; 4]) -> Self {
        Self {
            source: self.source.fg(Color::Indexed(source)),
            mark: self.mark.fg(Color::Indexed(source)),
            cue: self.cue.fg(Color::Indexed(cue)),
            alert: self.alert.fg(Color::Indexed(alert)),
            // A shade instead of the attribute, which some terminals make too faint to read.
            dim: Style::new().fg(Color::Indexed(dim)),
            ..self
        }
    }

    /// The same without any colour: what `NO_COLOR` asks for.
    #[must_use]
    pub const fn without_colour(self) -> Self {
        const fn plain(style: Style) -> Style {
            Style {
                fg: None,
                bg: None,
                ..style
            }
        }
        Self {
            title: plain(self.title),
            dim: plain(self.dim),
            here: plain(self.here),
            content: plain(self.content),
            source: plain(self.source),
            cue: plain(self.cue),
            mark: plain(self.mark),
            strong: plain(self.strong),
            key: plain(self.key),
            alert: plain(self.alert),
            hit: plain(self.hit),
            hit_here: plain(self.hit_here),
            cursor: plain(self.cursor),
        }
    }
}

/// The marks in the gutter and between the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Marks {
    pub current: char,
    pub counterpart: char,
    pub matched: char,
    pub claim: char,
    pub separator: char,
    pub rule: char,
    pub across: &'static str,
    pub folded: char,
    pub note: char,
    pub confirmed: char,
    pub rejected: char,
    pub bar: char,
}

impl Marks {
    /// What the marks mean: for the help and the README.
    pub fn legend(&self) -> Vec<(String, &'static str)> {
        let mark = |mark: char| mark.to_string();
        vec![
            (mark(self.current), "the current claim"),
            (mark(self.counterpart), "its counterpart"),
            (mark(self.matched), "a claim with a counterpart begins here"),
            (mark(self.claim), "one without, or on another event only"),
            (
                format!("{} 1/9", self.across),
                "the first of nine counterparts",
            ),
            (mark(self.confirmed), "a match that you confirmed"),
            (mark(self.rejected), "one that you rejected"),
            (mark(self.note), "a note"),
            (mark(self.folded), "a folded advert or the like"),
            ("[…]".to_owned(), "words in which the two differ"),
        ]
    }

    /// The same in a line, for the README.
    pub fn markdown(&self) -> String {
        let words = |(mark, says): (String, &str)| format!("`{mark}` {says}");
        let legend: Vec<String> = self.legend().into_iter().map(words).collect();
        format!("Marks: {}.\n", legend.join("; "))
    }

    /// For terminals that show Unicode.
    pub const UNICODE: Self = Self {
        current: '▌',
        counterpart: '┃',
        matched: '•',
        claim: '·',
        separator: '│',
        rule: '─',
        across: "⇄",
        folded: '▸',
        note: '✎',
        confirmed: '✓',
        rejected: '✗',
        bar: '█',
    };
    /// For terminals that show ASCII only; the dot between facts is a dash there (see [`super::view`]), so that the mark
    /// of a claim that only this article has is none of its kind.
    pub const ASCII: Self = Self {
        current: '>',
        counterpart: '|',
        matched: '*',
        claim: '.',
        separator: '|',
        rule: '-',
        across: "<>",
        folded: '+',
        note: 'n',
        confirmed: 'y',
        rejected: 'x',
        bar: '#',
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_cue_and_content_differ_without_colour() {
        let theme = Theme::ansi().without_colour();
        assert_eq!(theme.source.fg, None);
        let styles = [
            theme.source,
            theme.cue,
            theme.content,
            Style::new(),
            theme.hit,
            theme.hit_here,
        ];
        for (at, one) in styles.iter().enumerate() {
            assert!(!styles[at + 1..].contains(one));
        }
    }
}

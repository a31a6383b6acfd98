//! What may be typed after `crossread`.

#[cfg(feature = "reader")]
use crate::reader::theme::ThemeName;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Puts two articles side by side: who said what, and where do they differ?
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// Instead of the reader: a report or a filter.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The articles: files, http or https addresses, folders to choose from, or - for standard input, or one comparison
    /// that was saved as JSON; none opens the two built-in ones. FILE#3 is the third of several articles in a file.
    #[arg(value_name = "ARTICLE")]
    pub articles: Vec<String>,
    /// How the reader is opened.
    #[cfg(feature = "reader")]
    #[command(flatten)]
    pub reading: Reading,
    /// Not here: named so that who gives it is told where.
    #[arg(long, value_name = "FORMAT", hide = true)]
    pub format: Option<String>,
    /// The same.
    #[arg(short, long, value_name = "FILE", hide = true)]
    pub output: Option<PathBuf>,
    /// Whether pages come from the network.
    #[command(flatten)]
    pub pages: Pages,
}

/// How the reader is opened.
#[cfg(feature = "reader")]
#[derive(Debug, Args)]
pub struct Reading {
    /// Plays these keys before the first look.
    #[arg(
        long,
        value_name = "KEYS",
        help = "Plays these keys, such as ']]<enter>', before the first look"
    )]
    pub keys: Option<String>,
    /// How the reader looks; NO_COLOR takes the colours out of each.
    #[arg(long, value_name = "NAME", value_enum)]
    pub theme: Option<ThemeName>,
    /// Takes theme, layout and keys from this file, not from crossread/config.toml in ~/.config.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The wheel scrolls and a click chooses; the terminal's own selecting then needs shift.
    #[arg(long)]
    pub mouse: bool,
    /// Prints the last screen as text and ends.
    #[arg(long)]
    pub print: bool,
    /// The screen for --print, in cells.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = size)]
    pub size: (u16, u16),
    /// Keeps decisions, notes and the place in this folder; --print keeps nothing without it.
    #[arg(long, value_name = "DIR", conflicts_with = "no_state")]
    pub state: Option<PathBuf>,
    /// Keeps nothing: decisions and notes are gone with the reader.
    #[arg(long)]
    pub no_state: bool,
}

/// Whether pages come from the network or from those that are kept.
#[derive(Debug, Clone, Copy, Args)]
pub struct Pages {
    /// Opens pages only as they were kept when they were last fetched; asks no network.
    #[arg(long, conflicts_with = "refresh")]
    pub offline: bool,
    /// Fetches every page anew; without it a page that was fetched within a day is opened as it was kept.
    #[arg(long)]
    pub refresh: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes the comparison of articles.
    Compare(Compare),
    /// Writes the reading of each article: its actors and claims.
    Extract(Extract),
    /// Prints the JSON Schema of everything that is written as JSON.
    Schema,
    /// Prints what completes the command line in a shell; the manual says where it goes.
    Completions {
        /// For which shell.
        shell: Shell,
    },
    /// Prints the manual page: `crossread man | man -l -` reads it.
    Man,
}

/// `crossread compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Two or more files, addresses, or - for standard input, or one comparison that was saved as JSON; none compares the
    /// two built-in articles.
    #[arg(value_name = "ARTICLE")]
    pub articles: Vec<String>,
    /// Reads JSON Lines {"id","a":{"id","text"},"b":{"id","text"}} and writes one comparison a line, in order.
    #[arg(long, conflicts_with_all = ["articles", "format"])]
    pub batch: bool,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = ComparisonFormat::Text)]
    pub format: ComparisonFormat,
    /// Works in what you decided in the reader on these articles.
    #[arg(long, conflicts_with = "batch")]
    pub decided: bool,
    /// Where the reader keeps decisions, if not in the usual folder.
    #[arg(long, value_name = "DIR", requires = "decided")]
    pub state: Option<PathBuf>,
    /// Whether pages come from the network.
    #[command(flatten)]
    pub pages: Pages,
    /// Where to and how fast.
    #[command(flatten)]
    pub writing: Writing,
}

/// The subcommand that somebody meant who typed `word`: one that is nearly written so (Jaro).
pub fn meant(word: &str) -> Option<String> {
    let command = Arguments::command();
    let near = |name: &&str| {
        word.chars().all(char::is_alphabetic) && strsim::jaro(name, &word.to_lowercase()) > 0.85
    };
    let found = command.get_subcommands().map(clap::Command::get_name);
    found.into_iter().find(near).map(str::to_owned)
}

impl Compare {
    /// The report of what the reader was to be opened on.
    pub fn plain(arguments: &Arguments) -> Self {
        Self {
            articles: arguments.articles.clone(),
            batch: false,
            format: ComparisonFormat::Text,
            decided: false,
            state: None,
            pages: arguments.pages,
            writing: Writing {
                output: None,
                jobs: None,
            },
        }
    }
}

/// `crossread extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, addresses, or - for standard input.
    #[arg(value_name = "ARTICLE", required_unless_present = "batch")]
    pub articles: Vec<String>,
    /// Reads JSON Lines {"id","text"[,"title"]} and writes one reading a line, in order.
    #[arg(long, conflicts_with_all = ["articles", "format"])]
    pub batch: bool,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = ReadingFormat::Text)]
    pub format: ReadingFormat,
    /// Whether pages come from the network.
    #[command(flatten)]
    pub pages: Pages,
    /// Where to and how fast.
    #[command(flatten)]
    pub writing: Writing,
}

/// What all subcommands that write have in common.
#[derive(Debug, Args)]
pub struct Writing {
    /// Writes to this file and not to standard output; it is there whole, or as it was before.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many lines of a batch are read at once; all processors without it.
    #[arg(long, value_name = "N", requires = "batch", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// The shells that can complete the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    #[value(name = "powershell")]
    PowerShell,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ComparisonFormat {
    /// For people: plain lines.
    Text,
    /// For programs: schema crossread/1. The reader opens it again.
    Json,
    /// Linked data: schema.org claims with W3C Web Annotation selectors.
    Jsonld,
    /// For a note or a ticket.
    Markdown,
    /// For a browser: one page, the articles side by side.
    Html,
    /// For spreadsheets: a row a match; same_event tells those on one event from those on one actor.
    Csv,
}

/// How readings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadingFormat {
    /// For people: plain lines.
    Text,
    /// For programs: schema crossread/1; of several articles a list.
    Json,
    /// The same, a line an article.
    Jsonl,
    /// For spreadsheets: a row a claim.
    Csv,
}

/// Reads "120x40".
#[cfg(feature = "reader")]
fn size(words: &str) -> Result<(u16, u16), String> {
    let parts = words
        .split_once(['x', 'X', '×'])
        .and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    parts
        .filter(|(columns, rows)| (1..=1000).contains(columns) && (1..=1000).contains(rows))
        .ok_or_else(|| "give it as COLUMNSxROWS, such as 80x24".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_command_is_known_by_most_of_its_letters_and_an_article_by_none() {
        let meant = [
            "compar",
            "comapre",
            "Extract",
            "exctract",
            "shcema",
            "completion",
        ];
        let found: Vec<_> = meant.iter().filter_map(|word| super::meant(word)).collect();
        assert_eq!(
            found,
            [
                "compare",
                "compare",
                "extract",
                "extract",
                "schema",
                "completions"
            ]
        );
        for word in [
            "article.txt",
            "compare.json",
            "notes",
            "com",
            "manual.txt",
            "-",
            "",
        ] {
            assert_eq!(super::meant(word), None, "{word}");
        }
    }

    #[cfg(feature = "reader")]
    #[test]
    fn a_size_is_columns_by_rows() {
        assert_eq!(size("80x24"), Ok((80, 24)));
        assert!(size("80").is_err() && size("0x9").is_err() && size("70000x4").is_err());
    }
}

//! What the reader is set to: the configuration file first, then what was typed after `crossread`.

use super::arguments::Reading;
use crate::article::clean;
use crate::article::source::setting;
use crate::folders::home_folder;
use crate::reader::Options;
use crate::reader::config::mistake::Mistake;
use crate::reader::config::{self, Config};
use crate::reader::notice::Notice;
use std::path::{Path, PathBuf};

/// The settings, and what in the file could not be followed.
pub struct Settings {
    /// What holds.
    pub options: Options,
    /// The file, as it is shown.
    file: String,
    mistakes: Vec<Mistake>,
}

impl Settings {
    /// Reads the file that `arguments` name, else the one in its usual place, where there may be none.
    pub fn new(arguments: &Reading) -> Self {
        let path = arguments.config.clone().or_else(usual);
        let (config, mistakes) = path.as_ref().map_or_else(Default::default, |path| {
            read(path, arguments.config.is_some())
        });
        let theme = arguments.theme.or(config.theme).unwrap_or_default();
        let mut options = Options::from_environment().with_theme(theme);
        options.keymap = config.keymap;
        options.panel = config.layout;
        options.mouse = arguments.mouse;
        let file = path.map_or_else(String::new, |path| path.display().to_string());
        Self {
            options,
            file: clean::line(&file).into_owned(),
            mistakes,
        }
    }

    /// What could not be followed, as the reader shows it; none where there is nothing to tell.
    pub fn notice(&self) -> Option<Notice> {
        let count = match self.mistakes.len() {
            0 => return None,
            1 => "1 mistake".to_owned(),
            count => format!("{count} mistakes"),
        };
        let line = |mistake: &Mistake| {
            let place = mistake.line.map(|line| format!("line {line}: "));
            let says = format!("{}{}", place.unwrap_or_default(), mistake.says);
            (says, mistake.remedy.clone())
        };
        let mut lines = vec![(self.file.clone(), self.rest().to_owned())];
        lines.extend(self.mistakes.iter().map(line));
        Some(Notice {
            title: format!("Configuration: {count}"),
            lines,
            top: 0,
        })
    }

    /// What holds beside the mistakes.
    fn rest(&self) -> &'static str {
        if self.mistakes.iter().any(|mistake| mistake.line.is_none()) {
            "nothing is taken from it: theme, layout and keys are the usual ones"
        } else if self.mistakes.iter().any(Mistake::is_syntax) {
            "what could be read holds; a line that is no TOML may take others with it"
        } else {
            "everything else in it holds"
        }
    }

    /// The same as lines for standard error.
    pub fn report(&self) -> impl Iterator<Item = String> + '_ {
        let line = |mistake: &Mistake| format!("{}: {mistake}", self.file);
        self.mistakes.iter().map(line)
    }
}

/// `crossread/config.toml` in the folder for configurations (XDG Base Directory Specification 0.8: `$XDG_CONFIG_HOME`, a
/// relative one ignored, else `~/.config`).
fn usual() -> Option<PathBuf> {
    let folder = home_folder("XDG_CONFIG_HOME", ".config")?;
    Some(folder.join("crossread/config.toml"))
}

fn read(path: &Path, named: bool) -> (Config, Vec<Mistake>) {
    match setting::read(path) {
        Ok(Some(text)) => config::read(&text),
        Ok(None) if named => {
            let says = "there is no such file";
            let mistake = Mistake::new(None, says, "check the name that --config gives");
            (Config::default(), vec![mistake])
        }
        Ok(None) => <_>::default(),
        Err(reason) => {
            let says = format!("it could not be read ({reason})");
            let remedy = "see to it that it is a text file in UTF-8 that you may read";
            let mistake = Mistake::new(None, says, remedy);
            (Config::default(), vec![mistake])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the sheet says of everything beside the mistakes.
    fn rest(text: Option<&str>) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        if let Some(text) = text {
            std::fs::write(&path, text).expect("written");
        }
        let (_, mistakes) = read(&path, true);
        let settings = Settings {
            options: Options::default(),
            file: "config.toml".to_owned(),
            mistakes,
        };
        let notice = settings.notice().expect("something is wrong");
        notice.lines[0].1.clone()
    }

    #[test]
    fn what_holds_beside_the_mistakes_is_told_truly() {
        let slip = rest(Some("theem = \"dark\"\nlayout = \"big\"\n"));
        assert_eq!(slip, "everything else in it holds");
        assert!(rest(Some("theme = dark\"\n[keys\n")).starts_with("what could be read holds"));
        assert!(rest(None).starts_with("nothing is taken from it"));
    }
}

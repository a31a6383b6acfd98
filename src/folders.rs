//! The folders in which the program keeps what lasts: settings, pages, decisions (XDG Base Directory Specification 0.8).

use std::path::PathBuf;

/// The folder that the environment variable `name` gives, else `below` in the home folder. As the XDG specification has it,
/// an empty or relative one counts as none.
pub fn home_folder(name: &str, below: &str) -> Option<PathBuf> {
    let absolute = |name: &str| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    absolute(name).or_else(|| absolute("HOME").map(|home| home.join(below)))
}

/// Where a reader's decisions are kept: `CROSSREAD_STATE_DIR`, else `crossread` in the folder for states
/// (`$XDG_STATE_HOME`, a relative one ignored, else `~/.local/state`).
pub fn decisions() -> Option<PathBuf> {
    std::env::var_os("CROSSREAD_STATE_DIR")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| {
            home_folder("XDG_STATE_HOME", ".local/state").map(|state| state.join("crossread"))
        })
}

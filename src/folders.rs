//! The folders in which the program keeps what lasts: settings, pages, decisions (XDG Base Directory Specification 0.8).

use std::fs::{DirBuilder, OpenOptions};
#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Makes `folder`, and what it lies in, for the user alone: what somebody reads is nobody else's business.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut private = DirBuilder::new();
    #[cfg(unix)]
    private.mode(0o700);
    private.recursive(true).create(folder)
}

/// How a file is opened that, if it is made, is for the user alone.
pub fn private_file() -> OpenOptions {
    let mut private = OpenOptions::new();
    #[cfg(unix)]
    private.mode(0o600);
    private
}

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

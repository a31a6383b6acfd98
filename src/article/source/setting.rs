//! Files that say how the program is set.

use std::io::Read;
use std::path::Path;

/// The largest file of settings that is read, in bytes.
const LONGEST_SETTING: u64 = 1 << 20;

/// The text of a file that is no article but says how the program is set; none where there is no such file.
pub fn read(path: &Path) -> std::io::Result<Option<String>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(reason) => {
            use std::io::ErrorKind::{NotADirectory, NotFound};
            return match reason.kind() {
                NotFound | NotADirectory => Ok(None),
                _ => Err(reason),
            };
        }
    };
    let mut text = String::new();
    file.take(LONGEST_SETTING).read_to_string(&mut text)?;
    Ok(Some(text))
}

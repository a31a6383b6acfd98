//! Standard input: what is typed or piped.

use super::error::SourceError;
use super::file;
use super::limits::Limits;
use super::place::STANDARD_INPUT;
use super::progress::Tell;
use std::io::{self, IsTerminal, Read};

/// Its bytes. Who types takes the time that is needed; a pipe is bounded like any other.
pub fn read(limits: &Limits, tell: Tell<'_>) -> Result<Vec<u8>, SourceError> {
    if !is_typed() {
        return file::pipe(STANDARD_INPUT, || Ok(io::stdin()), limits, tell);
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(limits.file)
        .read_to_end(&mut bytes)
        .map_err(|reason| SourceError::unreadable(STANDARD_INPUT, &reason))?;
    Ok(bytes)
}

/// Whether it comes from a keyboard: then it has to end before the reader takes the terminal.
pub fn is_typed() -> bool {
    io::stdin().is_terminal()
}

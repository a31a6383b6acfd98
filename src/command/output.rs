//! Where reports go: standard output or a file, with a closed pipe as success.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use thiserror::Error;

/// Why an output could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The file can't be made or written.
    #[error(
        "{name}: it could not be written ({reason}); check the folder and the free space, or give another name to -o"
    )]
    File {
        /// The file's name, or "standard output".
        name: String,
        /// The system's words.
        reason: std::io::Error,
    },
    /// Standard input broke off.
    #[error("standard input could not be read to its end ({0})")]
    Input(std::io::Error),
}

/// An open output.
pub struct Output {
    to: BufWriter<Box<dyn Write>>,
    name: String,
    /// Whether the other end of the pipe has gone: nothing more is written.
    closed: bool,
}

impl Output {
    /// Opens the file at `path`, or standard output.
    pub fn new(path: Option<PathBuf>) -> Result<Self, OutputError> {
        let (to, name): (Box<dyn Write>, String) = match path {
            None => (Box::new(std::io::stdout()), "standard output".to_owned()),
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|reason| OutputError::File {
                    name: name.clone(),
                    reason,
                })?;
                (Box::new(file), name)
            }
        };
        Ok(Self {
            to: BufWriter::with_capacity(64 * 1024, to),
            name,
            closed: false,
        })
    }

    /// Writes `text`.
    pub fn write(&mut self, text: &str) -> Result<(), OutputError> {
        if self.closed {
            return Ok(());
        }
        let written = self.to.write_all(text.as_bytes());
        self.check(written)
    }

    /// Passes on what was held back.
    pub fn flush(&mut self) -> Result<(), OutputError> {
        let flushed = if self.closed { Ok(()) } else { self.to.flush() };
        self.check(flushed)
    }

    /// Whether nobody reads on.
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes what is left; success unless that fails.
    pub fn finish(mut self) -> Result<ExitCode, OutputError> {
        self.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn check(&mut self, result: std::io::Result<()>) -> Result<(), OutputError> {
        match result {
            Err(reason) if reason.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(reason) => Err(OutputError::File {
                name: self.name.clone(),
                reason,
            }),
            Ok(()) => Ok(()),
        }
    }
}

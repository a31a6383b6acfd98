//! Where reports go: standard output, or a file that is there whole or as it was before.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::NamedTempFile;
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

/// Where bytes go.
enum To {
    /// To whoever reads on, as they come.
    Stream(Box<dyn Write>),
    /// To a file beside the one that is meant, whose place it takes when all is written.
    File(NamedTempFile, PathBuf),
}

impl Write for To {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(file, _) => file.flush(),
        }
    }
}

/// An open output.
pub struct Output {
    to: BufWriter<To>,
    name: String,
    /// Whether the other end of the pipe has gone: nothing more is written.
    closed: bool,
}

impl Output {
    /// Opens the file at `path`, or standard output.
    pub fn new(path: Option<PathBuf>) -> Result<Self, OutputError> {
        let (to, name) = match path {
            None => (
                To::Stream(Box::new(std::io::stdout())),
                "standard output".to_owned(),
            ),
            Some(path) => {
                let name = path.display().to_string();
                match open(&path) {
                    Ok(to) => (to, name),
                    Err(reason) => return Err(OutputError::File { name, reason }),
                }
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

    /// Writes what is left, and has the file take its place; success unless that fails.
    pub fn finish(mut self) -> Result<ExitCode, OutputError> {
        self.flush()?;
        let Self { to, name, .. } = self;
        let (to, _) = to.into_parts();
        if let To::File(file, path) = to {
            let kept = file.as_file().sync_data();
            kept.and_then(|()| file.persist(path).map_err(|error| error.error))
                .map_err(|reason| OutputError::File { name, reason })?;
        }
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

/// Opens what is at `path`. A device or a pipe takes the bytes as they come; so that a link stays one, its file is written.
fn open(path: &Path) -> std::io::Result<To> {
    let there = std::fs::metadata(path).ok();
    if there.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(ErrorKind::IsADirectory.into());
    }
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return Ok(To::Stream(Box::new(File::create(path)?)));
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut beside = tempfile::Builder::new();
    beside.prefix(".crossread-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the system's mask leaves of it, as for any new file.
        beside.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = beside.tempfile_in(folder)?;
    if let Some(there) = there {
        // Not every file system lets them be set; then they are those of a new file.
        let _ = file.as_file().set_permissions(there.permissions());
    }
    Ok(To::File(file, path))
}

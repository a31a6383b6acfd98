//! A file, a pipe or a device: read to its end, but neither without bounds nor for ever.

use super::error::SourceError;
use super::limits::Limits;
use super::progress::Tell;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Instant;

/// How much is read at once, in bytes.
const PIECE: usize = 64 * 1024;
/// How many pieces of a pipe may wait to be taken.
const WAITING: usize = 4;

/// The bytes of the file at `path`, which was given as `name`.
pub fn read(
    name: &str,
    path: &Path,
    limits: &Limits,
    tell: Tell<'_>,
) -> Result<Vec<u8>, SourceError> {
    let told = match std::fs::metadata(path) {
        Ok(told) => told,
        Err(reason)
            if matches!(
                reason.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory
            ) =>
        {
            return Err(SourceError::Missing(name.to_owned()));
        }
        Err(reason) => return Err(SourceError::unreadable(name, &reason)),
    };
    if !told.is_file() {
        let path = path.to_owned();
        return pipe(name, move || File::open(path), limits, tell);
    }
    if told.len() > limits.file {
        return Err(SourceError::large(name, limits));
    }
    let mut bytes = Vec::with_capacity(told.len() as usize + 1);
    File::open(path)
        .and_then(|file| file.take(limits.file + 1).read_to_end(&mut bytes))
        .map_err(|reason| SourceError::unreadable(name, &reason))?;
    if bytes.len() as u64 > limits.file {
        return Err(SourceError::large(name, limits));
    }
    Ok(bytes)
}

/// The bytes of what `open` opens, which may give nothing for long or never end. Opening and reading may wait for ever,
/// so a thread of their own does both; it is left behind when it takes too long.
pub fn pipe<R: Read>(
    name: &str,
    open: impl FnOnce() -> io::Result<R> + Send + 'static,
    limits: &Limits,
    tell: Tell<'_>,
) -> Result<Vec<u8>, SourceError> {
    let (give, take) = sync_channel::<io::Result<Vec<u8>>>(WAITING);
    let work = move || {
        let mut from = match open() {
            Ok(from) => from,
            Err(reason) => {
                let _ = give.send(Err(reason));
                return;
            }
        };
        loop {
            let mut piece = vec![0; PIECE];
            let came = match from.read(&mut piece) {
                Ok(0) => return,
                Ok(count) => {
                    piece.truncate(count);
                    Ok(piece)
                }
                Err(reason) if reason.kind() == ErrorKind::Interrupted => continue,
                Err(reason) => Err(reason),
            };
            let broken = came.is_err();
            if give.send(came).is_err() || broken {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .spawn(work)
        .map_err(|reason| SourceError::unreadable(name, &reason))?;
    let began = Instant::now();
    let mut bytes: Vec<u8> = Vec::new();
    loop {
        let left = limits.pipe.saturating_sub(began.elapsed());
        match take.recv_timeout(limits.silence.min(left)) {
            Ok(Ok(piece)) => bytes.extend_from_slice(&piece),
            Ok(Err(reason)) => return Err(SourceError::unreadable(name, &reason)),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) => {
                return Err(SourceError::Endless {
                    name: name.to_owned(),
                    bytes: bytes.len() as u64,
                    seconds: began.elapsed().as_secs(),
                });
            }
        }
        if bytes.len() as u64 > limits.file {
            return Err(SourceError::large(name, limits));
        }
        tell(super::progress::Progress::receiving(
            bytes.len() as u64,
            None,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Write, pipe as make_pipe};
    use std::time::Duration;

    fn hasty() -> Limits {
        Limits {
            file: 300_000,
            silence: Duration::from_millis(80),
            pipe: Duration::from_millis(300),
            ..Limits::default()
        }
    }

    #[test]
    fn a_pipe_that_ends_is_read_to_its_end() {
        let (from, mut to) = make_pipe().expect("a pipe");
        let text = "words ".repeat(30_000);
        let copy = text.clone();
        let writer = std::thread::spawn(move || to.write_all(copy.as_bytes()));
        let mut told = 0;
        let bytes = pipe("-", || Ok(from), &hasty(), &mut |progress| {
            told = progress.bytes;
        });
        assert_eq!(bytes.expect("it ends"), text.as_bytes());
        assert_eq!(told, text.len() as u64);
        writer.join().expect("a writer").expect("written");
    }

    #[test]
    fn a_pipe_that_gives_nothing_more_is_left() {
        let (from, mut to) = make_pipe().expect("a pipe");
        to.write_all(b"some").expect("written");
        let error = pipe("feed", || Ok(from), &hasty(), &mut |_| {}).expect_err("it never ends");
        assert!(
            error.to_string().contains("feed: it did not end: 4 bytes"),
            "{error}"
        );
        drop(to);
    }

    #[test]
    fn a_pipe_that_trickles_for_ever_is_left() {
        let (from, mut to) = make_pipe().expect("a pipe");
        std::thread::spawn(move || {
            while to.write_all(b"a ").is_ok() {
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        let error = pipe("feed", || Ok(from), &hasty(), &mut |_| {}).expect_err("it never ends");
        assert!(matches!(error, SourceError::Endless { .. }), "{error}");
    }

    #[test]
    fn a_pipe_that_gives_without_end_is_left_when_it_has_given_enough() {
        let endless = || Ok(io::repeat(b'a'));
        let error = pipe("/dev/zero", endless, &hasty(), &mut |_| {}).expect_err("too much");
        assert!(matches!(error, SourceError::Large { .. }), "{error}");
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.txt");
        std::fs::write(&path, vec![b'a'; 300_001]).expect("written");
        let error = read("large.txt", &path, &hasty(), &mut |_| {}).expect_err("too large");
        assert!(error.to_string().contains("larger than"), "{error}");
    }

    #[test]
    fn a_pipe_with_a_name_that_nobody_writes_to_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fifo");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo").success());
        let error = read("fifo", &path, &hasty(), &mut |_| {}).expect_err("nobody writes");
        assert!(error.to_string().contains("0 bytes came"), "{error}");
    }
}

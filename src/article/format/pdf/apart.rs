//! Which process takes a PDF apart: one of its own, so that what a hostile file does to it ends there.
//!
//! The program starts itself once more, hands the file over and reads lines back. The other process may use so much
//! memory and so many seconds of a processor, on Unix; what goes wrong in it (a panic, a loop, a stack without end) is an error
//! here. Where the program is used as a library, a thread has to do.

use super::super::FormatError;
use super::letters::{Line, Trouble, lines as read};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Says in the environment of the other process what it is for.
const ASKED: &str = "CROSSREAD_TAKES_APART";
/// What that process may use: memory of its own in bytes, and as many more for every byte of the file.
#[cfg(unix)]
const MEMORY: (u64, u64) = (150 << 20, 19);
/// Seconds of a processor.
const SECONDS: u64 = 20;
/// How much it may answer, in bytes.
const ANSWER: u64 = 64 << 20;
/// The room for nested calls, in bytes.
const STACK: usize = 32 << 20;

/// The program that can be started to take a PDF apart.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on PDFs are taken apart by `program`, a build of this one.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// If this process was started to take a PDF apart, does that and gives the exit code; else makes this program the one
/// that is started.
pub fn serve() -> Option<ExitCode> {
    if std::env::var_os(ASKED).is_none() {
        if let Ok(program) = std::env::current_exe() {
            use_program(program);
        }
        return None;
    }
    let mut bytes = Vec::new();
    if std::io::stdin().read_to_end(&mut bytes).is_err() {
        return Some(ExitCode::FAILURE);
    }
    #[cfg(unix)]
    bound(bytes.len() as u64);
    let Some(found) = on_a_thread(bytes) else {
        return Some(ExitCode::FAILURE);
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer(&mut out, &found).is_ok() && out.flush().is_ok();
    Some(ExitCode::from(u8::from(!written)))
}

/// Has the system hold this process to what a file of so many bytes may use.
#[cfg(unix)]
fn bound(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory = MEMORY.0 + MEMORY.1 * bytes;
    for (resource, most) in [
        (Resource::As, memory),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        let _ = setrlimit(resource, limit);
    }
}

/// The lines of the PDF in `bytes`.
pub fn lines(bytes: Vec<u8>) -> Result<Vec<Line>, FormatError> {
    let found = match PROGRAM.get() {
        Some(program) => in_a_process(program, bytes),
        None => on_a_thread(bytes),
    };
    match found {
        Some(Ok(lines)) => Ok(lines),
        Some(Err(Trouble::Locked)) => Err(FormatError::Locked),
        Some(Err(Trouble::Broken(reason))) => Err(broken(reason)),
        None => Err(broken("it can’t be taken apart".to_owned())),
    }
}

fn broken(reason: String) -> FormatError {
    FormatError::Broken("a PDF", reason)
}

/// None if the thread broke down.
fn on_a_thread(bytes: Vec<u8>) -> Option<Result<Vec<Line>, Trouble>> {
    let thread = std::thread::Builder::new().stack_size(STACK);
    thread.spawn(move || read(&bytes)).ok()?.join().ok()
}

/// None if the process could not be started or ended otherwise than with an answer.
fn in_a_process(program: &Path, bytes: Vec<u8>) -> Option<Result<Vec<Line>, Trouble>> {
    let mut child = Command::new(program)
        .env(ASKED, "pdf")
        // Where memory is out, telling where a panic came from may wait for ever.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut to = child.stdin.take()?;
    // It may end before it has read all.
    let writer = std::thread::spawn(move || {
        let _ = to.write_all(&bytes);
    });
    let (give, take) = channel();
    let from = child.stdout.take()?.take(ANSWER);
    let reader = std::thread::spawn(move || {
        let mut from = from;
        let mut answer = Vec::new();
        let read = from.read_to_end(&mut answer);
        let _ = give.send(read.map(|_| answer));
    });
    // Time on the processor is bounded there; one that waits for ever uses none.
    let answer = take.recv_timeout(Duration::from_secs(2 * SECONDS));
    let _ = child.kill();
    let ended = child.wait();
    let _ = writer.join();
    let _ = reader.join();
    let answer = answer.ok()?.ok()?;
    ended
        .is_ok()
        .then(|| serde_json::from_slice(&answer).ok())?
}

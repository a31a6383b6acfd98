//! JSON Lines in, JSON Lines out, in order, on several threads.
//!
//! One thread reads lines, a pool answers them, and the answers are written in the order of their lines as soon as they are
//! there. Only so many lines are read ahead of the writing that the memory held does not grow with the input.

use super::output::{Output, OutputError};
use crate::article::Article;
use crate::comparison::Comparison;
use crate::export::json;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};

/// So many lines are read ahead for each thread: enough that a long one does not leave the other threads idle.
const AHEAD: usize = 8;

/// What each line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A reading of one article.
    Extract,
    /// A comparison of two.
    Compare,
}

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    title: Option<String>,
}

#[derive(Deserialize)]
struct Pair {
    #[serde(default)]
    id: Value,
    a: Input,
    b: Input,
}

impl Input {
    fn article(self) -> Article {
        Article::new(name(&self.id), self.title, self.text)
    }
}

/// An id as text: a string as it is, another value as its JSON.
fn name(id: &Value) -> String {
    match id {
        Value::String(name) => name.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// An answer with its line break, and whether it is an error.
type Answer = (String, bool);

/// The answer to one line, which is awaited in its turn, or why there are no more lines.
type Turn = std::io::Result<Receiver<Answer>>;

/// Answers every line of standard input.
pub fn run(kind: Kind, jobs: Option<u16>, mut out: Output) -> Result<ExitCode, OutputError> {
    let mut failed = false;
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = jobs.map_or_else(all, usize::from);
    let turns = answers(kind, || std::io::stdin().lock(), threads).map_err(OutputError::Input)?;
    while let Some(turn) = or_flushed(&turns, &mut out)? {
        let answer = turn.map_err(OutputError::Input)?;
        let answer = or_flushed(&answer, &mut out)?;
        if out.is_closed() {
            break;
        }
        let (answer, is_error) = answer.unwrap_or_else(unreadable);
        failed |= is_error;
        out.write(&answer)?;
    }
    out.finish()?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// What comes next; before it is waited for, what was held back is passed on. None at the end, or where nobody reads on.
fn or_flushed<T>(from: &Receiver<T>, out: &mut Output) -> Result<Option<T>, OutputError> {
    Ok(match from.try_recv() {
        Ok(next) => Some(next),
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            out.flush()?;
            if out.is_closed() {
                return Ok(None);
            }
            from.recv().ok()
        }
    })
}

/// The answers to the lines of `input`, in their order. Who drops the receiver is not waited for: the thread that reads
/// sees it with the next line.
fn answers<Input: BufRead>(
    kind: Kind,
    input: impl FnOnce() -> Input + Send + 'static,
    threads: usize,
) -> std::io::Result<Receiver<Turn>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool.build().map_err(std::io::Error::other)?;
    let (queue, turns) = mpsc::sync_channel(threads * AHEAD);
    let feed = move || {
        let mut input = input();
        while let Some(line) = next_line(&mut input).transpose() {
            let turn = line.map(|line| {
                let (done, turn) = mpsc::sync_channel(1);
                (
                    move |pool: &rayon::ThreadPool| ask(kind, line, pool, done),
                    turn,
                )
            });
            let sent = match turn {
                // Its turn comes first: where the queue is full, nothing more is begun.
                Ok((ask, turn)) => queue.send(Ok(turn)).map(|()| ask(&pool)),
                Err(reason) => queue.send(Err(reason)),
            };
            if sent.is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().spawn(feed)?;
    Ok(turns)
}

/// Has `pool` answer `line`.
fn ask(kind: Kind, line: Vec<u8>, pool: &rayon::ThreadPool, done: SyncSender<Answer>) {
    pool.spawn_fifo(move || {
        // Nobody waits for it any more where the output is closed.
        let _ = done.send(answer(kind, &line));
    });
}

/// The next line that is not blank; none at the end.
fn next_line(input: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Ok(Some(line));
        }
        line.clear();
    }
    Ok(None)
}

/// The answer where none came: a thread of the pool broke down.
fn unreadable() -> Answer {
    let error = json!({"id": null, "error": "this text could not be read: please report it"});
    (format!("{error}\n"), true)
}

/// One line's answer, and whether it is an error. What goes wrong with one line stays with it.
fn answer(kind: Kind, line: &[u8]) -> Answer {
    let value = std::panic::catch_unwind(|| value(kind, line));
    let error = match value {
        Ok(Ok(mut value)) => {
            value.push('\n');
            return (value, false);
        }
        Ok(Err(error)) => {
            let wanted = match kind {
                Kind::Extract => r#"{"id","text"[,"title"]}"#,
                Kind::Compare => r#"{"id","a":{"id","text"},"b":{"id","text"}}"#,
            };
            format!("{error}; a line is {wanted}")
        }
        Err(_) => "this text could not be read: please report it".to_owned(),
    };
    let id = serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|value| value.get("id").cloned());
    let answer = json::harmless(json!({"id": id, "error": error}).to_string()) + "\n";
    (answer, true)
}

fn value(kind: Kind, line: &[u8]) -> Result<String, serde_json::Error> {
    Ok(match kind {
        Kind::Extract => {
            let input: Input = serde_json::from_slice(line)?;
            let id = input.id.clone();
            json::reading(&id, &Comparison::new(vec![input.article()]))
        }
        Kind::Compare => {
            let pair: Pair = serde_json::from_slice(line)?;
            let articles = vec![pair.a.article(), pair.b.article()];
            json::comparison(&pair.id, &Comparison::new(articles))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_becomes_an_error_with_its_id() {
        let (text, failed) = answer(Kind::Extract, br#"{"id":7,"txt":""}"#);
        assert!(
            failed && text.starts_with(r#"{"error":"missing field"#) && text.contains(r#""id":7"#),
            "{text}"
        );
    }

    /// What is written for `lines` by so many threads.
    fn written(lines: &str, threads: usize) -> String {
        let lines = lines.as_bytes().to_vec();
        let turns = answers(Kind::Extract, || std::io::Cursor::new(lines), threads);
        let turns = turns.expect("threads");
        let answer = |turn: Turn| turn.expect("read").recv().expect("answered").0;
        turns.iter().map(answer).collect()
    }

    #[test]
    fn answers_have_the_same_bytes_in_the_order_of_their_lines_a_hundred_times_on_any_number_of_threads()
     {
        let line = |id| {
            let words = "Ann Example said it rained. ".repeat(1 + 7 * usize::from(id % 5 == 0));
            match id {
                3 => "nonsense\n".to_owned(),
                _ => format!("{{\"id\":{id},\"text\":\"{words}\"}}\n"),
            }
        };
        let lines: String = (0..20).map(line).collect();
        let one = written(&lines, 1);
        assert!(one.ends_with('\n') && one.lines().count() == 20);
        assert!(
            one.lines()
                .nth(19)
                .is_some_and(|line| line.contains(r#""id":19"#))
        );
        for round in 0..100 {
            assert_eq!(written(&lines, 1 + round % 4), one, "round {round}");
        }
    }

    #[test]
    fn no_more_lines_are_read_ahead_than_are_allowed() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        struct Counted(Arc<AtomicUsize>, std::io::Cursor<&'static [u8]>);
        impl std::io::Read for Counted {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                unreachable!("lines are read through the buffer")
            }
        }
        impl BufRead for Counted {
            fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
                if self.1.position() >= 11 {
                    self.0.fetch_add(1, Ordering::SeqCst);
                    self.1.set_position(0);
                }
                self.1.fill_buf()
            }
            fn consume(&mut self, amount: usize) {
                self.1.consume(amount);
            }
        }
        let read = Arc::new(AtomicUsize::new(0));
        let counted = Counted(read.clone(), std::io::Cursor::new(b"{\"text\":1}\n"));
        let turns = answers(Kind::Extract, || counted, 2).expect("threads");
        for _ in 0..100 {
            turns.recv().expect("endless").expect("read");
        }
        // One waits for its place in the queue, and one is being read.
        assert!(read.load(Ordering::SeqCst) <= 100 + 2 * AHEAD + 2);
    }
}

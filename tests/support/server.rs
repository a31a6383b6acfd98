//! A server on this machine that answers as a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// What was asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The first line without its version: "GET /a".
    pub line: String,
    /// The other lines, in lower case.
    pub headers: Vec<String>,
}

impl Request {
    fn read(from: &mut impl Read) -> Option<Self> {
        let mut lines = BufReader::new(from).lines().map_while(Result::ok);
        let first = lines.next()?;
        let line = first
            .rsplit_once(' ')
            .map_or(first.as_str(), |(line, _)| line)
            .to_owned();
        let headers = lines
            .take_while(|line| !line.is_empty())
            .map(|line| line.to_lowercase());
        Some(Self {
            line,
            headers: headers.collect(),
        })
    }

    /// What stands in the header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// A running server; it ends with the test.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
    gone: Arc<AtomicBool>,
}

impl Server {
    /// Answers every request as `answer` does, each in a thread of its own.
    pub fn new(answer: impl Fn(&Request, &mut dyn Write) + Send + Sync + 'static) -> Self {
        Self::over(move |mut stream, asked| {
            if let Some(request) = Request::read(&mut stream) {
                asked.lock().expect("requests").push(request.clone());
                answer(&request, &mut stream);
            }
        })
    }

    /// The same over TLS with the settings `config`.
    pub fn secure(
        config: Arc<rustls::ServerConfig>,
        answer: impl Fn(&Request, &mut dyn Write) + Send + Sync + 'static,
    ) -> Self {
        Self::over(move |mut stream, asked| {
            let Ok(mut connection) = rustls::ServerConnection::new(Arc::clone(&config)) else {
                return;
            };
            let mut stream = rustls::Stream::new(&mut connection, &mut stream);
            if let Some(request) = Request::read(&mut stream) {
                asked.lock().expect("requests").push(request.clone());
                answer(&request, &mut stream);
            }
            stream.conn.send_close_notify();
            let _ = stream.flush();
        })
    }

    fn over(serve: impl Fn(TcpStream, &Mutex<Vec<Request>>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let gone = Arc::new(AtomicBool::new(false));
        let (all, over, serve) = (Arc::clone(&asked), Arc::clone(&gone), Arc::new(serve));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let (serve, all) = (Arc::clone(&serve), Arc::clone(&all));
                std::thread::spawn(move || serve(stream, &all));
            }
        });
        Self {
            address,
            asked,
            gone,
        }
    }

    /// The address of `path` here.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().expect("requests").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Relaxed);
        // The listener wakes, sees that it is over and gives the port back.
        let _ = TcpStream::connect(self.address);
    }
}

/// An answer with `headers`, each ended by a line break, and `body`.
pub fn answer(to: &mut dyn Write, status: &str, headers: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // Who asked may have gone.
    let _ = to
        .write_all(head.as_bytes())
        .and_then(|()| to.write_all(body))
        .and_then(|()| to.flush());
}

/// `text` as plain text.
pub fn text(to: &mut dyn Write, text: &str) {
    answer(
        to,
        "200 OK",
        "Content-Type: text/plain; charset=utf-8\r\n",
        text.as_bytes(),
    );
}

//! Articles from addresses: what is fetched, kept, refused, and what is said of it. The servers are the tests' own.
#![cfg(feature = "fetch")]

mod support;

use assert_cmd::Command;
use crossread::article::source::address::Prefer;
use crossread::article::source::cache::Cache;
use crossread::article::source::error::{Fault, SourceError};
use crossread::article::source::limits::Limits;
use crossread::article::source::{self, Access};
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::time::Duration;
use support::server::{Request, Server, answer, text};

const STORY: &str = "The harbour closes\n\nMayor Ida Falk said on Monday that the old harbour would close in May, because nobody pays for its repair any more.\n\nThe union said that 40 workers would lose their places, and that it had not been asked.\n";

fn crossread(cache: &Path) -> Command {
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    command
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("XDG_CACHE_HOME", cache);
    for name in ["http_proxy", "https_proxy", "all_proxy", "SSL_CERT_FILE"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What the program wrote: standard output and standard error.
fn said(command: &mut Command, code: i32) -> (String, String) {
    let done = command.assert().code(code);
    let output = done.get_output();
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (words(&output.stdout), words(&output.stderr))
}

/// Why `address` can't be opened under `limits`.
fn fault(address: &str, limits: Limits) -> Fault {
    let access = Access {
        limits,
        ..Access::default()
    };
    match source::read(address, &access) {
        Err(SourceError::Fetch { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_page_is_fetched_with_the_programs_name() {
    let server = Server::new(|_, to| text(to, STORY));
    let (report, errors) = said(
        crossread(folder().path()).args(["extract", &server.at("/a")]),
        0,
    );
    assert!(
        report.starts_with("A  The harbour closes") && report.contains("Ida Falk"),
        "{report}"
    );
    assert_eq!(errors, "");
    let asked = &server.asked()[0];
    assert_eq!(asked.line, "GET /a");
    assert!(
        asked
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("crossread/")),
        "{asked:?}"
    );
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br"));
}

#[test]
fn packed_pages_and_declared_encodings_are_read() {
    let server = Server::new(|request, to| {
        if request.line.ends_with("/packed") {
            let mut packed =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(STORY.as_bytes()).expect("packed");
            let packed = packed.finish().expect("packed");
            answer(
                to,
                "200 OK",
                "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n",
                &packed,
            );
        } else {
            let old = STORY
                .replace("Ida", "Zo\u{eb}")
                .chars()
                .map(|c| c as u8)
                .collect::<Vec<_>>();
            answer(
                to,
                "200 OK",
                "Content-Type: text/plain; charset=windows-1252\r\n",
                &old,
            );
        }
    });
    let read = |path| {
        source::read(&server.at(path), &Access::default())
            .expect("an article")
            .text
    };
    assert_eq!(read("/packed"), STORY);
    assert!(read("/old").contains("Mayor Zo\u{eb} Falk"));
}

#[test]
fn redirects_are_followed_but_not_for_ever() {
    let server = Server::new(|request, to| {
        let to_next = |to: &mut dyn Write, next: &str| {
            answer(to, "302 Found", &format!("Location: {next}\r\n"), b"");
        };
        match request.line.as_str() {
            "GET /moved" => to_next(to, "/new/place"),
            "GET /new/place" => text(to, STORY),
            _ => to_next(to, "/loop"),
        }
    });
    let article = source::read(&server.at("/moved"), &Access::default()).expect("an article");
    assert_eq!(
        (article.id, article.text),
        (server.at("/moved"), STORY.to_owned())
    );
    assert_eq!(
        fault(&server.at("/loop"), Limits::default()),
        Fault::Redirects(10)
    );
    assert_eq!(server.asked().len(), 2 + 11);
}

#[test]
fn a_page_is_only_read_as_far_as_it_may_be_large() {
    let server = Server::new(|request, to| match request.line.as_str() {
        "GET /told" => answer(to, "200 OK", "", &vec![b'a'; 2_000_000]),
        "GET /bomb" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packed.write_all(&vec![b'a'; 50_000_000]).expect("packed");
            let packed = packed.finish().expect("packed");
            answer(to, "200 OK", "Content-Encoding: gzip\r\n", &packed);
        }
        _ => {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while to.write_all(&[b'a'; 4096]).is_ok() {}
        }
    });
    let limits = Limits {
        page: 1_000_000,
        ..Limits::default()
    };
    for path in ["/told", "/bomb", "/endless"] {
        assert_eq!(
            fault(&server.at(path), limits),
            Fault::Large(1_000_000),
            "{path}"
        );
    }
}

#[test]
fn a_server_that_trickles_or_is_silent_is_left() {
    let server = Server::new(|request, to| {
        if request.line == "GET /trickle" {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while to.write_all(b"a").and_then(|()| to.flush()).is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        } else {
            std::thread::sleep(Duration::from_secs(20));
        }
    });
    let limits = Limits {
        whole: Duration::from_millis(300),
        ..Limits::default()
    };
    for path in ["/trickle", "/silent"] {
        let fault = fault(&server.at(path), limits);
        assert!(matches!(&fault, Fault::Slow(_)), "{path}: {fault}");
    }
}

#[test]
fn a_refusal_says_what_came_back_and_what_to_do() {
    let server = Server::new(|request, to| {
        let refusal = b"Please log in to read on here.";
        match request.line.as_str() {
            "GET /login" => answer(to, "403 Forbidden", "Content-Type: text/plain\r\n", refusal),
            "GET /busy" => answer(to, "503 Service Unavailable", "", b""),
            "GET /script" => {
                let page = "<html><body><noscript>Switch scripts on.</noscript></body></html>";
                answer(to, "200 OK", "Content-Type: text/html\r\n", page.as_bytes());
            }
            _ => answer(to, "404 Not Found", "Content-Type: text/html\r\n", b""),
        }
    });
    let cache = folder();
    let errors = |path: &str| {
        said(
            crossread(cache.path()).args(["extract", &server.at(path)]),
            1,
        )
        .1
    };
    let login = errors("/login");
    assert!(
        login.contains("403 Forbidden, text/plain with 7 words of text"),
        "{login}"
    );
    assert!(login.contains("save the page"), "{login}");
    let none = errors("/none");
    assert!(
        none.contains("404 Not Found, text/html without text; check the address"),
        "{none}"
    );
    assert!(errors("/busy").contains("try again later"));
    let script = errors("/script");
    assert!(
        script.contains("200 OK, text/html") && script.contains("a login or a script"),
        "{script}"
    );
    // Nothing of that is kept.
    assert_eq!(
        std::fs::read_dir(cache.path()).expect("a folder").count(),
        0
    );
}

#[test]
fn a_server_that_is_not_there_is_told_with_what_became_of_the_other_article() {
    let port = Server::new(|_, _| {}).port();
    let cache = folder();
    let other = cache.path().join("other.txt");
    std::fs::write(&other, STORY).expect("written");
    let other = other.display().to_string();
    let address = format!("http://127.0.0.1:{port}/a");
    let (report, errors) = said(
        crossread(cache.path()).args(["compare", &address, &other]),
        1,
    );
    assert_eq!(report, "");
    assert!(
        errors.contains(&format!("{address}: no connection to the server")),
        "{errors}"
    );
    assert!(
        errors.contains("other.txt: this one could be read"),
        "{errors}"
    );
}

#[test]
fn all_pages_are_fetched_at_once() {
    // Each answer waits for the other question.
    let barrier = Arc::new(Barrier::new(2));
    let server = Server::new(move |_, to| {
        barrier.wait();
        text(to, STORY);
    });
    let (report, _) = said(
        crossread(folder().path()).args([server.at("/a"), server.at("/b")]),
        0,
    );
    assert!(report.contains("B  The harbour closes"), "{report}");
}

#[test]
fn a_page_is_kept_and_opened_again_without_its_server() {
    let cache = folder();
    let server = Server::new(|_, to| text(to, STORY));
    let address = server.at("/a");
    let open = |more: &[&str], code| {
        said(
            crossread(cache.path())
                .args(["extract", &address])
                .args(more),
            code,
        )
    };
    let first = open(&[], 0).0;
    let (second, note) = open(&[], 0);
    assert_eq!((second, server.asked().len()), (first.clone(), 1));
    assert!(
        note.contains("as it was a moment ago; --refresh fetches it anew"),
        "{note}"
    );
    open(&["--refresh"], 0);
    assert_eq!(server.asked().len(), 2);
    drop(server);
    assert_eq!(open(&["--offline"], 0).0, first);
    let errors = open(&["--refresh"], 1).1;
    assert!(errors.contains("no connection"), "{errors}");
    let elsewhere = folder();
    let errors = said(
        crossread(elsewhere.path()).args(["extract", "--offline", &address]),
        1,
    )
    .1;
    assert!(errors.contains("leave out --offline"), "{errors}");
    said(
        crossread(cache.path()).args(["extract", "--offline", "--refresh", &address]),
        2,
    );
}

/// Makes every kept page look as if it had been fetched two days ago.
fn age(cache: &Path) {
    for entry in std::fs::read_dir(cache.join("crossread")).expect("pages") {
        let path = entry.expect("a page").path();
        let page = std::fs::read_to_string(&path).expect("a page");
        let (head, body) = page.split_once('\n').expect("a head");
        let mut head: serde_json::Value = serde_json::from_str(head).expect("JSON");
        head["fetched"] = (head["fetched"].as_u64().expect("seconds") - 2 * 24 * 3600).into();
        std::fs::write(&path, format!("{head}\n{body}")).expect("written");
    }
}

#[test]
fn an_old_page_is_asked_for_again_and_stays_if_it_has_not_changed_or_its_server_is_gone() {
    let cache = folder();
    let server = Server::new(|request, to| match request.header("if-none-match") {
        Some("\"one\"") => answer(to, "304 Not Modified", "", b""),
        _ => answer(
            to,
            "200 OK",
            "Content-Type: text/plain\r\nETag: \"one\"\r\n",
            STORY.as_bytes(),
        ),
    });
    let address = server.at("/a");
    let open = || said(crossread(cache.path()).args(["extract", &address]), 0);
    let first = open().0;
    age(cache.path());
    let (second, note) = open();
    assert_eq!((&second, server.asked().len()), (&first, 2));
    assert!(note.contains("unchanged since 2 days ago"), "{note}");
    // It counts as new again.
    open();
    assert_eq!(server.asked().len(), 2);
    age(cache.path());
    drop(server);
    let (third, note) = open();
    assert_eq!(third, first);
    assert!(
        note.contains("as it was 2 days ago: now no connection"),
        "{note}"
    );
}

#[test]
fn what_a_server_forbids_to_keep_is_not_kept() {
    let cache = folder();
    let server = Server::new(|_, to| {
        answer(
            to,
            "200 OK",
            "Content-Type: text/plain\r\nCache-Control: private, No-Store\r\n",
            STORY.as_bytes(),
        );
    });
    for _ in 0..2 {
        said(
            crossread(cache.path()).args(["extract", &server.at("/a")]),
            0,
        );
    }
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn what_was_kept_is_for_nobody_else_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let cache = folder();
    let server = Server::new(|_, to| text(to, STORY));
    let access = Access {
        cache: Cache::new(Some(cache.path().join("pages"))),
        prefer: Prefer::Fetched,
        ..Access::default()
    };
    source::read(&server.at("/a"), &access).expect("an article");
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let pages = cache.path().join("pages");
    assert_eq!(mode(&pages), 0o700);
    let page = std::fs::read_dir(&pages)
        .expect("pages")
        .next()
        .expect("a page")
        .expect("a page");
    assert_eq!(mode(&page.path()), 0o600);
}

#[test]
fn a_proxy_of_the_environment_is_asked() {
    let proxy = Server::new(|request: &Request, to| {
        assert_eq!(request.line, "CONNECT harbour.example:80");
        answer(to, "407 Proxy Authentication Required", "", b"");
    });
    let mut command = crossread(folder().path());
    command
        .env("http_proxy", proxy.at(""))
        .args(["extract", "http://harbour.example/a"]);
    let errors = said(&mut command, 1).1;
    assert!(
        errors.contains("the proxy refused") && errors.contains("http_proxy"),
        "{errors}"
    );
    assert_eq!(proxy.asked().len(), 1);
}

/// A certificate for `name` and the settings of a server that shows it; the certificate is written to `path`.
fn secured(name: &str, path: &Path) -> Arc<rustls::ServerConfig> {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    std::fs::write(path, made.cert.pem()).expect("written");
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key);
    Arc::new(config.expect("settings"))
}

#[test]
fn a_certificate_counts_only_for_its_own_name_and_only_from_those_who_are_trusted() {
    let cache = folder();
    let roots = cache.path().join("roots.pem");
    let open = |server: &Server, trusted: bool, code| {
        let mut command = crossread(cache.path());
        command.args([
            "extract",
            "--refresh",
            &format!("https://localhost:{}/a", server.port()),
        ]);
        if trusted {
            command.env("SSL_CERT_FILE", &roots);
        }
        said(&mut command, code)
    };
    let right = Server::secure(secured("localhost", &roots), |_, to| text(to, STORY));
    assert!(open(&right, true, 0).0.contains("Ida Falk"));
    let errors = open(&right, false, 1).1;
    assert!(
        errors.contains("the connection is not safe") && errors.contains("UnknownIssuer"),
        "{errors}"
    );
    let wrong = Server::secure(secured("harbour.example", &roots), |_, to| text(to, STORY));
    let errors = open(&wrong, true, 1).1;
    assert!(
        errors.contains("the connection is not safe") && errors.contains("not valid for name"),
        "{errors}"
    );
}

#[test]
fn hostile_words_of_a_server_do_not_reach_the_terminal() {
    let server = Server::new(|_, to| {
        let mut headers = String::new();
        let _ = write!(headers, "Content-Type: text/\u{1b}[31mhtml\r\n");
        answer(to, "403 \u{1b}]0;owned\u{7}", &headers, b"no");
    });
    let errors = said(
        crossread(folder().path()).args(["extract", &server.at("/\u{1b}[2J")]),
        1,
    )
    .1;
    assert!(
        !errors.contains('\u{1b}') && !errors.contains('\u{7}'),
        "{errors:?}"
    );
}

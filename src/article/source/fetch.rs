//! A page over the network: bounded in time, size and turns.

use super::address::Page;
use super::cache::{self, Head};
use super::error::{Came, Fault};
use super::limits::Limits;
use super::progress::{Progress, Tell};
use crate::article::format::{self, Contents, Declared};
use std::fmt::Write as _;
use std::io::Read;
use std::time::{Instant, SystemTime};
use ureq::http::{HeaderMap, StatusCode, Uri, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Error, Proxy, ResponseExt, Timeout};

/// What the program calls itself.
const USER_AGENT: &str = concat!(
    "crossread/",
    env!("CARGO_PKG_VERSION"),
    " (a reader of articles)"
);
/// What can be read, best first.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/epub+zip, application/pdf, text/*;q=0.9, */*;q=0.5";
/// How much is read at once, in bytes.
const PIECE: usize = 32 * 1024;
/// How much of a refusal is read, in bytes: enough to tell how much text came with it.
const REFUSAL: u64 = 256 * 1024;

/// Fetches the page at `address`; where `kept` is known of it, only if it has changed since: else none.
pub fn fetch(
    address: &str,
    kept: Option<&Head>,
    limits: &Limits,
    now: SystemTime,
    tell: Tell<'_>,
) -> Result<Option<Page>, Fault> {
    let began = Instant::now();
    tell(Progress::default());
    let uri: Uri = encoded(address)?
        .parse()
        .map_err(|error| Fault::Address(format!("{error}")))?;
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .max_redirects(limits.redirects)
        .max_redirects_will_error(true)
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .timeout_global(Some(limits.whole))
        .proxy(Proxy::try_from_env())
        .tls_config(TlsConfig::builder().root_certs(roots()?).build())
        .build()
        .into();
    let mut request = agent.get(uri);
    for (name, value) in kept.map(questions).into_iter().flatten() {
        request = request.header(name, value);
    }
    let mut came = 0;
    let fault = |error, came| fault(error, came, began, limits);
    let mut response = request.call().map_err(|error| fault(error, 0))?;
    let status = response.status();
    if status == StatusCode::NOT_MODIFIED && kept.is_some() {
        return Ok(None);
    }
    let headers = response.headers().clone();
    let declared = declared(&response);
    let limit = if status.is_success() {
        limits.page
    } else {
        REFUSAL
    };
    // What is told of the size is that of the packed page.
    let packed = headers.contains_key(header::CONTENT_ENCODING);
    let of = response.body().content_length().filter(|_| !packed);
    if status.is_success() && of.is_some_and(|of| of > limit) {
        return Err(Fault::Large(limit));
    }
    let mut from = response.body_mut().as_reader();
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        tell(Progress::receiving(came, of));
        let count = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(reason) if reason.kind() == std::io::ErrorKind::Interrupted => continue,
            // Of a refusal half the words will do.
            Err(_) if !status.is_success() => break,
            Err(reason) => return Err(fault(Error::from(reason), came)),
        };
        came += count as u64;
        bytes.extend_from_slice(&piece[..count]);
        if came > limit {
            if status.is_success() {
                return Err(Fault::Large(limit));
            }
            break;
        }
    }
    let status = match status.canonical_reason() {
        Some(words) => format!("{} {words}", status.as_u16()),
        None => status.as_u16().to_string(),
    };
    if !response.status().is_success() {
        return Err(Fault::Status {
            status,
            came: self::came(&declared, words(bytes, &declared)),
            advice: advice(response.status()),
        });
    }
    let text = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    Ok(Some(Page {
        head: Head {
            address: address.to_owned(),
            answered: declared.address.clone().unwrap_or_default(),
            media_type: declared.media_type,
            charset: declared.charset,
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            fetched: cache::seconds(now),
        },
        bytes,
        status,
        keep: may_be_kept(&headers),
        says: None,
    }))
}

/// How the server is asked whether a page has changed.
fn questions(kept: &Head) -> Vec<(header::HeaderName, &str)> {
    let etag = kept.etag.as_deref().map(|tag| (header::IF_NONE_MATCH, tag));
    let date = kept
        .last_modified
        .as_deref()
        .map(|date| (header::IF_MODIFIED_SINCE, date));
    etag.into_iter().chain(date).collect()
}

fn declared(response: &ureq::http::Response<Body>) -> Declared {
    let body = response.body();
    Declared {
        media_type: body.mime_type().map(str::to_lowercase),
        charset: body.charset().map(str::to_owned),
        address: Some(response.get_uri().to_string()),
    }
}

/// A server may forbid that a page is kept (RFC 9111).
fn may_be_kept(headers: &HeaderMap) -> bool {
    let mut all = headers.get_all(header::CACHE_CONTROL).iter();
    !all.any(|value| {
        let value = value.to_str().unwrap_or_default().to_ascii_lowercase();
        value.split(',').any(|word| word.trim() == "no-store")
    })
}

/// What is said of a page that is no article.
pub fn came(declared: &Declared, words: usize) -> Came {
    Came {
        kind: declared.media_type.clone(),
        words,
    }
}

/// The words of text in a page.
fn words(bytes: Vec<u8>, declared: &Declared) -> usize {
    match format::read("", bytes, declared) {
        Ok(Contents::One(article)) => article.text.split_whitespace().count(),
        _ => 0,
    }
}

const fn advice(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 402 | 403 | 407 | 451 => {
            "it may want a login or refuse programs: open it in a browser, save the page and give the file’s name"
        }
        404 | 410 => "check the address",
        429 | 500..=599 => "try again later",
        _ => "open it in a browser, save the page and give the file’s name",
    }
}

/// `address` with everything percent-encoded that may not stand in one (RFC 3986).
fn encoded(address: &str) -> Result<String, Fault> {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let rest = &address[after_scheme..];
    let host = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
    if host.is_empty() {
        return Err(Fault::Address("it names no server".to_owned()));
    }
    if !host.is_ascii() {
        let why =
            "its server’s name has letters beyond a-z; write it as browsers send it, with xn--";
        return Err(Fault::Address(why.to_owned()));
    }
    let path = &address[after_scheme + host.len()..];
    let mut encoded = address[..after_scheme + host.len()].to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Ok(encoded)
}

/// Whose word counts for who a server is: those that `SSL_CERT_FILE` names, as with OpenSSL and curl, else Mozilla's list.
fn roots() -> Result<RootCerts, Fault> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let refused = |reason: String| {
        let path = std::path::Path::new(&path).display().to_string();
        Fault::Roots(path, reason)
    };
    let bytes = std::fs::read(&path).map_err(|reason| refused(reason.to_string()))?;
    let certificates: Vec<_> = parse_pem(&bytes)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(refused("there are none in it".to_owned()));
    }
    Ok(RootCerts::from(certificates))
}

/// `error` in words for the reader, after so many bytes.
fn fault(error: Error, came: u64, began: Instant, limits: &Limits) -> Fault {
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => Fault::Slow(format!(
            "no connection within {} seconds",
            limits.connect.as_secs()
        )),
        Error::Timeout(_) => Fault::Slow(format!(
            "{came} bytes in {} seconds",
            began.elapsed().as_secs()
        )),
        Error::HostNotFound => Fault::NoHost,
        Error::TooManyRedirects => Fault::Redirects(limits.redirects),
        Error::BadUri(_) | Error::Http(_) => Fault::Address(error.to_string()),
        Error::ConnectProxyFailed(reason) => Fault::Proxy(reason),
        Error::InvalidProxyUrl => Fault::Proxy("its address is none".to_owned()),
        Error::Rustls(reason) => Fault::Certificate(reason.to_string()),
        Error::Tls(reason) => Fault::Certificate(reason.to_owned()),
        Error::Io(reason) if reason.to_string().contains("certificate") => {
            Fault::Certificate(reason.to_string())
        }
        Error::Io(reason) if came == 0 => Fault::Connection(reason.to_string()),
        Error::ConnectionFailed => Fault::Connection("it failed".to_owned()),
        other => Fault::Answer(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_an_address_is_encoded() {
        let encoded = |address| encoded(address).expect("an address");
        assert_eq!(
            encoded("http://a.org/ä b?q=“x”#"),
            "http://a.org/%C3%A4%20b?q=%E2%80%9Cx%E2%80%9D#"
        );
        assert_eq!(
            encoded("https://a.org:8/a%20b?c=d&e"),
            "https://a.org:8/a%20b?c=d&e"
        );
        assert!(super::encoded("http:///a").is_err() && super::encoded("http://müll.de/").is_err());
    }
}

//! A small HTTP server for one folder of files: GET and HEAD, right types, compressed copies when
//! they lie beside a file, and never a byte from outside the folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const LONGEST_REQUEST: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder, and the path of the address below which it appears, with a slash at both ends.
pub struct Site {
    pub folder: PathBuf,
    pub under: String,
}

/// A request, as far as it matters here.
struct Request {
    method: String,
    path: String,
    encodings: String,
    closes: bool,
}

/// Answers for ever, each connection in a thread of its own.
pub fn answer(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for connection in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        std::thread::spawn(move || converse(&connection, &site));
    }
}

/// A connection that breaks is the visitor's choice, not a fault.
fn converse(connection: &TcpStream, site: &Site) -> Option<()> {
    connection.set_read_timeout(Some(PATIENCE)).ok()?;
    connection.set_write_timeout(Some(PATIENCE)).ok()?;
    let mut reader = BufReader::new(connection);
    loop {
        let request = request(&mut reader)?;
        let (head, body) = response(&request, site);
        let mut writer = connection;
        writer.write_all(head.as_bytes()).ok()?;
        if request.method != "HEAD" {
            writer.write_all(&body).ok()?;
        }
        if request.closes {
            return None;
        }
    }
}

fn request(reader: &mut BufReader<&TcpStream>) -> Option<Request> {
    let mut lines = reader.take(LONGEST_REQUEST).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut request = Request { method, path, encodings: String::new(), closes: false };
    loop {
        let line = lines.next()?.ok()?;
        let Some((name, value)) = line.split_once(':') else {
            return Some(request);
        };
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => request.encodings = value.to_ascii_lowercase(),
            "connection" => request.closes = value.trim().eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
}

fn response(request: &Request, site: &Site) -> (String, Vec<u8>) {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return plain("405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    }
    let path = request.path.split(['?', '#']).next().unwrap_or_default();
    let Some(file) = file(path, site) else {
        return plain("404 Not Found", "");
    };
    if file.is_dir() {
        return plain("301 Moved Permanently", &format!("Location: {path}/\r\n"));
    }
    let copies = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, ending)| {
        let copy = PathBuf::from(format!("{}{ending}", file.display()));
        (accepts(&request.encodings, encoding) && copy.is_file()).then_some((encoding, copy))
    });
    let (encoding, source) = match copies {
        Some((encoding, copy)) => (format!("Content-Encoding: {encoding}\r\n"), copy),
        None => (String::new(), file.clone()),
    };
    let Ok(body) = fs::read(source) else {
        return plain("404 Not Found", "");
    };
    let kind = kind(&file);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{encoding}\
         Vary: Accept-Encoding\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\r\n",
        body.len()
    );
    (head, body)
}

fn plain(status: &str, header: &str) -> (String, Vec<u8>) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         {header}\r\n",
        status.len()
    );
    (head, status.as_bytes().to_vec())
}

/// The file or folder that a path of the address names, if it lies within the site.
fn file(path: &str, site: &Site) -> Option<PathBuf> {
    let rest = decoded(path.strip_prefix(site.under.as_str())?)?;
    let mut file = site.folder.clone();
    for part in rest.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    // A link inside the folder must not lead out of it either.
    let within = file.canonicalize().ok()?.starts_with(site.folder.canonicalize().ok()?);
    within.then_some(file)
}

/// Resolves `%20` and its like.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn accepts(encodings: &str, wanted: &str) -> bool {
    encodings.split(',').any(|encoding| {
        let mut parts = encoding.split(';').map(str::trim);
        parts.next() == Some(wanted) && !parts.any(|part| part == "q=0")
    })
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Site, accepts, decoded, file};

    fn site() -> Site {
        Site { folder: crate::place::root().join("xtask"), under: "/some/folder/".to_owned() }
    }

    #[test]
    fn serves_only_below_the_folder() {
        assert!(file("/some/folder/src/main.rs", &site()).is_some());
        for path in [
            "/some/folder/../Cargo.toml",
            "/some/folder/src/../../Cargo.toml",
            "/some/folder/%2e%2e/Cargo.toml",
            "/some/folder/..%2fCargo.toml",
            "/some/folder//etc/passwd",
            "/some/folder/..\\Cargo.toml",
            "/src/main.rs",
            "/some/folderx/src/main.rs",
            "src/main.rs",
            "",
        ] {
            assert_eq!(file(path, &site()), None, "{path}");
        }
    }

    #[test]
    fn reads_escaped_bytes() {
        assert_eq!(decoded("a%20b").as_deref(), Some("a b"));
        assert_eq!(decoded("%"), None);
        assert_eq!(decoded("%zz"), None);
        assert_eq!(decoded("%ff"), None);
    }

    #[test]
    fn compresses_only_when_asked_to() {
        assert!(accepts(" gzip, deflate, br, zstd", "br"));
        assert!(accepts("gzip;q=0.5", "gzip"));
        assert!(!accepts("gzip;q=0, br", "gzip"));
        assert!(!accepts("", "br"));
    }
}

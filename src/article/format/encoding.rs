//! Which encoding bytes are in: by their mark, by what was declared, by being UTF-8, else the likeliest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell text from other things.
const SAMPLE: usize = 16 * 1024;
/// How many bytes of a page are searched for what it declares.
const DECLARED_WITHIN: usize = 4 * 1024;

/// The text that `bytes` hold. `declared` is the name of an encoding that a server gave. `None` for what is no text.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        return Some(text.into_owned());
    }
    if let Some(encoding) = unmarked_utf_16(&bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes).0.into_owned());
    }
    if is_binary(&bytes) {
        return None;
    }
    let named = declared
        .and_then(|name| Encoding::for_label(name.trim().as_bytes()))
        .or_else(|| within(&bytes))
        // What a server calls UTF-16 and has neither a mark nor a zero byte is not that.
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE);
    let bytes = match String::from_utf8(bytes) {
        // Escapes of ISO-2022-JP are ASCII too; all other bytes mean the same in it.
        Ok(text) if named.is_none_or(Encoding::is_ascii_compatible) => return Some(text),
        Ok(text) => text.into_bytes(),
        Err(other) => other.into_bytes(),
    };
    let mostly_utf_8 = named == Some(UTF_8) || named.is_none() && is_nearly_utf_8(&bytes);
    let encoding = match named {
        _ if mostly_utf_8 => UTF_8,
        Some(encoding) => encoding,
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(&bytes, true);
            detector.guess(None, Utf8Detection::Allow)
        }
    };
    Some(encoding.decode(&bytes).0.into_owned())
}

/// The encoding that a page names in its first bytes: `<meta charset=…>`, `content="…; charset=…"`, `<?xml encoding=…?>`.
fn within(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let of_xml = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"));
    let of_meta = head
        .split_once("<meta")
        .and_then(|(_, rest)| rest.split_once("charset"));
    let (_, rest) = of_xml.or(of_meta)?;
    let rest = rest.trim_start().strip_prefix('=')?;
    let label: String = rest
        .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// Whether all but a few of the bytes beyond ASCII are UTF-8: a text that was cut or patched.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 20 * bad
}

/// UTF-16 without its mark: Latin text in which every other byte is zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = |from: usize| {
        let bytes = sample.iter().skip(from).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let pairs = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0..8 => None,
        _ if odd * 10 >= pairs * 7 && even == 0 => Some(UTF_16LE),
        _ if even * 10 >= pairs * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a sample of `bytes` holds what no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b | 0x08))
        .count();
    sample.contains(&0) || controls * 20 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin_1(text: &str) -> Vec<u8> {
        text.chars().map(|c| c as u8).collect()
    }

    #[test]
    fn older_encodings_and_marks_are_read() {
        let read = |bytes: &[u8]| decode(bytes.to_vec(), None);
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9").as_deref(), Some("café"));
        assert_eq!(read(b"\xFF\xFEh\x00i\x00").as_deref(), Some("hi"));
        let german = "Der Müller aß schöne Äpfel";
        assert_eq!(read(&latin_1(german)).as_deref(), Some(german));
        let wide: Vec<u8> = german.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide).as_deref(), Some(german));
    }

    #[test]
    fn what_was_declared_comes_before_a_guess_and_after_what_the_bytes_show() {
        let russian = encoding_rs::KOI8_R.encode("Да").0.into_owned();
        assert_eq!(
            decode(russian.clone(), Some("koi8-r")).as_deref(),
            Some("Да")
        );
        for head in [
            "<meta charset=koi8-r>",
            "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
            "<?xml version='1.0' encoding='KOI8-R'?>",
        ] {
            let page = [head.as_bytes(), &russian].concat();
            assert!(decode(page, None).is_some_and(|text| text.ends_with("Да")));
        }
        // A server that says otherwise of what is plainly UTF-8 is wrong.
        assert_eq!(
            decode("Müller".into(), Some("iso-8859-1")).as_deref(),
            Some("Müller")
        );
        let cut = &"Äpfel und Öl, Übermut und schöne Füße für müde Köche, größer, süßer, böser: Ää Öö Üü ß éèêë"
            .as_bytes()[1..];
        assert!(decode(cut.to_vec(), None).is_some_and(|text| text.ends_with("éèêë")));
    }

    #[test]
    fn a_picture_is_no_article() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), None),
            None
        );
    }
}

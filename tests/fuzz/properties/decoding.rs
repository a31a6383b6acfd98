//! Bytes to text, and text to what may be shown.

use super::input::Input;
use crossread::article::clean;
use crossread::article::format::Declared;
use crossread::article::format::encoding::decode;
use crossread::article::format::telling::tell;

/// What servers call encodings, and what they do not.
const LABELS: [Option<&str>; 16] = [
    None,
    Some("utf-8"),
    Some("utf-16"),
    Some("utf-16be"),
    Some("iso-8859-1"),
    Some("windows-1251"),
    Some("koi8-r"),
    Some("shift_jis"),
    Some("euc-jp"),
    Some("iso-2022-jp"),
    Some("iso-2022-kr"),
    Some("gb18030"),
    Some("big5"),
    Some("euc-kr"),
    Some("x-user-defined"),
    Some(" no such thing "),
];

/// The first byte says which encoding was declared.
pub fn holds(bytes: &[u8]) {
    let mut input = Input(bytes);
    let declared = input.of(&LABELS);
    let bytes = input.0;
    let read = decode(bytes.to_vec(), declared);
    assert_eq!(read, decode(bytes.to_vec(), declared));
    let told = Declared {
        charset: declared.map(str::to_owned),
        ..Declared::default()
    };
    let _ = tell("article", bytes, &told);
    let Some(text) = read else { return };
    assert!(text.len() <= 3 * bytes.len());
    if declared.is_none() && !bytes.starts_with(b"\xEF\xBB\xBF") && !bytes.contains(&0) {
        // Of what is UTF-8 nothing is changed, unless it says of itself that it is something else.
        let own = std::str::from_utf8(bytes).ok();
        assert!(own.is_none_or(|own| own == text || own.trim_start().starts_with('<')));
    }
    marked(&text, declared);
    cleaned(&text);
}

/// Under a mark any text comes back as it was, whatever was declared.
fn marked(text: &str, declared: Option<&str>) {
    let marked = format!("\u{feff}{text}");
    let wide = |bytes_of: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(bytes_of).collect();
    for bytes in [
        marked.clone().into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ] {
        assert_eq!(decode(bytes, declared).as_deref(), Some(text));
    }
}

/// What may be shown of `text` is one line that steers nothing, with a true map back.
fn cleaned(text: &str) {
    let cleaned = clean::with_map(text);
    assert!(clean::is_clean(&cleaned.text) && !cleaned.text.contains(char::is_control));
    assert_eq!(clean::line(&cleaned.text), cleaned.text);
    let mut before = 0;
    for (at, _) in cleaned.text.char_indices() {
        let original = cleaned.to_original(at);
        assert!(original >= before && text.is_char_boundary(original));
        assert_eq!(cleaned.from_original(original), at);
        before = original;
    }
    let mut before = 0;
    for (at, _) in text.char_indices() {
        let shown = cleaned.from_original(at);
        assert!(shown >= before && cleaned.text.is_char_boundary(shown));
        before = shown;
    }
}

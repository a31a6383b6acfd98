//! Packed files: what is in them, unpacked up to a bound.

use super::{FormatError, UNPACKED};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// What `bytes` unpack to.
pub fn unpack(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    let mut unpacked = Vec::new();
    let most = UNPACKED as u64 + 1;
    match MultiGzDecoder::new(bytes)
        .take(most)
        .read_to_end(&mut unpacked)
    {
        Ok(_) if unpacked.len() > UNPACKED => Err(FormatError::TooLarge),
        Ok(_) => Ok(unpacked),
        Err(error) => Err(FormatError::Broken("a gzip file", error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Contents, Declared, read};
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(words: &[u8], times: usize) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        for _ in 0..times {
            packer.write_all(words).expect("memory can be written");
        }
        packer.finish().expect("memory can be written")
    }

    fn article(bytes: Vec<u8>) -> Result<String, FormatError> {
        match read("a.html.gz", bytes, &Declared::default())? {
            Contents::One(article) => Ok(article.text),
            Contents::Several(_) => panic!("one article"),
        }
    }

    #[test]
    fn a_packed_text_is_read_as_what_is_in_it() {
        assert_eq!(
            article(packed(b"Words of it.", 1)),
            Ok("Words of it.".to_owned())
        );
    }

    #[test]
    fn truncated_and_lying_files_are_refused() {
        let whole = packed(b"Words of it.", 100);
        let cut = article(whole[..whole.len() - 9].to_vec()).expect_err("it is cut");
        assert!(cut.to_string().contains("gzip"), "{cut}");
        let bomb = packed(&vec![b'a'; 1 << 20], UNPACKED / (1 << 20) + 2);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(article(bomb), Err(FormatError::TooLarge));
        // One in the other, without end.
        assert!(article(packed(&packed(b"Words", 1), 1)).is_err());
    }
}

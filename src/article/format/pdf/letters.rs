//! Which letters of a PDF stand where, in lines. What reads the file here panics and recurses on hostile ones: [`super::apart`]
//! sees to it that this hurts nobody.

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};
use serde::{Deserialize, Serialize};

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The number of its page, from 1.
    pub page: u32,
    /// Where it begins, from the left, in points of 1/72 inch.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// Where its letters stand, from the top of the page downwards.
    pub down: f64,
    /// How large its letters are.
    pub size: f64,
    /// What it says.
    pub words: String,
}

/// The most letters that are read.
const LETTERS: usize = 8 << 20;

/// Why there are no lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// A password is asked for.
    Locked,
    /// Something is wrong with it; in words.
    Broken(String),
}

/// The lines of the PDF in `bytes`, as far as they can be read, in the order in which they were written down.
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>, Trouble> {
    let broken = |error: &dyn ToString| Trouble::Broken(error.to_string());
    let mut document = Document::load_mem(bytes).map_err(|error| broken(&error))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Trouble::Locked);
    }
    let mut collector = Collector::default();
    let done = output_doc(&document, &mut collector);
    collector.end();
    match done {
        Err(error) if collector.lines.is_empty() => Err(broken(&error)),
        _ => Ok(collector.lines),
    }
}

/// Gathers letters into lines.
#[derive(Default)]
struct Collector {
    lines: Vec<Line>,
    open: Option<Line>,
    page: u32,
    height: f64,
    letters: usize,
}

impl Collector {
    fn end(&mut self) {
        if let Some(line) = self.open.take()
            && !line.words.trim().is_empty()
        {
            self.lines.push(line);
        }
    }
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        page: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.end();
        self.page = page;
        self.height = media.ury - media.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end();
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        self.letters += letters.len();
        if self.letters > LETTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        // The side of a square as large as the letter's box, so that turned and stretched text has a size too.
        let size = (font_size * font_size * (at.m11 * at.m22 - at.m12 * at.m21).abs()).sqrt();
        let (left, down) = (at.m31, self.height - at.m32);
        let right = left + width * size;
        if ![left, right, down, size]
            .iter()
            .all(|number| number.is_finite())
            || size <= 0.0
        {
            return Ok(());
        }
        let goes_on = self.open.as_ref().is_some_and(|line| {
            (down - line.down).abs() < 0.5 * line.size.max(size) && left > line.right - 1.5 * size
        });
        if !goes_on {
            self.end();
        }
        let line = self.open.get_or_insert_with(|| Line {
            page: self.page,
            left,
            right: left,
            down,
            size,
            words: String::new(),
        });
        let gap = left - line.right;
        if gap > 0.15 * size && !line.words.ends_with(' ') && !line.words.is_empty() {
            // A gap as wide as this is one between columns of a table.
            line.words
                .push_str(if gap > 2.5 * size { "  |  " } else { " " });
        }
        line.words.push_str(letters);
        line.right = right.max(line.right);
        line.size = line.size.max(size);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

//! Weights of hashed features, in eight bits, and the file they come in.
//!
//! A feature is a number that a hash makes of its template and values; it picks a row of the table (Weinberger et al.
//! 2009). A row holds a weight for each label but "outside", whose weight is 0.

/// The number of a feature.
pub const fn feature(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B1) ^ a.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D) ^ b.wrapping_mul(0xC2B2_AE35);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0x297A_2D39);
    hash ^ (hash >> 16)
}

/// What takes the features of a token, one by one.
pub trait Sink {
    /// Begins anew.
    fn clear(&mut self);
    /// Takes a feature.
    fn push(&mut self, feature: u32);
}

/// Keeps them.
impl Sink for Vec<u32> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// Adds their weights up on the way, so that no list is made of them.
#[derive(Debug)]
pub struct Adding<'t, const M: usize> {
    table: &'t Table<M>,
    /// The sums so far.
    pub sums: [i32; M],
}

impl<const M: usize> Sink for Adding<'_, M> {
    /// The sums of several kinds of features run on.
    fn clear(&mut self) {}

    #[inline]
    fn push(&mut self, feature: u32) {
        let rows = &self.table.rows[..];
        let row = &rows[feature as usize & (rows.len() - 1)];
        for (sum, weight) in self.sums.iter_mut().zip(row) {
            *sum += i32::from(*weight);
        }
    }
}

/// Rows of `M` weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<const M: usize> {
    /// What a weight of 1 is worth.
    scale: f32,
    /// The rows; a power of two.
    rows: Vec<[i8; M]>,
}

impl<const M: usize> Table<M> {
    /// Rounds `rows`, whose number is a power of two, to eight bits.
    pub fn new(rows: &[[f32; M]]) -> Self {
        let mut sizes: Vec<f32> = rows
            .iter()
            .flatten()
            .map(|weight| weight.abs())
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_unstable_by(f32::total_cmp);
        // The few largest weights are cut off, so that the many small ones keep their differences.
        let most = sizes
            .get(sizes.len().saturating_sub(1 + sizes.len() / 10_000))
            .copied()
            .unwrap_or(1.0);
        let scale = most / 127.0;
        let rows = rows
            .iter()
            .map(|row| row.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8))
            .collect();
        Self { scale, rows }
    }

    /// Takes features to add their weights to `sums`.
    pub const fn adding(&self, sums: [i32; M]) -> Adding<'_, M> {
        Adding { table: self, sums }
    }

    /// What `sums` are worth.
    pub fn worth(&self, sums: [i32; M]) -> [f32; M] {
        sums.map(|sum| sum as f32 * self.scale)
    }

    /// Appends the table to a file.
    pub fn write(&self, file: &mut Vec<u8>) {
        file.extend(self.scale.to_le_bytes());
        file.extend((self.rows.len() as u32).to_le_bytes());
        file.extend(
            self.rows
                .iter()
                .flatten()
                .map(|weight| weight.cast_unsigned()),
        );
    }

    /// Reads a table from the front of `file`.
    pub fn read(file: &mut &[u8]) -> Option<Self> {
        let scale = f32::from_le_bytes(take(file)?);
        let count = u32::from_le_bytes(take(file)?) as usize;
        let bytes = file.split_off(..count.checked_mul(M)?)?;
        let rows = bytes
            .as_chunks::<M>()
            .0
            .iter()
            .map(|row| row.map(u8::cast_signed))
            .collect();
        count.is_power_of_two().then_some(Self { scale, rows })
    }
}

/// Appends plain weights to a file.
pub fn write_plain(weights: &[f32], file: &mut Vec<u8>) {
    file.extend((weights.len() as u32).to_le_bytes());
    file.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
}

/// Reads plain weights from the front of `file`.
pub fn read_plain(file: &mut &[u8]) -> Option<Vec<f32>> {
    let count = u32::from_le_bytes(take(file)?) as usize;
    let bytes = file.split_off(..count.checked_mul(4)?)?;
    Some(
        bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect(),
    )
}

fn take(file: &mut &[u8]) -> Option<[u8; 4]> {
    file.split_off(..4)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let table = Table::new(&[[0.5, -1.0], [0.25, 0.0]]);
        let mut file = Vec::new();
        table.write(&mut file);
        write_plain(&[1.5], &mut file);
        let mut rest = file.as_slice();
        assert_eq!(Table::read(&mut rest), Some(table));
        assert_eq!(read_plain(&mut rest), Some(vec![1.5]));
    }

    #[test]
    fn a_cut_file_is_no_table() {
        let mut file = Vec::new();
        Table::new(&[[0.5, -1.0], [0.25, 0.0]]).write(&mut file);
        assert_eq!(Table::<2>::read(&mut &file[..file.len() - 1]), None);
    }

    #[test]
    fn weights_add_up() {
        let table = Table::new(&[[0.5, -1.0], [0.25, 0.0]]);
        let mut adding = table.adding([0; 2]);
        for feature in [0, 1, 3] {
            adding.push(feature);
        }
        let [a, b] = table.worth(adding.sums);
        assert!((a - 1.0).abs() < 0.02 && (b + 1.0).abs() < 0.02);
    }
}

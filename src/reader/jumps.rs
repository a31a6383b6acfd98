//! The way the reader came: a list of places to go back to and forward again.

/// How many places are kept; the oldest is forgotten.
const KEPT: usize = 100;

/// The places that were left by a jump, oldest first, and where in the list the reader stands.
#[derive(Debug, Clone, Default)]
pub struct Jumps<P> {
    places: Vec<P>,
    /// The place the reader stands at after going back; the length of the list when there is nothing to go forward to.
    at: usize,
}

impl<P: PartialEq + Clone> Jumps<P> {
    /// An empty list.
    pub const fn new() -> Self {
        Self {
            places: Vec::new(),
            at: 0,
        }
    }

    /// Notes `place` as left by a jump. What lay forward is dropped, and a place is not noted twice in a row.
    pub fn push(&mut self, place: P) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&place) {
            self.places.push(place);
        }
        if self.places.len() > KEPT {
            self.places.remove(0);
        }
        self.at = self.places.len();
    }

    /// The place `count` jumps back from `here`, which is kept so that going forward returns to it.
    pub fn back(&mut self, here: P, count: usize) -> Option<P> {
        let mut at = self.at;
        if at == self.places.len() {
            if self.places.is_empty() {
                return None;
            }
            if self.places.last() != Some(&here) {
                self.push(here);
            }
            at = self.places.len() - 1;
        }
        if at == 0 {
            return None;
        }
        self.at = at.saturating_sub(count.max(1));
        self.places.get(self.at).cloned()
    }

    /// The place `count` jumps forward.
    pub fn forward(&mut self, count: usize) -> Option<P> {
        if self.at + 1 >= self.places.len() {
            return None;
        }
        self.at = (self.at + count.max(1)).min(self.places.len() - 1);
        self.places.get(self.at).cloned()
    }

    /// Changes every place: what they point to has changed.
    pub fn revise(&mut self, change: impl FnMut(&mut P)) {
        self.places.iter_mut().for_each(change);
    }

    /// The places, oldest first, and which of them the reader stands at, if he went back.
    pub fn list(&self) -> (&[P], usize) {
        (&self.places, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_retrace_the_way() {
        let mut jumps = Jumps::new();
        jumps.push(1);
        jumps.push(2);
        assert_eq!(jumps.back(3, 1), Some(2));
        assert_eq!(jumps.back(2, 1), Some(1));
        assert_eq!(jumps.back(1, 1), None);
        assert_eq!(jumps.forward(1), Some(2));
        assert_eq!(jumps.forward(1), Some(3));
        assert_eq!(jumps.forward(1), None);
        assert_eq!(jumps.back(3, 2), Some(1));
    }

    #[test]
    fn a_new_jump_drops_what_lay_forward() {
        let mut jumps = Jumps::new();
        jumps.push(1);
        jumps.push(2);
        jumps.back(3, 2);
        jumps.push(1);
        assert_eq!(jumps.forward(1), None);
        assert_eq!(jumps.list().0, [1]);
    }

    #[test]
    fn where_one_already_is_is_not_a_place_to_go_back_to() {
        let mut jumps = Jumps::new();
        jumps.push(1);
        jumps.push(1);
        assert_eq!(jumps.list().0, [1]);
        assert_eq!(jumps.back(1, 1), None);
    }

    #[test]
    fn a_full_list_forgets_the_oldest_and_still_goes_back_one_by_one() {
        let mut jumps = Jumps::new();
        for place in 0..KEPT + 5 {
            jumps.push(place);
        }
        let mut here = 1000;
        for place in (6..KEPT + 5).rev() {
            let back = jumps.back(here, 1);
            assert_eq!(back, Some(place));
            here = place;
        }
    }
}

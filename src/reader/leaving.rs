//! Where the reader stands, and the way back to where he stood before a jump.

use super::sheet::Place;
use super::state::{Spot, State};
use crate::claim::ClaimId;

impl State {
    /// Where the reader stands.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            shown: self.shown,
            active: self.active,
            current: self.current,
            counterpart: self.counterpart,
            offsets: [self.offset(0), self.offset(1)],
        }
    }

    /// Notes where the reader stands, before a jump.
    pub(super) fn leave(&mut self) {
        self.jumps.push(self.spot());
    }

    /// Puts the reader back where he stood.
    pub(super) fn return_to(&mut self, spot: Spot) {
        self.show_both(&spot);
        self.active = spot.active;
        self.current = spot.current;
        self.counterpart = spot.counterpart;
        for side in 0..2 {
            self.set_offset(side, spot.offsets[side]);
        }
        if let Some(claim) = self.current {
            self.reveal_claim(self.active, claim);
        }
    }

    pub(super) fn back(&mut self, times: usize) {
        match self.jumps.back(self.spot(), times) {
            Some(spot) => self.return_to(spot),
            None => self.message = Some("nowhere to go back to".to_owned()),
        }
    }

    pub(super) fn forward(&mut self, times: usize) {
        match self.jumps.forward(times) {
            Some(spot) => self.return_to(spot),
            None => self.message = Some("nowhere to go forward to".to_owned()),
        }
    }

    /// Goes to a claim nearby. Only where the text has to move is the place before kept for coming back.
    pub(super) fn walk_to(&mut self, claim: ClaimId) {
        let before = self.spot();
        self.choose(Some(claim), None);
        if self.tops[self.active] != self.place_in(before, self.active) {
            self.jumps.push(before);
        }
    }

    fn place_in(&self, spot: Spot, side: usize) -> Place {
        self.article(side).map_or(Place::default(), |article| {
            self.sheets[side].place_of(article, spot.offsets[side])
        })
    }
}

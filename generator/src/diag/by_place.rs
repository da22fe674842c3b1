//! Maps whose keys are places, which know their hash.

use super::Place;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by place, or by what holds places.
pub type ByPlace<K, V> = HashMap<K, V, BuildHasherDefault<PlaceHasher>>;

/// A set of places, or of what holds places.
pub type PlaceSet<K = Place> = HashSet<K, BuildHasherDefault<PlaceHasher>>;

/// Takes the hash that a pointer knows for what it is, and does not hash it once more.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceHasher(u64);

impl PlaceHasher {
    fn add(&mut self, value: u64) {
        // An odd number with bits all over, so that whatever differs does so in the bits that a table looks at.
        self.0 = (self.0.rotate_left(26) ^ value).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}

impl Hasher for PlaceHasher {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let value = chunk
                .iter()
                .rev()
                .fold(0, |value, byte| (value << 8) | u64::from(*byte));
            self.add(value);
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.add(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.add(value as u64);
    }
}

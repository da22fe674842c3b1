//! Values that hold values: options, boxes, lists, maps, tuples.

use super::{Maybe, Peek, ReadError, Reader, Segment, Wire, Writer};
use std::collections::BTreeMap;

/// A list that the reader and the writer walk without knowing what it holds.
pub trait Items {
    /// Adds a blank element, to be filled.
    fn push_blank(&mut self) -> &mut dyn Wire;

    /// The element at that index.
    fn item(&self, index: usize) -> Option<&dyn Wire>;
}

/// Named values that the reader and the writer walk without knowing what they are.
pub trait Entries {
    /// Reads a value and keeps it under that name.
    ///
    /// # Errors
    ///
    /// When the value can't be read.
    fn read_entry(
        &mut self,
        name: String,
        peek: Peek,
        reader: &mut Reader<'_>,
    ) -> Result<(), ReadError>;

    /// Takes all entries out.
    fn clear(&mut self);

    /// Shows each entry.
    fn each(&self, show: &mut dyn FnMut(&str, &dyn Wire));
}

/// A member that is a map, whether or not it has to be there.
pub trait Slot {
    /// What an entry holds.
    type Item;

    /// The map, empty where there was none.
    fn entries(&mut self) -> &mut BTreeMap<String, Self::Item>;
}

impl<T> Slot for BTreeMap<String, T> {
    type Item = T;

    fn entries(&mut self) -> &mut Self {
        self
    }
}

impl<T> Slot for Option<BTreeMap<String, T>> {
    type Item = T;

    fn entries(&mut self) -> &mut BTreeMap<String, T> {
        self.get_or_insert_default()
    }
}

impl<T> Slot for Maybe<BTreeMap<String, T>> {
    type Item = T;

    fn entries(&mut self) -> &mut BTreeMap<String, T> {
        if !matches!(self, Self::Value(_)) {
            *self = Self::Value(BTreeMap::new());
        }
        match self {
            Self::Value(map) => map,
            Self::Absent | Self::Null => unreachable!("it was made a value"),
        }
    }
}

impl<T: Wire> Wire for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        if peek == Peek::Null {
            *self = None;
            return reader.null(peek);
        }
        match self {
            Some(value) => value.read(peek, reader),
            none => none.insert(T::blank()).read(peek, reader),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn blank() -> Self {
        Box::new(T::blank())
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        (**self).read(peek, reader)
    }

    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Wire> Items for Vec<T> {
    fn push_blank(&mut self) -> &mut dyn Wire {
        let index = self.len();
        self.push(T::blank());
        &mut self[index]
    }

    fn item(&self, index: usize) -> Option<&dyn Wire> {
        match self.get(index) {
            Some(item) => Some(item),
            None => None,
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Self::new();
        reader.list(peek, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.list(self);
    }
}

impl<T: Wire> Entries for BTreeMap<String, T> {
    fn read_entry(
        &mut self,
        name: String,
        peek: Peek,
        reader: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        let mut value = T::blank();
        match value.read(peek, reader) {
            Ok(()) => {
                self.insert(name, value);
                Ok(())
            }
            Err(error) => Err(error.within(Segment::Member(name))),
        }
    }

    fn clear(&mut self) {
        Self::clear(self);
    }

    fn each(&self, show: &mut dyn FnMut(&str, &dyn Wire)) {
        for (name, value) in self {
            show(name, value);
        }
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Self::new();
        reader.map(peek, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.map(self);
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt)+))+) => { $(
        impl<$($name: Wire),+> Wire for ($($name,)+) {
            fn blank() -> Self {
                ($($name::blank(),)+)
            }

            fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                reader.tuple(peek, &mut [$(&mut self.$index),+])
            }

            fn write(&self, writer: &mut Writer) {
                writer.tuple(&[$(&self.$index),+]);
            }
        }
    )+ };
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
}

/// A list of whatever turns into its elements: `list::<String>(["a", "b"])`.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

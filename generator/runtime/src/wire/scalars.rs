//! Values without parts: booleans, numbers, strings, nothing.

use super::number::End;
use super::{Peek, ReadError, Reader, Wire, Writer};

impl Wire for () {
    fn blank() -> Self {}

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        reader.raw(peek)?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw("null");
    }
}

impl Wire for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = reader.boolean(peek)?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Wire for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = reader.string(peek)?.to_owned();
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

macro_rules! integers {
    ($($name:ident by $wide:ident)+) => { $(
        impl Wire for $name {
            fn blank() -> Self {
                0
            }

            fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                let integer = reader.integer(peek, stringify!($name))?;
                match integer.$wide().map(Self::try_from) {
                    Some(Ok(value)) => *self = value,
                    _ => match integer.end(Self::MAX as u128) {
                        Some(End::Least) => *self = Self::MIN,
                        Some(End::Most) => *self = Self::MAX,
                        None => return Err(integer.out_of_range(stringify!($name))),
                    },
                }
                Ok(())
            }

            fn write(&self, writer: &mut Writer) {
                writer.display(format_args!("{self}"));
            }
        }
    )+ };
}

integers! {
    i8 by signed
    i16 by signed
    i32 by signed
    i64 by signed
    i128 by signed
    u8 by unsigned
    u16 by unsigned
    u32 by unsigned
    u64 by unsigned
    u128 by unsigned
}

macro_rules! floats {
    ($($name:ident by $read:ident)+) => { $(
        impl Wire for $name {
            fn blank() -> Self {
                0.0
            }

            fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
                *self = reader.$read(peek)?;
                Ok(())
            }

            fn write(&self, writer: &mut Writer) {
                if self.is_finite() {
                    writer.float(format_args!("{self:?}"));
                } else {
                    // JSON has no word for it.
                    writer.raw("null");
                }
            }
        }
    )+ };
}

floats! {
    f32 by float32
    f64 by float64
}

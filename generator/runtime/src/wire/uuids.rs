//! `format: uuid`.

use super::number::cut;
use super::{Peek, ReadError, Reader, Wire, Writer};
use uuid::Uuid;

impl Wire for Uuid {
    fn blank() -> Self {
        Uuid::nil()
    }

    fn read(&mut self, peek: Peek, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let text = reader.string(peek)?;
        match Uuid::parse_str(text) {
            Ok(uuid) => *self = uuid,
            Err(_) => {
                return Err(ReadError::new(format!(
                    "expected a UUID, found {:?}",
                    cut(text)
                )));
            }
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(format_args!("\"{self}\""));
    }
}

//! The spots of a YAML text: the events of a parser that says where they are.

use super::{Builder, Content, Position, Spots};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

pub(super) fn spots(text: &str) -> Spots {
    let mut builder = Builder::default();
    let mut anchors = HashMap::new();
    // A text that this parser refuses was accepted by another one: what came before is of use all the same.
    for event in Parser::new_from_str(text).map_while(Result::ok) {
        let (event, span) = event;
        let position = start(span);
        let (spot, anchor) = match event {
            Event::Scalar(value, _, 0, _) if builder.wants_key() => {
                builder.key(value.into_owned(), position);
                continue;
            }
            Event::Scalar(value, style, anchor, _) => {
                let plain = (style == ScalarStyle::Plain).then(|| value.into_owned());
                (builder.add(position, Content::Scalar(plain)), anchor)
            }
            Event::SequenceStart(anchor, _) => {
                (builder.open(position, Content::List(Vec::new())), anchor)
            }
            Event::MappingStart(anchor, _) => {
                (builder.open(position, Content::Map(Vec::new())), anchor)
            }
            Event::Alias(anchor) => {
                if let Some(target) = anchors.get(&anchor) {
                    builder.add(position, Content::Alias(*target));
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                builder.close();
                continue;
            }
            Event::DocumentEnd => break,
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, spot);
        }
    }
    builder.finish()
}

fn start(span: Span) -> Position {
    Position {
        line: span.start.line(),
        column: span.start.col() + 1,
    }
}

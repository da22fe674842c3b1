//! Where items end, wherever the pieces of a body do.

use crate::Framing;
use crate::framing::{Frame, Frames, MOST};
use crate::runtime::ReadError;

/// The frames of a body that comes in pieces of so many bytes.
fn frames_of(framing: Framing, body: &[u8], size: usize) -> Result<Vec<Frame>, ReadError> {
    let mut frames = Frames::new(framing);
    let mut found = Vec::new();
    for piece in body.chunks(size) {
        frames.push(piece);
        while let Some(frame) = frames.next()? {
            found.push(frame);
        }
    }
    frames.end();
    while let Some(frame) = frames.next()? {
        found.push(frame);
    }
    Ok(found)
}

/// The texts of the frames, which pieces of any size must not change.
fn texts(framing: Framing, body: &[u8]) -> Result<Vec<String>, String> {
    let whole = frames_of(framing, body, usize::MAX).map_err(|error| error.to_string());
    for size in 1..body.len() {
        let pieces = frames_of(framing, body, size).map_err(|error| error.to_string());
        assert_eq!(pieces, whole, "pieces of {size} bytes");
    }
    let texts = whole?.into_iter().map(|frame| frame.data);
    Ok(texts.map(|data| String::from_utf8(data).unwrap()).collect())
}

fn event(data: &str, event: Option<&str>, id: Option<&str>, retry: Option<u64>) -> Frame {
    Frame {
        data: data.into(),
        event: event.map(str::to_owned),
        id: id.map(str::to_owned),
        retry,
    }
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r", "\r\n"] {
        let body = format!("data: a{end}data: b{end}{end}data:c{end}{end}");
        let found = texts(Framing::EventData, body.as_bytes()).unwrap();
        assert_eq!(found, ["a\nb", "c"], "{end:?}");
    }
    // Mixed: CR LF is one end, LF CR are two.
    let found = texts(Framing::EventData, b"data: a\r\n\rdata: b\n\r\n").unwrap();
    assert_eq!(found, ["a", "b"]);
}

#[test]
fn an_event_is_there_as_soon_as_its_line_is() {
    let mut frames = Frames::new(Framing::EventData);
    frames.push(b"data: a\r\r");
    assert_eq!(frames.next().unwrap(), Some(event("a", None, None, None)));
    frames.push(b"\ndata: b\n\n");
    assert_eq!(frames.next().unwrap(), Some(event("b", None, None, None)));
    assert_eq!(frames.next().unwrap(), None);
}

#[test]
fn fields_of_events() {
    let body = ": a comment\nevent: add\nid: 7\nretry: 1500\ndata: one\ndata:  two\nother: x\n\n\
                data\n\ndata: last\nretry: soon\nid: a\0b\n\n";
    let found = frames_of(Framing::Event, body.as_bytes(), usize::MAX).unwrap();
    let first = event("one\n two", Some("add"), Some("7"), Some(1500));
    let rest = [event("", None, None, None), event("last", None, None, None)];
    assert_eq!(found[0], first);
    assert_eq!(found[1..], rest);
}

#[test]
fn an_event_without_data_is_none() {
    let body = b"event: ping\n\nid: 3\n\ndata: a\n\n";
    let found = frames_of(Framing::Event, body, usize::MAX).unwrap();
    assert_eq!(found, [event("a", None, Some("3"), None)]);
}

#[test]
fn an_event_that_is_cut_off_is_none() {
    let found = texts(Framing::EventData, b"data: a\n\ndata: b\n").unwrap();
    assert_eq!(found, ["a"]);
}

#[test]
fn a_mark_may_stand_before_the_first_event() {
    let body = "\u{feff}data: ä\u{1f980}\n\ndata: \u{feff}b\n\n";
    let found = texts(Framing::EventData, body.as_bytes()).unwrap();
    assert_eq!(found, ["ä\u{1f980}", "\u{feff}b"]);
}

#[test]
fn what_is_no_utf_8_is_replaced_in_events() {
    let found = frames_of(Framing::EventText, b"data: a\xFFb\n\n", usize::MAX).unwrap();
    assert_eq!(found, [event("a\u{fffd}b", None, None, None)]);
}

#[test]
fn lines_of_json() {
    let found = texts(Framing::Lines, "{\"a\":\"ä\"}\r\n\n \n[1]\n2".as_bytes()).unwrap();
    assert_eq!(found, ["{\"a\":\"ä\"}\r", "[1]", "2"]);
    assert_eq!(texts(Framing::Lines, b"").unwrap(), [""; 0]);
}

#[test]
fn records_of_json() {
    let found = texts(Framing::Records, b"\x1E{\"a\":\n1}\n\x1E\x1E2\n\x1E\"b\"").unwrap();
    assert_eq!(found, ["{\"a\":\n1}\n", "2\n", "\"b\""]);
    // A number that nothing ends may have been longer.
    let error = texts(Framing::Records, b"\x1E12\n\x1E3").unwrap_err();
    assert_eq!(error, "a record that is cut off at $");
}

#[test]
fn what_never_ends_is_refused() {
    let piece = vec![b'x'; 1 << 20];
    for framing in [Framing::EventData, Framing::Lines, Framing::Records] {
        let mut frames = Frames::new(framing);
        let error = (0..MOST)
            .find_map(|_| {
                frames.push(&piece);
                frames.next().err()
            })
            .unwrap();
        assert_eq!(error.to_string(), "an item of more than 16 MiB at $");
    }
    // Nor may many short lines make one long event.
    let mut frames = Frames::new(Framing::EventData);
    let line = [b"data: ", &piece[..], b"\n"].concat();
    let pushed = (0..100).find(|_| {
        frames.push(&line);
        frames.next().is_err()
    });
    assert_eq!(pushed, Some(15));
}

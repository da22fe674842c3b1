//! The run time's source, embedded: a generated crate stands alone.

use super::RuntimeFile;

macro_rules! sources {
    ($($path:literal)*) => {
        &[$(RuntimeFile { path: $path, text: include_str!(concat!("../../runtime/src/", $path)) }),*]
    };
}

/// Every file of the run time.
pub(super) const SOURCES: &[RuntimeFile] = sources![
    "api.rs"
    "blocking.rs"
    "body.rs"
    "builder.rs"
    "call.rs"
    "client.rs"
    "clock.rs"
    "credentials.rs"
    "decode.rs"
    "draft.rs"
    "encode.rs"
    "envelope.rs"
    "error.rs"
    "failure.rs"
    "framing/buffer.rs"
    "framing/events.rs"
    "framing/frame.rs"
    "framing/mod.rs"
    "lib.rs"
    "method.rs"
    "multipart.rs"
    "operation.rs"
    "pieces.rs"
    "problem.rs"
    "redirect.rs"
    "reqwest.rs"
    "response.rs"
    "send.rs"
    "status.rs"
    "stream.rs"
    "style.rs"
    "transport.rs"
    "uri.rs"
    "wait.rs"
    "waiter.rs"
    "wire/base64.rs"
    "wire/bridge.rs"
    "wire/containers.rs"
    "wire/dates.rs"
    "wire/error.rs"
    "wire/json.rs"
    "wire/macros.rs"
    "wire/maybe.rs"
    "wire/mod.rs"
    "wire/number.rs"
    "wire/object.rs"
    "wire/parts.rs"
    "wire/plain.rs"
    "wire/reader.rs"
    "wire/scalars.rs"
    "wire/secret.rs"
    "wire/union.rs"
    "wire/unrecognized.rs"
    "wire/uuids.rs"
    "wire/view.rs"
    "wire/writer.rs"
];

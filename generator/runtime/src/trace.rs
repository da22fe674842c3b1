//! Spans by the names of OpenTelemetry's HTTP conventions: one for each attempt, as these ask for.
//!
//! A span holds neither the URL nor any header: path values, queries and headers may hold secrets.

use super::attempt::Trip;
use super::middleware::Sent;
use tracing::field::Empty;
use tracing::{Instrument, Span};

/// Makes an attempt in a span of its own.
pub(crate) async fn attempt(trip: &Trip<'_>, request: http::Request<bytes::Bytes>) -> Sent {
    let span = span(trip, &request);
    let sent = trip.pass(request);
    let sent = sent.instrument(span.clone()).await;
    match &sent {
        Ok(response) => {
            let status = response.status();
            span.record("http.response.status_code", status.as_u16());
            if !trip.operation.is_success(status) {
                span.record("error.type", status.as_str());
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(cause) => {
            let kind = match () {
                () if cause.is_timeout() => "timeout",
                () if cause.is_connect() => "connect",
                () => "transport",
            };
            span.record("error.type", kind);
            span.record("otel.status_code", "ERROR");
        }
    }
    sent
}

fn span(trip: &Trip<'_>, request: &http::Request<bytes::Bytes>) -> Span {
    let operation = trip.operation;
    let span = tracing::info_span!(
        "http.client",
        otel.name = %format_args!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = operation.method.as_str(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        url.template = operation.path,
        url.scheme = request.uri().scheme_str(),
        server.address = request.uri().host(),
        server.port = port(request.uri()),
        launchway.operation = operation.id,
        error.type = Empty,
    );
    if trip.attempts() > 1 {
        span.record("http.request.resend_count", trip.attempts() - 1);
    }
    span
}

fn port(uri: &http::Uri) -> Option<u16> {
    let default = match uri.scheme_str()? {
        "http" => 80,
        _ => 443,
    };
    Some(uri.port_u16().unwrap_or(default))
}

//! The default transport: reqwest over rustls, with the system's certificates.
//!
//! It sends one request as it is. Redirects, timeouts and credentials are the run time's own.

use super::transport::{BoxFuture, Limits, Transport, TransportError};
use bytes::Bytes;
use std::fmt;
#[cfg(not(target_arch = "wasm32"))]
use {
    super::Pieces,
    std::pin::Pin,
    std::task::{Context, Poll, ready},
};

/// Sends requests with reqwest.
#[derive(Clone)]
pub struct Reqwest {
    client: ::reqwest::Client,
    /// The connections of blocking calls: they live on an executor of their own, and a connection that
    /// another executor's tasks drive may stand still while that one is busy.
    #[cfg(not(target_arch = "wasm32"))]
    blocking: ::reqwest::Client,
}

impl Reqwest {
    /// HTTP/2 and HTTP/1.1, the system's certificates, proxies from the environment.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up.
    pub fn new() -> Result<Self, TransportError> {
        #[cfg(target_arch = "wasm32")]
        let this = Self {
            client: ::reqwest::Client::new(),
        };
        #[cfg(not(target_arch = "wasm32"))]
        let this = {
            let tls = tls().map_err(TransportError::new)?;
            Self {
                client: client(tls.clone())?,
                blocking: client(tls)?,
            }
        };
        Ok(this)
    }

    fn client(&self) -> &::reqwest::Client {
        #[cfg(not(target_arch = "wasm32"))]
        if super::blocking::background::is_here() {
            return &self.blocking;
        }
        &self.client
    }

    /// Sends a request; the body is still to be read.
    async fn execute(
        &self,
        request: http::Request<::reqwest::Body>,
    ) -> Result<http::Response<::reqwest::Response>, TransportError> {
        let request = ::reqwest::Request::try_from(request).map_err(failure)?;
        let mut answer = self.client().execute(request).await.map_err(failure)?;
        let (status, version) = (answer.status(), answer.version());
        let headers = std::mem::take(answer.headers_mut());
        let mut response = http::Response::new(answer);
        *response.status_mut() = status;
        *response.version_mut() = version;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// A client of one's own, with its proxies and certificates. It must not follow redirects.
impl From<::reqwest::Client> for Reqwest {
    fn from(client: ::reqwest::Client) -> Self {
        Self {
            #[cfg(not(target_arch = "wasm32"))]
            blocking: client.clone(),
            client,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn client(tls: rustls::ClientConfig) -> Result<::reqwest::Client, TransportError> {
    let builder = ::reqwest::Client::builder()
        .redirect(::reqwest::redirect::Policy::none())
        .referer(false)
        .tls_backend_preconfigured(tls);
    builder.build().map_err(TransportError::new)
}

/// TLS by ring, unless the program has chosen a provider for all of itself.
///
/// Given to reqwest ready made: its own default would have to be installed for the whole program.
#[cfg(not(target_arch = "wasm32"))]
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls::crypto::CryptoProvider;
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let chosen = CryptoProvider::get_default().cloned();
    let provider = chosen.unwrap_or_else(|| rustls::crypto::ring::default_provider().into());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = request.map(::reqwest::Body::from);
            let (head, answer) = self.execute(request).await?.into_parts();
            let body = answer.bytes().await.map_err(failure)?;
            Ok(http::Response::from_parts(head, body))
        })
    }

    // On wasm32 reqwest gives pieces only by a feature that brings crates of its own.
    #[cfg(not(target_arch = "wasm32"))]
    fn open(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        Box::pin(async move {
            let response = self.execute(request.map(::reqwest::Body::from)).await?;
            Ok(response.map(|answer| Pieces::new(Chunks(chunk(answer)))))
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn upload(
        &self,
        request: http::Request<Pieces>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Pieces>, TransportError>> {
        Box::pin(async move {
            let response = self
                .execute(request.map(::reqwest::Body::wrap_stream))
                .await?;
            Ok(response.map(|answer| Pieces::new(Chunks(chunk(answer)))))
        })
    }
}

/// The chunks of a body.
#[cfg(not(target_arch = "wasm32"))]
struct Chunks(BoxFuture<'static, (::reqwest::Response, Option<::reqwest::Result<Bytes>>)>);

#[cfg(not(target_arch = "wasm32"))]
fn chunk(
    mut answer: ::reqwest::Response,
) -> BoxFuture<'static, (::reqwest::Response, Option<::reqwest::Result<Bytes>>)> {
    Box::pin(async move {
        let chunk = answer.chunk().await;
        (answer, chunk.transpose())
    })
}

#[cfg(not(target_arch = "wasm32"))]
impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let (answer, piece) = ready!(self.0.as_mut().poll(context));
        self.0 = chunk(answer);
        Poll::Ready(piece.map(|piece| piece.map_err(failure)))
    }
}

/// An error of reqwest, without its URL, which may hold a credential.
#[cold]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if is_own(&error) {
        return TransportError::last(error);
    }
    #[cfg(not(target_arch = "wasm32"))]
    if error.is_connect() {
        return TransportError::connect(error);
    }
    if error.is_timeout() {
        return TransportError::timeout(error);
    }
    if error.is_builder() {
        return TransportError::last(error);
    }
    TransportError::new(error)
}

/// Whether what failed was the source of the body that is sent, which no other attempt mends.
fn is_own(error: &::reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if error.downcast_ref().is_some_and(TransportError::is_final) {
            return true;
        }
        cause = error.source();
    }
    false
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest")
    }
}

//! The default transport: reqwest over rustls, with the system's certificates.
//!
//! It sends one request as it is. Redirects, timeouts and credentials are the run time's own.

use super::transport::{BoxFuture, Limits, Transport, TransportError};
use bytes::Bytes;
use std::fmt;

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
            let request = ::reqwest::Request::try_from(request).map_err(failure)?;
            let mut answer = self.client().execute(request).await.map_err(failure)?;
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            *response.body_mut() = answer.bytes().await.map_err(failure)?;
            Ok(response)
        })
    }
}

/// An error of reqwest, without its URL, which may hold a credential.
#[cold]
fn failure(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    #[cfg(not(target_arch = "wasm32"))]
    if error.is_connect() {
        return TransportError::connect(error);
    }
    if error.is_timeout() {
        return TransportError::timeout(error);
    }
    TransportError::new(error)
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest")
    }
}

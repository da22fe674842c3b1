//! Tokens from an OAuth 2 server's token endpoint (RFC 6749): one request, and what it is answered.
//!
//! Which grant it is, and where the endpoint is, is for a provider to say.

use super::token::{Token, TokenDesk, TokenError};
use super::wire::{Json, Secret};
use super::{problem, uri};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use std::fmt;
use std::time::Duration;

/// What a token endpoint grants.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Granted {
    /// The token for the API.
    pub token: Token,
    /// What the next one may be had for.
    pub refresh_token: Option<Secret>,
}

/// What the endpoint says in place of a grant.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the token endpoint answers {}: {}",
            self.status, self.message
        )
    }
}

impl std::error::Error for Refusal {}

impl TokenError {
    /// Whether a token endpoint has refused what it was shown, so that the same again is no use.
    pub fn is_refusal(&self) -> bool {
        self.cause::<Refusal>()
            .is_some_and(|refusal| refusal.status.is_client_error() && !is_passing(refusal.status))
    }
}

/// Whether the endpoint may say something else soon.
fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

impl TokenDesk<'_> {
    /// Asks a token endpoint for a token: the fields go as a form, the client proves itself by `Basic`.
    ///
    /// # Errors
    ///
    /// When there is no answer, or it is no grant.
    pub async fn grant(
        &self,
        endpoint: &str,
        client: (&str, &Secret),
        fields: &[(&str, &str)],
    ) -> Result<Granted, TokenError> {
        let asked = self.now();
        let response = self.send(request(endpoint, client, fields)?).await?;
        let (status, body) = (response.status(), response.body());
        if !status.is_success() {
            let told = problem::find(body, None).first().map(ToString::to_string);
            let message = told.unwrap_or_else(|| problem::excerpt(body));
            let error = TokenError::new(Refusal { status, message });
            return Err(if is_passing(status) {
                error.passing()
            } else {
                error
            });
        }
        let text = std::str::from_utf8(body).ok();
        let answer = text.and_then(|text| Json::parse(text).ok());
        let text = |name: &str| {
            let member = answer.as_ref()?.get(name)?;
            member.as_str().map(|text| Secret::from(&*text))
        };
        let Some(secret) = text("access_token") else {
            return Err(TokenError::new(
                "the token endpoint's answer holds no `access_token`",
            ));
        };
        let seconds = answer
            .as_ref()
            .and_then(|it| it.get("expires_in")?.as_i64());
        let life = seconds.and_then(|seconds| u64::try_from(seconds).ok());
        let mut token = Token::new(secret);
        if let Some(end) = life.and_then(|life| asked.checked_add(Duration::from_secs(life))) {
            token = token.expires_at(end);
        }
        Ok(Granted {
            token,
            refresh_token: text("refresh_token"),
        })
    }
}

fn request(
    endpoint: &str,
    (id, secret): (&str, &Secret),
    fields: &[(&str, &str)],
) -> Result<http::Request<bytes::Bytes>, TokenError> {
    let encode = |text: &str| uri::encode(text, uri::Keep::Unreserved);
    let pairs = fields
        .iter()
        .map(|(name, text)| format!("{}={}", encode(name), encode(text)));
    let mut request = http::Request::new(pairs.collect::<Vec<_>>().join("&").into());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint
        .parse()
        .map_err(|_| TokenError::new(format!("`{endpoint}` is no URL")))?;
    // Either half is encoded first (RFC 6749, 2.3.1).
    let basic = super::credentials::basic(&format!("{}:{}", encode(id), encode(secret.expose())));
    let mut basic = HeaderValue::try_from(basic).map_err(TokenError::new)?;
    basic.set_sensitive(true);
    let headers = request.headers_mut();
    headers.insert(AUTHORIZATION, basic);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    headers.insert(CONTENT_TYPE, form);
    Ok(request)
}

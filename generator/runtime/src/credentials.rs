//! Credentials: what a client was given, which of it an operation needs, and how it goes over the wire.
//!
//! None of them is ever shown.

use super::api::{ApiInfo, SchemeKind};
use super::client::Inner;
use super::draft::{append, header};
use super::failure::CredentialsError;
use super::named::Named;
use super::token::{Source, TokenProvider};
use super::uri::{self, Keep};
use super::wire::{self, Base64, Secret};
use super::{Descriptor, Error, RequestError};
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION, header::COOKIE};
use std::fmt;
use std::sync::Arc;

/// A credential as the user gives it: a text, or where one is to be had.
#[derive(Clone)]
pub struct Credential(pub(crate) Given);

#[derive(Clone)]
pub(crate) enum Given {
    Token(Secret),
    Basic(String, Secret),
    Provided(Arc<Source>),
}

impl Credential {
    /// A token that is fetched when it is needed, and again before it expires or when it is refused.
    pub fn provided_by(provider: impl TokenProvider) -> Self {
        Self(Given::Provided(Arc::new(Source::new(provider))))
    }
}

impl<T: Into<Secret>> From<T> for Credential {
    fn from(secret: T) -> Self {
        Self(Given::Token(secret.into()))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<credential>")
    }
}

/// The tokens that were fetched for a request, by the names of the schemes.
pub(crate) type Tokens = Named<Secret>;

/// What a client was given, by the names of the schemes.
pub(crate) type Credentials = Named<Given>;

/// Where credentials go on a request.
pub(crate) struct Target<'r> {
    pub(crate) headers: &'r mut HeaderMap,
    pub(crate) query: &'r mut String,
    pub(crate) cookies: &'r mut String,
}

/// The credentials to send, by name: those of the first alternative whose credentials are all there.
///
/// What asks for nothing is the last resort: who has given credentials wants them used. A header that is on
/// the request already is as good as the credential that would go there.
///
/// # Errors
///
/// When no alternative is met.
pub(crate) fn choose(
    api: &ApiInfo,
    operation: &'static Descriptor,
    given: &Credentials,
    has_header: &dyn Fn(&str) -> bool,
) -> Result<&'static [&'static str], CredentialsError> {
    let wanted = operation.security.unwrap_or(api.security);
    let is_there = |name: &&'static str| {
        given.get(name).is_some() || api.scheme(name).and_then(header_of).is_some_and(has_header)
    };
    let mut met = wanted.iter().filter(|set| set.iter().all(is_there));
    match met
        .clone()
        .find(|set| !set.is_empty())
        .or_else(|| met.next())
    {
        Some(set) => Ok(set),
        None if wanted.is_empty() => Ok(&[]),
        None => Err(CredentialsError {
            operation,
            wanted,
            attempts: 0,
            cause: None,
        }),
    }
}

fn header_of(kind: SchemeKind) -> Option<&'static str> {
    match kind {
        SchemeKind::Bearer | SchemeKind::Basic => Some("authorization"),
        SchemeKind::Header(name) => Some(name),
        SchemeKind::Query(_) | SchemeKind::Cookie(_) => None,
    }
}

/// Puts one credential on a request.
///
/// # Errors
///
/// When HTTP can't hold it.
pub(crate) fn put(
    kind: SchemeKind,
    credential: &Given,
    fetched: Option<&Secret>,
    target: &mut Target<'_>,
) -> Result<(), String> {
    let text = match (credential, fetched) {
        (Given::Token(token), _) | (Given::Provided(_), Some(token)) => token.expose().to_owned(),
        (Given::Basic(user, password), _) => format!("{user}:{}", password.expose()),
        // The request is only looked at, and there is no token yet.
        (Given::Provided(_), None) => return Ok(()),
    };
    let encoded = || uri::encode(&text, Keep::Unreserved);
    match (kind, credential) {
        (SchemeKind::Basic, _) | (SchemeKind::Bearer, Given::Basic(..)) => {
            set(target.headers, AUTHORIZATION.as_str(), &basic(&text))?;
        }
        (SchemeKind::Bearer, _) => {
            set(
                target.headers,
                AUTHORIZATION.as_str(),
                &format!("Bearer {text}"),
            )?;
        }
        (SchemeKind::Header(name), _) => set(target.headers, name, &text)?,
        (SchemeKind::Query(name), _) => {
            append(
                target.query,
                "&",
                &uri::encode(name, Keep::Unreserved),
                &encoded(),
            );
        }
        (SchemeKind::Cookie(name), _) => append(target.cookies, "; ", name, &encoded()),
    }
    Ok(())
}

/// `user:password` as `Authorization` holds it.
pub(crate) fn basic(pair: &str) -> String {
    let json = wire::to_string(&Base64::from(pair.as_bytes().to_vec()));
    format!("Basic {}", json.trim_matches('"'))
}

fn set(headers: &mut HeaderMap, name: &str, text: &str) -> Result<(), String> {
    let (name, mut value) = header(name, text)?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

/// Puts all credentials that the operation needs on a request.
///
/// # Errors
///
/// When one is missing, or HTTP can't hold it.
pub(crate) fn apply(
    api: &ApiInfo,
    operation: &'static Descriptor,
    given: &Credentials,
    tokens: &Tokens,
    mut target: Target<'_>,
) -> Result<(), Error> {
    let has_header = |name: &str| target.headers.contains_key(name);
    for name in choose(api, operation, given, &has_header)? {
        let (Some(kind), Some(credential)) = (api.scheme(name), given.get(name)) else {
            continue;
        };
        if header_of(kind).is_some_and(|header| target.headers.contains_key(header)) {
            continue;
        }
        put(kind, credential, tokens.get(name), &mut target).map_err(|fault| {
            RequestError::call(operation, format!("credential `{name}`: {fault}"))
        })?;
    }
    Ok(())
}

/// The tokens at hand, without fetching any.
pub(crate) fn held(client: &Inner) -> Tokens {
    let now = client.clock.now();
    let mut tokens = Tokens::new();
    for (name, given) in client.credentials.iter() {
        if let Given::Provided(source) = given
            && let Some(token) = source.held(now)
        {
            tokens.set(name, token);
        }
    }
    tokens
}

/// The tokens that an operation needs, fetched where they are to be had; `refused` are those that are no good.
///
/// # Errors
///
/// When credentials are missing or a token can't be had.
pub(crate) async fn fetch(
    client: &Inner,
    operation: &'static Descriptor,
    headers: &HeaderMap,
    refused: &Tokens,
) -> Result<Tokens, CredentialsError> {
    let mut tokens = Tokens::new();
    let mut given = client.credentials.iter();
    if !given.any(|(_, given)| matches!(given, Given::Provided(_))) {
        return Ok(tokens);
    }
    let has_header = |name: &str| headers.contains_key(name) || client.headers.contains_key(name);
    for name in choose(&client.api, operation, &client.credentials, &has_header)? {
        if let Some(Given::Provided(source)) = client.credentials.get(name) {
            let fetched = source.token(client, refused.get(name)).await;
            let failed = |cause| CredentialsError {
                operation,
                wanted: operation.security.unwrap_or(client.api.security),
                attempts: 0,
                cause: Some(cause),
            };
            tokens.set(name, fetched.map_err(failed)?);
        }
    }
    Ok(tokens)
}

/// Writes the cookies, which may hold a credential.
pub(crate) fn set_cookies(headers: &mut HeaderMap, cookies: &str) {
    if let Ok(mut value) = HeaderValue::from_str(cookies)
        && !cookies.is_empty()
    {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}

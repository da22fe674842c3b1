//! Credentials: what a client was given, which of it an operation needs, and how it goes over the wire.
//!
//! None of them is ever shown.

use super::api::{ApiInfo, SchemeKind};
use super::draft::{append, header};
use super::failure::CredentialsError;
use super::uri::{self, Keep};
use super::wire::{self, Base64, Secret};
use super::{Descriptor, Error, RequestError};
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION, header::COOKIE};
use std::collections::BTreeMap;

/// A credential as the user gives it.
#[derive(Clone)]
pub(crate) enum Credential {
    Token(Secret),
    Basic(String, Secret),
}

/// What a client was given, by the names of the schemes.
pub(crate) type Credentials = BTreeMap<&'static str, Credential>;

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
    headers: &HeaderMap,
) -> Result<&'static [&'static str], CredentialsError> {
    let wanted = operation.security.unwrap_or(api.security);
    let is_there = |name: &&'static str| {
        given.contains_key(name)
            || api
                .scheme(name)
                .and_then(header_of)
                .is_some_and(|header| headers.contains_key(header))
    };
    let mut met = wanted.iter().filter(|set| set.iter().all(is_there));
    match met
        .clone()
        .find(|set| !set.is_empty())
        .or_else(|| met.next())
    {
        Some(set) => Ok(set),
        None if wanted.is_empty() => Ok(&[]),
        None => Err(CredentialsError { operation, wanted }),
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
    credential: &Credential,
    target: &mut Target<'_>,
) -> Result<(), String> {
    let text = match credential {
        Credential::Token(token) => token.expose().to_owned(),
        Credential::Basic(user, password) => format!("{user}:{}", password.expose()),
    };
    let encoded = || uri::encode(&text, Keep::Unreserved);
    match (kind, credential) {
        (SchemeKind::Basic, _) | (SchemeKind::Bearer, Credential::Basic(..)) => {
            let json = wire::to_string(&Base64::from(text.as_bytes().to_vec()));
            set(
                target.headers,
                AUTHORIZATION.as_str(),
                &format!("Basic {}", json.trim_matches('"')),
            )?;
        }
        (SchemeKind::Bearer, Credential::Token(_)) => {
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
    mut target: Target<'_>,
) -> Result<(), Error> {
    for name in choose(api, operation, given, target.headers)? {
        let (Some(kind), Some(credential)) = (api.scheme(name), given.get(name)) else {
            continue;
        };
        if header_of(kind).is_some_and(|header| target.headers.contains_key(header)) {
            continue;
        }
        put(kind, credential, &mut target).map_err(|fault| {
            RequestError::call(operation, format!("credential `{name}`: {fault}"))
        })?;
    }
    Ok(())
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

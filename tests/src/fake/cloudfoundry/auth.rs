//! The UAA: grants, access tokens that end, and refresh tokens.

use super::{Done, Foundation, given, refuse};
use crate::fake::asked::Asked;
use crate::server::Answer;
use serde_json::json;

/// The tokens that were given.
#[derive(Default)]
pub(super) struct Tokens {
    access: Vec<(String, i64)>,
    refresh: Vec<String>,
    /// How many were asked for.
    asked: u32,
}

impl Foundation {
    /// A token that is good from now on for its life, as if a user had logged in.
    pub fn token_for(&mut self) -> String {
        self.tokens.asked += 1;
        let token = format!("access-{}", self.tokens.asked);
        self.tokens
            .access
            .push((token.clone(), self.now + self.token_life));
        token
    }

    /// Ends every access token at once.
    pub fn expire_tokens(&mut self) {
        self.tokens.access.clear();
    }

    /// Ends every refresh token at once.
    pub fn revoke(&mut self) {
        self.tokens.refresh.clear();
    }

    /// How many access tokens were given.
    pub fn tokens_given(&self) -> u32 {
        self.tokens.asked
    }

    pub(super) fn check_token(&self, asked: &Asked<'_>) -> Result<(), Answer> {
        let header = asked.request.header("authorization");
        let Some((scheme, token)) = header.and_then(|it| it.split_once(' ')) else {
            let detail = "Authentication error";
            return Err(refuse(
                "401 Unauthorized",
                10002,
                "CF-NotAuthenticated",
                detail,
            ));
        };
        let mut known = self.tokens.access.iter();
        let is_good = known.any(|(own, end)| own == token && self.now < *end);
        if scheme.eq_ignore_ascii_case("bearer") && is_good {
            return Ok(());
        }
        let detail = "Invalid Auth Token";
        Err(refuse(
            "401 Unauthorized",
            1000,
            "CF-InvalidAuthToken",
            detail,
        ))
    }

    pub(super) fn token(&mut self, asked: &Asked<'_>) -> Done {
        let form = asked.form();
        let field = |name: &str| {
            let found = form.iter().find(|(own, _)| own == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        // `cf:` or `ci:secret`.
        let client = asked.request.header("authorization").unwrap_or_default();
        let is_known = |client: &str| matches!(client, "Basic Y2Y6" | "Basic Y2k6c2VjcmV0");
        let by_form = field("client_id") == "cf" || field("client_id") == "ci";
        if !is_known(client) && !by_form {
            return Err(uaa("401 Unauthorized", "invalid_client", "Bad credentials"));
        }
        let refreshes = match field("grant_type") {
            "password" if field("password") == "secret" => true,
            "password" => return Err(uaa("401 Unauthorized", "unauthorized", "Bad credentials")),
            "client_credentials" => false,
            "urn:ietf:params:oauth:grant-type:jwt-bearer" if !field("assertion").is_empty() => true,
            "refresh_token" => {
                let given = field("refresh_token");
                if !self.tokens.refresh.iter().any(|own| own == given) {
                    let why = "Invalid refresh token";
                    return Err(uaa("401 Unauthorized", "invalid_token", why));
                }
                if self.rotates {
                    self.tokens.refresh.retain(|own| own != given);
                }
                true
            }
            _ => {
                return Err(uaa(
                    "400 Bad Request",
                    "unsupported_grant_type",
                    "Unsupported",
                ));
            }
        };
        let access = self.token_for();
        let mut body = json!({"access_token": access, "token_type": "bearer",
            "expires_in": self.token_life, "scope": "cloud_controller.read cloud_controller.write",
            "jti": format!("jti-{}", self.tokens.asked)});
        if refreshes {
            let refresh = format!("refresh-{}", self.tokens.asked);
            body["refresh_token"] = json!(refresh);
            self.tokens.refresh.push(refresh);
        }
        Ok(given(&body))
    }

    /// A refresh token, as if a user had logged in before.
    pub fn refresh_token_for(&mut self) -> String {
        self.tokens.asked += 1;
        let refresh = format!("refresh-{}", self.tokens.asked);
        self.tokens.refresh.push(refresh.clone());
        refresh
    }
}

fn uaa(status: &str, error: &str, why: &str) -> Answer {
    let body = json!({"error": error, "error_description": why});
    Answer::json(status, body.to_string())
}

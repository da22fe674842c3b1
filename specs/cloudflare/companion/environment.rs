//! Credentials out of environment variables, for whoever asks for them.

use crate::cloudflare::Cloudflare;
use crate::runtime::Builder;

impl Builder<Cloudflare> {
    /// Takes the credentials from the environment: `CLOUDFLARE_API_TOKEN`, or else `CLOUDFLARE_EMAIL` and
    /// `CLOUDFLARE_API_KEY`. Without them [`build`](Builder::build) fails.
    ///
    /// Nothing is read from the environment unless this is called.
    pub fn from_env(self) -> Self {
        self.from_variables(|name| std::env::var(name).ok())
    }

    /// Takes the credentials from variables of these names, wherever they are kept.
    pub fn from_variables(self, get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name| get(name).filter(|value| !value.is_empty());
        if let Some(token) = get("CLOUDFLARE_API_TOKEN") {
            return self.api_token(token);
        }
        match (get("CLOUDFLARE_EMAIL"), get("CLOUDFLARE_API_KEY")) {
            (Some(email), Some(key)) => self.api_email(email).api_key(key),
            _ => self.fault(
                "neither CLOUDFLARE_API_TOKEN nor CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY are set",
            ),
        }
    }
}

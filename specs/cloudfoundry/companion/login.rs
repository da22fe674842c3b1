//! Logging in to a foundation: tokens from its UAA, fetched, kept and renewed by the client.
//!
//! ```text
//! let builder = Client::builder().api_host("api.cf.example.org");
//! let client = builder.login(Login::password("ann", password)).build()?;
//! ```
//!
//! Where `cf login` was run before, [`Builder::cf_home`] is enough: it takes target and tokens from there.

use crate::cloudfoundry::Cloudfoundry;
use crate::runtime::{
    BoxFuture, Builder, Bytes, Credential, Granted, Json, Secret, Token, TokenDesk, TokenError,
    TokenProvider,
};
use std::fmt;
#[cfg(not(target_arch = "wasm32"))]
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How one logs in. The UAA is found by what the API's root says, unless it is given.
pub struct Login {
    grant: Grant,
    client: (String, Secret),
    origin: Option<String>,
    state: Mutex<State>,
}

/// What the UAA is shown for the first token.
enum Grant {
    Password(String, Secret),
    Client,
    Assertion(Secret),
    /// Only a refresh token, which the state has.
    Refresh,
}

/// What is found on the way.
#[derive(Default)]
struct State {
    uaa: Option<String>,
    /// A token that is there already.
    access_token: Option<Secret>,
    refresh_token: Option<Secret>,
}

impl Login {
    fn new(grant: Grant) -> Self {
        Self {
            grant,
            // The client that every UAA knows for command lines: it has no secret.
            client: ("cf".to_owned(), Secret::from("")),
            origin: None,
            state: Mutex::default(),
        }
    }

    /// As a user, by name and password.
    pub fn password(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::new(Grant::Password(user.into(), password.into()))
    }

    /// As a client of the UAA, by its id and secret.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::new(Grant::Client).client(id, secret)
    }

    /// By a refresh token out of an earlier login.
    pub fn refresh_token(token: impl Into<Secret>) -> Self {
        let login = Self::new(Grant::Refresh);
        login.state().refresh_token = Some(token.into());
        login
    }

    /// By a JWT that another identity provider has issued.
    pub fn jwt_bearer(assertion: impl Into<Secret>) -> Self {
        Self::new(Grant::Assertion(assertion.into()))
    }

    /// The UAA's client through which one logs in, in place of `cf` without a secret.
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.client = (id.into(), secret.into());
        self
    }

    /// The identity provider that knows the user, where the UAA has several.
    #[must_use]
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }

    /// The UAA's URL, in place of the one that the API's root names.
    #[must_use]
    pub fn uaa(self, url: impl Into<String>) -> Self {
        self.state().uaa = Some(url.into());
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn fetch(&self, desk: TokenDesk<'_>) -> Result<Token, TokenError> {
        let known = self.state().access_token.take();
        if let Some(token) = known.filter(|_| !desk.is_refused()) {
            return Ok(Token::new(token));
        }
        let endpoint = format!("{}/oauth/token", self.find_uaa(desk).await?);
        let refresh_token = self.state().refresh_token.clone();
        if let Some(token) = refresh_token {
            let fields = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
            match self.ask(desk, &endpoint, &fields).await {
                // It has expired: what one logged in with first does it again, where it can.
                Err(error) if error.is_refusal() && !matches!(self.grant, Grant::Refresh) => {}
                done => return done,
            }
        }
        let mut fields = match &self.grant {
            Grant::Password(user, password) => vec![
                ("grant_type", "password"),
                ("username", user.as_str()),
                ("password", password.expose()),
            ],
            Grant::Client => vec![("grant_type", "client_credentials")],
            Grant::Assertion(assertion) => vec![
                ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                ("assertion", assertion.expose()),
            ],
            Grant::Refresh => return Err(TokenError::new("there is no refresh token")),
        };
        let hint = self.origin.as_ref();
        let hint = hint.map(|origin| Json::object(&[("origin", origin)]).to_string());
        fields.extend(hint.as_deref().map(|hint| ("login_hint", hint)));
        self.ask(desk, &endpoint, &fields).await
    }

    async fn ask(
        &self,
        desk: TokenDesk<'_>,
        endpoint: &str,
        fields: &[(&str, &str)],
    ) -> Result<Token, TokenError> {
        let (id, secret) = &self.client;
        let Granted { token, refresh_token, .. } = desk.grant(endpoint, (id, secret), fields).await?;
        if refresh_token.is_some() {
            self.state().refresh_token = refresh_token;
        }
        Ok(token)
    }

    /// The UAA's URL: given, or found at the API's root.
    async fn find_uaa(&self, desk: TokenDesk<'_>) -> Result<String, TokenError> {
        let known = self.state().uaa.clone();
        if let Some(url) = known {
            return Ok(url.trim_end_matches('/').to_owned());
        }
        let root = format!("{}/", desk.base_url());
        let request = http::Request::get(&root).header("accept", "application/json");
        let request = request.body(Bytes::new()).map_err(TokenError::new)?;
        let response = desk.send(request).await?;
        let status = response.status();
        if status.is_server_error() || status.as_u16() == 429 {
            return Err(TokenError::new(format!("{root} answers {status}")).passing());
        }
        let body = String::from_utf8_lossy(response.body());
        let links = Json::parse(&body).ok().and_then(|root| root.get("links"));
        let url = links.and_then(|links| {
            let link = links.get("uaa").filter(|link| !link.is_null());
            let link = link.or_else(|| links.get("login"))?;
            Some(link.get("href")?.as_str()?.trim_end_matches('/').to_owned())
        });
        let Some(url) = url else {
            return Err(TokenError::new(format!("{root} names no UAA (it answers {status})")));
        };
        // Passwords don't go in the clear where the API itself doesn't.
        if root.starts_with("https://") && !url.starts_with("https://") {
            return Err(TokenError::new(format!("the UAA's URL {url} is not https")));
        }
        self.state().uaa = Some(url.clone());
        Ok(url)
    }
}

impl TokenProvider for Login {
    fn token<'a>(&'a self, desk: TokenDesk<'a>) -> BoxFuture<'a, Result<Token, TokenError>> {
        Box::pin(self.fetch(desk))
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = match &self.grant {
            Grant::Password(..) => "password",
            Grant::Client => "client_credentials",
            Grant::Assertion(_) => "jwt_bearer",
            Grant::Refresh => "refresh_token",
        };
        f.debug_struct("Login").field("grant", &grant).finish_non_exhaustive()
    }
}

impl Builder<Cloudfoundry> {
    /// Logs in when the first token is needed, and again before it expires or when it is refused.
    pub fn login(self, login: Login) -> Self {
        self.uaa_token(Credential::provided_by(login))
    }

    /// Takes target and tokens from what `cf login` has left: `.cf/config.json` below `CF_HOME` or the home folder.
    ///
    /// The file is read now and never written: a token that is renewed stays in the client.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn cf_home(self) -> Self {
        let folder = ["CF_HOME", "HOME", "USERPROFILE"]
            .into_iter()
            .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()));
        match folder {
            Some(folder) => self.cf_home_at(PathBuf::from(folder)),
            None => self.fault("neither CF_HOME nor HOME is set"),
        }
    }

    /// Takes target and tokens from `.cf/config.json` below that folder.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn cf_home_at(self, folder: impl AsRef<Path>) -> Self {
        let file = folder.as_ref().join(".cf").join("config.json");
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => return self.fault(format!("{}: {error}", file.display())),
        };
        match Json::parse(text.trim_start_matches('\u{feff}')) {
            Ok(config) => self.cf_config(&config, &file),
            Err(_) => self.fault(format!("{} is no JSON", file.display())),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn cf_config(self, config: &Json, file: &Path) -> Self {
        let text = |name: &str| {
            let member = config.get(name)?;
            Some(member.as_str()?.into_owned()).filter(|text| !text.is_empty())
        };
        let Some(target) = text("Target") else {
            return self.fault(format!("{} names no target: run `cf login`", file.display()));
        };
        let (access, refresh) = (text("AccessToken"), text("RefreshToken"));
        if access.is_none() && refresh.is_none() {
            return self.fault(format!("{} holds no token: run `cf login`", file.display()));
        }
        let id = text("UAAOAuthClient").unwrap_or_else(|| "cf".to_owned());
        let login = Login::new(Grant::Refresh)
            .client(id, text("UAAOAuthClientSecret").unwrap_or_default());
        // `bearer eyJ...`
        let bare = |token: String| token.split_whitespace().last().map(Secret::from);
        *login.state() = State {
            uaa: text("UaaEndpoint"),
            access_token: access.and_then(bare),
            refresh_token: refresh.map(Secret::from),
        };
        self.base_url(target).login(login)
    }
}

//! Pushes: from bits to running instances, by a rolling deployment or a canary that goes on step by step.
//!
//! ```text
//! let ending = Push::new(&cf, app)
//!     .bits(Path::new("shop.zip"))
//!     .canary([25, 50])
//!     .run(async |stage| match error_rate().await {
//!         rate if rate < 0.01 => Ok(()),
//!         rate => Err(format!("{rate} errors in step {}", stage.step)),
//!     })
//!     .await?;
//! ```

use crate::cloudfoundry::Client;
use crate::cloudfoundry::types::{
    BelongsToApp, Build, CanaryOptions, CanaryStep, Deployment, DeploymentStatusReason,
    DeploymentStrategy, GuidRef, NewBuild, NewDeployment, NewDeploymentOptions, NewPackage,
    Package, PackageState, PackageType, PackageUpload, TimestampOrder,
};
use crate::runtime::{ByteSource, Error, Outcome, Part, Retries};
use std::fmt;
use std::time::Duration;

/// Why a caller's check fails.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// How often what may be repeated is sent again.
const RETRIES: Retries = Retries::up_to(5);

/// A push that has not begun.
#[derive(Clone, Debug)]
#[must_use = "a push does nothing until it is run"]
pub struct Push {
    client: Client,
    app: String,
    source: Source,
    strategy: DeploymentStrategy,
    options: NewDeploymentOptions,
    patience: Duration,
    pauses: Option<(Duration, Duration)>,
}

/// What is deployed.
#[derive(Clone, Debug)]
enum Source {
    Current,
    Bits(ByteSource),
    Package(String),
    Droplet(String),
}

/// A canary that waits: what a check is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stage {
    /// The step, from 1.
    pub step: i32,
    /// How many steps there are.
    pub steps: i32,
    /// The deployment.
    pub deployment: Deployment,
}

/// How a push ended.
#[derive(Debug)]
pub enum Ending {
    /// All instances run the droplet.
    Deployed(Deployment),
    /// Something failed; the deployment was canceled, and the droplet before is back.
    RolledBack {
        /// The deployment, canceled.
        deployment: Deployment,
        /// Why.
        cause: Cause,
    },
    /// Somebody else canceled the deployment.
    Canceled(Deployment),
    /// A newer deployment took over.
    Superseded(Deployment),
}

/// Why a push did not get to a deployment, or got stuck in one.
#[derive(Debug)]
pub enum PushError {
    /// A call, the package or the build failed; nothing that runs was changed. What the package or the build says
    /// is in [`Error::problems`].
    Call(Error),
    /// Something failed, and so did the cancellation: the deployment goes on as it is.
    Stuck {
        /// The deployment's guid.
        deployment: String,
        /// Why it failed.
        cause: Cause,
        /// Why it could not be canceled, or how it ended in spite of that.
        error: Error,
    },
}

impl From<Error> for PushError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl Push {
    /// Deploys an app's current droplet anew, instance by instance.
    pub fn new(client: &Client, app_guid: &str) -> Self {
        Self {
            client: client.clone(),
            app: app_guid.to_owned(),
            source: Source::Current,
            strategy: DeploymentStrategy::Rolling,
            options: NewDeploymentOptions::new(),
            patience: Duration::from_secs(30 * 60),
            pauses: None,
        }
    }

    /// Stages and deploys the files of a zip archive: its bytes, or where it is, such as a `Path`.
    pub fn bits(mut self, zip: impl Into<ByteSource>) -> Self {
        self.source = Source::Bits(zip.into());
        self
    }

    /// Stages and deploys a package that is there.
    pub fn package(mut self, guid: &str) -> Self {
        self.source = Source::Package(guid.to_owned());
        self
    }

    /// Deploys a droplet that is there.
    pub fn droplet(mut self, guid: &str) -> Self {
        self.source = Source::Droplet(guid.to_owned());
        self
    }

    /// Pauses and asks the check at each of these shares of the instances, in percent; at one instance for none.
    pub fn canary(mut self, weights: impl IntoIterator<Item = i32>) -> Self {
        self.strategy = DeploymentStrategy::Canary;
        let steps: Vec<CanaryStep> = weights.into_iter().map(CanaryStep::new).collect();
        if !steps.is_empty() {
            self.options = self.options.canary(CanaryOptions::new(steps));
        }
        self
    }

    /// How many instances are replaced at the same time.
    pub fn max_in_flight(mut self, count: i32) -> Self {
        self.options = self.options.max_in_flight(count);
        self
    }

    /// How many instances there are at the end.
    pub fn instances(mut self, count: i32) -> Self {
        self.options = self.options.web_instances(count);
        self
    }

    /// How long each of upload, staging and deployment may take between two steps; half an hour unless said. A
    /// deployment that takes longer is canceled: the server never gives up by itself.
    pub fn patience(mut self, time: Duration) -> Self {
        self.patience = time;
        self
    }

    /// The longest pause between the first askings how far it is, and the longest of all.
    pub fn every(mut self, first: Duration, most: Duration) -> Self {
        self.pauses = Some((first, most));
        self
    }

    /// Goes all the way; a canary that pauses goes on where the check passes.
    ///
    /// The check is an async closure, which may borrow what it looks at. What it changes it changes before it waits:
    /// `|stage| { seen.push(stage); async { Ok::<(), String>(()) } }`.
    ///
    /// A check that fails, a deployment that takes too long and a call that fails on the way cancel the deployment.
    /// Dropping the future leaves it as it is.
    ///
    /// # Errors
    ///
    /// When it did not get to a deployment, and when that could not be canceled.
    pub async fn run<F, E>(self, mut check: impl FnMut(Stage) -> F) -> Result<Ending, PushError>
    where
        F: Future<Output = Result<(), E>>,
        E: Into<Cause>,
    {
        let droplet = self.droplet_to_deploy().await?;
        let guid = self.deploy(droplet).await?.guid;
        loop {
            let outcome = match self.until_rest(&guid).await {
                Ok(outcome) => outcome,
                Err(error) => return self.cancel(guid, error.into()).await,
            };
            let paused = match outcome {
                Outcome::Success(deployment) => return Ok(Ending::Deployed(deployment)),
                Outcome::Superseded(deployment) => return Ok(Ending::Superseded(deployment)),
                Outcome::Canceled(deployment) | Outcome::Failure(deployment) => {
                    return Ok(Ending::Canceled(deployment));
                }
                Outcome::Paused(deployment) => deployment,
            };
            if let Err(cause) = check(Stage::of(&paused)).await {
                return self.cancel(guid, cause.into()).await;
            }
            if let Err(error) = self.go_on(&paused).await {
                // Somebody else was faster, or it can't go on: the next look tells.
                if !error.is_unprocessable() {
                    return self.cancel(guid, error.into()).await;
                }
                if self.is_still(&paused).await {
                    return self.cancel(guid, error.into()).await;
                }
            }
        }
    }

    /// The droplet, staged if need be; nothing for the app's own.
    async fn droplet_to_deploy(&self) -> Result<Option<String>, Error> {
        let package = match &self.source {
            Source::Current => return Ok(None),
            Source::Droplet(guid) => return Ok(Some(guid.clone())),
            Source::Package(guid) => guid.clone(),
            Source::Bits(zip) => self.upload(zip).await?,
        };
        let call = self.client.packages().get(&package);
        self.waiting(call.wait()).success().await?;
        let build = self.build(&package).await?;
        let call = self.client.builds().get(&build.guid);
        let built = self.waiting(call.wait()).success().await?;
        Ok(built.droplet.map(|droplet| droplet.guid))
    }

    /// A package of the bits.
    async fn upload(&self, zip: &ByteSource) -> Result<String, Error> {
        let packages = self.client.packages();
        let new = NewPackage::new(BelongsToApp::of(&self.app)).r#type(PackageType::Bits);
        // One that was made unseen costs nothing.
        let call = packages.create(new).retries(RETRIES.of_any_method());
        let made = call.await?;
        let upload = PackageUpload::new().bits(Part::new(zip.clone()).file_name("app.zip"));
        let (packages, guid) = (&packages, &made.guid);
        let sent = packages
            .upload(guid, upload)
            .timeout(self.patience)
            .exactly_once(move || async move {
                let package: Package = packages.get(guid).await?;
                Ok((package.state != PackageState::AwaitingUpload).then_some(package))
            });
        sent.await?;
        Ok(made.guid)
    }

    /// A build of the package.
    async fn build(&self, package: &str) -> Result<Build, Error> {
        let before = self.newest_build(package).await?.map(|build| build.guid);
        let new = NewBuild::new(GuidRef::new(package));
        let (call, before) = (self.client.builds().create(new), &before);
        call.exactly_once(move || async move {
            let newest = self.newest_build(package).await?;
            Ok(newest.filter(|build| Some(&build.guid) != before.as_ref()))
        })
        .await
    }

    async fn newest_build(&self, package: &str) -> Result<Option<Build>, Error> {
        let list = self.client.builds().list().package_guids([package]);
        let list = list
            .order_by(TimestampOrder::CreatedAtDescending)
            .per_page(1);
        Ok(list.retries(RETRIES).await?.resources.into_iter().next())
    }

    async fn deploy(&self, droplet: Option<String>) -> Result<Deployment, Error> {
        let before = self.newest().await?.map(|deployment| deployment.guid);
        let mut new = NewDeployment::new(BelongsToApp::of(&self.app))
            .strategy(self.strategy.clone())
            .options(self.options.clone());
        if let Some(guid) = &droplet {
            new = new.droplet(GuidRef::new(guid));
        }
        let (before, droplet) = (&before, &droplet);
        let call = self.client.deployments().create(new);
        call.exactly_once(move || async move {
            let newest = self.newest().await?;
            Ok(newest.filter(|it| {
                Some(&it.guid) != before.as_ref()
                    && (droplet.is_none() || it.droplet.guid == *droplet)
            }))
        })
        .await
    }

    /// The app's newest deployment.
    async fn newest(&self) -> Result<Option<Deployment>, Error> {
        let list = self
            .client
            .deployments()
            .list()
            .app_guids([self.app.as_str()]);
        let list = list
            .order_by(TimestampOrder::CreatedAtDescending)
            .per_page(1);
        Ok(list.retries(RETRIES).await?.resources.into_iter().next())
    }

    async fn until_rest(&self, guid: &str) -> Result<Outcome<Deployment>, Error> {
        let call = self.client.deployments().get(guid);
        self.waiting(call.wait()).await
    }

    /// Continues a paused canary, once: twice would leave a step out.
    async fn go_on(&self, paused: &Deployment) -> Result<(), Error> {
        let call = self.client.deployments().continue_deployment(&paused.guid);
        call.exactly_once(move || async move {
            let now = self.client.deployments().get(&paused.guid).await?;
            Ok((!is_same_pause(paused, &now)).then_some(()))
        })
        .await
    }

    async fn is_still(&self, paused: &Deployment) -> bool {
        let now = self.client.deployments().get(&paused.guid).await;
        now.is_ok_and(|now| is_same_pause(paused, &now))
    }

    /// Cancels the deployment, and waits until it is.
    async fn cancel(self, guid: String, cause: Cause) -> Result<Ending, PushError> {
        let deployments = self.client.deployments();
        let canceled = deployments.cancel(&guid).retries(RETRIES.of_any_method());
        let refused = match canceled.await {
            Ok(()) => None,
            // It has ended by now.
            Err(error) if error.is_unprocessable() => Some(error),
            Err(error) => return stuck(guid, cause, error),
        };
        let outcome = match self.until_rest(&guid).await {
            Ok(outcome) => outcome,
            Err(error) => return stuck(guid, cause, error),
        };
        match (outcome, refused) {
            (Outcome::Canceled(deployment), _) => Ok(Ending::RolledBack { deployment, cause }),
            (Outcome::Superseded(deployment), _) => Ok(Ending::Superseded(deployment)),
            (Outcome::Success(deployment), _) => Ok(Ending::Deployed(deployment)),
            (_, Some(error)) => stuck(guid, cause, error),
            // It took the cancellation and ended in another way.
            (_, None) => {
                let call = deployments.get(&guid);
                match self.waiting(call.wait()).success().await {
                    Ok(deployment) => Ok(Ending::Deployed(deployment)),
                    Err(error) => stuck(guid, cause, error),
                }
            }
        }
    }

    fn waiting<P: crate::runtime::Operation>(
        &self,
        wait: crate::runtime::Wait<P>,
    ) -> crate::runtime::Wait<P> {
        let wait = wait.deadline(self.patience);
        match self.pauses {
            Some((first, most)) => wait.every(first, most),
            None => wait,
        }
    }
}

fn stuck(deployment: String, cause: Cause, error: Error) -> Result<Ending, PushError> {
    Err(PushError::Stuck {
        deployment,
        cause,
        error,
    })
}

impl Stage {
    fn of(deployment: &Deployment) -> Self {
        let steps = deployment.status.canary.as_ref().map(|it| &it.steps);
        Self {
            step: steps.map_or(1, |it| it.current),
            steps: steps.map_or(1, |it| it.total),
            deployment: deployment.clone(),
        }
    }
}

/// Whether a deployment still waits in the same step.
fn is_same_pause(before: &Deployment, now: &Deployment) -> bool {
    now.status.reason == DeploymentStatusReason::Paused && now.status.canary == before.status.canary
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Stuck {
                deployment,
                cause,
                error,
            } => write!(
                f,
                "deployment {deployment} is stuck: {cause}; and not canceled: {error}"
            ),
        }
    }
}

impl std::error::Error for PushError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its own words are shown already.
            Self::Call(error) | Self::Stuck { error, .. } => error.source(),
        }
    }
}

//! Gradual rollouts: a version gets its share of a Worker's traffic step by step, and loses it again where it fails.
//!
//! ```text
//! let ending = Rollout::new(&cf, account, "shop-edge", version)
//!     .soak(Duration::from_secs(300))
//!     .run(async |stage| match error_rate().await {
//!         rate if rate < 0.01 => Ok(()),
//!         rate => Err(format!("{rate} errors at {} %", stage.percentage)),
//!     })
//!     .await?;
//! ```

use crate::cloudflare::Client;
use crate::cloudflare::types::{
    Deployment, DeploymentAnnotations, DeploymentVersion, NewDeployment,
};
use crate::runtime::{Error, Outcome, Uuid};
use std::fmt;
use std::time::Duration;

/// Why a caller's check fails.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The shares that a version gets one after the other, unless told otherwise.
const STEPS: [f64; 4] = [1.0, 10.0, 50.0, 100.0];

/// How often what reads is sent again.
const RETRIES: u32 = 5;

/// A rollout that has not begun.
#[derive(Clone, Debug)]
#[must_use = "a rollout does nothing until it is run"]
pub struct Rollout {
    client: Client,
    account: String,
    script: String,
    version: Uuid,
    steps: Vec<f64>,
    soak: Duration,
    patience: Duration,
    force: bool,
    message: Option<String>,
}

/// A step that is in force: what a check is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stage {
    /// The version's share of the traffic, in percent.
    pub percentage: f64,
    /// The deployment in force.
    pub deployment: Deployment,
}

/// How a rollout ended.
#[derive(Debug)]
pub enum Ending {
    /// The version has the share of the last step.
    Completed(Deployment),
    /// Something failed; the version before has all the traffic again.
    RolledBack {
        /// The deployment in force now.
        deployment: Deployment,
        /// The step at which it failed, in percent.
        percentage: f64,
        /// Why.
        cause: Cause,
    },
    /// Somebody else deployed in the meantime, which was left as it is.
    Superseded(Deployment),
}

/// Why a rollout did not begin, or got stuck.
#[derive(Debug)]
pub enum RolloutError {
    /// The steps make no sense, or there is nothing to start from.
    Plan(String),
    /// Several other versions share the traffic already: another rollout is on its way.
    Occupied(Box<Deployment>),
    /// A call failed before anything was changed.
    Call(Error),
    /// Something failed, and so did the way back: the version keeps the share that it has.
    Stuck {
        /// The step at which it failed, in percent.
        percentage: f64,
        /// Why it failed.
        cause: Cause,
        /// Why there was no way back.
        error: Error,
    },
}

impl Rollout {
    /// Gives a version 1, 10, 50 and then 100 percent of a Worker's traffic.
    pub fn new(client: &Client, account_id: &str, script_name: &str, version: Uuid) -> Self {
        Self {
            client: client.clone(),
            account: account_id.to_owned(),
            script: script_name.to_owned(),
            version,
            steps: STEPS.to_vec(),
            soak: Duration::ZERO,
            patience: Duration::from_secs(120),
            force: false,
            message: None,
        }
    }

    /// The shares that the version gets, in percent; hundredths count, each must be more than the one before.
    pub fn steps(mut self, percentages: impl IntoIterator<Item = f64>) -> Self {
        self.steps = percentages.into_iter().collect();
        self
    }

    /// How long each step is in force before it is checked; not at all unless said.
    pub fn soak(mut self, time: Duration) -> Self {
        self.soak = time;
        self
    }

    /// How long a deployment may take to be in force; two minutes unless said.
    pub fn patience(mut self, time: Duration) -> Self {
        self.patience = time;
        self
    }

    /// Deploys even where a check of the API would block it, such as a secret changed since; also on the way back.
    pub fn force(mut self) -> Self {
        self.force = true;
        self
    }

    /// What the deployments say; the share is put behind it.
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.message = Some(text.into());
        self
    }

    /// Goes through the steps; after each the check says whether it goes on.
    ///
    /// The check is an async closure, which may borrow what it looks at. What it changes it changes before it waits:
    /// `|stage| { seen.push(stage); async { Ok::<(), String>(()) } }`.
    ///
    /// A version that has a part of the traffic already goes on from there. Where a check fails, or a call after the
    /// first step, all the traffic goes to the version before. What somebody else deploys in the meantime is left as
    /// it is; between looking and deploying there remains a moment in which that is not seen. Dropping the future
    /// stops where it is.
    ///
    /// # Errors
    ///
    /// When nothing was changed, and when there was no way back.
    pub async fn run<F, E>(self, mut check: impl FnMut(Stage) -> F) -> Result<Ending, RolloutError>
    where
        F: Future<Output = Result<(), E>>,
        E: Into<Cause>,
    {
        let steps = hundredths(&self.steps)?;
        let Some(before) = self.in_force().await.map_err(RolloutError::Call)? else {
            let reason = "the Worker has no deployment to start from";
            return Err(RolloutError::Plan(reason.to_owned()));
        };
        let mut way = self.way(before)?;
        let mut is_begun = false;
        for share in steps {
            if share <= way.share {
                continue;
            }
            match self.step(&mut way, share).await {
                Ok(None) => is_begun = true,
                Ok(Some(other)) => return Ok(Ending::Superseded(other)),
                Err(error) if !is_begun && !way.is_changed => {
                    return Err(RolloutError::Call(error));
                }
                Err(error) => return self.back(way, share, error.into()).await,
            }
            self.sleep(self.soak).await;
            let stage = Stage {
                percentage: percent(share),
                deployment: way.last.clone(),
            };
            if let Err(cause) = check(stage).await {
                return self.back(way, share, cause.into()).await;
            }
        }
        Ok(Ending::Completed(way.last))
    }

    /// Where the version stands, and who has the rest of the traffic.
    fn way(&self, before: Deployment) -> Result<Way, RolloutError> {
        let own = before
            .versions
            .iter()
            .position(|it| it.version_id == self.version);
        let share = own.and_then(|at| before.versions.get(at));
        let share = share.map_or(0, |it| (it.percentage * 100.0).round() as u32);
        let others = before
            .versions
            .iter()
            .filter(|it| it.version_id != self.version);
        let mut others = others.filter(|it| it.percentage > 0.0);
        let stable = match (others.next(), others.next()) {
            (Some(other), None) => Some(other.version_id),
            (None, _) => None,
            (Some(_), Some(_)) => return Err(RolloutError::Occupied(Box::new(before))),
        };
        Ok(Way {
            share,
            stable,
            // With Durable Objects the order has to stay as it is.
            is_first: own == Some(0),
            is_changed: false,
            last: before,
        })
    }

    /// Gives the version a share; the deployment of somebody else, if there is one.
    async fn step(&self, way: &mut Way, share: u32) -> Result<Option<Deployment>, Error> {
        if let Some(other) = self.other(&way.last).await? {
            return Ok(Some(other));
        }
        let note = format!("{} %", percent(share));
        way.last = self.put(way, share, &note).await?;
        (way.share, way.is_changed) = (share, true);
        match self.until_in_force(&way.last).await? {
            Outcome::Success(_) => Ok(None),
            _ => self.in_force().await,
        }
    }

    /// Gives all the traffic to the version before.
    async fn back(self, mut way: Way, share: u32, cause: Cause) -> Result<Ending, RolloutError> {
        let percentage = percent(share);
        let stuck = |cause, error| {
            Err(RolloutError::Stuck {
                percentage,
                cause,
                error,
            })
        };
        match self.other(&way.last).await {
            // That may be a step of ours whose answer was lost.
            Ok(Some(other)) if !way.is_ours(&other, self.version) => {
                return Ok(Ending::Superseded(other));
            }
            Ok(Some(other)) => way.last = other,
            Ok(None) => {}
            Err(error) => return stuck(cause, error),
        }
        let note = format!("rolled back from {percentage} %");
        let made = match self.put(&way, 0, &note).await {
            Ok(made) => made,
            Err(error) => return stuck(cause, error),
        };
        match self.until_in_force(&made).await {
            Ok(_) => Ok(Ending::RolledBack {
                deployment: made,
                percentage,
                cause,
            }),
            Err(error) => stuck(cause, error),
        }
    }

    /// Deploys, once.
    async fn put(&self, way: &Way, share: u32, note: &str) -> Result<Deployment, Error> {
        let versions = way.versions(self.version, share);
        let message = match &self.message {
            Some(message) => format!("{message} ({note})"),
            None => format!("rollout: {note}"),
        };
        let annotations = DeploymentAnnotations::new().workers_message(message.as_str());
        let new = NewDeployment::new(versions.clone()).annotations(annotations);
        let deployments = self.client.worker_deployments();
        let mut call = deployments.create(&self.account, &self.script, new);
        if self.force {
            call = call.force(true);
        }
        let (versions, message, last) = (&versions, &message, &way.last);
        call.exactly_once(move || async move {
            let newest = self.in_force().await?;
            // A message may come back cut, so it is the shares that tell.
            Ok(newest.filter(|it| {
                let own = it
                    .annotations
                    .as_ref()
                    .and_then(|it| it.workers_message.as_ref());
                it.id != last.id
                    && it.versions == *versions
                    && own.is_none_or(|own| message.starts_with(own.as_str()))
            }))
        })
        .await
    }

    /// The deployment in force, if it is not that one.
    async fn other(&self, last: &Deployment) -> Result<Option<Deployment>, Error> {
        Ok(self.in_force().await?.filter(|newest| newest.id != last.id))
    }

    async fn in_force(&self) -> Result<Option<Deployment>, Error> {
        let deployments = self.client.worker_deployments();
        let list = deployments.list(&self.account, &self.script);
        Ok(list.retries(RETRIES).await?.deployments.into_iter().next())
    }

    async fn until_in_force(&self, made: &Deployment) -> Result<Outcome<()>, Error> {
        let deployments = self.client.worker_deployments();
        let list = deployments.list(&self.account, &self.script);
        let waited = list.wait_for(made.id).deadline(self.patience).await?;
        Ok(waited.map(|_| ()))
    }

    async fn sleep(&self, time: Duration) {
        if !time.is_zero() {
            let handle = self.client.worker_deployments();
            handle.0.clock().sleep(time).await;
        }
    }
}

/// How far a rollout is.
struct Way {
    /// The version's share, in hundredths of a percent.
    share: u32,
    /// Who has the rest.
    stable: Option<Uuid>,
    /// Whether the version stands before the other one.
    is_first: bool,
    /// Whether this rollout has changed anything.
    is_changed: bool,
    /// The deployment that this rollout knows as the one in force.
    last: Deployment,
}

impl Way {
    /// Who gets what, when the version gets that share.
    fn versions(&self, version: Uuid, share: u32) -> Vec<DeploymentVersion> {
        let own = DeploymentVersion::new(version, percent(share));
        let rest = self.stable.filter(|_| share < 10_000);
        let rest = rest.map(|stable| DeploymentVersion::new(stable, percent(10_000 - share)));
        match (share, rest) {
            (0, Some(rest)) => vec![rest],
            (_, Some(rest)) if self.is_first => vec![own, rest],
            (_, Some(rest)) => vec![rest, own],
            (_, None) => vec![own],
        }
    }

    /// Whether a deployment is about the versions of this rollout and no others.
    fn is_ours(&self, other: &Deployment, version: Uuid) -> bool {
        let mut versions = other.versions.iter().map(|it| it.version_id);
        versions.all(|it| it == version || Some(it) == self.stable) && other.versions.len() == 2
    }
}

/// Shares in hundredths of a percent, so that they add up.
fn hundredths(steps: &[f64]) -> Result<Vec<u32>, RolloutError> {
    let mut shares = Vec::new();
    for step in steps {
        let share = (step * 100.0).round();
        let is_share = (1.0..=10_000.0).contains(&share);
        let last = shares.last().copied().unwrap_or(0);
        if !is_share || share as u32 <= last {
            let reason = format!("{step} % is no step: they go up, from 0.01 to 100");
            return Err(RolloutError::Plan(reason));
        }
        shares.push(share as u32);
    }
    match shares.is_empty() {
        true => Err(RolloutError::Plan("there are no steps".to_owned())),
        false => Ok(shares),
    }
}

fn percent(share: u32) -> f64 {
    f64::from(share) / 100.0
}

impl fmt::Display for RolloutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(reason) => f.write_str(reason),
            Self::Occupied(by) => write!(f, "deployment {} shares the traffic among others", by.id),
            Self::Call(error) => error.fmt(f),
            Self::Stuck {
                percentage,
                cause,
                error,
            } => write!(
                f,
                "stuck at {percentage} %: {cause}; and no way back: {error}"
            ),
        }
    }
}

impl std::error::Error for RolloutError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Plan(_) | Self::Occupied(_) => None,
            // Its own words are shown already.
            Self::Call(error) | Self::Stuck { error, .. } => error.source(),
        }
    }
}

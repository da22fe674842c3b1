//! The types that somebody would write by hand for the same bodies, with serde's derive. They say as much as the
//! generated ones: instants are instants, ids of Cloudflare are UUIDs, closed sets of values are enums.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

#[derive(Serialize, Deserialize)]
pub(crate) struct DeploymentList {
    pub(crate) pagination: Pagination,
    pub(crate) resources: Vec<Deployment>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Pagination {
    total_results: i64,
    total_pages: i64,
    first: Link,
    last: Link,
    next: Option<Link>,
    previous: Option<Link>,
}

#[derive(Serialize, Deserialize)]
struct Link {
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Deployment {
    pub(crate) guid: String,
    #[serde(with = "text")]
    created_at: jiff::Timestamp,
    #[serde(with = "text")]
    updated_at: jiff::Timestamp,
    status: Status,
    strategy: Strategy,
    options: Options,
    droplet: NullableGuid,
    previous_droplet: NullableGuid,
    new_processes: Vec<Process>,
    revision: Option<Revision>,
    relationships: BelongsToApp,
    metadata: Metadata,
    links: Links,
}

#[derive(Serialize, Deserialize)]
struct Status {
    value: StatusValue,
    reason: StatusReason,
    details: Details,
    #[serde(skip_serializing_if = "Option::is_none")]
    canary: Option<CanaryStatus>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum StatusValue {
    Active,
    Finalized,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum StatusReason {
    Deploying,
    Paused,
    Deployed,
    Canceling,
    Canceled,
    Superseded,
}

#[derive(Serialize, Deserialize)]
struct Details {
    #[serde(with = "text")]
    last_successful_healthcheck: jiff::Timestamp,
    #[serde(with = "text")]
    last_status_change: jiff::Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct CanaryStatus {
    steps: CanaryProgress,
}

#[derive(Serialize, Deserialize)]
struct CanaryProgress {
    current: i32,
    total: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Strategy {
    Rolling,
    Recreate,
    Canary,
}

#[derive(Serialize, Deserialize)]
struct Options {
    max_in_flight: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    web_instances: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    memory_in_mb: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disk_in_mb: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_rate_limit_in_bytes_per_second: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canary: Option<Canary>,
}

#[derive(Serialize, Deserialize)]
struct Canary {
    steps: Vec<CanaryStep>,
}

#[derive(Serialize, Deserialize)]
struct CanaryStep {
    instance_weight: i32,
}

#[derive(Serialize, Deserialize)]
struct NullableGuid {
    guid: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Process {
    guid: String,
    r#type: String,
}

#[derive(Serialize, Deserialize)]
struct Revision {
    guid: String,
    version: i32,
}

#[derive(Serialize, Deserialize)]
struct BelongsToApp {
    app: ToOne,
}

#[derive(Serialize, Deserialize)]
struct ToOne {
    data: Guid,
}

#[derive(Serialize, Deserialize)]
struct Guid {
    guid: String,
}

#[derive(Serialize, Deserialize)]
struct Metadata {
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct Links {
    #[serde(rename = "self")]
    own: Link,
    app: Link,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel: Option<Link>,
    #[serde(rename = "continue", skip_serializing_if = "Option::is_none")]
    go_on: Option<Link>,
}

#[derive(Deserialize)]
pub(crate) struct Enveloped<T> {
    pub(crate) success: bool,
    pub(crate) result: T,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct WorkerDeployments {
    pub(crate) deployments: Vec<WorkerDeployment>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct WorkerDeployment {
    #[serde(with = "text")]
    id: uuid::Uuid,
    #[serde(with = "text")]
    created_on: jiff::Timestamp,
    source: String,
    strategy: WorkerStrategy,
    versions: Vec<WorkerVersion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotations: Option<WorkerAnnotations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_email: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WorkerStrategy {
    Percentage,
}

#[derive(Serialize, Deserialize)]
struct WorkerVersion {
    #[serde(with = "text")]
    version_id: uuid::Uuid,
    percentage: f64,
}

#[derive(Serialize, Deserialize)]
struct WorkerAnnotations {
    #[serde(rename = "workers/message", skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(
        rename = "workers/triggered_by",
        skip_serializing_if = "Option::is_none"
    )]
    triggered_by: Option<String>,
}

/// Values that are texts on the wire.
mod text {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        let text = <&str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

//! The document: typed views of one object at a time, each made of an `openapiv3` value and of what that cannot hold.
//!
//! It knows neither the intermediate model nor Rust. Every view says where its object is, and names its children by
//! their places; nothing is followed unless it says so.

mod body;
mod discriminator;
mod example;
mod keywords;
mod limits;
mod link;
mod media;
mod open;
mod operation;
mod parameter;
mod paths;
mod read;
mod recent;
mod schema;
mod security;
mod version;

pub use crate::project::Version;
pub use body::{HeaderView, RequestBodyView, ResponseView};
pub use discriminator::DiscriminatorView;
pub use limits::SchemaLimits;
pub use link::{LinkTarget, LinkView};
pub use media::{EncodingView, MediaView};
pub use open::Document;
pub use operation::{OperationEntry, OperationView};
pub use parameter::{Location, ParameterView, Style};
pub(crate) use recent::Recent;
pub use schema::{Additional, SchemaType, SchemaView};

//! Items: what a module holds. Every template has one of these to print and decides nothing.

mod client;
mod mock;
mod operations;
mod types;

pub use client::{
    ApiPlan, ClientPlan, CredentialPlan, ErrorCodePlan, ResourceAccessor, SchemeAt, SchemePlan,
    ServerPlan, VariablePlan,
};
pub use mock::{AnswerPlan, AnswerSource, MockPlan};
pub use operations::{
    ByStatusPlan, ByStatusVariant, ExamplePlan, FollowPlan, HandlePlan, HeaderPlan, HeadersPlan,
    MethodPlan, OperationPlan, OptionPlan, OptionsPlan, OutputPlan, PagingPlan, Payload,
    StreamPlan, Told, WaiterKind, WaiterPlan,
};
pub use types::{
    AliasPlan, Constant, Constructor, EnumPlan, EnumVariant, FieldPlan, InserterPlan, SetterPlan,
    StructPlan, UnionPlan, UnionVariant,
};

/// An item of a module.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct with its table, constructor and setters.
    Struct(StructPlan),
    /// An open enum.
    Enum(EnumPlan),
    /// A union.
    Union(UnionPlan),
    /// Another name for a type.
    Alias(AliasPlan),
    /// An enum of bodies by status.
    ByStatus(ByStatusPlan),
    /// A resource's handle and its methods.
    Handle(HandlePlan),
    /// An operation's marker.
    Operation(OperationPlan),
    /// What may be added to a call of an operation.
    Options(OptionsPlan),
    /// How one waits for what an operation began.
    Waiter(WaiterPlan),
    /// The typed headers of an operation's responses.
    Headers(HeadersPlan),
    /// The description of the API.
    Api(ApiPlan),
    /// The client and the credentials of its builder.
    Client(ClientPlan),
    /// The codes by which the API says what went wrong.
    ErrorCodes(Vec<ErrorCodePlan>),
    /// The answers of the mock.
    Mock(MockPlan),
}

impl Item {
    /// The names that the item brings into its module.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::Struct(plan) => vec![plan.name.clone()],
            Self::Enum(plan) => vec![plan.name.clone()],
            Self::Union(plan) => vec![plan.name.clone()],
            Self::Alias(plan) => vec![plan.name.clone()],
            Self::ByStatus(plan) => vec![plan.name.clone()],
            Self::Handle(plan) => vec![plan.name.clone()],
            Self::Operation(plan) => vec![plan.marker.clone()],
            Self::Api(plan) => vec![plan.marker.clone()],
            Self::Client(_) => vec!["Client".to_owned()],
            Self::ErrorCodes(plans) => plans.iter().map(|plan| plan.name.clone()).collect(),
            Self::Mock(_) => vec!["examples".to_owned()],
            Self::Options(_) | Self::Headers(_) | Self::Waiter(_) => Vec::new(),
        }
    }
}

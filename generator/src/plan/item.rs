//! Items: what a module holds. Every template has one of these to print and decides nothing.

use super::{Argument, CallStep, RustTy, Take};

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
    /// The typed headers of an operation's responses.
    Headers(HeadersPlan),
    /// The description of the API.
    Api(ApiPlan),
    /// The client and the credentials of its builder.
    Client(ClientPlan),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// What it derives.
    pub derives: Vec<&'static str>,
    /// The fields, in order.
    pub fields: Vec<FieldPlan>,
    /// The field that keeps what is not named.
    pub rest: Option<FieldPlan>,
    /// What makes one to send.
    pub constructor: Option<Constructor>,
    /// What fills it further.
    pub setters: Vec<SetterPlan>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// Its name.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// Its type.
    pub ty: RustTy,
    /// Whether the object is refused without it.
    pub required: bool,
}

/// `new`.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// What it does.
    pub docs: Vec<String>,
    /// The required members.
    pub arguments: Vec<Argument>,
    /// Members that the schema fixes.
    pub constants: Vec<(String, Constant)>,
    /// Whether members are left that start blank.
    pub has_more: bool,
}

/// A fixed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A variant of an enum.
    Variant(RustTy, String),
    /// A text.
    Text(String),
    /// A number or boolean, as it is written.
    Plain(String),
}

/// A setter, called like its field.
#[derive(Clone, Debug)]
pub struct SetterPlan {
    /// The field.
    pub name: String,
    /// What it sets, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// What it takes, anything that turns into this.
    pub ty: RustTy,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// Whether its values are integers, not texts.
    pub integers: bool,
    /// The known values, in order.
    pub variants: Vec<EnumVariant>,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// Its name.
    pub name: String,
    /// What it means, a line each.
    pub docs: Vec<String>,
    /// The value: a text, or an integer as it is written.
    pub value: String,
}

/// A union.
#[derive(Clone, Debug)]
pub struct UnionPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// The member that decides alone.
    pub tagged: Option<String>,
    /// The alternatives, in order.
    pub variants: Vec<UnionVariant>,
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// What it holds.
    pub ty: RustTy,
    /// The JSON kind that it starts as: `object`, `string` ... ; unused in a tagged union.
    pub kind: &'static str,
    /// The member that proves it, and that member's values; of a tagged union, the values of its tag.
    pub proof: Option<(String, Vec<String>)>,
    /// Members that must be there.
    pub needs: Vec<String>,
    /// Members that may be there.
    pub knows: Vec<String>,
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct AliasPlan {
    /// The name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// The type.
    pub ty: RustTy,
}

/// An enum of bodies by status.
#[derive(Clone, Debug)]
pub struct ByStatusPlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// The statuses, in order.
    pub variants: Vec<ByStatusVariant>,
}

/// A body by status.
#[derive(Clone, Debug)]
pub struct ByStatusVariant {
    /// Its name.
    pub name: String,
    /// What it means, a line each.
    pub docs: Vec<String>,
    /// The status: `404`, `4XX` or `default`.
    pub status: String,
    /// The body.
    pub payload: Payload,
}

/// What a response holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Payload {
    /// Nothing.
    Empty,
    /// JSON of a type.
    Json(RustTy),
    /// A text.
    Text,
    /// Bytes.
    Bytes,
}

/// A resource's handle.
#[derive(Clone, Debug)]
pub struct HandlePlan {
    /// Its name.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Its methods, one a call.
    pub methods: Vec<MethodPlan>,
}

/// A method that makes a call.
#[derive(Clone, Debug)]
pub struct MethodPlan {
    /// Its name.
    pub name: String,
    /// What the operation does, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// The operation's marker.
    pub marker: String,
    /// What fills the call, in order; its arguments are the method's.
    pub steps: Vec<CallStep>,
}

/// An operation's marker.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// Its name.
    pub marker: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// The method: a constant of the run time's `Method`, or the text of another one.
    pub method: Result<&'static str, String>,
    /// The path template.
    pub path: String,
    /// What success is.
    pub output: OutputPlan,
    /// `operationId`.
    pub id: String,
    /// The member of the envelope that holds the output.
    pub envelope: Option<String>,
    /// The documented error body.
    pub error: Option<RustTy>,
    /// What it asks for, where that differs from the API's.
    pub security: Option<Vec<Vec<String>>>,
    /// What it accepts, where that is not what follows from the output.
    pub accept: Option<String>,
}

/// What the success of an operation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputPlan {
    /// One body, whatever the status.
    One(Payload),
    /// JSON of a type, or nothing.
    Optional(RustTy),
    /// A body by status.
    ByStatus(RustTy),
}

/// What may be added to a call.
#[derive(Clone, Debug)]
pub struct OptionsPlan {
    /// The operation's marker.
    pub marker: String,
    /// The options, one method each.
    pub options: Vec<OptionPlan>,
}

/// An option of a call.
#[derive(Clone, Debug)]
pub struct OptionPlan {
    /// Its name.
    pub name: String,
    /// What it does, a line each.
    pub docs: Vec<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// What it puts into the request.
    pub step: CallStep,
}

/// The typed headers of an operation's responses.
#[derive(Clone, Debug)]
pub struct HeadersPlan {
    /// The operation's marker.
    pub marker: String,
    /// The headers, one method each.
    pub headers: Vec<HeaderPlan>,
}

/// A typed header.
#[derive(Clone, Debug)]
pub struct HeaderPlan {
    /// The method.
    pub name: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// The header's name.
    pub wire: String,
    /// Its type.
    pub ty: RustTy,
}

/// The description of the API.
#[derive(Clone, Debug)]
pub struct ApiPlan {
    /// The marker.
    pub marker: String,
    /// The API's title.
    pub title: String,
    /// Where it is served.
    pub servers: Vec<ServerPlan>,
    /// How one may prove who one is.
    pub schemes: Vec<SchemePlan>,
    /// What an operation asks for where it says nothing itself.
    pub security: Vec<Vec<String>>,
    /// The envelope's members for success and errors.
    pub envelope: Option<(String, String)>,
}

/// A server.
#[derive(Clone, Debug)]
pub struct ServerPlan {
    /// The URL, with `{variables}`.
    pub url: String,
    /// The variables and their values.
    pub variables: Vec<(String, String)>,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SchemePlan {
    /// Its name.
    pub name: String,
    /// Where its credential goes.
    pub at: SchemeAt,
}

/// Where a credential goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeAt {
    /// `Authorization: Bearer`
    Bearer,
    /// `Authorization: Basic`
    Basic,
    /// A header of that name.
    Header(String),
    /// A query parameter of that name.
    Query(String),
    /// A cookie of that name.
    Cookie(String),
}

/// The client.
#[derive(Clone, Debug)]
pub struct ClientPlan {
    /// The API's marker.
    pub marker: String,
    /// What the client is, a line each.
    pub docs: Vec<String>,
    /// The resources.
    pub resources: Vec<ResourceAccessor>,
    /// The credentials that its builder takes.
    pub credentials: Vec<CredentialPlan>,
    /// The server variables that its builder takes.
    pub variables: Vec<VariablePlan>,
}

/// A method of the client that gives a resource's handle.
#[derive(Clone, Debug)]
pub struct ResourceAccessor {
    /// Its name.
    pub name: String,
    /// The handle.
    pub handle: RustTy,
    /// What the resource is, a line each.
    pub docs: Vec<String>,
}

/// A method of the builder that takes a credential.
#[derive(Clone, Debug)]
pub struct CredentialPlan {
    /// Its name.
    pub name: String,
    /// The security scheme.
    pub scheme: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
    /// Whether it takes a user and a password.
    pub basic: bool,
}

/// A method of the builder that sets a server variable.
#[derive(Clone, Debug)]
pub struct VariablePlan {
    /// Its name.
    pub name: String,
    /// The variable.
    pub variable: String,
    /// What it is, a line each.
    pub docs: Vec<String>,
}

impl FieldPlan {
    /// What a setter of this field takes: the value itself, and the box where there is one.
    pub fn settable(&self) -> RustTy {
        match &self.ty {
            RustTy::Option(inner) | RustTy::Maybe(inner) => (**inner).clone(),
            other => other.clone(),
        }
    }

    /// In which form a constructor takes this field.
    pub fn take(&self) -> Take {
        match &self.ty {
            RustTy::Plain("String") => Take::Into(RustTy::Plain("String")),
            RustTy::Path(name, _) if name == "Secret" => Take::Into(self.ty.clone()),
            other => Take::Value(other.clone()),
        }
    }
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
            Self::Options(_) | Self::Headers(_) => Vec::new(),
        }
    }
}

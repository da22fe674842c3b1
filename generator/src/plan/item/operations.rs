//! Items of operations: handles, markers, options, headers, enums by status.

use crate::plan::{Argument, CallStep, RustTy};

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
    /// All items of the operation's stream, of a type.
    Items(RustTy),
}

/// The sequence of items that an operation may answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamPlan {
    /// Its media type.
    pub media: String,
    /// How it holds its items: a variant of the run time's `Framing`.
    pub framing: &'static str,
    /// An item.
    pub item: RustTy,
}

/// How an operation's pages hang together: a constructor of the run time's `Paging` and what is told to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingPlan {
    /// An item.
    pub item: RustTy,
    /// The constructor.
    pub turning: &'static str,
    /// Its arguments, all of them texts.
    pub arguments: Vec<String>,
    /// Further methods, in order.
    pub told: Vec<(&'static str, Told)>,
}

/// What a method of `Paging` is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing but its name.
    Nothing,
    /// A text.
    Text(String),
    /// A number.
    Number(u64),
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
    /// Its methods that make the calls which follow answers.
    pub follows: Vec<FollowPlan>,
}

/// A method that makes a call which follows an answer.
#[derive(Clone, Debug)]
pub struct FollowPlan {
    /// The link, by its place among those of the model.
    pub link: usize,
    /// Its name.
    pub name: String,
    /// What the call is for, a line each.
    pub docs: Vec<String>,
    /// How it is used, for its docs.
    pub example: Option<ExamplePlan>,
    /// Whether one should stop using the operation.
    pub deprecated: bool,
    /// The marker of the operation that is called.
    pub marker: RustTy,
    /// What the caller gives.
    pub arguments: Vec<Argument>,
    /// The call as an expression; where the answer may lack something, one that ends the method with `None`.
    pub call: String,
    /// Whether there may be no call.
    pub is_optional: bool,
    /// What the expression names: types of the crate.
    pub names: Vec<RustTy>,
    /// The Cargo features that bring the operation; none where it is there with the method.
    pub features: Vec<String>,
}

/// A method that makes a call.
#[derive(Clone, Debug)]
pub struct MethodPlan {
    /// Its name.
    pub name: String,
    /// What the operation does, a line each.
    pub docs: Vec<String>,
    /// How it is called, for its docs.
    pub example: Option<ExamplePlan>,
    /// Whether one should stop using it.
    pub deprecated: bool,
    /// The operation's marker.
    pub marker: String,
    /// What fills the call, in order; its arguments are the method's.
    pub steps: Vec<CallStep>,
}

/// A call as a user writes it.
#[derive(Clone, Debug)]
pub struct ExamplePlan {
    /// The client's type, by its whole path.
    pub client: String,
    /// What the example names: paths and names.
    pub uses: Vec<(String, String)>,
    /// The statements, on one line.
    pub statements: String,
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
    /// Where it is served, where that is not where the API is.
    pub server: Option<String>,
    /// What it accepts, where that is not what follows from the output.
    pub accept: Option<String>,
    /// Whether it may be repeated, where that does not follow from its method: a constant of the run time's `Repeats`.
    pub retry: Option<&'static str>,
    /// The items that may be streamed.
    pub stream: Option<StreamPlan>,
    /// The pages that it answers in.
    pub paging: Option<PagingPlan>,
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

/// How one waits for what an operation began.
#[derive(Clone, Debug)]
pub struct WaiterPlan {
    /// The operation's marker.
    pub marker: String,
    /// How.
    pub kind: WaiterKind,
}

/// How one waits: the ways that the run time knows.
#[derive(Clone, Debug)]
pub enum WaiterKind {
    /// Until a state is one of rest.
    States {
        /// Where the state is.
        state: String,
        /// The run time's method for a meaning, and the states that have it.
        states: Vec<(&'static str, Vec<String>)>,
        /// A place, and the values there of what has ended.
        ended: Option<(String, Vec<String>)>,
        /// Where it is told what went wrong.
        errors: Option<String>,
        /// After how many seconds one gives up.
        deadline: Option<u32>,
    },
    /// Until something is the first in a list.
    Newest {
        /// Where the list is.
        list: String,
        /// Where in an item its id is.
        key: String,
    },
    /// As another operation says, which `Location` leads to: its path from here.
    Location(String),
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

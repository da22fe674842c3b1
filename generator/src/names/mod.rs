//! Names in code: one pass that names everything, before anything is planned.
//!
//! It knows what things are and where they come from, not how they are used or written.

mod codes;
mod errors;
mod ident;
mod keyword;
mod links;
mod members;
mod operations;
mod paths;
mod scope;
mod types;
mod words;

pub use ident::{
    ArgumentIdent, ConstantIdent, FieldIdent, MethodIdent, ModuleIdent, TypeIdent, VariantIdent,
};

use crate::config::{Config, NameLock};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, OperationId, ResourceId, TypeId};
use scope::{Case, Claim, Given, Scope};
use std::cell::RefCell;
use std::collections::BTreeMap;
use words::Words;

/// The name of everything in an API.
#[derive(Debug, Default)]
pub struct Names {
    marker: Option<TypeIdent>,
    module: Option<ModuleIdent>,
    types: Vec<TypeNames>,
    resources: Vec<ResourceNames>,
    operations: Vec<OperationNames>,
    links: Vec<LinkNames>,
    credentials: Vec<MethodIdent>,
    variables: BTreeMap<String, MethodIdent>,
    codes: Vec<ConstantIdent>,
    lock: NameLock,
    /// Names that follow from others, by path: only those that the plan uses are kept.
    derived: BTreeMap<String, String>,
}

/// The names of a type and of its members.
#[derive(Clone, Debug)]
pub struct TypeNames {
    /// The type: what is read, where it is split.
    pub ty: TypeIdent,
    /// What is sent, where the type is split.
    pub input: TypeIdent,
    /// The module of a type that has one of its own.
    pub module: Option<ModuleIdent>,
    /// The fields of a struct, in its order.
    pub fields: Vec<FieldIdent>,
    /// The field that keeps what a struct does not name.
    pub rest: FieldIdent,
    /// By field of a struct, the rest's last: what adds an entry, where it is a map.
    pub inserters: Vec<Option<MethodIdent>>,
    /// The variants of an enum or union, in its order.
    pub variants: Vec<VariantIdent>,
}

/// The names of a resource.
#[derive(Clone, Debug)]
pub struct ResourceNames {
    /// The type through which its operations are called.
    pub handle: TypeIdent,
    /// The client's method that gives it.
    pub accessor: MethodIdent,
    /// Its module.
    pub module: ModuleIdent,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The type that stands for the operation.
    pub marker: TypeIdent,
    /// The resource's method that makes a call of it; one a body that it may take.
    pub methods: Vec<MethodIdent>,
    /// What its success is, where there are several.
    pub output: TypeIdent,
    /// What its documented errors are, where there are several.
    pub error: TypeIdent,
    /// Whether other operations of the resource document the same errors.
    pub shares_error: bool,
    /// The parameters as arguments, in order.
    pub arguments: Vec<ArgumentIdent>,
    /// The parameters as options of the call, in order.
    pub options: Vec<MethodIdent>,
    /// The optional body, as an option of the call; one a body that it may take.
    pub bodies: Vec<MethodIdent>,
    /// The headers of its successes, by name.
    pub headers: BTreeMap<String, MethodIdent>,
}

/// The names of a call that follows an answer.
#[derive(Clone, Debug, Default)]
pub struct LinkNames {
    /// The resource's method that makes the call.
    pub method: MethodIdent,
    /// The answer as an argument.
    pub answer: ArgumentIdent,
    /// What is asked for inside of texts, as arguments: by expression.
    pub pieces: BTreeMap<String, ArgumentIdent>,
}

impl Names {
    /// Names everything. What is sent of a type is another type where `is_split` says so.
    pub fn allocate(
        api: &Api,
        config: &Config,
        is_split: &dyn Fn(TypeId) -> bool,
        found: &mut Diagnostics,
    ) -> Self {
        let own = Words::of(&config.name).or("api");
        let mut names = Self {
            marker: Some(TypeIdent::new(marker(&own))),
            module: Some(ModuleIdent::new(types::module_case(&own))),
            ..Self::default()
        };
        let mut desk = Desk {
            api,
            config,
            is_split,
            found,
            lock: NameLock::default(),
            inline: RefCell::default(),
        };
        let paths = paths::Paths::of(api);
        types::allocate(&mut desk, &paths, &mut names);
        operations::allocate(&mut desk, &paths, &mut names);
        links::allocate(&mut desk, &mut names);
        codes::allocate(&mut desk, &mut names);
        names.lock = desk.lock;
        names
    }

    /// The marker type of the API.
    pub fn marker(&self) -> Option<&TypeIdent> {
        self.marker.as_ref()
    }

    /// The module of the API.
    pub fn module(&self) -> Option<&ModuleIdent> {
        self.module.as_ref()
    }

    /// The names of a type.
    pub fn ty(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(id.0 as usize)
    }

    /// The names of a resource.
    pub fn resource(&self, id: ResourceId) -> Option<&ResourceNames> {
        self.resources.get(id.0 as usize)
    }

    /// The names of an operation.
    pub fn operation(&self, id: OperationId) -> Option<&OperationNames> {
        self.operations.get(id.0 as usize)
    }

    /// The names of the call that follows an answer, by its place among these.
    pub fn link(&self, index: usize) -> Option<&LinkNames> {
        self.links.get(index)
    }

    /// The method of a client's builder for the security scheme at that index.
    pub fn credential(&self, scheme: usize) -> Option<&MethodIdent> {
        self.credentials.get(scheme)
    }

    /// The constant of the error code at that index.
    pub fn code(&self, index: usize) -> Option<&ConstantIdent> {
        self.codes.get(index)
    }

    /// The method of a client's builder for a server variable.
    pub fn variable(&self, name: &str) -> Option<&MethodIdent> {
        self.variables.get(name)
    }

    /// The names to keep from now on. Of the names that follow from others, such as that of an enum by status, only
    /// those that are in use are.
    pub fn lock(&self, is_used: impl Fn(&str) -> bool) -> NameLock {
        let mut lock = self.lock.clone();
        let derived = self.derived.iter().filter(|(_, name)| is_used(name));
        lock.names
            .extend(derived.map(|(path, name)| (path.clone(), name.clone())));
        lock
    }
}

/// What naming works with.
struct Desk<'a> {
    api: &'a Api,
    config: &'a Config,
    is_split: &'a dyn Fn(TypeId) -> bool,
    found: &'a mut Diagnostics,
    lock: NameLock,
    /// The words of inline types, which those of the types inside them begin with.
    inline: RefCell<BTreeMap<(TypeId, types::Detail), Words>>,
}

impl Desk<'_> {
    /// Names the claims of a scope that spans the API; each name is kept in the lock.
    fn settle_locked(
        &mut self,
        scope: &mut Scope,
        claims: &[Claim],
        kind: &str,
        case: Case,
    ) -> BTreeMap<String, String> {
        let key = |path: &str| format!("{kind} {path}").trim_start().to_owned();
        let locked = &self.config.names.names;
        let given = scope.settle(claims, case, |path| locked.get(&key(path)).cloned());
        for (path, name) in &given.names {
            self.lock.names.insert(key(path), name.clone());
            if given.numbered.contains(path) {
                self.found.push(
                    Diagnostic::nowhere(Code::NameTaken, format!("`{path}` is called `{name}`, since others have the names that it would have"))
                        .remedy("give it a name by `x-launchway-name`"),
                );
            }
        }
        given.names
    }

    /// Names the claims of a small scope; only names that were contested are kept in the lock.
    fn settle_members(
        &mut self,
        scope: &mut Scope,
        claims: &[Claim],
        kind: &str,
        case: Case,
    ) -> Given {
        let key = |path: &str| format!("{kind} {path}");
        let locked = &self.config.names.names;
        // Most clients are made for the first time, and have members by the thousand.
        let kept = |path: &str| match locked.is_empty() {
            true => None,
            false => locked.get(&key(path)).cloned(),
        };
        let given = scope.settle(claims, case, kept);
        for (path, name) in given
            .names
            .iter()
            .filter(|(path, _)| given.contested.contains(*path))
        {
            self.lock.names.insert(key(path), name.clone());
        }
        given
    }
}

/// The API's own type, which stands beside the client and whatever generated code uses by its bare name.
fn marker(own: &Words) -> String {
    let name = own.pascal();
    match keyword::TYPES.contains(&name.as_str()) {
        true => own.clone().and("api").pascal(),
        false => name,
    }
}

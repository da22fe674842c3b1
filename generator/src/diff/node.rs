//! Nodes and their facts: a document as a tree in which everything says what it is known by.

use crate::diag::Place;

/// What a change asks of the version of the client, by the rules of Cargo: a patch asks nothing of who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What one writes stays the same.
    Patch,
    /// There is more to write.
    Minor,
    /// What one has written may not compile, or may mean something else.
    Major,
}

impl Class {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Who sees a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// Who writes Rust.
    Rust,
    /// Who reads what goes over the wire.
    Wire,
    /// Who reads the documentation.
    Docs,
}

/// What kind of thing a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The API as a whole.
    Api,
    /// A server.
    Server,
    /// A group of operations.
    Resource,
    /// An operation.
    Operation,
    /// A parameter of an operation.
    Parameter,
    /// A body in one media type.
    Body,
    /// A response by its status.
    Response,
    /// A header of responses.
    Header,
    /// A call that follows answers.
    Link,
    /// A type.
    Type,
    /// A member of an object.
    Member,
    /// What makes a value of a type.
    Constructor,
    /// A value of an enum.
    Value,
    /// An alternative of a union, or of a body by status.
    Alternative,
    /// A credential.
    Credential,
    /// A variable of a server's address.
    Variable,
    /// A code by which the API says what went wrong.
    ErrorCode,
}

impl Kind {
    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Api => "API",
            Self::Server => "server",
            Self::Resource => "resource",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Body => "body",
            Self::Response => "response",
            Self::Header => "header",
            Self::Link => "link",
            Self::Type => "type",
            Self::Member => "member",
            Self::Constructor => "constructor",
            Self::Value => "value",
            Self::Alternative => "alternative",
            Self::Credential => "credential",
            Self::Variable => "server variable",
            Self::ErrorCode => "error code",
        }
    }
}

/// What a difference asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Where there was none before.
    pub(super) appears: Class,
    /// Where there is none any more.
    pub(super) goes: Class,
    /// Where both have one.
    pub(super) changes: Class,
}

impl Rule {
    /// What one writes: more of it breaks nobody.
    pub(super) const WRITTEN: Self = Self {
        appears: Class::Minor,
        goes: Class::Major,
        changes: Class::Major,
    };
    /// What is a part of what one writes, so that more of it breaks, too.
    pub(super) const FIXED: Self = Self {
        appears: Class::Major,
        goes: Class::Major,
        changes: Class::Major,
    };
    /// What nobody writes.
    pub(super) const UNWRITTEN: Self = Self {
        appears: Class::Patch,
        goes: Class::Patch,
        changes: Class::Patch,
    };
    /// What may be named, but mostly is not.
    pub(super) const MORE: Self = Self {
        appears: Class::Minor,
        goes: Class::Minor,
        changes: Class::Minor,
    };
    /// What asks people to stop.
    pub(super) const DISCOURAGED: Self = Self {
        appears: Class::Minor,
        goes: Class::Patch,
        changes: Class::Patch,
    };

    pub(super) fn class(self, old: bool, new: bool) -> Class {
        match (old, new) {
            (false, _) => self.appears,
            (true, false) => self.goes,
            (true, true) => self.changes,
        }
    }
}

/// Something that a node says of itself.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) view: View,
    pub(super) text: String,
    pub(super) rule: Rule,
    /// What it asks of a client that follows a document of the wire; nothing where following means nothing.
    pub(super) followed: Option<Class>,
    /// Of what is called: what each argument is on the wire, and in which form it is taken.
    pub(super) arguments: Vec<(String, String)>,
}

/// A thing of a document.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// What it is known by, the surest first; matched in turns.
    pub(super) keys: Vec<String>,
    /// What the document calls it, with what it stands in.
    pub(super) subject: String,
    /// What one writes to have it.
    pub(super) rust: Option<String>,
    pub(super) place: Option<Place>,
    pub(super) facts: Vec<Fact>,
    pub(super) children: Vec<Node>,
    /// What it asks for where it is new, and where it is gone.
    pub(super) added: Class,
    pub(super) removed: Class,
    /// The same of a client that follows, where it is another.
    pub(super) followed: Option<Class>,
}

impl Node {
    pub(super) fn new(kind: Kind, subject: impl Into<String>) -> Self {
        let subject = subject.into();
        Self {
            kind,
            keys: vec![subject.clone()],
            subject,
            rust: None,
            place: None,
            facts: Vec::new(),
            children: Vec::new(),
            added: Class::Minor,
            removed: Class::Major,
            followed: None,
        }
    }

    pub(super) fn keys(mut self, keys: impl IntoIterator<Item = String>) -> Self {
        self.keys = keys.into_iter().collect();
        self
    }

    pub(super) fn rust(mut self, path: impl Into<String>) -> Self {
        self.rust = Some(path.into());
        self
    }

    pub(super) fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    pub(super) fn weigh(mut self, added: Class, removed: Class) -> Self {
        (self.added, self.removed) = (added, removed);
        self
    }

    /// What one writes.
    pub(super) fn written(&mut self, name: &'static str, text: impl Into<String>, rule: Rule) {
        self.push(name, View::Rust, text.into(), rule, None);
    }

    /// What is called with these arguments.
    pub(super) fn signature(
        &mut self,
        name: &'static str,
        arguments: Vec<(String, String)>,
        text: &str,
    ) {
        self.written(name, text, Rule::FIXED);
        if let Some(fact) = self.facts.last_mut() {
            fact.arguments = arguments;
        }
    }

    /// What goes over the wire.
    pub(super) fn wire(&mut self, name: &'static str, text: impl Into<String>) {
        self.push(name, View::Wire, text.into(), Rule::UNWRITTEN, None);
    }

    /// What goes over the wire and asks for `class` of who follows it.
    pub(super) fn wire_followed(&mut self, name: &'static str, text: String, class: Class) {
        self.push(name, View::Wire, text, Rule::UNWRITTEN, Some(class));
    }

    /// What is there to be read.
    pub(super) fn docs(&mut self, lines: &[String]) {
        let text = lines.join("\n");
        self.push("docs", View::Docs, text, Rule::UNWRITTEN, None);
    }

    pub(super) fn deprecated(&mut self, deprecated: bool) {
        if deprecated {
            let text = "deprecated".to_owned();
            self.push("advice", View::Docs, text, Rule::DISCOURAGED, None);
        }
    }

    /// A fact; an empty text says nothing.
    fn push(
        &mut self,
        name: &'static str,
        view: View,
        text: String,
        rule: Rule,
        followed: Option<Class>,
    ) {
        if !text.is_empty() {
            self.facts.push(Fact {
                name,
                view,
                text,
                rule,
                followed,
                arguments: Vec::new(),
            });
        }
    }

    pub(super) fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }
}

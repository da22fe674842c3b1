//! The closed list of diagnostic codes. A code's letter is its severity (`E` stops generation, `W` leaves something out
//! or changes what it means, `N` tells what was assumed) and its hundreds are its layer. `explain/` says more of each.

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was assumed or repaired; the client is whole.
    Note,
    /// Something is left out of the client, or is less than the document says.
    Warning,
    /// No client can be generated.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $title:literal;)*) => {
        /// What kind of thing a diagnostic says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in order of layers.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable id, such as `E101`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id,)*
                }
            }

            /// The code in a few words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Code::$name => $title,)*
                }
            }

            /// What it means, an example and the remedy, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("explain/", $id, ".md")),)*
                }
            }
        }
    };
}

codes! {
    // 0xx: the generator itself
    Defect = "E001", "a defect of the generator";
    LedgerOff = "E002", "the accounts do not balance";

    AreaUnfit = "E003", "an area does not fit the document";
    SelectorIdle = "E004", "a selector fits no operation";

    // 1xx: source
    FileMissing = "E101", "a file cannot be read";
    SyntaxError = "E102", "a file is neither JSON nor YAML";
    NotOpenApi = "E103", "a document is not OpenAPI 3";
    TooLarge = "E104", "a document is larger than the limits allow";
    FileDangling = "W111", "a file that is referred to cannot be read";
    FileBroken = "W112", "a file that is referred to is not understood";
    RemoteReference = "W113", "a reference is a URL";
    OutsideRoot = "W114", "a reference leads out of the root document's folder";
    RepeatedKey = "W115", "a key is written more than once";
    RepeatedId = "W116", "two schemas have the same id";

    // 2xx: overlay

    OverlayBroken = "E201", "an overlay is not understood";
    OverlayQuery = "E202", "an overlay's JSONPath is not understood";
    OverlayIdle = "E203", "an overlay's action changes nothing";
    OverlayMisfit = "E204", "an overlay's action does not fit its target";
    OverlaySkipped = "N205", "an overlay's optional action changes nothing";

    // 3xx: project
    StatusRepaired = "N301", "a status is written unusually";
    ResponseUndescribed = "N302", "a response has no description";
    TypesOfLaterVersion = "N303", "a type is written as in a later version";
    BoundOfOtherVersion = "N304", "an exclusive bound is written as in another version";
    RequiredOnProperty = "N305", "a property says itself that it is required";
    PathParameterOptional = "N306", "a path parameter does not say that it is required";
    MediaTypeRepaired = "N307", "a media type is written unusually";
    ItemsMissing = "N308", "an array does not say of what";
    EnumOfOtherType = "N309", "values of an enum are not of its type";
    DefaultMisfit = "N310", "a default is not one of the values";
    TypeRepaired = "N311", "a type is written unusually";
    ValueRepaired = "N312", "a keyword's value is written unusually";
    NullableOfEarlierVersion = "N313", "`nullable` is of an earlier version";
    ReferenceSiblings = "N314", "a reference has siblings that version 3.0 ignores";
    ParameterOfSwagger = "N315", "a parameter is described as in Swagger 2";
    MemberMissing = "N316", "a member that must be there is missing";
    NumberTooWide = "N317", "an integer has more than 64 bits";
    MethodRepaired = "N318", "a method is written unusually";
    PathRepaired = "N319", "a path does not start with a slash";
    StyleRepaired = "N320", "a style does not fit its place";
    ValueMisfit = "W331", "a keyword's value is of the wrong kind";
    TypeUnknown = "W332", "a type is unknown";
    StatusUnknown = "W333", "a status is unknown";
    ParameterUnplaced = "W334", "a parameter has no place in a request";
    SchemeUnknown = "W335", "a security scheme is unknown";
    PathMemberUnknown = "W336", "a path has an unknown member";

    // 4xx: document
    ReferenceDangling = "W401", "a reference leads nowhere";
    ReferenceLoop = "W402", "references lead in a circle";
    ObjectUnreadable = "W403", "an object is not understood";
    WebhooksLeftOut = "N404", "webhooks are left out";
    CallbacksLeftOut = "N405", "callbacks are left out";
    MappingDangling = "W406", "a discriminator's value leads nowhere";
    KeywordDropped = "W407", "a keyword is newly dropped";
    IdDisregarded = "N407", "a reference leaves the id around it aside";
    DynamicReference = "N408", "a dynamic reference is read as a plain one";

    // 5xx: lower
    SchemaCycle = "W501", "a schema that is nothing but itself";
    SchemaContradiction = "W502", "no value satisfies a schema";
    MemberConflict = "W503", "a member is described twice, differently";
    UnionsCombined = "W505", "a schema combines several unions";
    RequiredUnknown = "N506", "a required member is not described";
    SchemaTooDeep = "W507", "schemas nest too deep";
    MappingUnknown = "W508", "a discriminator names what is no variant";
    SchemaSkipped = "W509", "a schema is left out";
    OperationSkipped = "W510", "an operation is left out";
    OperationIdTwice = "W511", "two operations have the same id";
    HeaderIgnored = "N512", "a header that the client sets itself";
    PathParamAdded = "N513", "a path parameter is not declared";
    PathParamStray = "W514", "a path parameter is not in its path";
    ParamSkipped = "W515", "a parameter is left out";
    MediaTypeOdd = "N517", "a media type is not one";
    BodyEmpty = "W518", "a request body has no media type";
    SchemeUndescribed = "W519", "a security scheme is not described";
    SchemeOutside = "N520", "a security scheme that the client does not send";
    ConditionsLoosened = "N531", "what a schema says on a condition is not checked";
    ItemsUntyped = "N532", "items of a body are not typed";
    LinkAstray = "W533", "a link cannot be followed";
    EnvelopeUnfit = "E521", "the envelope does not fit the document";
    ExtensionUnfit = "E522", "an extension does not fit what it stands at";
    WaiterUnfit = "E524", "a waiter does not fit the document";
    PaginationUnfit = "E531", "a pagination is not understood";
    PaginationAstray = "E532", "a pagination does not fit its operation";

    // 6xx: analyze
    UnionAmbiguous = "W601", "nothing tells variants of a union apart";
    RequiredCycle = "W602", "required members that never end";

    // 7xx: names
    NameTaken = "N701", "a name was taken";
}

impl Code {
    /// The code with that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// Whether it says that a reference leads nowhere, which a strict caller refuses.
    pub fn is_dangling(self) -> bool {
        matches!(
            self,
            Self::FileDangling
                | Self::FileBroken
                | Self::RemoteReference
                | Self::OutsideRoot
                | Self::ReferenceDangling
                | Self::ReferenceLoop
                | Self::MappingDangling
        )
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        match self.id().as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

//! Identifiers. Only a scope makes them, and each kind has a type of its own, so that a field cannot be written where
//! a type belongs.

macro_rules! idents {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            pub(super) fn new(text: String) -> Self {
                Self(text)
            }

            /// The identifier as it is written, `r#` included.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

idents! {
    /// A type's name.
    TypeIdent
    /// A field's name, which its setter shares.
    FieldIdent
    /// A variant's name.
    VariantIdent
    /// A method's or function's name.
    MethodIdent
    /// The name of a function's argument.
    ArgumentIdent
    /// A constant's name.
    ConstantIdent
    /// The name of a module and of its file.
    ModuleIdent
}

//! The parts of types as a syntax tree, built as such.
//!
//! Most of a client is definitions of types and documentation. Made of tokens, these would be parsed back for the
//! formatter, which costs more than everything else that is done with them.

use super::Docs;
use super::tokens::ident;
use crate::plan::RustTy;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, AttrStyle, Attribute, Expr, ExprLit, Field, FieldModifiers,
    Fields, FieldsNamed, FieldsUnnamed, GenericArgument, Generics, Item, ItemEnum, ItemStruct, Lit,
    LitStr, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathArguments, PathSegment, Token,
    Type, TypePath, TypeTuple, Variant, Visibility,
};

/// What stands above an item: its documentation, `#[deprecated]`, and attributes that are the same for all of a kind.
pub(super) fn attributes(docs: &mut Docs, lines: &[String], deprecated: bool) -> Vec<Attribute> {
    let mut all = Vec::from_iter(docs.keep(lines));
    if deprecated {
        all.push(word("deprecated"));
    }
    all
}

/// `#[doc = ""]`
pub(super) fn no_text() -> Attribute {
    attribute(Meta::NameValue(MetaNameValue {
        path: ident("doc").into(),
        eq_token: Default::default(),
        value: Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Str(LitStr::new("", Span::call_site())),
        }),
    }))
}

/// `#[name]`
pub(super) fn word(name: &str) -> Attribute {
    attribute(Meta::Path(ident(name).into()))
}

/// `#[rustfmt::skip]`
pub(super) fn skip() -> Attribute {
    let skip = ["rustfmt", "skip"].map(|name| PathSegment::from(ident(name)));
    attribute(Meta::Path(segments(skip)))
}

/// `#[name(tokens)]`
pub(super) fn list(name: &str, tokens: TokenStream) -> Attribute {
    attribute(Meta::List(MetaList {
        path: ident(name).into(),
        delimiter: MacroDelimiter::Paren(Default::default()),
        tokens,
    }))
}

/// `#[derive(A, B)]`
pub(super) fn derive<'n>(names: impl IntoIterator<Item = &'n str>) -> Attribute {
    let names = names.into_iter().map(ident);
    list("derive", quote!(#(#names),*))
}

/// The condition under which something is there: any of some features, if there are some.
pub(super) fn behind(features: &[String]) -> Option<Attribute> {
    let tokens = match features {
        [] => return None,
        [one] => quote!(feature = #one),
        several => quote!(any(#(feature = #several),*)),
    };
    Some(list("cfg", tokens))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta,
    }
}

/// `pub struct Name { .. }`
pub(super) fn structure(
    attrs: Vec<Attribute>,
    name: &str,
    fields: impl Iterator<Item = Field>,
) -> Item {
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: Default::default(),
        ident: ident(name),
        generics: Generics::default(),
        fields: Fields::Named(FieldsNamed {
            brace_token: Default::default(),
            named: terminated(fields),
        }),
        semi_token: None,
    })
}

/// `pub name: Type`
pub(super) fn field(attrs: Vec<Attribute>, name: &str, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: FieldModifiers::default(),
        ident: Some(ident(name)),
        colon_token: Some(Default::default()),
        ty,
        default: None,
    }
}

/// `pub enum Name { .. }`
pub(super) fn enumeration(
    attrs: Vec<Attribute>,
    name: &str,
    variants: impl Iterator<Item = Variant>,
) -> Item {
    Item::Enum(ItemEnum {
        attrs,
        vis: public(),
        enum_token: Default::default(),
        ident: ident(name),
        generics: Generics::default(),
        brace_token: Default::default(),
        variants: terminated(variants),
    })
}

/// `Name`, or `Name(Type)`
pub(super) fn variant(
    docs: &mut Docs,
    lines: &[String],
    name: &str,
    held: Option<Type>,
) -> Variant {
    let fields = match held {
        None => Fields::Unit,
        Some(ty) => Fields::Unnamed(FieldsUnnamed {
            paren_token: Default::default(),
            unnamed: std::iter::once(Field {
                attrs: Vec::new(),
                vis: Visibility::Inherited,
                modifiers: FieldModifiers::default(),
                ident: None,
                colon_token: None,
                ty,
                default: None,
            })
            .collect(),
        }),
    };
    Variant {
        attrs: attributes(docs, lines, false),
        ident: ident(name),
        fields,
        discriminant: None,
    }
}

/// A type.
pub(super) fn ty(ty: &RustTy) -> Type {
    match ty {
        RustTy::Unit => tuple(&[]),
        RustTy::Plain(name) => named(name, []),
        RustTy::Path(name, _) => named(name, []),
        RustTy::Option(inner) => named("Option", [self::ty(inner)]),
        RustTy::Maybe(inner) => named("Maybe", [self::ty(inner)]),
        RustTy::Vec(inner) => named("Vec", [self::ty(inner)]),
        RustTy::JsonText(inner) => named("JsonText", [self::ty(inner)]),
        RustTy::Boxed(inner) => named("Box", [self::ty(inner)]),
        RustTy::Map(inner) => named("BTreeMap", [named("String", []), self::ty(inner)]),
        RustTy::Tuple(items) => tuple(items),
    }
}

/// `Name<A, B>`
pub(super) fn named<const N: usize>(name: &str, arguments: [Type; N]) -> Type {
    let arguments = match N {
        0 => PathArguments::None,
        _ => PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Default::default(),
            args: arguments.into_iter().map(GenericArgument::Type).collect(),
            gt_token: Default::default(),
        }),
    };
    let segment = PathSegment {
        ident: ident(name),
        arguments,
    };
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: segments([segment]),
    })
}

/// `a::b`
pub(super) fn segments<const N: usize>(segments: [PathSegment; N]) -> Path {
    Path {
        leading_colon: None,
        segments: segments.into_iter().collect(),
    }
}

fn tuple(items: &[RustTy]) -> Type {
    Type::Tuple(TypeTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: terminated(items.iter().map(ty)),
    })
}

fn public() -> Visibility {
    Visibility::Public(Default::default())
}

/// Items with a comma after each.
fn terminated<T>(items: impl Iterator<Item = T>) -> Punctuated<T, Token![,]> {
    let mut all = Punctuated::new();
    for item in items {
        all.push_value(item);
        all.push_punct(Default::default());
    }
    all
}

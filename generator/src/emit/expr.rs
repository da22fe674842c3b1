//! Expressions, arguments and methods as a syntax tree, built as such: see [`syntax`](super::syntax).

use super::syntax::{self, named, segments, ty};
use super::tokens::ident;
use crate::plan::{Argument, RustTy, Take};
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, AssocType, Attribute, Block, Expr, ExprArray, ExprCall,
    ExprField, ExprLit, ExprMethodCall, ExprPath, ExprReference, ExprTuple, FnArg, FnModifiers,
    GenericArgument, Generics, ImplItem, ImplItemFn, ImplModifiers, Index, Item, ItemImpl, Lit,
    LitStr, Member, Pat, PatIdent, PatType, Path, PathArguments, PathSegment, Receiver,
    ReceiverKind, ReturnType, Safety, Signature, Stmt, TraitBound, TraitBoundModifiers, Type,
    TypeImplTrait, TypeParamBound, TypePath, TypeReference, TypeSlice, Visibility,
};

/// A name.
pub(super) fn name(name: &str) -> Expr {
    path([name])
}

/// `a::b`
pub(super) fn path<const N: usize>(names: [&str; N]) -> Expr {
    of_path(segments(names.map(|name| ident(name).into())))
}

fn of_path(path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// `Type::function`, of a type with arguments: `Into::<T>::into`.
fn of_generic(outer: &str, argument: Type, function: &str) -> Expr {
    let outer = PathSegment {
        ident: ident(outer),
        arguments: PathArguments::AngleBracketed(generic(GenericArgument::Type(argument), true)),
    };
    of_path(segments([outer, ident(function).into()]))
}

fn generic(argument: GenericArgument, turbofish: bool) -> AngleBracketedGenericArguments {
    AngleBracketedGenericArguments {
        colon2_token: turbofish.then(Default::default),
        lt_token: Default::default(),
        args: std::iter::once(argument).collect(),
        gt_token: Default::default(),
    }
}

/// A text.
pub(super) fn text(value: &str) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Str(LitStr::new(value, Span::call_site())),
    })
}

/// An expression that the plan writes as text.
pub(super) fn written(text: &str) -> Expr {
    // The plan writes only expressions; the fallback keeps a defect from being a panic.
    syn::parse_str(text).unwrap_or_else(|_| name("unnamed"))
}

/// `&expression`
pub(super) fn reference(expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: None,
        expr: Box::new(expr),
    })
}

/// `self.0`
pub(super) fn inside_self() -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(name("self")),
        dot_token: Default::default(),
        member: Member::Unnamed(Index::from(0)),
    })
}

/// `[a, b]`
pub(super) fn array(items: impl Iterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: items.collect(),
    })
}

/// `(a, b)`
pub(super) fn pair(one: Expr, other: Expr) -> Expr {
    Expr::Tuple(ExprTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: [one, other].into_iter().collect(),
    })
}

/// `function(a, b)`
pub(super) fn call<const N: usize>(function: Expr, arguments: [Expr; N]) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(function),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `receiver.method(a, b)`
pub(super) fn method<const N: usize>(receiver: Expr, method: &str, arguments: [Expr; N]) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: ident(method),
        turbofish: None,
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// An argument as a value that can be written: `&name`.
pub(super) fn value(argument: &Argument) -> Expr {
    let given = name(&argument.name);
    reference(match &argument.take {
        Take::Ref(_) => return given,
        Take::Str => method(given, "to_owned", []),
        Take::Id => method(given, "into_text", []),
        Take::Value(_) => given,
        Take::Into(into) => call(of_generic("Into", ty(into), "into"), [given]),
        Take::Each(item) => {
            let list = PathSegment {
                ident: ident("list"),
                arguments: PathArguments::AngleBracketed(generic(
                    GenericArgument::Type(ty(item)),
                    true,
                )),
            };
            call(of_path(segments([list])), [given])
        }
    })
}

/// An argument in a signature.
pub(super) fn argument(argument: &Argument) -> FnArg {
    let taken = match &argument.take {
        Take::Str => borrowed(named("str", [])),
        Take::Ref(RustTy::Vec(item)) => borrowed(Type::Slice(TypeSlice {
            attrs: Vec::new(),
            bracket_token: Default::default(),
            elem: Box::new(ty(item)),
        })),
        Take::Ref(value) => borrowed(ty(value)),
        Take::Id => any("PathId", None),
        Take::Value(value) => ty(value),
        Take::Into(into) => any("Into", Some(GenericArgument::Type(ty(into)))),
        Take::Each(item) => {
            let item = any("Into", Some(GenericArgument::Type(ty(item))));
            let item = GenericArgument::AssocType(AssocType {
                ident: ident("Item"),
                generics: None,
                eq_token: Default::default(),
                ty: item,
            });
            any("IntoIterator", Some(item))
        }
    };
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: ident(&argument.name),
            subpat: None,
        })),
        colon_token: Default::default(),
        ty: Box::new(taken),
    })
}

/// `&Type`
fn borrowed(ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}

/// `impl Trait<argument>`
fn any(of: &str, argument: Option<GenericArgument>) -> Type {
    let segment = PathSegment {
        ident: ident(of),
        arguments: argument.map_or(PathArguments::None, |argument| {
            PathArguments::AngleBracketed(generic(argument, false))
        }),
    };
    let bound = TypeParamBound::Trait(TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: TraitBoundModifiers::default(),
        maybe: None,
        path: segments([segment]),
    });
    Type::ImplTrait(TypeImplTrait {
        attrs: Vec::new(),
        impl_token: Default::default(),
        bounds: std::iter::once(bound).collect(),
    })
}

/// How a method takes what it is called on.
#[derive(Clone, Copy)]
pub(super) enum Taken {
    /// Not at all.
    Not,
    /// `self`
    Whole,
    /// `&self`
    Reference,
}

impl Taken {
    fn receiver(self) -> Option<FnArg> {
        let kind = match self {
            Self::Not => return None,
            Self::Whole => ReceiverKind::Value,
            Self::Reference => ReceiverKind::Reference(Default::default(), None, None),
        };
        Some(FnArg::Receiver(Receiver {
            attrs: Vec::new(),
            mutability: None,
            self_token: Default::default(),
            kind,
        }))
    }
}

/// A method: a signature and one expression.
pub(super) struct Method<'m> {
    pub(super) attrs: Vec<Attribute>,
    pub(super) name: &'m str,
    pub(super) taken: Taken,
    pub(super) arguments: Vec<FnArg>,
    pub(super) output: Type,
    pub(super) body: Expr,
}

impl Method<'_> {
    /// Whether it takes an `impl Trait`. What does, becomes machine code in the program that calls it, and nowhere
    /// else; what does not is `#[inline]` for the same to hold. Methods bring along all types that they take and
    /// give: those of every operation in the library are what most of its release build would be.
    fn is_generic(&self) -> bool {
        self.arguments.iter().any(|argument| match argument {
            FnArg::Typed(typed) => matches!(*typed.ty, Type::ImplTrait(_)),
            FnArg::Receiver(_) => false,
        })
    }

    fn item(mut self) -> ImplItem {
        if !self.is_generic() {
            self.attrs.push(syntax::word("inline"));
        }
        let inputs = self.taken.receiver().into_iter().chain(self.arguments);
        ImplItem::Fn(ImplItemFn {
            attrs: self.attrs,
            vis: Visibility::Public(Default::default()),
            modifiers: FnModifiers::default(),
            sig: Signature {
                constness: None,
                asyncness: None,
                safety: Safety::Default,
                abi: None,
                fn_token: Default::default(),
                ident: ident(self.name),
                generics: Generics::default(),
                paren_token: Default::default(),
                inputs: inputs.collect(),
                variadic: None,
                output: ReturnType::Type(Default::default(), Box::new(self.output)),
            },
            block: Block {
                brace_token: Default::default(),
                stmts: vec![Stmt::Expr(self.body, None)],
            },
        })
    }
}

/// `impl Type { .. }`
pub(super) fn block<'m>(ty: Type, methods: impl Iterator<Item = Method<'m>>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: Default::default(),
        generics: Generics::default(),
        trait_: None,
        self_ty: Box::new(ty),
        brace_token: Default::default(),
        items: methods.map(Method::item).collect(),
    })
}

/// A type by a path such as `crate::runtime::Error`.
pub(super) fn type_at(path: &str) -> Type {
    let mut segments = Punctuated::new();
    for segment in path.split("::") {
        segments.push(PathSegment::from(super::tokens::segment(segment)));
    }
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: Path {
            leading_colon: None,
            segments,
        },
    })
}

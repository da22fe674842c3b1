//! Bodies that a link writes out: values of the document, in which expressions stand.

use super::expression;
use super::filling::{Fault, Filler};
use super::fit;
use crate::ir::{Filling, TypeRef, mark};
use serde_json::Value;

impl Filler<'_> {
    /// A value of the document with marks in place of the texts that are or hold expressions.
    pub(super) fn spliced(
        &mut self,
        said: &Value,
        (to, name): (&TypeRef, &str),
        steps: &[String],
        inside: &mut Vec<(Filling, TypeRef)>,
    ) -> Result<Value, Fault> {
        let below = |step: String| [steps, &[step]].concat();
        Ok(match said {
            Value::Object(map) => {
                let entries = map.iter().map(|(key, value)| {
                    let value = self.spliced(value, (to, name), &below(key.clone()), inside)?;
                    Ok((key.clone(), value))
                });
                Value::Object(entries.collect::<Result<_, Fault>>()?)
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(index, value)| {
                    self.spliced(value, (to, name), &below(index.to_string()), inside)
                });
                Value::Array(items.collect::<Result<_, Fault>>()?)
            }
            Value::String(text)
                if !steps.is_empty()
                    && (expression::is_meant(text) || expression::pieces(text).is_some()) =>
            {
                let at = steps.join("/");
                let Ok((_, leaf)) = self.api.types.walk_sent(to, steps) else {
                    let message =
                        format!("gives `{text}` to `/{at}` of {name}, which is not described");
                    return Err((
                        message,
                        "name a member that its schema describes".to_owned(),
                    ));
                };
                let leaf = TypeRef {
                    nullable: false,
                    ..leaf
                };
                let name = format!("`/{at}` of {name}");
                let filling = self.inner(text, &leaf, &name)?;
                inside.push((filling, leaf));
                Value::String(mark(inside.len() - 1))
            }
            other => other.clone(),
        })
    }

    /// What stands inside of a value: what is asked for is a text there.
    fn inner(&mut self, text: &str, leaf: &TypeRef, name: &str) -> Result<Filling, Fault> {
        // In a text that has more, an expression is in braces; alone it may be.
        let alone = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let alone = alone.filter(|it| !it.contains(['{', '}']) && expression::parse(it).is_some());
        let text = alone.unwrap_or(text).to_owned();
        let said = Value::String(text.clone());
        let filling = self.filling(&said, leaf, name, |types, value| {
            fit::is_value(types, leaf, value)
        })?;
        match filling {
            Filling::Asked(_) | Filling::AskedIfSent(_) => {
                let braced = Value::String(format!("{{{text}}}"));
                self.filling(&braced, leaf, name, |_, _| false)
            }
            other => Ok(other),
        }
    }
}

//! What values must satisfy, in words.

use super::inline::code;
use crate::ir::Limits;

/// What values must satisfy, as a sentence or two.
pub(in crate::plan) fn limits(limits: &Limits) -> Option<String> {
    let mut said = Vec::new();
    match (&limits.minimum, &limits.maximum) {
        (Some(least), Some(most)) if !limits.exclusive_minimum && !limits.exclusive_maximum => {
            said.push(format!("{least} to {most}"))
        }
        (least, most) => {
            if let Some(least) = least {
                said.push(format!(
                    "{} {least}",
                    if limits.exclusive_minimum {
                        "more than"
                    } else {
                        "at least"
                    }
                ));
            }
            if let Some(most) = most {
                said.push(format!(
                    "{} {most}",
                    if limits.exclusive_maximum {
                        "less than"
                    } else {
                        "at most"
                    }
                ));
            }
        }
    }
    if let Some(step) = &limits.multiple_of {
        said.push(format!("a multiple of {step}"));
    }
    match (limits.min_length, limits.max_length) {
        (Some(least), Some(most)) if least == most => said.push(format!("length {least}")),
        (Some(least), Some(most)) => said.push(format!("length {least} to {most}")),
        (Some(0), None) | (None, None) => {}
        (Some(least), None) => said.push(format!("length at least {least}")),
        (None, Some(most)) => said.push(format!("length at most {most}")),
    }
    if limits.unique {
        said.push("no element twice".to_owned());
    }
    if let Some(format) = &limits.format {
        said.push(format!("format {}", code(format)));
    }
    if let Some(pattern) = &limits.pattern {
        said.push(format!("pattern {}", code(pattern)));
    }
    if let Some(default) = &limits.default {
        said.push(format!("default {}", code(default)));
    }
    let mut text = said.join("; ");
    if text.is_empty() {
        return None;
    }
    if let Some(first) = text.get(..1) {
        let upper = first.to_ascii_uppercase();
        text.replace_range(..1, &upper);
    }
    text.push('.');
    Some(text)
}

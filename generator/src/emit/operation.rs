//! An operation's marker.

use super::tokens::text;
use super::{Row, Table};
use crate::plan::{OperationPlan, OutputPlan, PagingPlan, Payload, Told};

pub(super) fn marker(plan: &OperationPlan) -> Table {
    let method = match &plan.method {
        Ok(name) => format!("Method::{name}"),
        Err(other) => format!("Method::Other({})", text(other)),
    };
    let output = match &plan.output {
        OutputPlan::One(Payload::Empty) => "()".to_owned(),
        OutputPlan::One(Payload::Json(ty)) => ty.text(),
        OutputPlan::One(Payload::Text) => "text".to_owned(),
        OutputPlan::One(Payload::Bytes) => "bytes".to_owned(),
        OutputPlan::One(Payload::Items(ty)) => format!("items {}", ty.text()),
        OutputPlan::Optional(ty) => format!("optional {}", ty.text()),
        OutputPlan::ByStatus(ty) => format!("by_status {}", ty.text()),
    };
    let row = |text: String| Row {
        docs: Vec::new(),
        deprecated: false,
        text,
    };
    let mut rows = vec![Row {
        docs: plan.docs.clone(),
        deprecated: false,
        text: format!(
            "{}: {method}, {} => {output},",
            plan.marker,
            text(&plan.path)
        ),
    }];
    rows.push(row(format!("id {},", text(&plan.id))));
    if let Some(member) = &plan.envelope {
        rows.push(row(format!("envelope {},", text(member))));
    }
    if let Some(error) = &plan.error {
        rows.push(row(format!("errors {},", error.text())));
    }
    if let Some(security) = &plan.security {
        let sets: Vec<String> = security
            .iter()
            .map(|set| {
                format!(
                    "[{}]",
                    set.iter()
                        .map(|name| text(name))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            })
            .collect();
        rows.push(row(format!("security [{}],", sets.join(", "))));
    }
    if let Some(server) = &plan.server {
        rows.push(row(format!("server {},", text(server))));
    }
    if let Some(accept) = &plan.accept {
        rows.push(row(format!("accept {},", text(accept))));
    }
    if let Some(retry) = plan.retry {
        rows.push(row(format!("retry {retry},")));
    }
    if let Some(stream) = &plan.stream {
        rows.push(row(format!(
            "stream {} {} {},",
            text(&stream.media),
            stream.framing,
            stream.item.text()
        )));
    }
    if let Some(paging) = &plan.paging {
        rows.extend(self::paging(paging).into_iter().map(row));
    }
    Table {
        open: "operation! {".to_owned(),
        rows,
        close: "}",
    }
}

/// How wide a row may be before its parts go on lines of their own.
const WIDTH: usize = 110;

/// The row of the pages: what is told of them stands below where it is much.
fn paging(plan: &PagingPlan) -> Vec<String> {
    let arguments: Vec<String> = plan
        .arguments
        .iter()
        .map(|argument| text(argument))
        .collect();
    let first = format!(
        "pages {}: {}({})",
        plan.item.text(),
        plan.turning,
        arguments.join(", ")
    );
    let told = plan.told.iter().map(|(name, told)| match told {
        Told::Nothing => format!(".{name}()"),
        Told::Text(value) => format!(".{name}({})", text(value)),
        Told::Number(value) => format!(".{name}({value})"),
    });
    let told: Vec<String> = told.collect();
    let whole = format!("{first}{},", told.concat());
    if whole.len() <= WIDTH {
        return vec![whole];
    }
    let mut rows = vec![first];
    rows.extend(told.into_iter().map(|each| format!("    {each}")));
    if let Some(last) = rows.last_mut() {
        last.push(',');
    }
    rows
}

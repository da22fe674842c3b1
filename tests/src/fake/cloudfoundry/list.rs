//! Lists: filters, order, pages.

use super::rows::{EPOCH, Row};
use super::{Done, Foundation, given, refuse};
use crate::fake::asked::{Asked, decode};
use crate::server::Answer;
use serde_json::{Value, json};

/// What every list takes.
const COMMON: &[&str] = &[
    "page",
    "per_page",
    "order_by",
    "guids",
    "created_ats",
    "updated_ats",
    "label_selector",
];

/// A parameter, and what of a resource it is compared with.
type Filter = (&'static str, fn(&Row) -> Value);

/// What a kind's list takes besides, and what of a resource it is compared with.
fn filters(kind: &str) -> &'static [Filter] {
    fn app(row: &Row) -> Value {
        json!(row.app)
    }
    match kind {
        "apps" => &[
            ("names", |row| row.get("name").clone()),
            ("space_guids", |row| {
                row.get("relationships")["space"]["data"]["guid"].clone()
            }),
        ],
        "deployments" => &[
            ("app_guids", app),
            ("states", |row| json!(row.state)),
            ("status_values", |row| {
                super::deployments::status(row)["value"].clone()
            }),
            ("status_reasons", |row| {
                super::deployments::status(row)["reason"].clone()
            }),
        ],
        "packages" => &[
            ("app_guids", app),
            ("states", |row| row.get("state").clone()),
            ("types", |row| row.get("type").clone()),
        ],
        "builds" => &[
            ("app_guids", app),
            ("states", |row| row.get("state").clone()),
            ("package_guids", |row| row.get("package")["guid"].clone()),
        ],
        "droplets" => &[
            ("app_guids", app),
            ("states", |row| row.get("state").clone()),
        ],
        "processes" => &[("app_guids", app), ("types", |row| row.get("type").clone())],
        "tasks" => &[
            ("app_guids", app),
            ("names", |row| row.get("name").clone()),
            ("states", |row| row.get("state").clone()),
        ],
        "revisions" => &[("versions", |row| json!(row.get("version").to_string()))],
        "routes" => &[
            ("hosts", |row| row.get("host").clone()),
            ("paths", |row| row.get("path").clone()),
            ("space_guids", |row| {
                row.get("relationships")["space"]["data"]["guid"].clone()
            }),
        ],
        _ => &[("names", |row| row.get("name").clone())],
    }
}

fn bad(detail: &str) -> Answer {
    refuse("400 Bad Request", 10005, "CF-BadQueryParameter", detail)
}

impl Foundation {
    /// A page of a kind's resources, of one app if that is said.
    pub(super) fn list(&mut self, asked: &Asked<'_>, kind: &str, of: Option<&str>) -> Done {
        let filters = filters(kind);
        let known = |name: &str| {
            let stem = name.split('[').next().unwrap_or_default();
            COMMON.contains(&stem) || filters.iter().any(|(own, _)| *own == name)
        };
        if let Some((name, _)) = asked.query.iter().find(|(name, _)| !known(name)) {
            return Err(bad(&format!("Unknown query parameter(s): '{name}'")));
        }
        let page = number(asked, "page", 1, i64::MAX)?;
        let per_page = number(asked, "per_page", 50, 5000)?;
        let mut found: Vec<&Row> = Vec::new();
        for row in self.of_kind(kind) {
            if of.is_none_or(|app| row.app == app) && self.fits(asked, row, filters)? {
                found.push(row);
            }
        }
        order(asked, &mut found)?;
        let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
        let skip = usize::try_from((page - 1).saturating_mul(per_page)).unwrap_or(usize::MAX);
        let take = usize::try_from(per_page).unwrap_or(usize::MAX);
        let base = asked.base();
        let rows = found.iter().skip(skip).take(take);
        let resources: Vec<Value> = rows.map(|row| row.shown(&base)).collect();
        // A page after the last one says that there is nothing at all.
        let total = if resources.is_empty() { 0 } else { total };
        let pages = ((total + per_page - 1) / per_page).max(1);
        let link = |page: i64| json!({"href": href(asked, page, per_page)});
        let body = json!({
            "pagination": {
                "total_results": total,
                "total_pages": pages,
                "first": link(1),
                "last": link(pages),
                "next": if page < pages { link(page + 1) } else { Value::Null },
                "previous": if page > 1 { link(page - 1) } else { Value::Null },
            },
            "resources": resources,
        });
        Ok(given(&body))
    }

    fn fits(&self, asked: &Asked<'_>, row: &Row, filters: &[Filter]) -> Result<bool, Answer> {
        let guid: &[Filter] = &[("guids", |row| json!(row.guid))];
        for (name, value) in filters.iter().chain(guid) {
            // Of a parameter that repeats the last one counts.
            let said = asked.query.iter().rev().find(|(own, _)| own == name);
            let Some((_, said)) = said else { continue };
            let value = value(row);
            let own = value.as_str().unwrap_or_default();
            let is_name = *name == "names";
            if !elements(said).any(|it| it == own || is_name && it.eq_ignore_ascii_case(own)) {
                return Ok(false);
            }
        }
        for (name, said) in &asked.query {
            let (stem, operator) = name.split_once('[').unwrap_or((name, ""));
            let member = match stem {
                "created_ats" => "created_at",
                "updated_ats" => "updated_at",
                "label_selector" if !labelled(row, said) => return Ok(false),
                _ => continue,
            };
            if !in_time(row.get(member).as_str().unwrap_or_default(), operator, said)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The elements of a list: split at commas, then each decoded once more.
fn elements(text: &str) -> impl Iterator<Item = String> {
    text.split(',').map(|it| decode(it.trim_start(), false))
}

fn number(asked: &Asked<'_>, name: &str, default: i64, most: i64) -> Result<i64, Answer> {
    let Some(text) = asked.value(name) else {
        return Ok(default);
    };
    // As a Ruby reads it: what digits there are.
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    match digits.parse() {
        Ok(value) if (1..=most).contains(&value) => Ok(value),
        _ => Err(bad(&format!("{name} must be between 1 and {most}"))),
    }
}

fn order(asked: &Asked<'_>, found: &mut [&Row]) -> Result<(), Answer> {
    let Some(text) = asked.value("order_by") else {
        return Ok(());
    };
    let member = text.trim_start_matches(['-', '+']);
    if !matches!(member, "created_at" | "updated_at" | "name" | "state") {
        return Err(bad("Order by can only be: 'created_at', 'updated_at'"));
    }
    found.sort_by_key(|row| row.get(member).as_str().unwrap_or_default().to_owned());
    if text.starts_with('-') {
        found.reverse();
    }
    Ok(())
}

/// Compares times, which have to be whole seconds in UTC.
fn in_time(own: &str, operator: &str, said: &str) -> Result<bool, Answer> {
    let strict = |text: &str| text.len() == 20 && text.ends_with('Z');
    let parse = |text: &str| {
        text.parse::<jiff::Timestamp>()
            .ok()
            .filter(|_| strict(text))
    };
    let wrong = || {
        bad(
            "has an invalid timestamp format. Timestamps should be formatted as 'YYYY-MM-DDThh:mm:ssZ'",
        )
    };
    let own = parse(own).map_or(EPOCH, jiff::Timestamp::as_second);
    if operator.is_empty() {
        let times: Option<Vec<_>> = said.split(',').map(parse).collect();
        let times = times.ok_or_else(wrong)?;
        return Ok(times.iter().any(|it| it.as_second() == own));
    }
    let said = parse(said).ok_or_else(wrong)?.as_second();
    match operator {
        "lt]" => Ok(own < said),
        "lte]" => Ok(own <= said),
        "gt]" => Ok(own > said),
        "gte]" => Ok(own >= said),
        _ => Err(bad("Invalid relational operator")),
    }
}

/// Whether labels fulfil a selector of `key`, `!key`, `key=v`, `key!=v`.
fn labelled(row: &Row, selector: &str) -> bool {
    let labels = &row.get("metadata")["labels"];
    let is = |key: &str, value: &str| labels[key] == json!(value);
    selector.split(',').all(|need| {
        if let Some((key, value)) = need.split_once("!=") {
            return !is(key, value);
        }
        if let Some((key, value)) = need.split_once('=') {
            return is(key, value.trim_start_matches('='));
        }
        match need.strip_prefix('!') {
            Some(key) => labels[key].is_null(),
            None => !labels[need].is_null(),
        }
    })
}

/// The address of a page: what was asked, with another page.
fn href(asked: &Asked<'_>, page: i64, per_page: i64) -> String {
    let (path, query) = asked
        .request
        .target
        .split_once('?')
        .unwrap_or((&asked.request.target, ""));
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !matches!(name, "" | "page" | "per_page")
    });
    let kept: String = kept.map(|pair| format!("&{pair}")).collect();
    format!(
        "{}{path}?page={page}&per_page={per_page}{kept}",
        asked.base()
    )
}

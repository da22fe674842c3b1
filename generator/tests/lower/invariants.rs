//! What holds of every document.

use super::harness::{lowered, lowered_if};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lower/cases");

fn cases() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = std::fs::read_dir(CASES)
        .expect("there are cases")
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|it| it == "yaml"))
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (
                name,
                std::fs::read_to_string(file.path()).unwrap_or_default(),
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn accounts_balance() {
    for (name, case) in cases() {
        let lowered = lowered(&case);
        assert!(lowered.ledger.balances(), "{name}: {:?}", lowered.ledger);
    }
}

#[test]
fn nothing_is_a_defect() {
    for (name, case) in cases() {
        assert!(!lowered(&case).codes().contains(&"E001"), "{name}");
    }
}

#[test]
fn origins_tell_types_apart() {
    for (name, case) in cases() {
        assert_eq!(
            lowered(&case).repeated_origins(),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

/// A document that lacks any line, or has nonsense in place of any value, costs what is there and nothing else.
#[test]
fn damage_is_local() {
    for (name, case) in cases() {
        let lines: Vec<&str> = case.lines().collect();
        for broken in 0..lines.len() {
            for damage in ["drop", "null", "list", "text"] {
                let mut kept: Vec<String> = lines.iter().map(|it| (*it).to_owned()).collect();
                let line = kept[broken].clone();
                match (damage, line.split_once(": ")) {
                    ("drop", _) => {
                        kept.remove(broken);
                    }
                    ("null", Some((key, _))) => kept[broken] = format!("{key}: null"),
                    ("list", Some((key, _))) => kept[broken] = format!("{key}: [1, {{a: b}}]"),
                    ("text", Some((key, _))) => kept[broken] = format!("{key}: nonsense"),
                    _ => continue,
                }
                let Some(lowered) = lowered_if(&kept.join("\n")) else {
                    continue;
                };
                assert!(
                    lowered.ledger.balances(),
                    "{name}:{broken} {damage}: {:?}",
                    lowered.ledger
                );
                assert!(
                    !lowered.codes().contains(&"E001"),
                    "{name}:{broken} {damage}: {}",
                    lowered.found_text()
                );
            }
        }
    }
}

#[test]
fn every_code_of_these_layers_is_triggered() {
    let seen: std::collections::BTreeSet<&str> = cases()
        .iter()
        .flat_map(|(_, case)| lowered(case).codes())
        .collect();
    let missing: Vec<&str> = launchway_generator::diag::Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| matches!(id.get(1..2), Some("5" | "6")))
        .filter(|id| !seen.contains(id))
        .filter(|id| !ELSEWHERE.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Codes with a test of their own, here or among the bad documents of `tests/`.
const ELSEWHERE: [&str; 2] = ["E524", "W507"];

/// Lists in lists by reference, with no component on the way: the only thing that nests without a name.
#[test]
fn what_nests_too_deep_is_untyped_and_reported() {
    let mut case = String::from("components:\n  parameters:\n");
    for index in 0..400 {
        let next = (index + 1) % 400;
        let items = match index {
            399 => "{type: string}".to_owned(),
            _ => format!("{{$ref: '#/components/parameters/P{next}/schema'}}"),
        };
        case.push_str(&format!(
            "    P{index}: {{name: p, in: query, schema: {{type: array, items: {items}}}}}\n"
        ));
    }
    case.push_str(
        "paths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/P0'}]\n      responses: {'200': {description: ok}}\n",
    );
    let lowered = lowered(&case);
    assert_eq!(lowered.codes(), ["W507"]);
    assert_eq!(lowered.ledger.untyped.get("not-expressible"), Some(&1));
}

/// Chains of components, of `allOf` and of aliases: none is a recursion.
#[test]
fn long_chains_are_not_deep() {
    let shapes = [
        (
            "{type: object, required: [n], properties: {n: NEXT}}",
            3000,
            true,
        ),
        ("{anyOf: [NEXT]}", 3000, false),
        (
            "{allOf: [NEXT, {type: object, properties: {pINDEX: {type: string}}}]}",
            300,
            false,
        ),
        ("{oneOf: [{type: string}, NEXT]}", 300, false),
    ];
    for (shape, length, is_cycle) in shapes {
        let mut case = String::from("components:\n  schemas:\n");
        for index in 0..length {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", index + 1);
            let schema = shape
                .replace("NEXT", &next)
                .replace("INDEX", &index.to_string());
            case.push_str(&format!("    S{index}: {schema}\n"));
        }
        let last = if is_cycle {
            "{$ref: '#/components/schemas/S0'}"
        } else {
            "{type: object}"
        };
        case.push_str(&format!("    S{length}: {last}\n"));
        let start = std::time::Instant::now();
        let lowered = lowered(&case);
        println!("{shape}: {:?}", start.elapsed());
        assert!(lowered.ledger.balances());
        assert_eq!(lowered.codes().contains(&"W602"), is_cycle, "{shape}");
        assert!(!lowered.codes().contains(&"W501"), "{shape}");
    }
}

/// The order of components, paths and files is not part of what they mean.
#[test]
fn order_of_the_document_changes_no_type() {
    for (name, case) in cases() {
        let forward = lowered(&case);
        let backward = lowered(&reversed(&case));
        let types = |it: &super::harness::Lowered| {
            let text = it.api.to_text();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            (lines, it.facts_text(), it.ledger.clone())
        };
        assert_eq!(types(&forward), types(&backward), "{name}");
    }
}

/// The case with the members of `paths` and of `components/schemas` in the opposite order.
fn reversed(case: &str) -> String {
    let (main, files) = match case.split_once("# file: ") {
        Some((main, files)) => (main, Some(files)),
        None => (case, None),
    };
    let mut out: Vec<String> = Vec::new();
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut indent = None;
    for line in main.lines() {
        let depth = line.len() - line.trim_start().len();
        if let Some(inner) = indent {
            if depth > inner {
                blocks
                    .last_mut()
                    .expect("a block is open")
                    .push(line.to_owned());
                continue;
            }
            if depth == inner {
                blocks.push(vec![line.to_owned()]);
                continue;
            }
            out.extend(blocks.drain(..).rev().flatten());
            indent = None;
        }
        out.push(line.to_owned());
        match line {
            "paths:" => indent = Some(2),
            "  schemas:" => indent = Some(4),
            _ => {}
        }
    }
    out.extend(blocks.drain(..).rev().flatten());
    let mut text = out.join("\n");
    text.push('\n');
    if let Some(files) = files {
        text.push_str("# file: ");
        text.push_str(files);
    }
    text
}

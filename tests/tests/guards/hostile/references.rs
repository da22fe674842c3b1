//! References that lead elsewhere, or around in circles.

use crate::support::Files;
use launchway_generator::config::Config;
use launchway_generator::source::Reader;
use launchway_generator::{Request, generate};
use std::cell::RefCell;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

/// Notes what it is asked for.
struct Spy {
    text: String,
    asked: RefCell<Vec<String>>,
}

impl Reader for Spy {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let mut asked = self.asked.borrow_mut();
        asked.push(path.to_owned());
        // Whoever refers to a file below its own would go on forever where every file is there.
        let text = if asked.len() == 1 {
            self.text.as_str()
        } else {
            "type: string"
        };
        Ok(text.as_bytes().to_vec())
    }
}

#[test]
fn nothing_outside_is_asked_for() {
    let references = [
        "/etc/passwd",
        "//host/share",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "http://localhost/x.yaml",
        "https://x.example/a#/b",
        "data:,x",
        "javascript:x",
        "../x.yaml",
        "a/../../x.yaml",
        "./.././x.yaml",
        "a/%2e%2e/%2e%2e/x.yaml",
        "%2e%2e/x.yaml",
        "%2fetc/passwd",
        "..\\\\..\\\\x.yaml",
        "C:/x.yaml",
        "C:\\\\x.yaml",
        "~/x.yaml",
        "a\\0.yaml",
        "",
        " ",
        ".",
        "..",
        "?",
        "a?b",
        "#/../..",
        "CON",
    ];
    for reference in references {
        let text = format!(
            "{HEAD}paths:\n  /a: {{$ref: \"{reference}\"}}\ncomponents:\n  schemas:\n    A: {{$ref: \"{reference}\"}}\n    B: {{discriminator: {{propertyName: a, mapping: {{x: \"{reference}\"}}}}, oneOf: [{{$ref: \"{reference}\"}}]}}\n"
        );
        let spy = Spy {
            text,
            asked: RefCell::default(),
        };
        let config = Config::new("api");
        let outcome = generate(&Request {
            root: "spec.yaml",
            overlays: &[],
            reader: &spy,
            config: &config,
        });
        crate::support::soundness(&outcome)
            .unwrap_or_else(|problem| panic!("{reference}: {problem}"));
        for path in spy.asked.into_inner() {
            let parts: Vec<&str> = path.split('/').collect();
            let below = !parts.iter().any(|part| ["", ".."].contains(part));
            assert!(
                below && !path.contains(['\\', '\0', ':']),
                "{reference:?} reads {path:?}"
            );
        }
    }
}

#[test]
fn files_that_refer_to_each_other_end() {
    let document = Files::several(
        "files in a circle",
        "spec.yaml",
        &[
            (
                "spec.yaml",
                &format!(
                    "{HEAD}paths: {{/a: {{$ref: a.yaml}}}}\ncomponents: {{schemas: {{A: {{$ref: s.yaml}}, R: {{$ref: spec.yaml}}, D: {{$ref: 'spec.yaml#/components/schemas/D'}}}}}}\n"
                ),
            ),
            ("a.yaml", "$ref: b.yaml"),
            ("b.yaml", "$ref: a.yaml"),
            (
                "s.yaml",
                "{type: object, properties: {s: {$ref: s.yaml}, t: {$ref: t.yaml}}}",
            ),
            ("t.yaml", "{$ref: 's.yaml#/properties/t'}"),
        ],
    );
    document.sound();
}

#[test]
fn circles_of_every_kind_end() {
    let circles = [
        "paths: {/a: {$ref: '#/paths/~1a'}}",
        "paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}",
        "paths: {/a: {get: {$ref: '#/paths/~1a/get'}}}",
        "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P'}], responses: {'200': {$ref: '#/components/responses/R'}}, requestBody: {$ref: '#/components/requestBodies/B'}}}}\ncomponents: {parameters: {P: {$ref: '#/components/parameters/P'}}, responses: {R: {$ref: '#/components/responses/R'}}, requestBodies: {B: {$ref: '#/components/requestBodies/B'}}, headers: {H: {$ref: '#/components/headers/H'}}, securitySchemes: {S: {$ref: '#/components/securitySchemes/S'}}, pathItems: {I: {$ref: '#/components/pathItems/I'}}}",
        "$ref: '#'",
        "paths: {$ref: '#/paths'}",
        "components: {$ref: '#/components'}",
        "components: {schemas: {$ref: '#/components/schemas'}}",
        "components: {schemas: {A: {$ref: '#'}}}",
        "components: {schemas: {A: {$ref: '#/components'}}}",
        "components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}]}}}",
        "components: {schemas: {A: {type: object, properties: {a: {type: string}}, allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}}}",
        "components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}]}}}",
        "components: {schemas: {A: {oneOf: [{$ref: '#/components/schemas/A'}]}}}",
        "components: {schemas: {A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}}}",
        "components: {schemas: {A: {anyOf: [{$ref: '#/components/schemas/B'}, {type: string}]}, B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}}}",
        "components: {schemas: {A: {not: {$ref: '#/components/schemas/A'}}}}",
        "components: {schemas: {A: {type: array, items: {$ref: '#/components/schemas/A'}}}}",
        "components: {schemas: {A: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}}}",
        "components: {schemas: {A: {prefixItems: [{$ref: '#/components/schemas/A'}]}}}",
        "components: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A/properties/a'}}}}}",
        "components: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A/properties/a/b'}}}}}",
        "components: {schemas: {A: {$ref: '#/components/schemas/A/allOf/0', allOf: [{$ref: '#/components/schemas/A'}]}}}",
        "components: {schemas: {A: {$dynamicRef: '#a', $dynamicAnchor: a, $defs: {B: {$ref: '#/components/schemas/A/$defs/B'}}}}}",
        "components: {schemas: {A: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}}}",
        "components: {schemas: {A: {type: object, required: [a], properties: {a: {allOf: [{$ref: '#/components/schemas/A'}, {required: [b]}]}}}}}",
        "components: {schemas: {A: {type: object, discriminator: {propertyName: k, mapping: {a: '#/components/schemas/A'}}, oneOf: [{$ref: '#/components/schemas/A'}], properties: {k: {type: string}}}}}",
    ];
    for circle in circles {
        let paths = if circle.contains("paths:") {
            ""
        } else {
            "paths: {}\n"
        };
        Files::one(circle, format!("{HEAD}{paths}{circle}\n")).sound();
    }
}

/// Each schema holds the next one several times: what is written into each other must not double with each.
#[test]
fn schemas_do_not_multiply() {
    for (name, each) in [
        (
            "allOf",
            "{allOf: [{$ref: NEXT}, {$ref: NEXT}, {type: object, properties: {aN: {type: string}}}]}",
        ),
        (
            "allOf of allOf",
            "{allOf: [{allOf: [{$ref: NEXT}, {$ref: NEXT}]}, {properties: {aN: {$ref: NEXT}}}]}",
        ),
        (
            "oneOf",
            "{oneOf: [{$ref: NEXT}, {$ref: NEXT}, {type: object, required: [aN], properties: {aN: {type: string}}}]}",
        ),
        (
            "allOf and oneOf",
            "{allOf: [{$ref: NEXT}], oneOf: [{required: [bN], properties: {bN: {type: string}}}, {required: [cN], properties: {cN: {type: string}}}]}",
        ),
        (
            "both unions",
            "{oneOf: [{$ref: NEXT}, {type: object}], anyOf: [{$ref: NEXT}, {type: string}]}",
        ),
        (
            "members",
            "{type: object, properties: {aN: {$ref: NEXT}, bN: {$ref: NEXT}}}",
        ),
        (
            "pairs",
            "{type: array, prefixItems: [{$ref: NEXT}, {$ref: NEXT}]}",
        ),
    ] {
        let schemas: String = (0..24)
            .map(|index| {
                let next = format!("'#/components/schemas/S{}'", index + 1);
                format!(
                    "    S{index}: {}\n",
                    each.replace("NEXT", &next)
                        .replace("aN", &format!("a{index}"))
                        .replace("bN", &format!("b{index}"))
                        .replace("cN", &format!("c{index}"))
                )
            })
            .collect();
        let text = format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}    S24: {{type: object, properties: {{end: {{type: string}}}}}}\n"
        );
        let start = std::time::Instant::now();
        let outcome = Files::one(name, text).sound();
        let lines = outcome
            .client
            .as_ref()
            .map_or(0, |client| client.files.lines());
        assert!(
            start.elapsed().as_secs() < 60 && lines < 100_000,
            "{name}: {:?}, {lines} lines",
            start.elapsed()
        );
    }
}

//! Operations, parameters, bodies and responses as views.

use crate::{codes, look};
use launchway_generator::diag::Diagnostics;
use launchway_generator::document::{Document, Location, OperationView, Style, Version};

const HEAD: &str =
    "info: {title: t, version: '1'}\nservers: [{url: /v1}]\nsecurity: [{a: [], b: [s]}]\n";

fn first(document: &Document) -> OperationView {
    let entries = document.operations(&mut Diagnostics::default());
    document.operation(&entries[0]).unwrap()
}

#[test]
fn operations_of_every_kind_in_order() {
    let text = format!(
        "openapi: 3.2.0\n{HEAD}paths:\n  /a:\n    summary: s\n    post: {{}}\n    query: {{}}\n    get: {{operationId: g}}\n    additionalOperations: {{LINK: {{}}}}\n  /b: {{$ref: '#/components/pathItems/B'}}\n  x-c: {{}}\ncomponents: {{pathItems: {{B: {{put: {{}}}}}}}}\nwebhooks: {{w: {{}}}}\n"
    );
    let (entries, found) = look(&text, |document| {
        assert_eq!(
            (document.version(), document.servers().len()),
            (Version::V32, 1)
        );
        assert_eq!(document.security(), [["a", "b"]]);
        let mut found = Diagnostics::default();
        let entries = document.operations(&mut found);
        assert_eq!(codes(&found), ["N404"]);
        entries
    });
    let names: Vec<String> = entries
        .iter()
        .map(|each| format!("{} {}", each.method, each.path))
        .collect();
    assert_eq!(
        names,
        ["post /a", "query /a", "get /a", "LINK /a", "put /b"]
    );
    assert_eq!((entries[4].through.len(), found.len()), (1, 0));
}

#[test]
fn an_operation_with_all_its_parts() {
    let text = format!(
        "openapi: 3.0.3\n{HEAD}paths:\n  /a/{{p}}:\n    servers: [{{url: /item}}]\n    parameters: [{{$ref: '#/components/parameters/P'}}]\n    get:\n      security: [{{}}]\n      parameters:\n        - {{name: q, in: query, schema: {{type: array}}, example: 1, examples: {{e: {{value: 2}}, f: {{$ref: '#/components/examples/F'}}}}}}\n        - {{name: j, in: query, content: {{application/json: {{schema: {{}}}}}}}}\n      requestBody: {{content: {{multipart/form-data: {{schema: {{type: object}}, encoding: {{a: {{style: form, contentType: text/x, headers: {{H: {{schema: {{}}}}}}}}, b: {{explode: true}}}}}}}}}}\n      responses: {{default: {{description: d}}, '200': {{$ref: '#/components/responses/R'}}}}\ncomponents:\n  parameters: {{P: {{name: p, in: path, required: true, style: label, schema: {{type: string}}}}}}\n  examples: {{F: {{value: 3}}}}\n  responses: {{R: {{description: r, headers: {{X: {{required: true, schema: {{type: string}}}}}}, content: {{text/plain: {{}}}}}}}}\n"
    );
    let ((), found) = look(&text, |document| {
        let operation = first(document);
        assert_eq!(operation.security, Some(vec![vec![]]));
        assert_eq!(
            (
                operation.servers[0].url.as_str(),
                operation.parameters.len()
            ),
            ("/item", 3)
        );
        let parameter = |index: usize| document.parameter(&operation.parameters[index]).unwrap();
        let (p, q, j) = (parameter(0), parameter(1), parameter(2));
        assert_eq!(
            (p.name(), p.location, p.style, p.explode, p.required()),
            ("p", Location::Path, Style::Label, false, true)
        );
        assert_eq!(
            (q.location, q.style, q.explode),
            (Location::Query, Style::Form, true)
        );
        assert_eq!(q.examples, [1, 2, 3]);
        assert!(
            j.schema.is_none()
                && j.content[0].0 == "application/json"
                && j.content[0].1.schema.is_some()
        );
        let body = document
            .request_body(operation.body.as_ref().unwrap())
            .unwrap();
        let encoding = &body.content[0].1.encoding;
        assert_eq!(
            (
                encoding[0].1.style,
                encoding[0].1.explode,
                encoding[0].1.headers.len()
            ),
            (Some(Style::Form), None, 1)
        );
        assert_eq!(
            (encoding[1].1.style, encoding[1].1.explode),
            (None, Some(true))
        );
        assert_eq!(
            operation
                .responses
                .iter()
                .map(|each| each.0.as_str())
                .collect::<Vec<_>>(),
            ["200", "default"]
        );
        let response = document.response(&operation.responses[0].1).unwrap();
        assert_eq!(
            (response.description(), response.content[0].0.as_str()),
            (Some("r"), "text/plain")
        );
        assert!(document.header(&response.headers[0].1).unwrap().required());
    });
    assert_eq!(found, ["N308"][..0], "nothing was read that is wrong");
}

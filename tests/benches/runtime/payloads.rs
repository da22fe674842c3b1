//! Bodies in the shapes of both APIs, made here.

/// A page of deployments of Cloud Foundry, about 1 kB each.
pub(crate) fn cloudfoundry_page(count: usize) -> String {
    let base = "https://api.cf.test/v3";
    let deployments: Vec<String> = (0..count).map(|index| deployment(base, index)).collect();
    format!(
        r#"{{"pagination":{{"total_results":{count},"total_pages":1,"first":{{"href":"{base}/deployments?page=1&per_page=50"}},"last":{{"href":"{base}/deployments?page=1&per_page=50"}},"next":null,"previous":null}},"resources":[{}]}}"#,
        deployments.join(",")
    )
}

/// One deployment of Cloud Foundry.
pub(crate) fn cloudfoundry_deployment() -> String {
    deployment("https://api.cf.test/v3", 7)
}

fn deployment(base: &str, index: usize) -> String {
    let guid = format!("b1e7f3c4-2d58-4e69-a07b-{index:012x}");
    format!(
        r#"{{"guid":"{guid}","created_at":"2026-02-03T04:05:06Z","updated_at":"2026-02-03T04:06:06Z",
  "status":{{"value":"ACTIVE","reason":"DEPLOYING","details":{{"last_successful_healthcheck":"2026-02-03T04:06:00Z","last_status_change":"2026-02-03T04:06:06Z"}}}},
  "strategy":"rolling","options":{{"max_in_flight":{}}},
  "droplet":{{"guid":"a7c3d9e2-1b44-4a0e-8f23-{index:012x}"}},"previous_droplet":{{"guid":null}},
  "new_processes":[{{"guid":"c2d3e4f5-0a1b-4c2d-9e3f-{index:012x}","type":"web"}}],
  "revision":{{"guid":"f5b1c708-6192-42a3-94bf-{index:012x}","version":{}}},
  "relationships":{{"app":{{"data":{{"guid":"0f4b2a1e-6a57-4a35-9f0c-{index:012x}"}}}}}},
  "metadata":{{"labels":{{"team":"checkout","stage":"production"}},"annotations":{{"ticket":"OPS-{index}"}}}},
  "links":{{"self":{{"href":"{base}/deployments/{guid}"}},"app":{{"href":"{base}/apps/0f4b2a1e-6a57-4a35-9f0c-{index:012x}"}},"cancel":{{"href":"{base}/deployments/{guid}/actions/cancel","method":"POST"}}}}}}"#,
        index % 9 + 1,
        index + 1,
    )
}

/// The deployments of a Worker, without the envelope around them.
pub(crate) fn cloudflare_deployments(count: usize) -> String {
    let one = |index: usize| {
        format!(
            r#"{{"id":"3c7e6f7a-6a0b-4c5d-8e9f-{index:012x}","created_on":"2026-03-04T05:06:07.089012Z","source":"api","strategy":"percentage","author_email":"ops@example.net","annotations":{{"workers/message":"ramp of step {index}","workers/triggered_by":"deployment"}},"versions":[{{"version_id":"5b1d7c52-0f0e-4b52-9d38-{index:012x}","percentage":12.5}},{{"version_id":"d0a9e2a4-77c1-4f0b-8f0d-{index:012x}","percentage":87.5}}]}}"#
        )
    };
    let all: Vec<String> = (0..count).map(one).collect();
    format!(r#"{{"deployments":[{}]}}"#, all.join(","))
}

/// A body in Cloudflare's envelope.
pub(crate) fn enveloped(result: &str) -> String {
    format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#)
}

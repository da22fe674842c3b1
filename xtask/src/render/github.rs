//! A diagnostic as a workflow command of GitHub, which shows it beside the line.

use super::Scene;
use launchway_generator::diag::{Diagnostic, Severity};

pub(super) fn line(diagnostic: &Diagnostic, scene: &Scene<'_>) -> String {
    let command = match diagnostic.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(spot) = scene.spot_of(diagnostic) {
        properties.push(format!("file={}", property(&spot.file)));
        if let Some(at) = spot.position {
            properties.push(format!("line={}", at.line));
            properties.push(format!("col={}", at.column));
        }
    }
    properties.push(format!("title={}", diagnostic.code.id()));
    let mut message = diagnostic.message.clone();
    if let Some(remedy) = &diagnostic.remedy {
        message.push_str(&format!("\nhelp: {remedy}"));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

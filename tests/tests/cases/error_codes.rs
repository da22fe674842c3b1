//! Codes that the document lists: constants with their meaning, to be asked of errors.

use crate::support::Script;
use launchway_tests::cases::error_codes::{Client, error_codes};

#[test]
fn errors_are_asked_for_codes() {
    let script = Script::default().answer(
        404,
        &[],
        r#"{"errors":[{"code":"quota"},{"code":10007,"message":"no"}]}"#,
    );
    let client = Client::builder().transport(script).build().unwrap();
    let error = client.workers().get("x").send_blocking().unwrap_err();
    assert!(error.has_code(error_codes::WORKER_NOT_FOUND));
    assert!(error.has_code(error_codes::QUOTA_USED_UP));
    assert!(!error.has_code(error_codes::ALL_CODE));
    assert_eq!(error_codes::WORKER_NOT_FOUND.code(), "10007");
    assert_eq!(
        error_codes::WORKER_NOT_FOUND.meaning(),
        "There is no such Worker."
    );
    assert_eq!(error_codes::ALL.len(), 3);
}

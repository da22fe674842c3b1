//! What was deleted by an attempt whose answer nobody got.

use super::paused::Paused;
use super::support::Bare;
use crate::runtime::{
    Builder, Call, Client, Json, Method, Mock, Operation, TransportError, operation,
};

operation! { Delete: Method::Delete, "/thing" => (), retry UntilGone }
operation! { Maybe: Method::Delete, "/thing" => optional i64, retry UntilGone }
operation! { Any: Method::Delete, "/thing" => Json, envelope "result", retry UntilGone }
operation! { Plain: Method::Delete, "/thing" => () }

const NOT_FOUND: &str = r#"{"errors":[{"code":10010,"title":"not found"}]}"#;

fn client(mock: &Mock, clock: &Paused) -> Client {
    let builder = Builder::<Bare>::new().transport(mock.clone());
    builder.clock(clock.clone()).build().unwrap()
}

fn lost() -> Mock {
    Mock::new().fail(TransportError::new("reset"))
}

fn run<O: Operation>(mock: &Mock) -> Result<O::Output, crate::runtime::Error> {
    let clock = Paused::default();
    clock.run(Call::<O>::new(&client(mock, &clock)))
}

#[test]
fn not_found_after_an_answer_that_was_lost_is_done() {
    run::<Delete>(&lost().json(404, NOT_FOUND)).unwrap();
    run::<Delete>(&lost().json(410, NOT_FOUND)).unwrap();
    run::<Delete>(&Mock::new().status(502).json(404, NOT_FOUND)).unwrap();
    run::<Delete>(&lost().status(503).json(404, NOT_FOUND)).unwrap();
    assert_eq!(run::<Maybe>(&lost().json(404, NOT_FOUND)).unwrap(), None);
    assert!(run::<Any>(&lost().json(404, NOT_FOUND)).unwrap().is_null());
}

/// The response tells the truth: it is not a success that was seen.
#[test]
fn the_response_says_so() {
    let clock = Paused::default();
    let mock = lost().json(404, NOT_FOUND).status(204);
    let client = client(&mock, &clock);
    let gone = clock
        .run(Call::<Delete>::new(&client).with_response())
        .unwrap();
    assert!(gone.is_gone());
    assert_eq!((gone.status.as_u16(), gone.attempts()), (404, 2));
    assert_eq!(gone.raw(), NOT_FOUND);
    let done = clock
        .run(Call::<Delete>::new(&client).with_response())
        .unwrap();
    assert!(!done.is_gone());
}

#[test]
fn not_found_is_an_error_where_nothing_can_have_been_done() {
    let not_found = |mock: Mock| run::<Delete>(&mock).unwrap_err().is_not_found();
    assert!(not_found(Mock::new().json(404, NOT_FOUND)));
    let unsent = TransportError::connect("nobody there");
    assert!(not_found(Mock::new().fail(unsent).json(404, NOT_FOUND)));
    // What is too many was refused.
    assert!(not_found(Mock::new().status(429).json(404, NOT_FOUND)));
    // Nobody said that it ends so.
    assert!(
        run::<Plain>(&lost().json(404, NOT_FOUND))
            .unwrap_err()
            .is_not_found()
    );
}

//! Mocks that answer by the examples of a document, and by its schemas where it has none.

use launchway_tests::cases::{mock_answers, paging_envelope, streams, unions};
use launchway_tests::runtime::{Api, Builder, Mock};

fn client<A: Api>(builder: Builder<A>, mock: Mock) -> A::Client {
    builder.transport(mock).build().unwrap()
}

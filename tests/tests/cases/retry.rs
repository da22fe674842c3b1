//! Whether an operation may be repeated: by its method, or by the document.

use launchway_tests::cases::retry::locks::{Read, Renew, Take};
use launchway_tests::runtime::{Operation, Repeats};

#[test]
fn the_document_may_say_what_the_method_does_not() {
    assert_eq!(Read::DESCRIPTOR.retry, None);
    assert_eq!(Renew::DESCRIPTOR.retry, Some(Repeats::Safe));
    assert_eq!(Take::DESCRIPTOR.retry, Some(Repeats::Never));
}

//! Maps are filled entry by entry, whether they have to be there, may be null, or hold what has no field.

use crate::support::{body, client};
use launchway_tests::cases::inserters::Client;
use launchway_tests::cases::inserters::types::Job;

#[test]
fn an_entry_is_added_to_each_kind_of_map() {
    let job = Job::new([("a".to_owned(), "1".to_owned())].into())
        .insert_labels("b", "2")
        .insert_env_entry("HOME", "/")
        .insert_env_entry("PATH", "/bin")
        .insert_notes("n", 3)
        .insert_env(true)
        .insert_extra("more", "4");
    let jobs = client(Client::builder().base_url("https://api.example.com")).jobs();
    assert_eq!(
        body(&jobs.create(job)).1,
        r#"{"labels":{"a":"1","b":"2"},"env":{"HOME":"/","PATH":"/bin"},"notes":{"n":3},"insert_env":true,"more":"4"}"#
    );
}

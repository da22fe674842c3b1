//! References, aliases, files, and other wordings of the same thing.

use crate::support::{answering, client, keeps, read, target};
use launchway_tests::cases::*;

#[test]
fn aliases_are_what_they_stand_for() {
    use aliases::types::{Id, Ids, Index, Real, Second, Thing};
    let id: Id = String::from("a");
    let second: Second = id;
    let ids: Ids = vec![second];
    let index: Index = [("x".to_owned(), ids)].into();
    let thing: Thing = read::<Real>(r#"{"id":"a","index":{"x":["a"]}}"#);
    assert_eq!(thing.index, Some(index));
}

#[test]
fn references_into_other_schemas_give_one_type() {
    use refs_deep::types::{Invoice, Order, OrderLine};
    let order: Order = read(r#"{"line":{"sku":"a"},"lines":[{"sku":"b"}]}"#);
    let invoice = read::<Invoice>(r#"{"first":{"sku":"a"},"sku":"c"}"#);
    let _: [&OrderLine; 3] = [
        &order.line,
        &order.lines.as_ref().unwrap()[0],
        &invoice.first,
    ];
    assert_eq!(order.line, invoice.first);
}

#[test]
fn definitions_inside_a_schema_are_types() {
    use defs::types::{Money, Order};
    let order: Order = read(r#"{"total":{"cents":3},"lines":[{"price":{"cents":1}}]}"#);
    let total: Money = order.total;
    assert_eq!(total.cents, 3);
    assert_eq!(order.lines.unwrap()[0].price.as_ref().unwrap().cents, 1);
}

#[test]
fn references_lead_to_other_files() {
    use refs_files::types::{Owner, Pet, Problem};
    let builder = || refs_files::Client::builder().base_url("https://api.example.com");
    assert_eq!(target(&client(builder()).pets().get("1")), "/pets/1");
    let pet: Pet = answering(
        builder(),
        200,
        &[],
        r#"{"name":"rex","owner":{"pets":[{"name":"tom"}]}}"#,
    )
    .pets()
    .get("1")
    .send_blocking()
    .unwrap();
    let owner: Owner = pet.owner.unwrap();
    assert_eq!(owner.pets.unwrap()[0].name, "tom");
    let error = answering(builder(), 500, &[], r#"{"message":"no"}"#)
        .pets()
        .get("1")
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.body::<Problem>().unwrap().unwrap().message, "no");
}

#[test]
fn what_stands_beside_a_reference_counts() {
    use ref_siblings::types::{Car, CarSize, Colour};
    let car: Car = read(r#"{"paint":"red","size":{"width":3}}"#);
    assert_eq!(car.paint, Some(Colour::Red));
    let size: CarSize = car.size.unwrap();
    assert_eq!(size.width, 3);
}

#[test]
fn anchors_merge_keys_and_bare_words_of_yaml() {
    use yaml_features::types::{Thing, ThingNo};
    keeps::<Thing>(r#"{"id":"a","on":true,"no":"off","octal":"010"}"#);
    assert_eq!(ThingNo::Yes.as_str(), "yes");
    let things =
        client(yaml_features::Client::builder().base_url("https://api.example.com")).things();
    assert_eq!(target(&things.list()), "/things");
}

#[test]
fn versions_say_the_same_in_other_words() {
    // That they give the same files is told by the snapshot.
    use launchway_tests::runtime::Maybe;
    use versions::types::{Item, ItemKind};
    let item: Item =
        read(r#"{"id":1,"note":null,"more":null,"kind":"only","link":null,"file":"AQI="}"#);
    assert_eq!(
        (item.note, item.more, item.link),
        (None, Maybe::Null, Maybe::Null)
    );
    assert_eq!(
        (item.kind, item.file.unwrap().as_ref()),
        (Some(ItemKind::Only), &[1_u8, 2][..])
    );
}

#[test]
fn references_lead_into_operations() {
    use refs_into_paths::things::{GetThingId, GetThingResponse};
    let client = answering(
        refs_into_paths::Client::builder().base_url("https://api.example.com"),
        200,
        &[],
        r#"[{"x":"y"}]"#,
    );
    let call = client.others().list_all().id(GetThingId::B);
    assert_eq!(target(&call), "/all?id=b");
    let all: Vec<GetThingResponse> = call.send_blocking().unwrap();
    assert_eq!(all[0].x, "y");
}

#[test]
fn ids_and_anchors_name_schemas() {
    use ids::types::{Author, Book, Edition, Form, Mark, Shelf};
    let shelf: Shelf = read(
        r#"{"book":{"title":"a","form":"paper","edition":{"year":1,"title":"b"},"mark":{"page":3}},"author":{"name":"c"},"title":"d","mark":4,"dated":{"year":2},"tree":{"name":"e","children":[{"name":"f"}]}}"#,
    );
    let book: Book = shelf.book.unwrap();
    let edition: Edition = book.edition.unwrap();
    let mark: Mark = book.mark.unwrap();
    let author: Author = shelf.author.unwrap();
    assert_eq!(book.form, Some(Form::Paper));
    assert_eq!(
        (edition.year, edition.title.as_deref()),
        (Some(1), Some("b"))
    );
    assert_eq!((mark.page, shelf.mark), (Some(3), Some(4)));
    assert_eq!(author.name.as_deref(), Some("c"));
    assert_eq!(shelf.tree.unwrap().children.unwrap()[0].name, "f");
}

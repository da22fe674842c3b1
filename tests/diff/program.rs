//! A program of somebody who uses the client of `base.yaml`, and all of it: what breaks for it is a major change. It is
//! compiled against the client of each new document, which stands as `api` beside the `runtime`, and never run.

use api::{Client, error_codes, orders, stock, types};
use runtime::{Bytes, Call, Error, Maybe, RawResponse, Response, Timestamp, Uuid};
use std::collections::BTreeMap;

fn any<T>() -> T {
    unimplemented!()
}

fn is<T>(_: T) {}

fn reads(order: types::Order, list: types::OrderList, stock: types::Stock) {
    is::<String>(order.id);
    is::<types::State>(order.state);
    is::<types::Payment>(order.payment);
    is::<types::Account>(order.account);
    is::<Option<String>>(order.note);
    is::<Maybe<f64>>(order.total);
    for item in order.items {
        let types::Item { sku, shade, .. } = item;
        is::<Uuid>(sku);
        is::<types::ItemShade>(shade);
    }
    is::<Vec<types::Order>>(list.orders);
    is::<Option<i64>>(stock.left);
    is::<Option<String>>(stock.shelf);
    is::<BTreeMap<String, String>>(stock.extra);
    is::<Option<String>>(types::Problem::default().code);
    is::<Option<String>>(types::Problem::default().message);
    is::<Option<String>>(types::Spare::default().word);
    is::<types::Stock>(Default::default());
    is::<types::Note>(Default::default());
    let account: types::Account = any();
    is::<String>(account.name);
    is::<Timestamp>(account.since);
    let new: types::NewOrder = any();
    is::<String>(new.item);
    is::<i64>(new.count);
    is::<types::Account>(new.account);
    is::<Option<types::Label>>(new.label);
    is::<Option<bool>>(new.gift);
    is::<String>(any::<types::Label>());
}

fn tells(payment: types::Payment, state: types::State, shade: types::ItemShade, size: types::Size) {
    match payment {
        types::Payment::Card(card) => is::<(String, String)>((card.kind, card.number)),
        types::Payment::Transfer(it) => is::<(String, String)>((it.kind, it.iban)),
        _ => {}
    }
    match state {
        types::State::Open | types::State::Sent | types::State::Lost => {}
        _ => is::<&str>(state.as_str()),
    }
    match shade {
        types::ItemShade::Light | types::ItemShade::Dark => {}
        _ => is::<types::ItemShade>(types::ItemShade::from("grey")),
    }
    match size {
        types::Size::N1 | types::Size::N2 => {}
        _ => {}
    }
}

fn makes() -> types::NewOrderInput {
    let account: types::AccountInput = types::AccountInput::new("Ada");
    let transfer: types::Transfer = types::Transfer::new("transfer", "an account");
    let card: types::Card = types::Card::new("card", "a number");
    let note: types::Note = types::Note::new().text("a text").size(types::Size::N1);
    is::<types::Note>(note);
    let order: types::NewOrderInput = types::NewOrderInput::new("a lamp", 2_i64, account);
    order
        .label("a label")
        .gift(true)
        .transfer(transfer)
        .card(card)
}

async fn calls(client: Client) -> Result<(), Error> {
    let orders: orders::Orders = client.orders();
    let stock: stock::StockApi = client.stock();
    let list: Call<orders::ListOrders> = orders.list().page(2_i32).state(types::State::Open);
    is::<types::OrderList>(list.await?);
    let response: Response<orders::ListOrders> = orders.list().with_response().await?;
    is::<Option<String>>(response.x_request_id()?);
    let made: Call<orders::CreateOrder> = orders.create(makes());
    let made = made.await?;
    let latest: Call<orders::GetOrder> = orders.latest(&made);
    is::<types::Order>(latest.await?);
    is::<types::Order>(made);
    let got: Call<orders::GetOrder> = orders.get("an id");
    is::<types::Order>(got.await?);
    let gone: Call<orders::DeleteOrder> = orders.delete("an id");
    is::<()>(gone.await?);
    let seen: Call<stock::GetStock> = stock.get("a shop", "a lamp", "piece");
    is::<types::Stock>(seen.await?);
    let noted: Call<stock::NoteStock> = stock.note("a shop", "a lamp").body(types::Note::new());
    is::<()>(noted.await?);
    let watched: Call<stock::WatchStock> = stock.watch();
    is::<Vec<types::Stock>>(watched.await?);
    if let Some(each) = orders.list().items().next().await {
        is::<types::Order>(each?);
    }
    if let Some(each) = stock.watch().stream().next().await {
        is::<types::Stock>(each?);
    }
    let _ = orders.get("an id").wait().await?;
    Ok(())
}

fn fails(error: Error) {
    if error.has_code(error_codes::SOLD_OUT)
        && let Some(Ok(problem)) = error.body::<types::Problem>()
    {
        is::<Option<String>>(problem.message);
    }
}

fn builds() -> Result<Client, Error> {
    let builder = Client::builder().token("a token").region("us");
    let _ = Client::builder().user("Ada", "a word");
    builder.build()
}

fn main() {
    let _ = (reads, tells, makes, calls, fails, builds);
    let _ = any::<fn(Bytes, RawResponse)>;
}

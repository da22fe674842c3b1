//! What the fake of Cloud Foundry knows: states, refusals, pages, filters, tokens.

use super::support::cloudfoundry;
use launchway::cloudfoundry::types::{
    BelongsToApp, BelongsToSpace, DeploymentStatusReason, GuidRef, NewApp, NewBuild, NewDeployment,
    NewPackage, PackageType, TimestampOrder,
};
use launchway_tests::fake::CloudFoundry;

#[tokio::test]
async fn apps_have_unique_names_and_need_droplets() {
    let fake = CloudFoundry::start().unwrap();
    let (cf, _) = cloudfoundry(&fake);
    let create = || {
        cf.apps()
            .create(NewApp::new("shop", BelongsToSpace::of("s-1")))
    };
    let app = create().await.unwrap();
    assert_eq!(app.relationships.current_droplet.data.guid, None);
    assert!(create().await.unwrap_err().has_code(10016));
    assert!(
        cf.apps()
            .start(&app.guid)
            .await
            .unwrap_err()
            .is_unprocessable()
    );
    let deployment = NewDeployment::new(BelongsToApp::of(&app.guid));
    assert!(
        cf.deployments()
            .create(deployment)
            .await
            .unwrap_err()
            .is_unprocessable()
    );
}

#[tokio::test]
async fn packages_that_are_not_ready_are_not_staged() {
    let fake = CloudFoundry::start().unwrap();
    let (app, _) = fake.state().running_app("shop", 1);
    let (cf, _) = cloudfoundry(&fake);
    let new = NewPackage::new(BelongsToApp::of(&app)).r#type(PackageType::Bits);
    let package = cf.packages().create(new).await.unwrap();
    let build = cf
        .builds()
        .create(NewBuild::new(GuidRef::new(&package.guid)));
    assert!(build.await.unwrap_err().has_code(1004));
}

#[tokio::test]
async fn deployments_are_continued_and_canceled_only_in_time() {
    let fake = CloudFoundry::start().unwrap();
    let (app, droplet) = fake.state().running_app("shop", 2);
    let next = fake.state().add_droplet(&app);
    let (cf, _) = cloudfoundry(&fake);
    let new = NewDeployment::new(BelongsToApp::of(&app)).droplet(GuidRef::new(&next));
    let guid = cf.deployments().create(new).await.unwrap().guid;
    // The droplet changes at once.
    assert_eq!(fake.state().current_droplet(&app), next);
    let refused = cf
        .deployments()
        .continue_deployment(&guid)
        .await
        .unwrap_err();
    assert!(
        refused.to_string().contains("ACTIVE and reason: DEPLOYING"),
        "{refused}"
    );
    cf.deployments().cancel(&guid).await.unwrap();
    cf.deployments().cancel(&guid).await.unwrap();
    assert_eq!(fake.state().current_droplet(&app), droplet);
    let ended = cf
        .deployments()
        .get(&guid)
        .wait()
        .await
        .unwrap()
        .into_value();
    assert_eq!(ended.status.reason, DeploymentStatusReason::Canceled);
    assert_eq!(ended.links.cancel, None);
    assert!(
        cf.deployments()
            .cancel(&guid)
            .await
            .unwrap_err()
            .is_unprocessable()
    );
}

#[tokio::test]
async fn lists_have_pages_that_keep_their_filters() {
    let fake = CloudFoundry::start().unwrap();
    let (app, _) = fake.state().running_app("shop", 1);
    for _ in 0..4 {
        fake.state().add_droplet(&app);
    }
    let (cf, _) = cloudfoundry(&fake);
    let list = cf.droplets().list().app_guids([app.as_str()]).per_page(2);
    let page = list
        .order_by(TimestampOrder::CreatedAtDescending)
        .await
        .unwrap();
    let paging = &page.pagination;
    assert_eq!((paging.total_results, paging.total_pages), (5, 3));
    let next = paging.next.as_ref().unwrap().href.clone();
    let query = format!("/v3/droplets?page=2&per_page=2&app_guids={app}&order_by=-created_at");
    assert_eq!(next, format!("{}{query}", fake.url()));
    let empty = cf.droplets().list().page(9).await.unwrap();
    assert_eq!(
        (empty.pagination.total_results, empty.pagination.total_pages),
        (0, 1)
    );
    // A comma in a value is encoded twice, and is no separator.
    let names = cf.apps().list().names(["a,b", "SHOP"]).await.unwrap();
    assert_eq!(names.resources.len(), 1);
    let wrong = cf.droplets().list().per_page(5001).await.unwrap_err();
    assert!(wrong.has_code(10005));
}

#[tokio::test]
async fn tokens_end() {
    let fake = CloudFoundry::start().unwrap();
    let (cf, _) = cloudfoundry(&fake);
    cf.apps().list().await.unwrap();
    fake.state().expire_tokens();
    let error = cf.apps().list().await.unwrap_err();
    assert!(error.is_unauthorized() && error.has_code(1000));
    // The roots need none.
    cf.info().get_api_root().await.unwrap();
}

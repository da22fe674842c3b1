//! Which types stand for which operation => `launchway::cloudflare`: a line each.

use super::row::rows;
use launchway::cloudflare as api;

rows! { api::Cloudflare;
    json api::worker_assets::WorkerScriptUpdateCreateAssetsUploadSession => api::types::NewAssetUploadSession;
    json api::worker_deployments::ListDeployments;
    json api::worker_deployments::CreateDeployment => api::types::NewDeployment;
    json api::worker_deployments::GetDeployment;
    json api::worker_deployments::DeleteDeployment;
    json api::worker_schedules::WorkerCronTriggerGetCronTriggers;
    json api::worker_schedules::WorkerCronTriggerUpdateCronTriggers => Vec<api::types::NewSchedule>;
    json api::worker_scripts::ListWorkers;
    json api::worker_scripts::SearchWorkers;
    json api::worker_scripts::DownloadWorker;
    json api::worker_scripts::UploadWorkerModule => api::types::ScriptUpload;
    json api::worker_scripts::DeleteWorker;
    json api::worker_scripts::WorkerScriptPutContent => api::types::ContentUpload;
    bytes api::worker_scripts::WorkerScriptGetContent;
    json api::worker_scripts::WorkerScriptSettingsGetSettings;
    json api::worker_scripts::WorkerScriptSettingsPatchSettings => api::types::ScriptSettings;
    json api::worker_scripts::WorkerScriptGetSettings;
    json api::worker_scripts::WorkerScriptPatchSettings => api::types::WorkerSettingsPatch;
    json api::worker_secrets::WorkerListScriptSecrets;
    json api::worker_secrets::WorkerPutScriptSecret => api::types::NewSecret;
    json api::worker_secrets::WorkerPatchScriptSecretsBulk => api::types::SecretsPatch;
    json api::worker_secrets::WorkerGetScriptSecret;
    json api::worker_secrets::WorkerDeleteScriptSecret;
    json api::worker_subdomain::WorkerScriptGetSubdomain;
    json api::worker_subdomain::WorkerScriptPostSubdomain => api::types::NewSubdomain;
    json api::worker_subdomain::WorkerScriptDeleteSubdomain;
    json api::worker_versions::ListVersions;
    json api::worker_versions::UploadVersion => api::types::VersionUpload;
    json api::worker_versions::GetVersionDetail;
}

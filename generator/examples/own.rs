use launchway_generator::{config::Config, source::Reader, *};
struct Fs(std::path::PathBuf);
impl Reader for Fs {
    fn read(&self, p: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(p)).map_err(|e| e.to_string())
    }
}
fn main() {
    let dir = std::path::Path::new("generated");
    let _ = std::fs::remove_dir_all(dir.join("src"));
    let cmd = "cargo xtask codegen";
    let mut files = files::FileSet::default();
    let mut members = vec![];
    for name in ["cloudflare", "cloudfoundry"] {
        let fs = Fs(format!("specs/{name}").into());
        let mut config = Config::new(name);
        config.root = config::Root::Module;
        config.module = format!("crate::{name}");
        config.command = cmd.into();
        let out = generate(&Request {
            root: "openapi.yaml",
            overlays: &[],
            reader: &fs,
            config: &config,
        });
        for d in out.diagnostics.iter() {
            eprintln!("{} {:?} {}", d.code.id(), d.place, d.message);
        }
        let client = out.client.unwrap();
        members.push((name, client.title.clone()));
        files.extend_below(&format!("src/{name}"), client.files);
    }
    files.extend_below("src/runtime", files::runtime_files("crate::runtime", cmd));
    let m: Vec<_> = members
        .iter()
        .map(|(n, t)| files::Member {
            module: n,
            title: t,
        })
        .collect();
    files.extend_below(
        "src",
        files::several(&["Clients of two deployment APIs.".to_owned()], &m, cmd).unwrap(),
    );
    for (p, t) in files.iter() {
        let f = dir.join(p);
        std::fs::create_dir_all(f.parent().unwrap()).unwrap();
        std::fs::write(f, t).unwrap();
    }
}

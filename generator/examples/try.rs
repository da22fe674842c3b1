use launchway_generator::{config::Config, source::Reader, *};
struct Fs(std::path::PathBuf);
impl Reader for Fs {
    fn read(&self, p: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(p)).map_err(|e| e.to_string())
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let path = std::path::Path::new(&a[1]);
    let fs = Fs(path.parent().unwrap().into());
    let mut config = Config::new(
        path.parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap(),
    );
    config.root = config::Root::Crate;
    let t = std::time::Instant::now();
    let root = path.file_name().unwrap().to_str().unwrap().to_owned();
    let out = generate(&Request {
        root: &root,
        overlays: &[],
        reader: &fs,
        config: &config,
    });
    eprintln!("{:?} {:?}", t.elapsed(), out.ledger);
    let mut n = std::collections::BTreeMap::new();
    for d in out.diagnostics.iter() {
        let c = n.entry(d.code.id()).or_insert(0);
        *c += 1;
        if *c <= 4 {
            eprintln!(
                "{} {} {} {:?}",
                d.code.id(),
                d.place
                    .as_ref()
                    .map(|p| p.pointer.to_string())
                    .unwrap_or_default(),
                d.message,
                d.remedy
            );
        }
    }
    eprintln!("{n:?}");
    let Some(client) = out.client else {
        std::process::exit(3)
    };
    let dir = std::path::Path::new(&a[2]);
    let _ = std::fs::remove_dir_all(dir.join("src"));
    let mut files = files::FileSet::default();
    files.extend_below("src", client.files);
    files.extend_below("src/runtime", files::runtime_files("crate::runtime", "try"));
    let p = files::Package {
        name: "try-client",
        title: &client.title,
        version: &client.version,
        command: "try",
        own_workspace: true,
    };
    files.insert("Cargo.toml", files::manifest(&p));
    eprintln!("{} files {} lines", files.len(), files.lines());
    for (p, t) in files.iter() {
        let f = dir.join(p);
        std::fs::create_dir_all(f.parent().unwrap()).unwrap();
        std::fs::write(f, t).unwrap();
    }
}

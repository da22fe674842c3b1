//! Generates the client of every case in `cases/` into `OUT_DIR`, for the library to compile and the tests to compare.

mod case;

use case::Case;
use launchway_generator::plan::LINTS;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=cases");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut modules =
        "/// What is generated from the documents in `cases/`, a module for each.\n".to_owned();
    for lint in LINTS {
        modules.push_str(&format!(
            "#[allow({}, reason = {:?})]\n",
            lint.names.join(", "),
            lint.reason
        ));
    }
    modules.push_str("pub mod cases {\n");
    for folder in case::folders(Path::new("cases"))? {
        let case = Case::of(&folder)?;
        let module = out.join(&case.name);
        let _ = fs::remove_dir_all(&module);
        fs::create_dir_all(&module)?;
        fs::write(out.join(format!("{}.txt", case.name)), &case.text)?;
        for (path, text) in &case.files {
            let file = module.join(path);
            fs::create_dir_all(file.parent().unwrap_or(&module))?;
            fs::write(file, text)?;
        }
        if case.files.is_empty() {
            // Its snapshot tells why; what is missing is told where a test uses it.
            println!("cargo::warning=case `{}` gives no client", case.name);
            continue;
        }
        modules.push_str(&format!(
            "#[rustfmt::skip]\n#[path = {:?}]\npub mod {};\n",
            module.join("mod.rs"),
            case.name
        ));
    }
    modules.push_str("}\n");
    fs::write(out.join("cases.rs"), modules)
}

//! Generates the client of every case in `cases/` into `OUT_DIR`, for the library to compile and the tests to compare;
//! and those of the vendors' own documents, where these are there.

mod case;
mod lean;
mod upstream;

use case::Case;
use launchway_generator::files::runtime_files;
use launchway_generator::plan::{LINTS, Part};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=cases");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let runtime = out.join("runtime");
    let _ = fs::remove_dir_all(&runtime);
    write_below(
        &runtime,
        runtime_files("crate::runtime", "cargo test", &Part::ALL.into()).iter(),
    )?;
    let mut modules = format!(
        "/// The run time, as a generated crate gets it.\n#[rustfmt::skip]\n#[path = {:?}]\npub mod runtime;\n\n\
         /// What is generated from the documents in `cases/`, a module for each.\n",
        runtime.join("mod.rs")
    );
    modules.push_str(&allowed());
    modules.push_str("pub mod cases {\n");
    let folders = case::folders(Path::new("cases"))?;
    let cases = folders.iter().map(|folder| Case::of(folder));
    let cases: Vec<Case> = cases.collect::<io::Result<_>>()?;
    for case in &cases {
        let module = out.join(&case.name);
        let _ = fs::remove_dir_all(&module);
        fs::write(out.join(format!("{}.txt", case.name)), &case.text)?;
        let files = case.files.iter();
        write_below(
            &module,
            files.map(|(path, text)| (path.as_str(), text.as_str())),
        )?;
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
    fs::write(out.join("operations.rs"), operations(&cases))?;
    modules.push_str(&lean_modules(&out.join("lean"), &cases)?);
    modules.push_str(&upstreams(&out)?);
    fs::write(out.join("cases.rs"), modules)
}

/// Run times with parts left out, in modules of their own.
fn lean_modules(out: &Path, cases: &[Case]) -> io::Result<String> {
    let _ = fs::remove_dir_all(out);
    let mut modules =
        String::from("/// Run times with parts left out, each with a case.\npub mod lean {\n");
    for lean in lean::choose(cases) {
        let module = format!("crate::lean::{}", lean.name);
        let runtime = format!("{module}::runtime");
        let (folder, at) = (out.join(&lean.name), format!("{module}::api"));
        let files = runtime_files(&runtime, "cargo test", &lean.case.parts);
        write_below(&folder.join("runtime"), files.iter())?;
        let files = lean.case.at(&at, &runtime);
        let files = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        write_below(&folder.join("api"), files)?;
        modules.push_str(&format!("pub mod {} {{\n", lean.name));
        for name in ["runtime", "api"] {
            let path = folder.join(name).join("mod.rs");
            modules.push_str(&format!(
                "#[rustfmt::skip]\n#[path = {path:?}]\npub mod {name};\n"
            ));
        }
        modules.push_str("}\n");
    }
    Ok(modules + "}\n")
}

/// A test's call of a macro with each case's API and the markers of its operations.
fn operations(cases: &[Case]) -> String {
    let mut text = String::from("each! {\n");
    // Of one that is hostile, there are paths and credentials that nobody can send.
    let harmless = |case: &&Case| !case.files.is_empty() && case.name != "hostile_text";
    for case in cases.iter().filter(harmless) {
        let (name, api) = (&case.name, case.api());
        text.push_str(&format!("{name}::{api}: ["));
        for marker in case.operations() {
            text.push_str(&format!("{name}::{marker}, "));
        }
        text.push_str("];\n");
    }
    text + "}\n"
}

/// What generated modules must be allowed.
fn allowed() -> String {
    let lints = LINTS.iter().map(|lint| {
        let names = lint.names.join(", ");
        format!("#[allow({names}, reason = {:?})]\n", lint.reason)
    });
    lints.collect()
}

/// The modules of the vendors' own documents.
fn upstreams(out: &Path) -> io::Result<String> {
    println!("cargo::rustc-check-cfg=cfg(upstream)");
    let Some(corpus) = upstream::corpus() else {
        return Ok(String::new());
    };
    let mut modules = String::new();
    for upstream in upstream::ALL {
        let files = match upstream.files(&corpus) {
            Ok(files) => files,
            Err(why) => {
                // A test tells of it, with the line.
                println!("cargo::warning=no client of {}: {why}", upstream.name);
                return Ok(String::new());
            }
        };
        let module = out.join("upstream").join(upstream.name);
        let _ = fs::remove_dir_all(&module);
        let files = files.iter();
        write_below(
            &module,
            files.map(|(path, text)| (path.as_str(), text.as_str())),
        )?;
        modules.push_str(&format!(
            "#[rustfmt::skip]\n#[path = {:?}]\npub mod {};\n",
            module.join("mod.rs"),
            upstream.name
        ));
    }
    println!("cargo::rustc-cfg=upstream");
    Ok(format!(
        "/// What is generated from the vendors' own documents and the overlays in `specs/`.\n\
         {}pub mod upstream {{\n{modules}}}\n",
        allowed()
    ))
}

fn write_below<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> io::Result<()> {
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, text)?;
    }
    Ok(())
}

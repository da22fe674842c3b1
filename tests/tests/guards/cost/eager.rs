//! Functions that the library's own build makes machine code of, whoever calls them: what is neither generic nor
//! `#[inline]`.

/// The first lines of such functions in a file's text. In a macro every function counts; elsewhere those that are
/// `pub`, as only they are made though nobody calls them.
pub(super) fn eager(text: &str, in_macros: bool) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let starts: &[&str] = match in_macros {
        true => &["fn ", "pub fn "],
        false => &["pub fn "],
    };
    let is_one = |at: &usize| starts.iter().any(|start| lines[*at].starts_with(start));
    let found = (0..lines.len()).filter(is_one).filter(|at| {
        let above = lines[..*at].iter().rev();
        let mut above = above.take_while(|line| line.starts_with("#[") || line.starts_with("///"));
        !above.any(|line| *line == "#[inline]") && !is_generic(&lines[*at..])
    });
    found.map(|at| lines[at].to_owned()).collect()
}

/// Whether the function that begins here takes a type that its caller chooses.
fn is_generic(lines: &[&str]) -> bool {
    let head: Vec<&str> = match lines.iter().position(|line| line.ends_with('{')) {
        Some(end) => lines[..=end].to_vec(),
        None => lines.to_vec(),
    };
    let head = head.join(" ");
    let (name, taken) = head.split_once('(').unwrap_or((&head, ""));
    name.contains('<') || taken.contains("impl ")
}

//! One piece of a file to text: code through prettyplease, tables a row a line.

use super::blank;
use crate::emit::{Piece, Table};

/// The text of a piece, which ends with a line break.
pub(super) fn piece(piece: Piece) -> Result<String, String> {
    match piece {
        Piece::Tokens(tokens) => {
            let file: syn::File = syn::parse2(tokens).map_err(|error| error.to_string())?;
            blank::lines(&prettyplease::unparse(&file), &[])
        }
        Piece::Tree(tree, docs) => {
            let text = prettyplease::unparse(&tree);
            blank::lines(&text, docs.blocks())
        }
        Piece::Table(each) => Ok(table(&each)),
    }
}

fn table(table: &Table) -> String {
    if table.rows.is_empty() {
        return format!("{} {}\n", table.open, table.close);
    }
    let mut text = format!("{}\n", table.open);
    for row in &table.rows {
        for line in &row.docs {
            text.push_str(format!("    /// {line}").trim_end());
            text.push('\n');
        }
        if row.deprecated {
            text.push_str("    #[deprecated]\n");
        }
        text.push_str(&format!("    {}\n", row.text));
    }
    text.push_str(table.close);
    text.push('\n');
    text
}

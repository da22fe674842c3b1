//! Where a command speaks: results to one stream, everything else to the other, progress only where somebody watches.
//! It knows no command.

use std::io::{IsTerminal, Write};

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// By the escape sequences that terminals know.
    On,
    /// Not at all.
    Off,
}

/// The two streams of a command.
pub struct Console<'a> {
    out: Stream<'a>,
    err: Stream<'a>,
    progress: Progress,
}

struct Stream<'a> {
    to: Box<dyn Write + 'a>,
    colours: Colours,
}

/// Whether somebody watches, and how long the line is that they see.
enum Progress {
    Unseen,
    Seen(usize),
}

impl Console<'static> {
    /// The streams of this process.
    pub fn of_process() -> Self {
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let progress = if err.is_terminal() {
            Progress::Seen(0)
        } else {
            Progress::Unseen
        };
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let colours = |terminal| {
            if terminal && wanted {
                Colours::On
            } else {
                Colours::Off
            }
        };
        Self {
            out: Stream {
                colours: colours(out.is_terminal()),
                to: Box::new(out),
            },
            err: Stream {
                colours: colours(err.is_terminal()),
                to: Box::new(err),
            },
            progress,
        }
    }
}

impl<'a> Console<'a> {
    /// Two plain streams, for tests.
    pub fn plain(out: impl Write + 'a, err: impl Write + 'a) -> Self {
        let stream = |to| Stream {
            to,
            colours: Colours::Off,
        };
        Self {
            out: stream(Box::new(out)),
            err: stream(Box::new(err)),
            progress: Progress::Unseen,
        }
    }

    /// What the command was called for.
    pub fn out(&mut self, text: &str) {
        self.clear();
        self.out.write(text);
    }

    /// What else there is to say.
    pub fn err(&mut self, text: &str) {
        self.clear();
        self.err.write(text);
    }

    /// What goes on just now; the next text takes its place.
    pub fn progress(&mut self, text: &str) {
        self.clear();
        if let Progress::Seen(length) = &mut self.progress {
            *length = text.chars().count();
            self.err.write(text);
        }
    }

    /// Whether results are coloured.
    pub fn out_colours(&self) -> Colours {
        self.out.colours
    }

    /// Whether everything else is coloured.
    pub fn err_colours(&self) -> Colours {
        self.err.colours
    }

    fn clear(&mut self) {
        if let Progress::Seen(length @ 1..) = &mut self.progress {
            let blank = format!("\r{}\r", " ".repeat(*length));
            *length = 0;
            self.err.write(&blank);
        }
    }
}

impl Stream<'_> {
    /// A stream that nobody reads any more, such as a closed pipe, is no reason to fail.
    fn write(&mut self, text: &str) {
        let _ = self.to.write_all(text.as_bytes());
        let _ = self.to.flush();
    }
}

//! How much time and memory a process took, where the system tells.

use serde::{Deserialize, Serialize};

/// What something took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// Time of processors in seconds, of the program and of the system for it.
    pub cpu_seconds: f64,
    /// The most memory that was held at a time, in MB of a million bytes.
    pub peak_mb: f64,
}

/// Whose usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// This process's.
    Own,
    /// That of its children that have ended, and of theirs: the time of all, the memory of the largest.
    Children,
}

impl Usage {
    /// What was used so far.
    #[cfg(unix)]
    pub fn of(who: Who) -> Option<Self> {
        use nix::sys::resource::{UsageWho, getrusage};
        let used = getrusage(match who {
            Who::Own => UsageWho::RUSAGE_SELF,
            Who::Children => UsageWho::RUSAGE_CHILDREN,
        })
        .ok()?;
        let seconds =
            |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
        // Linux counts in KiB, macOS in bytes.
        let unit = if cfg!(target_os = "macos") {
            1.0
        } else {
            1024.0
        };
        Some(Self {
            cpu_seconds: seconds(used.user_time()) + seconds(used.system_time()),
            peak_mb: used.max_rss() as f64 * unit / 1e6,
        })
    }

    /// What was used so far: not known on this system.
    #[cfg(not(unix))]
    pub fn of(_: Who) -> Option<Self> {
        None
    }

    /// What was used since an earlier moment; the peak is that of the whole time.
    pub fn since(self, earlier: Self) -> Self {
        let thousandth = |value: f64| (value * 1e3).round() / 1e3;
        Self {
            cpu_seconds: thousandth(self.cpu_seconds - earlier.cpu_seconds),
            peak_mb: thousandth(self.peak_mb),
        }
    }
}

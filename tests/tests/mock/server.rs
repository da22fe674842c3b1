//! The mock server, from the document to the port.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A mock server of a document, until it is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Bundles a document and serves it.
    pub(crate) fn start(tools: &Path, scratch: &Path, document: &Path) -> Self {
        let name = document
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        let bundle = scratch.join(format!("{name}.yaml"));
        let tool = |name: &str| {
            let mut command = Command::new(tools.join("node_modules/.bin").join(name));
            command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .stdin(Stdio::null());
            // Neither calls home.
            command
                .env("REDOCLY_TELEMETRY", "off")
                .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            command
        };
        let bundled = tool("redocly")
            .arg("bundle")
            .arg(document)
            .arg("-o")
            .arg(&bundle)
            .status();
        assert!(bundled.unwrap().success(), "{}", document.display());
        let port = TcpListener::bind(("127.0.0.1", 0))
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let port_text = port.to_string();
        let mut command = tool("prism");
        command
            .arg("mock")
            .arg(&bundle)
            .args(["--errors", "--port", &port_text]);
        let server = Self {
            child: command.spawn().unwrap(),
            port,
        };
        let deadline = Instant::now() + Duration::from_secs(180);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "the mock server does not start");
            std::thread::sleep(Duration::from_millis(200));
        }
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Every case of `cases/` exercised: decoded, encoded, called.

mod support;

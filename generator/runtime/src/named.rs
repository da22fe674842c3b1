//! A few things by name.
//!
//! A list that is looked through: a map would be more code in each client than all that uses it.

/// Things by name, in the order of their names.
pub(crate) struct Named<T>(Vec<(&'static str, T)>);

impl<T> Named<T> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// The thing of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, thing)| thing)
    }

    /// Gives a name its thing, in place of what it had.
    pub(crate) fn set(&mut self, name: &'static str, thing: T) {
        self.0.retain(|(known, _)| *known != name);
        let at = self.0.iter().take_while(|(known, _)| *known < name);
        self.0.insert(at.count(), (name, thing));
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        self.0.iter().map(|(name, thing)| (*name, thing))
    }

    /// Their names.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.iter().map(|(name, _)| name).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

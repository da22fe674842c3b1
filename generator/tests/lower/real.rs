//! Real documents, where the corpus exists.

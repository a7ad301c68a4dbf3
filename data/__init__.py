"""The outside world: store, readers, sources, demonstration data, settings."""

"""The commands of `smeedkaart`, by subject; `cli` puts them together."""

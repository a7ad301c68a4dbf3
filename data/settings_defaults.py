"""Defaults that the command line needs before it has read any setting."""

DEFAULT_DB = "sqlite:///smeedkaart.sqlite"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

"""Ratios against the peers, each pair measured in one run."""

"""Research: a panel of areas through time, and what it can and can't tell of scale."""

SEED = 9
"""Of every draw of chance in the analyses, so that they can be repeated."""

"""Research: a panel of areas through time, and what it can and can't tell of scale."""

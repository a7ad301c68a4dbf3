"""A synthetic Dutch town to try Smeedkaart on: invented geometry, real quarter totals."""

"""Reading what others send: strictly, bounded, without guessing. GDAL sees none of it."""

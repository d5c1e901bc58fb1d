"""Files in and out: CSV, JSON and the row-by-row replay."""

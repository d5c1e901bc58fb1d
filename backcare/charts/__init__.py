"""Plain columns in, plotly figures out."""

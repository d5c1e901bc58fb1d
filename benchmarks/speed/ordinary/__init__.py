"""The dashboard as a tutorial has it: rows as objects, a DataFrame, plotly.express, nothing kept between runs."""

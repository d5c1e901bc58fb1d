"""The report for a clinician: the notebook's figures over some days, as lines of text, on a page and as PDF."""

"""Measurements of BackCare that are no tests: they take minutes, and they answer with numbers."""

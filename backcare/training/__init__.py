"""Targets and the plan: pure, from the catalogue and the verdicts."""

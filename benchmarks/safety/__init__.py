"""How often the verdicts stop a harmless exercise, and how soon a harmful one, on simulated persons."""

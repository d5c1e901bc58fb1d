"""The exercises and the tips: facts in one table, no picture files, no clock, no database."""

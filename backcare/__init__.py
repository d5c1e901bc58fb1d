"""BackCare: a notebook on your own machine for a person with back spasms."""

__version__ = "0.1.0"

"""The exercises and the tips: facts in one table, no picture files, no clock, no database."""

from backcare.catalogue.load import CatalogueError, catalogue, read_catalogue
from backcare.catalogue.model import Catalogue, Dose, Exercise, GentlerForm, Side

__all__ = ["Catalogue", "CatalogueError", "Dose", "Exercise", "GentlerForm", "Side", "catalogue", "read_catalogue"]

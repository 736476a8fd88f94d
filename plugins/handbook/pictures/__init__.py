"""Pictures: photos and logos, published with nothing in them but what is to be seen."""

from handbook.pictures.cleaning import cleaned, examine
from handbook.pictures.faults import MAX_BYTES, MAX_POINTS, Fault, Role

__all__ = ["MAX_BYTES", "MAX_POINTS", "Fault", "Role", "cleaned", "examine"]

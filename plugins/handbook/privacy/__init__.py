"""Privacy: what is kept of people, what of it is shown, what must not be, and until when."""

from handbook.privacy.confidential import confidential
from handbook.privacy.holdings import Datum, Holding, holdings
from handbook.privacy.overview import PersonalTable, personal_tables
from handbook.privacy.register import Entry, Person, Reason, Register, register
from handbook.privacy.retention import Kept, kept, possible_events, retention_faults, rules_of
from handbook.privacy.types import unfit_types

__all__ = [
    "Datum",
    "Entry",
    "Holding",
    "Kept",
    "Person",
    "PersonalTable",
    "Reason",
    "Register",
    "confidential",
    "holdings",
    "kept",
    "personal_tables",
    "possible_events",
    "register",
    "retention_faults",
    "rules_of",
    "unfit_types",
]

"""Withdrawing: taking a person out of a programme's files, whatever else is broken in them.

Works on bytes: what is not about the person stays as it is, sound or not.
"""

from handbook.withdrawing.described import Described, described
from handbook.withdrawing.files import Files, FolderFiles, write_files
from handbook.withdrawing.leftovers import Leftovers, leftovers, sought_of
from handbook.withdrawing.opaque import OpaqueIds
from handbook.withdrawing.people import Doubt, Identity, homonyms, identify
from handbook.withdrawing.removal import Change, Did, Removal, records_at, remove, withdraw
from handbook.withdrawing.survey import Survey, survey

__all__ = [
    "Change",
    "Described",
    "Did",
    "Doubt",
    "Files",
    "FolderFiles",
    "Identity",
    "Leftovers",
    "OpaqueIds",
    "Removal",
    "Survey",
    "described",
    "homonyms",
    "identify",
    "leftovers",
    "records_at",
    "remove",
    "sought_of",
    "survey",
    "withdraw",
    "write_files",
]

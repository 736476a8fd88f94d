"""Editing: what an edition's files become when it is begun, opened, closed or cancelled.

Nothing is written here: each step gives the files as they are to be, by their path from the
project's root, and what there is to tell of it.
"""

from __future__ import annotations

"""Extra columns: what may be shown of the fields a programme declared itself."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.languages import Text
from handbook.row import ExtraValue, Privacy, Term
from handbook.text.addresses import emails_in


def shown(
    extra: Iterable[ExtraValue], *, consented: bool, contact: bool = False
) -> tuple[ExtraValue, ...]:
    """Keep the extra values that may be seen, and that say something.

    Args:
        extra: the values of one record.
        consented: whether its person's consent holds.
        contact: whether it covers contact. Without that, a value with the address of a mailbox
            is kept in columns alone that the programme says are for everybody.
    """
    allowed = {Privacy.PUBLIC, Privacy.CONSENT} if consented else {Privacy.PUBLIC}
    return tuple(
        value
        for value in extra
        if value.field.privacy in allowed
        and value.value not in (None, "", ())
        and (contact or value.field.privacy is Privacy.PUBLIC or not _has_address(value.value))
    )


def _has_address(value: object) -> bool:
    """Look into a text in every language, and into each item of a list."""
    if isinstance(value, Term):
        value = value.title
    if isinstance(value, Text):
        value = tuple(wording for _, wording in value.versions)
    if isinstance(value, tuple):
        return any(map(_has_address, value))
    return bool(emails_in(str(value)))

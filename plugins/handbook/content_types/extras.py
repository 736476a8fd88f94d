"""Extra columns: what may be shown of the fields a programme declared itself."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.row import ExtraValue, Privacy
from handbook.text.addresses import EMAIL


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
    # The form that shows a text in every language, and each item of a list.
    return EMAIL.search(repr(value)) is not None

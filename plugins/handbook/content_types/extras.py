"""Extra columns: what may be shown of the fields a programme declared itself."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.tables import ExtraValue, Privacy


def shown(extra: Iterable[ExtraValue], *, consented: bool) -> tuple[ExtraValue, ...]:
    """Keep the extra values that may be seen, and that say something.

    Args:
        extra: the values of one record.
        consented: whether its person's consent holds.
    """
    allowed = {Privacy.PUBLIC, Privacy.CONSENT} if consented else {Privacy.PUBLIC}
    return tuple(
        value
        for value in extra
        if value.field.privacy in allowed and value.value not in (None, "", ())
    )

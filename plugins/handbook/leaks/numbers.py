"""Numbers: telephone numbers, looked up by their last digits wherever one may end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handbook.text.phones import SHORTEST, Phone, digits_of, endings, ends_with

_FEW = 100
"""Numbers that are looked for one by one faster than all at every digit."""


class Numbers:
    """Telephone numbers, by the last digits that all of them have."""

    def __init__(self) -> None:
        """Begin with none."""
        self._phones: dict[str, list[tuple[Phone, int]]] = defaultdict(list)

    def add(self, phone: Phone, number: int) -> None:
        """Make a telephone number known by a number."""
        self._phones[phone.digits[-SHORTEST:]].append((phone, number))

    def found(self, folded: str) -> Iterator[int]:
        """Find the telephone numbers that a folded text holds."""
        if not self._phones or not self._is_likely(digits_of(folded)):
            return
        for tail, groups in endings(folded):
            for phone, number in self._phones.get(tail, ()):
                if ends_with(phone, groups):
                    yield number

    def _is_likely(self, digits: str) -> bool:
        """Say whether the last digits of a number stand side by side, as in most texts none do."""
        if len(self._phones) <= _FEW:
            return any(tail in digits for tail in self._phones)
        starts = range(len(digits) - SHORTEST + 1)
        return not self._phones.keys().isdisjoint(digits[at : at + SHORTEST] for at in starts)

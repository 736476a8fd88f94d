"""Placement: where the objects of a push stand in the folders of the commits that bring them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.repository import Repository
from handbook.repository.objects import Allowance, Push, contents, missing

_SHORT = 10
_LINK = "160000"
"""The mode of a repository within this one."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A path in a commit or tag that brings it."""

    origin: str
    """The commit, tag or reference, as git finds it."""
    path: str
    """From the top of the repository; empty for the commit or tag itself."""

    def __str__(self) -> str:
        """Write it as `git show` takes it."""
        return f"{self.origin}:{self.path}" if self.path else self.origin


@dataclass
class Placed:
    """What a push sends, and where it stands."""

    sizes: Mapping[str, int]
    """Size by object, of the files alone."""
    spots: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    """Where each file stands, once for each path."""
    names: dict[str, Spot] = field(default_factory=dict)
    """Each path of something that is sent, with the first commit that brings it there."""
    said: list[tuple[Spot, bytes]] = field(default_factory=list)
    """Commits and tags as they are, with what they say."""


def placed(repository: Repository, push: Push, allowance: Allowance) -> Placed:
    """Find what a push sends and where it stands, however it got into the history.

    The names that git itself lists with objects do not serve: it names each of them once.

    Raises:
        GitError: git cannot tell.
        TooMuchError: there is more than was allowed.
    """
    found = missing(repository, push, allowance)

    def of_kind(*kinds: str) -> dict[str, int]:
        return {name: size for name, (kind, size) in found.items() if kind in kinds}

    made = Placed(of_kind("blob"))
    tops: list[tuple[str, Spot]] = []
    for name, raw in contents(repository, of_kind("commit", "tag"), allowance):
        spot = Spot(name[:_SHORT], "")
        made.said.append((spot, raw))
        tops.append((raw.split(b"\n", 1)[0].split()[1].decode(), spot))
    tops += [(update.local, Spot(update.remote_name, "")) for update in push.updates]
    trees = dict(contents(repository, of_kind("tree"), allowance))
    for name, spot in tops:
        if name in made.sizes:
            made.spots[name].append(spot)
    _walk(made, [top for top in tops if top[0] in trees], trees, allowance)
    return made


def _walk(
    made: Placed,
    tops: list[tuple[str, Spot]],
    trees: Mapping[str, bytes],
    allowance: Allowance,
) -> None:
    """Follow all folders that are sent; what the remote has is not sent, wherever it stands now."""
    seen: set[tuple[str, str]] = set()
    waiting = tops[::-1]
    while waiting:
        tree, above = waiting.pop()
        if (tree, above.path) in seen:
            continue
        seen.add((tree, above.path))
        allowance.spend(objects=1)
        for mode, name, inner in _entries(trees[tree], len(tree) // 2):
            spot = Spot(above.origin, f"{above.path}/{name}" if above.path else name)
            if inner in trees or inner in made.sizes or mode == _LINK:
                made.names.setdefault(spot.path, spot)
            if inner in trees:
                waiting.append((inner, spot))
            elif inner in made.sizes:
                made.spots[inner].append(spot)


def _entries(content: bytes, width: int) -> Iterator[tuple[str, str, str]]:
    """Give mode, name and object of each entry of a folder."""
    at = 0
    while at < len(content):
        end = content.index(b"\0", at)
        mode, _, name = content[at:end].partition(b" ")
        at = end + 1 + width
        yield mode.decode(), name.decode("utf-8", "replace"), content[end + 1 : at].hex()

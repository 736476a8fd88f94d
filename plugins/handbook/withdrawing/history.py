"""History: one command that takes a person out of all commits, written down to run or hand over.

It holds what it looks for, and so the name: it lies in `private/`, which git ignores, or outside
of the project.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote

from handbook.content_type import PRIVATE
from handbook.leaks import Confidential, Kind
from handbook.repository import Repository
from handbook.text.folding import fold, words_of
from handbook.text.names import is_full, spellings
from handbook.text.phones import phone_of
from handbook.withdrawing.leftovers import held_of, reached, shorter_names
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.survey import Survey, Trace

_SCRIPT = """\
#!/bin/sh
# Takes somebody who withdrew out of every commit, also of the remote. Run it once:
#     sh {name}
# It holds their name: show it to nobody whom that does not concern, and delete it afterwards.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/expressions" <<'END_OF_EXPRESSIONS'
{expressions}
END_OF_EXPRESSIONS
if command -v git-filter-repo > /dev/null; then filter=git-filter-repo
elif command -v uvx > /dev/null; then filter='uvx git-filter-repo'
elif command -v pipx > /dev/null; then filter='pipx run git-filter-repo'
else
  echo 'Install git-filter-repo (pip install git-filter-repo), and run this again.' >&2
  exit 1
fi
git clone --quiet --mirror {address} "$folder/purged.git"
cd "$folder/purged.git"
$filter --force --replace-text "$folder/expressions" --replace-message "$folder/expressions"{paths}
git push --force{receiving} {address} 'refs/heads/*:refs/heads/*' 'refs/tags/*:refs/tags/*'
{after}"""
_RECEIVING = " --receive-pack='git -c receive.denyCurrentBranch=ignore receive-pack'"
_AFTER_PUSH = """\
cd {root}
git reset --quiet
git reflog expire --expire=now --all
git gc --quiet --prune=now
"""
"""What a repository needs that others take nothing from; its files stay as they are."""
_STAND_IN = "withdrawn"
_WITHIN = (
    r"(?:\xcc[\x80-\xbf]|\xcd[\x80-\xaf]|\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|&shy;|<[^<>]{0,60}>)"
    "{0,4}"
)
"""What may stand within a word: accents by themselves, what nobody sees, a tag."""
_CODED = r"&#?\w{2,8};|(?:%[0-9A-Fa-f]{2}){1,4}|\\u[0-9A-Fa-f]{4}"
"""What may stand for a letter that is not of ASCII: an entity, percent signs, an escape."""
_GAP = (
    r"(?:[\s\"',;._+-]|\xc2\xa0|\xe2\x80[\x80-\xbf]|\\n|&#?\w{2,6};|%20|%C2%A0|<[^<>]{0,60}>)"
    "{0,12}"
)
"""What may stand between two words of a name, be they written as one."""
_BEFORE, _AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9]|-\d)"
_LATIN = tuple(map(chr, range(0xC0, 0x250)))
_SIGNS = r"[\s()./-]{0,3}"
_LONG = 5
"""Words from which on a text is looked for as it stands."""


def script_of(
    repository: Repository,
    surveys: Sequence[Survey],
    removed: Collection[Trace],
    identity: Identity,
    id: str,
) -> str:
    """Write the command for a shell.

    Where others bear the name, it stays: only rows, files and addresses of the person go.

    Args:
        repository: which is cleaned, at its remote.
        surveys: versions of the programme.
        removed: the records of the person, as they were.
        identity: what the person is known by.
        id: the opaque id.
    """
    remote, own = _remote(repository), repository.ask("rev-parse", "--git-common-dir")
    staying = [trace for trace in surveys[0].people if trace.spot not in {t.spot for t in removed}]
    lines = dict.fromkeys(
        (
            *_rows(identity, removed),
            *_texts(removed),
            *map(_value, reached(removed, staying)),
            *(() if identity.others else _names(removed, staying)),
        )
    )
    return _SCRIPT.format(
        name=file_name(id),
        address=quote(remote or str((repository.root / own).resolve())),
        receiving="" if remote else _RECEIVING,
        after="" if remote else _AFTER_PUSH.format(root=quote(str(repository.root))),
        expressions="\n".join(f"regex:{pattern}==>{_STAND_IN}" for pattern in lines),
        paths="".join(f" \\\n  {option}" for option in _paths(surveys, identity)),
    )


def keep_script(repository: Repository, id: str, script: str) -> Path:
    """Write the command where git does not see it, for nobody else to read.

    Raises:
        OSError: the machine refuses.
    """
    name = file_name(id)
    if repository.ask("check-ignore", f"{PRIVATE}/{name}"):
        with suppress(OSError):
            (repository.root / PRIVATE).mkdir(exist_ok=True)
            return _written(repository.root / PRIVATE / name, script)
    return _written(Path(tempfile.mkdtemp(prefix="handbook-")) / name, script)


def _written(path: Path, script: str) -> Path:
    path.touch(0o600)
    path.write_text(script, encoding="utf-8", newline="\n")
    return path


def file_name(id: str) -> str:
    """Return what the file is called in which the command stands."""
    return f"history-{id}.sh"


def _remote(repository: Repository) -> str:
    """Return the address of the remote; empty where there is none."""
    names = repository.ask("remote").split()
    name = "origin" if "origin" in names else next(iter(names), "")
    address = repository.ask("remote", "get-url", name) if name else ""
    # A path counts from the top of the repository, wherever the command is run.
    beside = Path(repository.ask("rev-parse", "--show-toplevel"), address)
    return str(beside.resolve()) if address and beside.exists() else address


def _rows(identity: Identity, removed: Iterable[Trace]) -> Iterator[str]:
    """Give the lines of tables that begin with an id, and what else refers to it."""
    ids = {id for _, id in identity.ids} | {trace.id for trace in removed if trace.id}
    for id in sorted(map(re.escape, ids)):
        yield rf'(?m)^"?{id}"?[,;\t](?:[^"\n]|"(?:[^"]|"")*")*$'
        if len(words_of(id)) > 1:
            yield rf"(?<![\w-]){id}(?![\w-])"
        else:
            yield rf"(?m)(?<=[,;\t]){id}(?=[,;\t\r\n])|(?<=mentors/){id}(?=[/.])"


def _texts(removed: Iterable[Trace]) -> Iterator[str]:
    """Give the sentences of the records, wherever they stand."""
    for trace in removed:
        for cell in held_of(trace):
            if len(words_of(cell)) >= _LONG:
                yield r"\s+".join(map(re.escape, cell.split()))


def _names(removed: Iterable[Trace], staying: Iterable[Trace]) -> Iterator[str]:
    names = {form for trace in removed for form in spellings(trace.name)}
    names |= shorter_names(removed, staying)
    for name in sorted(filter(is_full, names)):
        words = re.findall(r"\w+", name)
        for shift in range(len(words)):
            order = [*words[shift:], *words[:shift]]
            spelt = _GAP.join("".join(map(_letter, word)) for word in order)
            yield f"{_BEFORE}{spelt}{_AFTER}"


def _letter(letter: str) -> str:
    """Give a letter with and without accents, in either case, as bytes of UTF-8 or encoded."""
    base = fold(letter).strip()
    same = {letter.lower(), letter.upper(), base, base.upper()}
    same |= {other for other in _LATIN if fold(other) == base}
    coded = f"|{_CODED}" if not letter.isascii() else rf"|&[{base}{base.upper()}][a-z]{{3,6}};"
    return f"(?:{'|'.join(map(re.escape, sorted(same)))}{coded}){_WITHIN}"


def _value(value: Confidential) -> str:
    if value.kind is Kind.PHONE:
        phone = phone_of(value.value)
        digits = phone.digits if phone else ""
        return rf"\+?(?:\d{_SIGNS}){{0,3}}{_SIGNS.join(digits)}(?!\d)"
    written = "".join(each if each.isalnum() else _sign(each) for each in value.value)
    return rf"(?i){_BEFORE}{written}{_AFTER}"


def _sign(sign: str) -> str:
    code = ord(sign)
    return rf"(?:{re.escape(sign)}|&#{code};|&#x{code:x};|%{code:x})"


def _paths(surveys: Sequence[Survey], identity: Identity) -> Iterator[str]:
    """Give the options that leave out biographies and photos."""
    profiles = {table.name for survey in surveys for table in survey.tables if table.is_profile}
    ids = sorted({re.escape(id) for table, id in identity.ids if table in profiles})
    if ids:
        folders = "|".join(sorted({"photos", *profiles}))
        pattern = rf"(?i)(?:^|/)(?:programme|private)/(?:{folders})/(?:{'|'.join(ids)})\.[^/]*$"
        yield f"--invert-paths --path-regex {quote(pattern)}"

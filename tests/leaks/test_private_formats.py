"""Whatever lies in `private/`: its names are known to the search, or it is told."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from handbook.content_types import REGISTRY
from handbook.leaks import Kind, documents
from handbook.leaks.headings import headings_of, is_like_name
from handbook.leaks.private_folder import private_faults, private_values
from tests.support import planting
from tests.support.planting import zipped

ZOE, BEN = "Zoraida Eddystrand", "Bruno Tidewell"
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def kept(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / "private" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def names(root: Path) -> list[str]:
    """Return the names that the search looks for."""
    values = [one for one in private_values(root, REGISTRY) if one is not None]
    return [one.value for one in values if one.kind is Kind.NAME and one.telling]


def told(root: Path) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in private_faults(root, REGISTRY)]


def xlsx(*rows: Iterable[object], title: str = "Sheet1", comment: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if comment:
        sheet["A1"].comment = Comment(comment, "author")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def ods(*rows: Iterable[str], more: str = "") -> bytes:
    table = "".join(
        f"<table:table-row>{''.join(map(cell, row))}{more}</table:table-row>" for row in rows
    )
    content = (
        f'<office:d xmlns:office="{ODS}:office:1.0" xmlns:table="{ODS}:table:1.0"'
        f' xmlns:text="{ODS}:text:1.0"><table:table>{table}</table:table></office:d>'
    )
    return zipped({"mimetype": b"application/vnd.oasis", "content.xml": content.encode()})


def docx(*rows: Iterable[str], said: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cells = [
        [f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row] for row in rows
    ]
    table = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    body = f"<w:body {space}><w:tbl>{table}</w:tbl><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:body>"
    return zipped({"word/document.xml": body.encode()})


CARD = (
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Eddystrand;Zoraida;;;\r\nFN:{ZOE}\r\n"
    "TEL:600 100 200\r\nEND:VCARD\r\n"
)
FOLDED = "BEGIN:VCARD\r\nFN:Zoraida\r\n  Eddystrand\r\nEND:VCARD\r\n"
QUOTED = (
    "BEGIN:VCARD\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=5A=6F=72aida =\r\n"
    "Eddystrand\r\nEND:VCARD\r\n"
)
READ: Mapping[str, tuple[str, str | bytes]] = {
    "xlsx": ("a.xlsx", xlsx(["name", "e-mail"], [ZOE, "zoe@mail.example"])),
    "xlsx-title-above": (
        "a.xlsx",
        xlsx(["Edition 2026"], [], ["Nombre", "Empresa"], [ZOE, "Acme"]),
    ),
    "xlsx-halves": ("a.xlsx", xlsx(["Nachname", "Vorname"], ["Eddystrand", "Zoraida"])),
    "xlsx-named-otherwise": ("a.dat", xlsx(["name"], [ZOE])),
    "xlsx-at-the-edge": ("a.xlsx", xlsx(["name", *[None] * 500, "x"], [ZOE])),
    "formula": ("a.xlsx", xlsx(["name"], [f'="{ZOE}"'])),
    "ods": ("a.ods", ods(["Nom", "Prénom"], ["Eddystrand", "Zoraida"])),
    "ods-repeated": (
        "a.ods",
        ods(["name"], [ZOE], more=cell("", 'table:number-columns-repeated="16384"')),
    ),
    "docx-table": ("a.docx", docx(["Name", "Firma"], [ZOE, "Acme"])),
    "json": ("a.json", json.dumps({"people": [{"name": ZOE, "age": 40}]})),
    "json-halves": ("a.json", json.dumps([{"firstName": "Zoraida", "lastName": "Eddystrand"}])),
    "json-lines": ("a.jsonl", "\n".join(json.dumps({"full_name": each}) for each in (ZOE, BEN))),
    "json-list": ("a.json", json.dumps({"mentees": [ZOE, BEN]})),
    "json-escaped": ("a.json", '{"name": "\\u005aoraida Eddystrand"}'),
    "json-unnamed": ("people", json.dumps([{"name": ZOE}])),
    "vcard": ("a.vcf", CARD),
    "vcard-folded": ("a.vcf", FOLDED),
    "vcard-quoted": ("a.vcf", QUOTED),
    "calendar": (
        "a.ics",
        f'BEGIN:VCALENDAR\nATTENDEE;CN="{ZOE}";ROLE=X:mailto:z@mail.example\nEND:VCALENDAR\n',
    ),
    "markdown-table": ("a.md", f"| Name | City |\n|---|---|\n| **{ZOE}** | Bilbao |\n"),
    "markdown-pair": ("a.md", f"- **Name:** {ZOE}\n- **Phone:** 600 100 200\n"),
    "markdown-list": ("a.md", f"- {ZOE}\n- [ ] {BEN}\n"),
    "text-list": ("a.txt", f"{ZOE}\n{BEN}\n"),
    "text-pair": ("a.txt", f"Mentor: {ZOE}\nTel.: 600 100 200\n"),
    "text-table": ("a.txt", f"Nombre;Ciudad\n{ZOE};Bilbao\n"),
    "mail": ("a.eml", f"From: {ZOE} <zoe@mail.example>\n"),
    "beside-an-address": (
        "a.txt",
        f"Ask {ZOE} <zoe@mail.example>, or {BEN} (b@mail.example)\n".replace("Ask ", ""),
    ),
    "german": ("a.csv", "Vor- und Nachname;Telefon\nZoraida Eddystrand;600 100 200\n"),
    "german-halves": ("a.csv", "Name;Vorname\nEddystrand;Zoraida\n"),
    "german-gender": ("a.csv", f"Mentor:in;Firma\n{ZOE};Acme\n"),
    "french": ("a.csv", "Nom;Prénom;Portable\nEddystrand;Zoraida;600 100 200\n"),
    "french-whole": ("a.csv", f"Nom et prénom;Société\n{ZOE};Acme\n"),
    "italian": ("a.csv", "Cognome,Nome\nEddystrand,Zoraida\n"),
    "portuguese": ("a.csv", "Nome,Apelido\nZoraida,Eddystrand\n"),
    "basque": ("a.csv", "Izena,Abizenak\nZoraida,Eddystrand\n"),
    "catalan": ("a.csv", "Nom,Cognoms\nZoraida,Eddystrand\n"),
    "dutch": ("a.csv", "Voornaam,Achternaam\nZoraida,Eddystrand\n"),
    "slash": ("a.csv", f"Name / Organisation;x\n{ZOE} / Acme Lines;1\n"),
    "slash-comma": ("a.csv", f'Name / Organisation;x\n"{ZOE}, Acme Lines";1\n'),
    "pair-in-a-cell": ("a.csv", f"Mentor / Mentee;x\n{ZOE} / {BEN};1\n"),
    "several-in-a-cell": ("a.csv", f"Teilnehmer;x\n{ZOE} und {BEN};1\n"),
    "with-an-address": ("a.csv", f"Contact;x\n{ZOE} <zoe@mail.example>;1\n"),
    "twice-the-heading": ("a.csv", f"Name,Name\n{ZOE},{BEN}\n"),
    "two-pairs": (
        "a.csv",
        "mentor first name,mentor last name,mentee first name,mentee last name\n"
        "Zoraida,Eddystrand,Bruno,Tidewell\n",
    ),
    "title-above": ("a.csv", f"Participants of 2026;;\n;;\nName;Firma;x\n{ZOE};Acme;1\n"),
    "hidden-folder": (".old/a.csv", f"name\n{ZOE}\n"),
    "hidden-file": (".people.csv", f"name\n{ZOE}\n"),
    "zip": ("a.zip", zipped({"b/c.csv": f"name\n{ZOE}\n".encode()})),
    "gzip": ("a.csv.gz", gzip.compress(f"name\n{ZOE}\n".encode())),
    "page": ("a.html", f"<table><tr><th>Name<th>x</tr><tr><td>{ZOE}<td>1</tr></table>"),
    "tab-of-a-sheet": ("a.xlsx", xlsx(["id"], [1], title=ZOE)),
    "name-of-a-file": (f"photos/{ZOE}.jpg", planting.picture("JPEG")),
    "old-western": ("a.csv", "Nom;Prénom\nEddystrand;Zoraida\n".encode("cp1252")),
    "east-european": ("a.csv", "Imię;Name\nx;Łukasz Świątek\n".encode("cp1250")),
}


@pytest.mark.parametrize("case", READ)
def test_the_names_are_known(tmp_path: Path, case: str):
    name, content = READ[case]
    found = names(kept(tmp_path, {name: content}))
    wanted = "Łukasz Świątek" if case == "east-european" else ZOE
    assert wanted in found
    if BEN in str(content) or case == "two-pairs":
        assert BEN in found
    assert not {"Acme Lines", "Acme", "Bilbao"} & set(found)


TOLD: Mapping[str, tuple[str, str | bytes, str]] = {
    "unknown-heading": ("a.csv", f"Betreute;x\n{ZOE};1\n", "private-columns"),
    "no-heading": ("a.csv", f"{ZOE},zoe@mail.example\n{BEN},b@mail.example\n", "private-columns"),
    "notes": ("a.csv", f"id,notes\n1,Does well with {ZOE}\n", "private-columns"),
    "half-a-name": ("a.csv", "Vorname;Stadt\nZoraida;Bilbao\n", "private-columns"),
    "unknown-key": ("a.json", json.dumps({"who": ZOE}), "private-keys-somewhere"),
    "unknown-yaml": ("a.yaml", f"who:\n  main: {ZOE}\n", "private-keys"),
    "name-as-key": ("a.json", json.dumps({ZOE: {"city": "Bilbao"}}), "private-keys-somewhere"),
    "prose": ("a.md", f"# Meeting\n\nWe met {ZOE} on Monday.\n", "private-prose"),
    "text": ("notes", f"We met {ZOE} on Monday.\n", "private-prose"),
    "docx": ("a.docx", docx(["id"], ["1"], said=f"We met {ZOE}."), "private-prose"),
    "pdf": ("a.pdf", planting.pdf(f"We met {ZOE} there"), "private-prose"),
    "rtf": ("a.rtf", b"{\\rtf1 We met Zoraida Eddystrand}", "private-prose"),
    "comment-in-a-sheet": ("a.xlsx", xlsx(["id"], [1], comment=f"We met {ZOE}"), "private-prose"),
    "mailbox": ("a.eml", f"Subject: Hello\n\nWe met {ZOE}.\n", "private-prose"),
    "old-excel": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "private-format"),
    "numbers": ("a.numbers", zipped({"Index/Document.iwa": b"\0\x80\1\0snappy"}), "private-format"),
    "database": ("a.sqlite", b"SQLite format 3\0" + bytes(range(200)), "private-format"),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "private-format"),
    "formula": ("a.xlsx", xlsx(["name", "x"], ['=A3&" "&B3', "1"]), "private-columns"),
    "locked-pdf": ("a.pdf", planting.encrypted_pdf(ZOE, "secret"), "private-encrypted"),
    "locked-zip": ("a.zip", planting.encrypted_zip(), "private-encrypted"),
    "locked-ods": (
        "a.ods",
        zipped({"content.xml": b"\0\1", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "private-encrypted",
    ),
    "damaged-xlsx": ("a.xlsx", xlsx(["name"], [ZOE])[:-40], "private-damaged"),
    "damaged-sheet": (
        "a.xlsx",
        zipped({"xl/workbook.xml": b"<no/>", "[Content_Types].xml": b""}),
        "private-damaged",
    ),
    "entities": (
        "a.xlsx",
        zipped({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "private-large",
    ),
    "wide-entities": (
        "a.xlsx",
        zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")}),
        "private-large",
    ),
    "ods-entities": (
        "a.ods",
        zipped({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "private-large",
    ),
    "picture-of-a-table": ("a.png", planting.picture("PNG"), "private-format"),
    "cyrillic": ("a.txt", "Имя: Иван Петров\n".encode("cp1251"), "private-encoding"),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_is_not_understood_is_told(tmp_path: Path, case: str):
    name, content, code = TOLD[case]
    found = told(kept(tmp_path, {name: content}))
    assert code in {each for _, each in found}
    assert all(place.startswith(f"private/{name}") for place, _ in found)


INNOCENT: Mapping[str, tuple[str, str | bytes]] = {
    "known-columns": (
        "a.csv",
        "name,e-mail,organisation,city,role\nZoe Dee,z@mail.example,Acme,Bilbao,x\n",
    ),
    "numbers": ("a.csv", "name;2024;2025\nZoe Dee;1;2\n"),
    "spanish": ("a.xlsx", xlsx(["Nombre", "Empresa", "Teléfono"], ["Zoe Dee", "Acme", 600100200])),
    "days": ("a.csv", "name,date,since\nZoe Dee,2026-01-01,2026-03-01\n"),
    "empty": ("a.csv", ""),
    "blank": ("a.txt", "\n \n"),
    "header-only": ("a.csv", "name,x\n"),
    "keep": (".gitkeep", ""),
    "our script": ("history-withdrawn-0a1b.sh", "git filter-repo --x 'Zoe Dee, 4 and 5; 6'\n"),
    "list": ("a.txt", "Zoraida Eddystrand\nBruno Tidewell\n"),
    "card": ("a.vcf", CARD),
    "json": ("a.json", '{"name": "Zoe Dee", "email": "z@mail.example", "age": 40, "active": true}'),
    "short-notes": ("a.csv", "name,notes\nZoe Dee,asked for two evenings\n"),
}


@pytest.mark.parametrize("case", INNOCENT)
def test_of_what_is_understood_nothing_is_told(tmp_path: Path, case: str):
    name, content = INNOCENT[case]
    assert told(kept(tmp_path, {name: content})) == []


@pytest.mark.parametrize(
    "content",
    [
        "file name,organisation name\nOpening Session,Harbour Lines\n",
        "Firma;Abteilung\nHarbour Lines;Human Resources\n",
        "Betreute;x\nOpening Session;1\n",
        "Universidad,Departamento\nUniversidad Lejana,Letras Clásicas\n",
        '{"organisation": "Harbour Lines", "city": "San Sebastián"}',
        "organisation: Harbour Lines\n",
        "# Opening Session\n\nThe Harbour Lines came.\n",
        "Contact person: the coordinator of the programme\n",
        "**Name** and address: write them on the envelope.\n",
        "Event name;x\nOpening Session;1\n",
    ],
)
def test_what_names_nobody_is_not_looked_for(tmp_path: Path, content: str):
    for name in ("a.csv", "a.txt", "a.md", *(["a.json"] if content[0] == "{" else [])):
        assert names(kept(tmp_path, {name: content})) == []


def test_columns_are_told_by_letter_and_never_by_their_headings(tmp_path: Path):
    content = f"id;Zoraida Eddystrand;wer noch\n1;ja bitte;{BEN}\n"
    (problem,) = private_faults(kept(tmp_path, {"a.csv": content}), REGISTRY)
    assert str(problem.place) == "private/a.csv:1"
    assert problem.details == {"which": "B, C"}
    wide = ";".join(f"spalte {number}" for number in range(40))
    cells = ";".join(["ja bitte"] * 40)
    (problem,) = private_faults(kept(tmp_path, {"a.csv": f"{wide}\n{cells}\n"}), REGISTRY)
    assert problem.details["which"] == "A, B, C, D, E, F, G, H, I, J, …"


def test_keys_are_told_by_line_alone(tmp_path: Path):
    content = f"- name: {ZOE}\n- wer noch: {BEN}\n"
    (problem,) = private_faults(kept(tmp_path, {"a.yaml": content}), REGISTRY)
    assert (str(problem.place), problem.details) == ("private/a.yaml:2", {"which": "2"})


def test_links_and_what_is_no_file_are_told(tmp_path: Path):
    kept(tmp_path, {"a.csv": "name\n"})
    (tmp_path / "private/lost.csv").symlink_to("nowhere.csv")
    (tmp_path / "private/folder").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "private/pipe")
    assert told(tmp_path) == [
        (f"private/{name}", "private-irregular") for name in ("folder", "lost.csv", "pipe")
    ]


def test_without_the_folder_there_is_nothing(tmp_path: Path):
    assert (told(tmp_path), names(tmp_path)) == ([], [])


def test_our_own_tables_are_known_whatever_their_columns_are_called(tmp_path: Path):
    kept(tmp_path, {"mentees.csv": f"id,name,odd\nz,{ZOE},Odd Column\n"})
    assert told(tmp_path) == []
    assert names(tmp_path) == [ZOE]


def test_cells_that_hold_nothing_are_no_value(tmp_path: Path):
    rows = f"id,name,phone,notes\nzoe,{ZOE},, \n,,,\n"
    values = private_values(kept(tmp_path, {"mentees.csv": rows}), REGISTRY)
    assert [one.value for one in values if one is not None] == ["zoe", ZOE]


def test_a_sheet_that_would_fill_the_memory_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(documents, "MOST_CELLS", 1_000)
    big = xlsx(["name"], *([ZOE] for _ in range(2_000)))
    assert told(kept(tmp_path, {"a.xlsx": big})) == [("private/a.xlsx", "private-large")]
    monkeypatch.setattr(documents, "MOST_BYTES", 1_000)
    assert told(tmp_path) == [("private/a.xlsx", "private-large")]


def test_archives_in_archives_end(tmp_path: Path):
    packed = zipped({"a.csv": f"name\n{ZOE}\n".encode()})
    for _ in range(9):
        packed = zipped({"a.zip": packed})
    assert told(kept(tmp_path, {"a.zip": packed})) == [("private/a.zip", "private-large")]
    bomb = zipped({"a.csv": b"\n" * 20_000_000})
    assert told(kept(tmp_path, {"a.zip": bomb})) == [("private/a.zip", "private-large")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoe van der Dee", True),
        ("Dee, Zoe", True),
        ("ZOE DEE", True),
        ("O'Hara Jean-Luc", True),
        ("1. Zoe Dee", True),
        ("王小明", True),
        ("علي حسن", True),
        ("Zoe", False),
        ("zoe dee", False),
        ("Zoe told us", False),
        ("Room 12", False),
        ("Zoe Dee, who came late on Monday", False),
        ("", False),
        ("van der Dee", False),
    ],
)
def test_what_looks_like_a_name(text: str, expected: bool):
    assert is_like_name(text) is expected


def test_one_heading_depends_on_the_others():
    def parts(*labels: str) -> list[str]:
        return ["+".join(heading.parts) for heading in headings_of(labels)]

    assert parts("Nom") == ["name"]
    assert parts("Nom", "Prénom") == ["family", "given"]
    assert parts("Nom", "Cognoms") == ["given", "family"]
    assert parts("Prénom", "Ville") == ["unknown", "other"]
    assert parts("Nombre / Empresa / Teléfono") == ["name+other+phone"]
    assert parts("Benutzername", "Firmenname", "Teilnehmername") == ["unknown", "unknown", "name"]


def test_a_damaged_document_raises_nothing(tmp_path: Path):
    whole = xlsx(["name"], [ZOE])
    for cut in range(40, len(whole), len(whole) // 12):
        root = kept(tmp_path, {"a.xlsx": whole[:cut]})
        assert told(root) != [] or names(root) == [ZOE]
    assert zipfile.is_zipfile(io.BytesIO(whole))

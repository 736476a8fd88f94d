"""Tidying tables: what is mended in a CSV text, and what stays because it is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from handbook.languages import Languages, Text
from handbook.problems import Place
from handbook.reading.sheets.cells import Conventions
from handbook.reading.sheets.columns import columns_of, match_labels
from handbook.schema import Field, Privacy, Schema, Term, Vocabulary
from handbook.tidying.column_mends import Expected
from handbook.tidying.csv_mends import separator_of, tidy_table
from handbook.tidying.mends import Mend

LANGUAGES = Languages(("en", "es"))
WORDS = Vocabulary(
    "craft",
    (Term("rowing", Text.of("Rowing", "en")), Term("knots", Text.of("Knots, bends", "en"))),
)


def field(name: str, kind: str = "string", **more: Any) -> Field:
    descriptor: dict[str, Any] = {"name": name, "type": kind, **more}
    title = str(descriptor.pop("title", name))
    if kind == "boolean":
        descriptor |= {"trueValues": ["yes", "true"], "falseValues": ["no", "false"]}
    return Field(
        name,
        title,
        "",
        kind,
        Privacy.PUBLIC,
        translatable=more.get("translatable", False),
        vocabulary=more.get("vocabulary", ""),
        descriptor=descriptor,
    )


FIELDS = (
    field("id"),
    field("name", title="Full name"),
    field("organisation"),
    field("since", "date"),
    field("active", "boolean"),
    field("craft", "list", vocabulary="craft"),
    field("scope", "list", constraints={"itemEnum": ["photo", "contact"]}),
    field("email", format="email"),
    field("note_one"),
    field("title", translatable=True),
    field("count", "integer"),
    field("score", "number"),
    field("step1"),
    field("level1_reached"),
    field("level12"),
    field("q"),
    field("group_a"),
    field("module_i"),
    field("motto_es"),
    field("interests"),
    field("sector"),
    field("main_sectors"),
    field("first_meeting"),
)


def expected(order: str = "iso", **changes: Any) -> Expected:
    reading = Conventions(LANGUAGES, order, vocabularies={"craft": WORDS}, **changes)
    schema = Schema("things", "", "", FIELDS)
    return Expected("programme/things.csv", columns_of(schema, LANGUAGES), reading)


def mended(text: str, separator: str = ",", order: str = "iso") -> tuple[str, list[str]]:
    """Return the text after its mends, and their codes."""
    done = tidy_table(text, expected(order), separator)
    assert done.problems == ()
    again = tidy_table(done.text, expected(order), separator)
    assert (again.text, again.mends) == (done.text, ()), "tidying twice is tidying once"
    return done.text, [mend.code for mend in done.mends]


FORMS = {
    "already tidy": ("id,name\na,Ana\n", "id,name\na,Ana\n", []),
    "no line end at the end": ("id,name\na,Ana", "id,name\na,Ana", []),
    "quotes stay": ('id,"name"\n"a",5" pipe\n', 'id,"name"\n"a",5" pipe\n', []),
    "a blank row between stays": ("id,name\n\na,Ana\n", "id,name\n\na,Ana\n", []),
    "semicolons": ("id;name\na;Ana, B\n", 'id,name\na,"Ana, B"\n', ["separator"]),
    "tabs": ("id\tname\na\tAna\n", "id,name\na,Ana\n", ["separator"]),
    "bars": ("id|name\na|Ana, B\n", 'id,name\na,"Ana, B"\n', ["separator"]),
    "quotes needed no more": ('id;name\na;"x;y"\n', "id,name\na,x;y\n", ["separator"]),
    "sep line": ("sep=,\nid,name\na,Ana\n", "id,name\na,Ana\n", ["separator_line"]),
    "one column has no separator": ("id\na;b\n", "id\na;b\n", []),
    "blank rows at the end": ("id,name\na,Ana\n,,\n\n , \n", "id,name\na,Ana\n", ["blank_rows"]),
    "blank columns": ("id,name,,\na,Ana,,\nb,Bo\n", "id,name\na,Ana\nb,Bo\n", ["blank_columns"]),
    "spaces": ("id, name\na\u00a0,\u200b Ana \n", "id,name\na,Ana\n", ["trimmed"]),
    "spaces alone": ("id,name\na,   \n", "id,name\na,\n", ["trimmed"]),
    "spaces around quotes": ('id,name\na, "x, y" \n', 'id,name\na,"x, y"\n', ["trimmed"]),
    "spaces inside quotes": ('id,name\na," x, y "\n', 'id,name\na,"x, y"\n', ["trimmed"]),
    "accents apart": ("id,name\na,Jose\u0301\n", "id,name\na,Jos\u00e9\n", ["composed"]),
    "case": ("ID,Name\na,Ana\n", "id,name\na,Ana\n", ["column", "column"]),
}


@pytest.mark.parametrize(("text", "wanted", "codes"), FORMS.values(), ids=FORMS)
def test_form(text: str, wanted: str, codes: list[str]) -> None:
    assert mended(text) == (wanted, codes)


def test_a_programme_kept_with_semicolons_keeps_them() -> None:
    text = 'id;name\na;"x;y"\n'
    assert mended(text, ";") == (text, [])
    assert mended("id,name\na,x;y\n", ";") == ('id;name\na;"x;y"\n', ["separator"])
    assert mended('id,name\na,"x, y"\n', ";")[0] == "id;name\na;x, y\n"


CELLS = {
    "declared day first": ("dmy", "since", "03/04/2026", "2026-04-03"),
    "declared month first": ("mdy", "since", "03/04/2026", "2026-03-04"),
    "day over twelve": ("iso", "since", "31/3/2026", "2026-03-31"),
    "month first, day over twelve": ("iso", "since", "3.31.2026", "2026-03-31"),
    "year first": ("iso", "since", "2026/3/4", "2026-03-04"),
    "midnight": ("iso", "since", "2026-03-04 00:00:00", "2026-03-04"),
    "midnight of Excel": ("iso", "since", "31/03/2026 0:00", "2026-03-31"),
    "either way": ("iso", "since", "03/04/2026", "03/04/2026"),
    "against what is declared": ("mdy", "since", "31/03/2026", "31/03/2026"),
    "an order that cannot be told": ("?", "since", "31/03/2026", "31/03/2026"),
    "no such day": ("iso", "since", "31/02/2026", "31/02/2026"),
    "two digits of a year": ("iso", "since", "31/03/26", "31/03/26"),
    "a serial number": ("iso", "since", "46112", "46112"),
    "not at midnight": ("iso", "since", "2026-03-04 10:00", "2026-03-04 10:00"),
    "a date in a text": ("dmy", "name", "31/03/2026", "31/03/2026"),
    "capitals": ("iso", "active", "YES", "yes"),
    "another word": ("iso", "active", "True", "yes"),
    "a word of the schema": ("iso", "active", "true", "true"),
    "Spanish": ("iso", "active", "Sí", "yes"),
    "Spanish no": ("iso", "active", "FALSO", "no"),
    "one is no yes": ("iso", "active", "1", "1"),
    "words with commas": ("iso", "craft", "rowing, knots", "rowing; knots"),
    "words on lines": ("iso", "craft", "rowing\nknots", "rowing; knots"),
    "fixed words": ("iso", "scope", "photo,contact", "photo; contact"),
    "a word with a comma": ("iso", "craft", "knots, bends", "knots"),
    "titles": ("iso", "craft", "ROWING;Knots, Bends", "rowing; knots"),
    "titles with commas": ("iso", "craft", "Rowing, knots", "rowing; knots"),
    "an unknown word": ("iso", "craft", "rowing, oars", "rowing, oars"),
    "close, but sound": ("iso", "craft", "rowing;knots", "rowing;knots"),
    "mailto": ("iso", "email", "MAILTO:a@acme.example", "a@acme.example"),
    "mailto with a subject": ("iso", "email", "mailto:a@b.example?c=d", "mailto:a@b.example?c=d"),
    "mailto twice": ("iso", "email", "mailto:mailto:a@b.example", "mailto:mailto:a@b.example"),
    "two addresses": ("iso", "email", "mailto:a@b.example,c@d.example", ""),
    "a number": ("iso", "count", "1.000", "1.000"),
    "commas in a text": ("iso", "name", "rowing, knots", "rowing, knots"),
}


@pytest.mark.parametrize(("order", "column", "value", "wanted"), CELLS.values(), ids=CELLS)
def test_cell(order: str, column: str, value: str, wanted: str) -> None:
    text, codes = mended(f'id,{column}\na,"{value}"\n', order=order)
    wanted = wanted or value
    assert text.removeprefix(f"id,{column}\na,").strip('"\n') == wanted
    assert bool(codes) is (wanted != value)


def test_dates_are_judged_by_their_whole_column() -> None:
    sure = mended("id,since\na,31/03/2026\nb,03/04/2026\nc,2025-01-02\n")
    assert sure == ("id,since\na,2026-03-31\nb,2026-04-03\nc,2025-01-02\n", ["dates"])
    torn = "id,since\na,31/03/2026\nb,03/31/2026\n"
    assert mended(torn) == (torn, [])
    beside_words = mended("id,since\na,31/03/2026\nb,soon\n")
    assert beside_words == ("id,since\na,2026-03-31\nb,soon\n", ["dates"])
    spoilt = "id,since\na,31/03/2026\nb,32/03/2026\n"
    assert mended(spoilt) == (spoilt, [])


@pytest.mark.parametrize(
    "written",
    [
        *("Nov 3, 2026", "3 de noviembre de 2026", "3 Nov 2026", "3. November 2026"),
        *('"Tuesday, 3 November 2026"', "03-nov-2026", "3 novembre 2026"),
    ],
)
def test_a_date_with_the_name_of_its_month(written: str) -> None:
    cell = written if written.startswith('"') or "," not in written else f'"{written}"'
    known = "novembre" not in written
    wanted = "2026-11-03" if known else written
    assert mended(f"id,since\na,{cell}\n")[0] == f"id,since\na,{wanted}\n"


@pytest.mark.parametrize("written", ["Monday 3 November 2026", "Nov 2026", "3 Nov 26", "soon"])
def test_a_date_in_words_that_is_in_doubt(written: str) -> None:
    text = f"id,since\na,{written}\n"
    assert mended(text) == (text, [])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("12,5", "12.5"),
        ("-0,75", "-0.75"),
        ("3,1416", "3.1416"),
        ("1,250", "1,250"),
        ("1.250,5", "1.250,5"),
        ("12.5", "12.5"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_a_decimal_comma_that_can_be_nothing_else(written: str, wanted: str) -> None:
    assert mended(f"id;score\na;{written}\n", ";")[0] == f"id;score\na;{wanted}\n"


def test_lists_wait_for_a_vocabulary_that_can_be_read() -> None:
    text = 'id,craft\na,"rowing, knots"\n'
    assert tidy_table(text, expected(lenient=True), ",").text == text


LABELS = {
    "spaces": ("Note one", "note_one"),
    "hyphen and accent": ("nóte-one", "note_one"),
    "title": ("Full Name", "name"),
    "title in Spanish": ("Organización", "organisation"),
    "title in other words": ("E-mail address", "email"),
    "title in part": ("Organisation in 2025", "Organisation in 2025"),
    "a letter missing": ("organistion", "organisation"),
    "a letter too much": ("organisattion", "organisation"),
    "a letter wrong": ("organization", "organisation"),
    "letters swapped": ("organisaiton", "organisation"),
    "translation": ("Title_ES", "title_es"),
    "swapped in a later word": ("first_meetnig", "first_meeting"),
    "two slips": ("orgnistion", "orgnistion"),
    "a slip in each word": ("frist_meetnig", "frist_meetnig"),
    "a short word": ("nam", "nam"),
    "another word that is short": ("note_ons", "note_ons"),
    "a number": ("step3", "step3"),
    "no number": ("stepp", "stepp"),
    "another number inside": ("level2_reached", "level2_reached"),
    "numbers swapped": ("level21", "level21"),
    "one letter": ("w", "w"),
    "another letter at the end": ("group_b", "group_b"),
    "another Roman number": ("module_ii", "module_ii"),
    "another language": ("title_eu", "title_eu"),
    "another language of an untranslated column": ("motto_eu", "motto_eu"),
    "one of several things": ("interest", "interest"),
    "several of one thing": ("sectors", "sectors"),
    "several in a later word": ("main_sector", "main_sector"),
    "no underscore but a letter": ("firstxmeeting", "firstxmeeting"),
    "its own column": ("shoe", "shoe"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("label", "wanted"), LABELS.values(), ids=LABELS)
def test_label(label: str, wanted: str) -> None:
    assert mended(f"id,{label},count\na,x,1\n")[0] == f"id,{wanted},count\na,x,1\n"


def test_a_label_left_alone_is_told_with_no_number_guessed() -> None:
    known, where = ("id", "name", "since", "count"), Place("programme/things.csv", 1)
    labels = (*known, "step3", "level21", "organistion")
    told = match_labels(labels, [where] * 7, expected().columns, where).problems
    assert [(one.code, one.value, one.details.get("suggestion")) for one in told] == [
        ("column-unknown", "step3", None),
        ("column-unknown", "level21", None),
        ("column-unknown", "organistion", "organisation"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "id,organistion,organisation",
        "id,organistion,organisaton",
        "id,Full name,name",
        "id,Count,COUNT",
        "id,Note one,note-one",
    ],
)
def test_labels_that_claim_one_column_stay(header: str) -> None:
    text = f"{header}\na,1,1\n"
    assert mended(text) == (text, [])


def test_a_slip_is_mended_only_above_cells_that_fit() -> None:
    assert mended("id,conut\na,12\n")[0] == "id,count\na,12\n"
    assert mended("id,conut\na,twelve\n")[1] == []


def test_no_label_is_unknown_where_the_extra_columns_cannot_be_read() -> None:
    lost = Expected("programme/things.csv", expected().columns, expected().reading, all_known=False)
    assert tidy_table("Id,organistion\na,x\n", lost, ",").text == "id,organistion\na,x\n"


def test_cells_of_a_shifted_row_are_trimmed_and_no_more() -> None:
    text = "id,since,active\na,31/03/2026,YES\nb, 31/03/2026\nc,x,31/03/2026,YES\nd,x,YES,\n"
    wanted = "id,since,active\na,2026-03-31,yes\nb,31/03/2026\nc,x,31/03/2026,YES\nd,x,YES,\n"
    assert mended(text)[0] == wanted


def test_a_title_above_the_names_is_words_and_stays() -> None:
    text = "Our people ,,\nid;name\na;Ana\n"
    assert mended(text)[0] == "Our people ,,\nid,name\na,Ana\n".replace(
        "Our people ,,", '"Our people ,,"'
    )


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ('id,name\na,Ana \nb,"Bo\nc,C\n', (3, 3, "quote-unclosed")),
        ('id,name\na,"José" Núñez\nb, B\n', (2, 9, "quote-text-after")),
        ("x,y\na, Ana\n", (1, 0, "header-missing")),
        ("id|shoe\na| Ana\n", (1, 0, "header-missing")),
        ("id|name\na| Ana|x\n", (1, 0, "header-missing")),
    ],
)
def test_what_cannot_be_taken_apart_is_left_and_told(text: str, spot: tuple[int, int, str]) -> None:
    done = tidy_table(text, expected(), ";")
    (problem,) = done.problems
    assert (problem.place.line, problem.place.column, problem.code) == spot
    assert (done.text, done.mends) == (text, ())
    assert separator_of(text, expected()) == ""


def test_the_separator_that_a_table_has() -> None:
    texts: Mapping[str, str] = {"id;name\n": ";", "id,name\n": ",", "id\n": "", "id|name\n": ""}
    assert {text: separator_of(text, expected()) for text in texts} == texts


def test_a_line_that_names_the_separator_is_told_as_the_first() -> None:
    done = tidy_table("sep=;\nid;name\na;Ana\n", expected(), ",")
    assert done.mends == (
        Mend("separator", details={"now": ",", "before": ";"}),
        Mend("separator_line", lines=(1,)),
    )


def test_changes_tell_places_and_no_values() -> None:
    text = (
        'id;since ;active;email\n\na;31/03/2026;Sí;mailto:p@q.example\n"b";"30/03/2026";no; \n;;;\n'
    )
    done = tidy_table(text, expected(), ",")
    assert done.mends == (
        Mend("separator", details={"now": ",", "before": ";"}),
        Mend("blank_rows", 1, (5,)),
        Mend("trimmed", 2, (1, 4)),
        Mend("dates", 2, (3, 4), {"column": "since"}),
        Mend("booleans", 1, (3,), {"column": "active"}),
        Mend("emails", 1, (3,), {"column": "email"}),
    )
    for value in ("31/03", "Sí", "p@q"):
        assert value not in str(done.mends)


@pytest.mark.parametrize(
    ("mark", "cell", "wanted"),
    [
        *((".", "1,5", "1.5"), (".", "1,500", "1,500"), (".", "1.5", "1.5"), (".", "x", "x")),
        *(
            (",", "1,5", "1,5"),
            (",", "1,500", "1,500"),
            (",", "1.5", "1,5"),
            (",", "0.125", "0,125"),
        ),
        *(
            (",", "1.500", "1.500"),
            (",", "1.234,5", "1.234,5"),
            (",", "7", "7"),
            (",", "x.5", "x.5"),
        ),
        *(("any", "1,5", "1,5"), ("any", "1.5", "1.5")),
    ],
)
def test_decimals_are_written_with_the_declared_mark(mark: str, cell: str, wanted: str) -> None:
    done = tidy_table(f'id,score\na,"{cell}"\n', expected(decimal_mark=mark), ",")
    assert done.text.partition("a,")[2].strip().strip('"') == wanted
    assert tidy_table(done.text, expected(decimal_mark=mark), ",").mends == ()

"""The small programme with so many mentors that their directory has several pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.support.programmes import FILES

GIVEN = ("Ada", "Bea", "Cai", "Dov", "Eli", "Fay", "Gil", "Hal", "Ida", "Jon", "Kim", "Lea")
FAMILY = ("Ash", "Bay", "Elm", "Fir", "Holly", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Rowan")
ODD = {
    "nuala": ("Nuala O’Farrisey", "", "Can tell a kittiwake by its call"),
    "lukasz": ("Łukasz Żmuda", "", "Draws"),
    "zed": ("Zed Young", "Aaron, Zed", "Reads charts"),
}
"""By id: name, the name to sort by and strengths of those whom tests look for."""
ORGANISATIONS = 20
"""How many there are: more than a filter shows at once."""
BIOGRAPHY = "Once went down in a *bathyscaphe*, and [up](https://cliffs.example/way) again.\n"
_COLUMNS = (
    "id,name,sort_name,organisation,expertise,languages,location,availability,strengths,years,"
    "consent,consent_date,consent_scope,consent_wording"
)
FIELDS = "- {name: years, title: Years at sea, type: integer, privacy: public, filter: yes}\n"


def crowd(number: int) -> dict[str, str]:
    """Return the changes that make the small programme one of so many mentors who are shown."""
    return {
        "programme/mentors.csv": "\n".join([_COLUMNS, *_rows(number), *_hidden(), ""]),
        "programme/organisations.csv": "\n".join(_organisations()),
        "programme/fields.yaml": FIELDS,
        "programme/mentors/nuala.en.md": BIOGRAPHY,
        "programme/vocabulary.yaml": FILES["programme/vocabulary.yaml"].replace(
            "availability:\n", "availability:\n  - {id: full, title: No room at present}\n"
        ),
    }


def names(number: int) -> Mapping[str, str]:
    """Return by id what everybody of such a crowd is called, and `ana`, who is always there."""
    plain = {f"m{each}": _name(each) for each in range(number - len(ODD) - 1)}
    return {"ana": "Ana <Á> & Sons", **plain, **{id: name for id, (name, _, _) in ODD.items()}}


def _name(each: int) -> str:
    given, rest = divmod(each, len(GIVEN) * len(FAMILY))
    first, second = divmod(rest, len(FAMILY))
    return " ".join([GIVEN[first], FAMILY[second], *[GIVEN[given - 1] + "sen"] * bool(given)])


def _rows(number: int) -> Iterator[str]:
    for at, (id, name) in enumerate(names(number).items()):
        _, sort, strengths = ODD.get(id, ("", "", "Listens"))
        organisation = f"org{at % ORGANISATIONS}" if at % 3 else "acme"
        availability = ("open", "full", "")[at % 3]
        cells = (id, name, sort, organisation, "rowing", "en", "Port Merrow", availability)
        given = ("yes", "2026-01-01", "biography", "1")
        yield ",".join(f'"{cell}"' for cell in (*cells, strengths, str(at % 40), *given))


def _hidden() -> Iterator[str]:
    for id, name in (("ben", "Ben No"), ("eva", "Eva Expired")):
        yield f"{id},{name},,acme,rowing,en,,,Unshown words,,no,2026-01-05,,"


def _organisations() -> Iterator[str]:
    header, *rows = FILES["programme/organisations.csv"].splitlines()
    yield from (header, *rows)
    others = header.count(",") - 6
    for at in range(ORGANISATIONS):
        yield f"org{at},Harbour {at},ferries,Eastquay,,2025,Carries people{',' * others}"
    yield ""

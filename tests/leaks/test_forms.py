"""The forms of a name and of an address that the search knows, and what it takes for others'."""

from __future__ import annotations

import base64

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks.distinctive import Distinctive
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import Reader
from handbook.leaks.views import views
from handbook.problems import Place
from tests.support.crowd import Public

HERE = Place("programme/mentors.csv", 3, 7)


def stands_in(value: str, kind: Kind, text: str) -> bool:
    matcher = Matcher([Confidential(value, kind, HERE, "field")])
    assert matcher.unsearchable == 0
    return bool(matcher.found_in(views(text)))


HOSTILE = {
    "between": [
        "Mara J. Tidewell",
        "Mara J Tidewell",
        "Mara J. R. Tidewell",
        "Mara J.R. Tidewell",
        'Mara "Mo" Tidewell',
        "Mara (Mo) Tidewell",
        "Mara “Mo” Tidewell",
        "Mara „Mo“ Tidewell",
        "Mara «Mo» Tidewell",
        "Mara ‘Mo’ Tidewell",
        "Mara 'Mo' Tidewell",
        "Mara [Mo] Tidewell",
        "<b>Mara</b> (<i>Mo</i>) <b>Tidewell</b>",
        "mara-j-tidewell",
        "mara_j_tidewell.jpg",
        "Mara van Tidewell",
        "Mara de la Tidewell",
        "MARA VAN DER TIDEWELL",
        "Tidewell, Dr. Mara",
        "Mara J.\nTidewell",
        '<a title="Mara J. Tidewell">her</a>',
    ],
    "endings": [
        "Mara Tidewell's boat",
        "Mara Tidewell’s boat",
        "the Mara Tidewells' boat",
        "Mara Tidewells Boot",
        "Mara Tidewell'in teknesi",
        "Mara Tidewell:n vene",
        "Mara Tidewell-en ontzia",
        "MARA TIDEWELLS BOOT",
        "mara-tidewells-boat",
        "Mara J. Tidewells Boot",
        "<b>Mara Tidewell</b>s Boot",
    ],
    "glued": [
        "CVMaraTidewell.pdf",
        "CV_MaraTidewell.pdf",
        "MaraTidewell2026",
        "2026MaraTidewell.jpg",
        "maraTidewell",
        "TidewellMara.docx",
        "MARATidewell",
        "mara_tidewell2",
        "maratidewell2026",
        "Mara Tidewell2",
        "mara-tidewell-2",
        '<a href="/files/CVMaraTidewell.pdf">',
        '<img src="/photos/maraTidewell-3f2a.jpg">',
        "/files/CV%4DaraTidewell.pdf",
        "thanks to Mara Tidewell.Then",
        "Mara2Tidewell",
        "mara2tidewell.jpg",
        "MARA2026TIDEWELL",
        "mara tidewellCV",
        "Mara TidewellCV.pdf",
        "maraTidewellPhoto",
    ],
    "unseen": [
        "Ma\u200bra Ti\u200cde\u200dwell",
        "Ma\u00adra Tide\u00adwell",
        "Ma\u2060ra Tide\u034fwell",
        "Ma\u3164ra Tide\u115fwe\u1160ll",
        "Ma\uffa0ra Tidewell",
        "M\ufe0fara Tide\U000e0100well",
        "Ma\u202era Tidewell\u202c",
        "Ma\u061cra Tide\u180ewell",
        "Ma\U000e0041ra Tidewell",
        "Ma\u2065ra Tide\ufff0well",
        "Ma&#8203;ra Tide&shy;well",
        "Ma&zwnj;ra Tide&NoBreak;well",
    ],
    "tags": [
        "Ma<b>ra Tidewell</b><i>x",
        "x<b>Ma</b>ra Tidewell<i>x</i>",
        "<i>x</i>Mara Tide<b>well</b>x",
        "Ma<b>ra</b><i>Tidewell</i>",
        "x<i>M</i>a<b>r</b>a T<u>i</u>dewell</b>x",
        "Ma<b>&#114;</b>a Tidewell<i>x</i>",
        "<b>by</b>Ma<wbr>ra Tidewell<b>and</b>",
        "Mara</b><i>Tidewell</i><b>x</b>",
        "M<b>ar</b>a Tide<br>well",
        "<span>M</span>ara <span>T</span>idewell<sup>2</sup>",
    ],
    "order": [
        "Tidewell, Mara",
        "TIDEWELL Mara",
        "Tidewell Mara",
        "tidewell-mara",
        "TidewellMara",
        "tidewellmara",
        "Tidewell,Mara",
        "TIDEWELL, MARA",
        "N:Tidewell;Mara;;;",
        "<b>Tidewell</b>, Mara",
    ],
}


@pytest.mark.parametrize("text", [text for texts in HOSTILE.values() for text in texts])
def test_a_name_is_found_in_all_its_forms(text: str) -> None:
    assert stands_in("Mara Tidewell", Kind.NAME, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Paweł Lewandowska", "PawełLewandowska"),
        ("Paweł Lewandowska", "CVPawełLewandowska2026.pdf"),
        ("Łucja Żakowska", "ŁucjaŻakowska"),
        ("Ελένη Βουρλιώτη", "ΕλένηΒουρλιώτη"),
        ("Мара Тидуэлл", "МараТидуэлл"),
        ("Anne-Marie Tidewell", "Anne Marie Tidewell"),
        ("Anne Marie Tidewell", "Anne-Marie Tidewell"),
        ("Anne Marie Tidewell", "Annemarie Tidewell"),
        ("Anne-Marie Tidewell", "AnneMarie Tidewell"),
        ("Mara Tidewell-Brook", "Mara Tidewell Brook"),
        ("Mara Tidewell-Brook", "Mara TidewellBrook"),
        ("Jan van der Berg", "Jan Van Der Berg"),
        ("Jan van der Berg", "Berg, Jan van der"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Jan van der Berg", "Jan Vander Berg"),
        ("Jürgen Weiß", "Juergen Weiss"),
        ("Juergen Weiss", "Jürgen Weiß"),
        ("Bjoern Soerensen", "Bjørn Sørensen"),
        ("Bjørn Sørensen", "Bjorn Sorensen"),
        ("Đorđe Šarić", "Djordje Sharich"),
        ("Đorđe Šarić", "Dorde Saric"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("Æsa Þórsdóttir", "Aesa Thorsdottir"),
        ("Ann McDonald", "Ann Mc Donald"),
        ("Ann McDonald", "AnnMcDonald.pdf"),
        ("Ann McDonald", "annmcdonald"),
        ("Åse Bakke", "Aase Bakke"),
    ],
)
def test_a_name_is_found_in_other_letters_and_with_other_signs(name: str, text: str) -> None:
    assert stands_in(name, Kind.NAME, text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara and Tidewell",
        "Mara, a Tidewell",
        "Mara met Ben Tidewell",
        "Mara y Tidewell",
        "Mara e Tidewell",
        "Tidewell and Mara",
        "Team A: Mara; B: Tidewell",
        "Mara (mentor), Tidewell (mentee)",
        "Samara Tidewell",
        "Mara Tidewellington",
        "Maratidewellington",
        "amaratidewell",
        "Tamara<b>Tidewellx</b>",
        "Mara Tide Well",
        "<td>Mara</td><td>of the Tidewell</td>",
        '<a href="/x/tidewell">Mara</a>',
        '<img alt="Tidewell"><b>Mara</b>',
        '<i title="Mara">Tidewell</i>',
        "samaraTidewellington2026",
        "Mara (who sailed with the other ones for years on end) Tidewell",
        "Mara. In Tidewell, all was quiet.",
    ],
)
def test_what_is_like_a_name_is_not_taken_for_it(text: str) -> None:
    assert not stands_in("Mara Tidewell", Kind.NAME, text)


def sought(hidden: str, public: Public, kind: Kind = Kind.NAME) -> Matcher:
    """Search for somebody who is hidden, beside others who are shown."""
    found = Distinctive(public).of([Confidential(hidden, kind, HERE, "field")])
    return Matcher(form for forms in found for form in forms)


GABRIEL = "Gabriel García Márquez"
JAN = "Jan van der Bergheim"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (GABRIEL, "By Gabriel García."),
        (GABRIEL, "By Gabriel Márquez."),
        (GABRIEL, "García, Gabriel"),
        (GABRIEL, "Márquez, Gabriel"),
        (GABRIEL, "Gabriel J. Márquez"),
        (GABRIEL, "Gabriel «Gabo» Márquez"),
        (GABRIEL, "CVGabrielMarquez.pdf"),
        (GABRIEL, "gabriel_garcia_2026.jpg"),
        (GABRIEL, "Gabriel Garcías neues Boot"),
        (GABRIEL, "GABRIEL GARCIA"),
        (GABRIEL, "G. García Márquez"),
        (GABRIEL, "G. Márquez"),
        (GABRIEL, "Márquez, G."),
        ("García Márquez, Gabriel", "Gabriel García"),
        ("Gabriel García-Márquez", "Gabriel Márquez"),
        ("Mara Jane Tidewell", "Mara Tidewell"),
        ("Mara J. Tidewell", "Mara Tidewell"),
        ("Mara J. Tidewell", "Mara K. Tidewell"),
        ("Mara Tidewell", "M. Tidewell"),
        ("Mara Tidewell", "M.J. Tidewell"),
        ("Mara Tidewell", "m.tidewell@acme.example"),
        ("Mara Tidewell", "m_tidewell.jpg"),
        ("Mara Tidewell", "Tidewell, M."),
        ("Mara Tidewell", "m-tidewell.jpg"),
        (JAN, "Jan Bergheim"),
        (JAN, "Bergheim, Jan"),
        (JAN, "Jan von Bergheim"),
        ("Anne-Marie Tidewell", "Anne Tidewell"),
        ("Dr Mara Jane Tidewell, PhD", "Mara Tidewell"),
    ],
)
def test_a_name_is_found_with_a_part_of_it_left_out(name: str, text: str) -> None:
    matcher = sought(name, Public(["Ana Sanz", "Ben Oakley"], ["On the quay, with Ana."]))
    assert matcher.found_in(views(text))


@pytest.mark.parametrize(
    ("name", "shown", "text"),
    [
        # Somebody of that name, or of these parts of it, is shown.
        (GABRIEL, "Gabriel García López", "Gabriel García López and Gabriel García"),
        (GABRIEL, "Gabriel García López", "gabriel-garcia-lopez, GabrielGarciaLopez.jpg"),
        (GABRIEL, "Gabriel José García", "Gabriel García"),
        (GABRIEL, "Márquez, Gabriel", "Gabriel Márquez, G. Márquez"),
        ("Mara J. Tidewell", "Mara K. Tidewell", "Mara K. Tidewell, Mara Tidewell"),
        ("Mara Tidewell", "Mara K. Tidewell", "Mara K. Tidewell"),
        ("Mara Tidewell", "Mara (Mo) Tidewell", "Mara “Mo” Tidewell, M. Tidewell"),
        ("Mara Tidewell", "Mara van der Tidewell", "Mara van der Tidewell"),
        (JAN, "Jan Bergheim", "Jan Bergheim, J. Bergheim"),
        ("Tom William", "Tom Williams", "Tom Williams, Tom Williams' boat"),
        ("Jan Peter", "Jan Peters", "Jan Peters"),
        ("Rose Marie", "Rosemarie Beck", "Rosemarie Beck"),
        ("Jürgen Weiß", "Juergen Weiss", "Juergen Weiss"),
        ("Michael Levy", "Michal Levy", "Michal Levy"),
        ("Dean Dahl", "Dean William Dahl", '<h1 id="dean-william-dahl">Dean William Dahl</h1>'),
        ("B. Peter Ernst", "Peter Ernst", "<b>Peter Ernst</b>"),
        ("Cruz S. Leclerc", "Leclerc, Cruz", "Leclerc, Cruz's boat"),
        ("Rosa Inés", "Rosa-Inés Sanz", '<img src="RosaInésSanz26.jpg" alt="Rosa-Inés Sanz">'),
        # Somebody else, of whom nothing is known, has a longer name.
        (GABRIEL, "Ana Sanz", "as Gabriel García Lorca wrote"),
        (GABRIEL, "Ana Sanz", "as <b>Gabriel García</b> Lorca wrote"),
        (GABRIEL, "Ana Sanz", "as Gabriel García-Lorca wrote, and Gabriel García de la Mora"),
        ("Ana María Sanz", "Ben Oakley", "Ana María Cetto"),
        # What they share with others tells of nobody.
        (GABRIEL, "Ana Sanz", "Gabriel and García and Márquez"),
        (GABRIEL, "Ana Sanz", "Juan García Márquez"),
        ("García Márquez, Gabriel", "Juan García Márquez", "García Márquez"),
        ("Mara Tidewell", "Ana Tidewell", "M. Tidewell, Ana Tidewell"),
        ("Ana Tidewell", "Ben Oakley", "a Tidewell boat; Tidewell a las 8; y Tidewell"),
        ("Sara Tidewell", "Ben Oakley", "Tidewell's boat, d'Tidewell"),
        ("Mara Tidewell", "Ben Oakley", "N. Tidewell, Tidewell, N."),
        ("Mara Tidewell", "Ben Oakley", "Team M: Tidewell; 5 m, Tidewell"),
    ],
)
def test_nobody_is_found_by_what_others_share(name: str, shown: str, text: str) -> None:
    matcher = sought(name, Public([shown], ["On the quay."]))
    assert not matcher.found_in(views(text))


def test_a_family_name_of_an_organisation_is_no_persons() -> None:
    public = Public(["Ana Sanz"], terms=("Tidewell Ferries",))
    assert not sought("Mara Tidewell", public).found_in(views("M. Tidewell"))
    assert sought("Mara Tidewell", public).found_in(views("Mara Tidewell"))


MARA = "mara.tidewell@acme.example"
CARD = base64.b64encode(f"Write to {MARA}, please; she will answer".encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "mara.tidewell at acme.example",
        "mara.tidewell AT acme DOT example",
        "mara.tidewell[at]acme.example",
        "mara.tidewell (at) acme (dot) example",
        "mara.tidewell {at} acme.example",
        "mara.tidewell -at- acme.example",
        "mara.tidewell arroba acme punto example",
        "mara.tidewell @ acme.example",
        "mara.tidewell @acme.example",
        "mara.tidewell @ acme . example",
        "mara.tidewell@acme. example",
        "mara . tidewell @ acme . example",
        "mara dot tidewell at acme dot example",
        "mara.tidewell@acme.example.",
        "mara.tidewell@acme.example.Thanks",
        "mara.tidewell@acme.exampleThanks",
        "mailto:%6dara.tidewell@acme.example",
        "mailto:%6d%61%72a.tidewell%40acme.example",
        "mara.tidewell+boats@acme.example",
        "mara.tidewell+boats at acme.example",
        "MARA.TIDEWELL@ACME.EXAMPLE",
        "<b>mara.tidewell</b>@<i>acme.example</i>",
        "ma\u200bra.tidewell@acme\u00ad.example",
        "mara&period;tidewell&commat;acme&period;example",
    ],
)
def test_an_address_is_found_however_it_is_spelt(text: str) -> None:
    assert stands_in(MARA, Kind.TEXT, text)


@pytest.mark.parametrize(
    "text",
    [
        "mara.tidewell, Acme: example",
        "Mara Tidewell works at Acme. Example",
        "tamara.tidewell@acme.example",
        "x.mara.tidewell@acme.example",
        "x+mara.tidewell@acme.example",
        "mara.tidewell@acme.example.org",
        "mara.tidewell@acme.examples",
        "mara.tidewell@acme.co.example",
        "tidewell@acme.example",
        "mara@acme.example",
        "mara-tidewell@acme.example",
        "mara.tidewell at home, acme.example",
    ],
)
def test_another_address_is_not_taken_for_it(text: str) -> None:
    assert not stands_in(MARA, Kind.TEXT, text)


def test_a_mailbox_is_one_whatever_is_added_to_it() -> None:
    tagged = "mara+boats@acme.example"
    assert sought(tagged, Public([]), Kind.TEXT).found_in(["mara@acme.example"])
    office = Public([], addresses=frozenset({"mara@acme.example"}))
    assert not sought(tagged, office, Kind.TEXT).found_in(["mara@acme.example"])
    assert sought(tagged, office, Kind.TEXT).found_in([tagged])


@pytest.mark.parametrize(
    "text",
    [
        f'<a href="data:text/plain;base64,{CARD}">',
        f'<a href="data:text/plain;BASE64,{CARD}">',
        f"BEGIN:VCARD\r\nNOTE;ENCODING=BASE64:{CARD}\r\nEND:VCARD",
        f"BEGIN:VCARD\r\nNOTE;ENCODING=b;TYPE=x:{CARD[:30]}\r\n {CARD[30:]}\r\nEND:VCARD",
        f"BEGIN:VCARD\r\nNOTE;BASE64:\r\n {CARD[:30]}\r\n {CARD[30:]}\r\n\r\nEND:VCARD",
        f"Content-Transfer-Encoding: base64\r\n\r\n{CARD[:40]}\r\n{CARD[40:]}\r\n--x--",
        f"Content-Transfer-Encoding: Base64\nSubject: x\n\n{CARD[:20]}\n{CARD[20:]}\n",
        f"url(data:;base64,{CARD[:20]}%0A{CARD[20:]})",
    ],
)
def test_an_address_is_found_in_base64(text: str) -> None:
    matcher = Matcher([Confidential(MARA, Kind.TEXT, HERE, "email")])
    assert matcher.found_in(Reader().texts(text.encode()))

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import BETWEEN
from handbook.leaks.views import views
from handbook.problems import Place
from handbook.text.folding import GAP, fold
from handbook.text.phones import Phone, endings, ends_with

HERE = Place("programme/mentors.csv", 3, 7)


def confidential(value: str, kind: Kind = Kind.TEXT) -> Confidential:
    return Confidential(value, kind, HERE, "field")


def stands_in(value: str, kind: Kind, text: str) -> bool:
    matcher = Matcher([confidential(value, kind)])
    assert matcher.unsearchable == 0
    return any(matcher.found(view) for view in views(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana María Sanz", "… by Ana María Sanz."),
        ("Ana María Sanz", "ANA MARIA SANZ"),
        ("Ana María Sanz", "Sanz, Ana María"),
        ("Ana María Sanz", "Sanz Ana María"),
        ("Ana María Sanz", "Ana\n\t  Mari\u0301a\u00a0Sanz"),
        ("Ana María Sanz", "Ana-María\u2011Sanz's boat"),
        ("Ana María Sanz", "A\u00adna Ma\u200brÍa S\u2060anz"),
        ("Ana María Sanz", "<p><b>Ana</b> <i>María</i><br>Sanz</p>"),
        ("Ana María Sanz", "<b>A</b>na Mar<wbr>ía San&shy;z"),
        ("Ana María Sanz", "Ana Mar&iacute;a&nbsp;Sanz"),
        ("Ana María Sanz", "Ana Mar&#237;a&#x20;&#83;anz"),
        ("Ana María Sanz", "mentors/ana-maria-sanz/index.html"),
        ("Ana María Sanz", "photos/AnaMariaSanz_2026.jpg"),
        ("Ana María Sanz", "ana_maria_sanz@acme.example"),
        ("Ana María Sanz", "anamariasanz@acme.example"),
        ("Ana María Sanz", "?q=Ana%20Mar%C3%ADa+Sanz"),
        ("Ana María Sanz", "?q=Ana%20Mar%EDa%20Sanz"),
        ("Ana María Sanz", '{"who": "\\u0041na Mar\\u00eda\\nSanz"}'),
        ("Ana María Sanz", '{"first": "Ana María", "last": "Sanz"}'),
        (
            "Ana María Sanz",
            '<script type="application/ld+json">{"a":"Ana María","b":"Sanz"}</script>',
        ),
        ("Ana María Sanz", "<!-- Ana <b>María</b> Sanz -->"),
        ("Ana María Sanz", "A<!-- -->na María S<!-- a --><!-- b -->anz"),
        ("Ana María Sanz", '<img alt="Ana María Sanz">'),
        ("Ana María Sanz", "<item><![CDATA[<b>Ana</b> María Sanz]]></item>"),
        ("Ana María Sanz", "<item>&lt;b&gt;Ana&lt;/b&gt; Mar&amp;iacute;a Sanz</item>"),
        ("Ana María Sanz", "Ana Mar&amp;&#35;237;a Sanz"),
        ("Ana María Sanz", "BEGIN:VCALENDAR\r\nSUMMARY:With Ana Mar\r\n ía Sa\r\n nz\\, pilot"),
        ("Ana María Sanz", "BEGIN:VCARD\nN:Sanz;Ana María;;;\n"),
        ("Ana María Sanz", "N;ENCODING=QUOTED-PRINTABLE:Ana Mar=C3=ADa=\n Sanz"),
        ("Ana María Sanz", 'content: "Ana Mar\\ed a Sanz"'),
        ("Ana María Sanz", "Ａｎａ　Ｍａｒíａ　Ｓａｎｚ"),
        ("Sanz, Ana María", "Ana María Sanz"),
        ("Dr. Ana Sanz", "Ana Sanz"),
        ("Ana Sanz", "Dra. Ana Sanz"),
        ("Robert (Bob) Jones", "Robert Jones"),
        ("Robert (Bob) Jones", "Jones, Bob"),
        ("Robert “Bob” Jones", "Robert Bob Jones"),
        ("Scarlett O'Hara", "Scarlett O’Hara"),
        ("Scarlett O'Hara", "scarlett-ohara"),
        ("Jürgen Weiß", "Juergen Weiss"),
        ("Jürgen Weiß", "JURGEN WEISS"),
        ("Jürgen Weiß", "JÜRGEN WEIẞ"),
        ("Ana Weiss", "Ana Weiß"),
        ("İrem Işık", "Irem ISIK"),
        ("Ana Li", "analiana, Ana Li"),
        ("Ana Lima", "analima"),
        ("Zwenti", "zwenti"),
        ("王明", "王明"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Søren Łukasz", "Soeren Lukasz"),
        ("Núria Gal·la", "Nuria Galla"),
        ("Νίκος Παππάς", "ΠΑΠΠΑΣ ΝΙΚΟΣ"),
        ("Богдан Йович", "йович, богдан"),
        ("محمد الأحمد", "مُحَمَّد الاحمد"),
        ("王小明", "联系王小明老师"),
        ("김철수", "김철수는 멘토입니다"),
        ("김철수", "\u1100\u1175\u11b7철수"),
        ("さとう はなこ", "佐藤さとうはなこさん"),
        ("Madonna", "By MADONNA."),
        ("Li Wu", "Wu, Li"),
    ],
)
def test_a_name_is_recognised_however_it_is_written(name, text):
    assert stands_in(name, Kind.NAME, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana Sanz", "Ana Sanzol"),
        ("Ana Sanz", "Juana Sanz"),
        ("Ana Sanz", "Ana and Ben Sanz"),
        ("Ana María Sanz", "María Ana Sanz"),
        ("Ana Sanz", "banana sanzibar"),
        ("Madonna", "Madonnas"),
        ("Ana Lim", "analim"),
        ("Benedetta (Acme)", "Acme has two doors"),
        ("王小明", "王 与 小 与 明"),
    ],
)
def test_other_people_are_not_taken_for_them(name, text):
    assert not stands_in(name, Kind.NAME, text)


PHONES = [
    ("+34 600 123 456", "+34600123456"),
    ("+34 600 123 456", "600 123 456"),
    ("+34 600 123 456", "600.12.34.56"),
    ("+34 600 123 456", "0034-600-123456"),
    ("+34 600 123 456", "tel:+34%20600%20123%20456"),
    ("+34 600 123 456", "<b>600</b><i>123</i><br>456"),
    ("+34 600 123 456", "6<b>00</b>12345<!-- -->6"),
    ("+34 600 123 456", "call 12, 600 123 456, 7 days"),
    ("+34 600 123 456", "600\u2009123\u2011456"),
    ("+34 600 123 456", "٦٠٠ ١٢٣ ٤٥٦"),
    ("+44 (0)1632 960001", "01632 960001"),
    ("+44 (0)1632 960001", "+44 1632 960 001"),
    ("+44 1632 960001", "+44 (0) 1632/960001"),
    ("01632 960001", "+44 1632 960001"),
    ("01632 960001", "(01632) 960 001"),
    ("0044 1632 960001", "01632960001"),
    ("+39 06 6982 1234", "0669821234"),
    ("+376 712 345", "+376 712 345"),
    ("1 (555) 010-0199", "15550100199"),
    ("+1 555 010 0199 ext. 12", "(555) 010-0199"),
]


@pytest.mark.parametrize(("phone", "text"), PHONES)
def test_a_telephone_number_is_recognised_by_its_digits(phone, text):
    assert stands_in(phone, Kind.PHONE, text)


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("+34 600 123 456", "1600123456"),
        ("+34 600 123 456", "+33 6 00 12 34 57"),
        ("+34 600 123 456", "6001234567"),
        ("+34 600 123 456", "sha: 9a600123456f"),
        ("+34 600 123 456", "id 73600123456"),
        ("+34 600 123 456", "600 123 4 56 7".replace("56 7", "57")),
        ("+34 600 123 456", "600 Ana 123 456"),
    ],
)
def test_digits_of_other_numbers_are_not_taken_for_it(phone, text):
    assert not stands_in(phone, Kind.PHONE, text)


ADDRESSES = [
    ("ana@acme.example", "联系ana@acme.example联系我"),
    ("ana@acme.example", "- E-mail: -ana@acme.example"),
    ("ana@acme.example", "l'adreça d'ana@acme.example"),
    ("ana@acme.example", "почтаana@acme.exampleпочта"),
    ("Jörg.Straße@acme.example", "jorg.STRASSE@ACME.example"),
    ("o'brien@acme.example", "<a href='mailto:o&#39;brien@acme.example'>"),
    ("анна@почта.рф", "АННА@ПОЧТА.РФ."),
    ("анна@почта.рф", "анна [at] почта [dot] рф"),
    ("анна@почта.рф", "анна at почта dot рф"),
    ("ana@münchen.example", "ana@xn--mnchen-3ya.example"),
    ("ana@xn--mnchen-3ya.example", "ana@MÜNCHEN.example"),
    ("山田@例え.jp", "联系山田@例え.jp"),
    ("ana@acme.example", "mailto:ANA@acme.example?subject=x"),
    ("ana@acme.example", "&#97;na&#64;acme&period;example"),
    ("ana@acme.example", "ana%40acme.example"),
    ("ana@acme.example", "ana [at] acme [dot] example"),
    ("ana@acme.example", "ana (at) acme.example"),
    ("ana@acme.example", "ana at acme dot example"),
    ("ana.sanz@acme.example", "ana.sanz@acme.example."),
    ("https://www.ana.example/me/", "http://ana.example/me"),
    ("https://ana.example/me", "www.ana.example/me?x"),
]


@pytest.mark.parametrize(("address", "text"), ADDRESSES)
def test_an_address_is_recognised(address, text):
    assert stands_in(address, Kind.TEXT, text)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("ana@acme.example", "juana@acme.example"),
        ("ana@acme.example", "j.ana@acme.example"),
        ("ana@acme.example", "j-ana@acme.example"),
        ("ana@acme.example", "j+.ana@acme.example"),
        ("ana@acme.example", "ana@acme.example.org"),
        ("ana@acme.example", "ana@acme.example-ana.org"),
        ("ana@acme.example", "ana@acme.examples"),
        ("ana@acme.example", "Ana, Acme: example"),
        ("анна@почта.рф", "жанна@почта.рф"),
        ("анна@почта.рф", "ж.анна@почта.рф"),
        ("анна@почта.рф", "анна@почта.рфы"),
        ("анна@почта.рф", "анна@почта.рф.org"),
    ],
)
def test_an_address_that_contains_it_is_another(address, text):
    assert not stands_in(address, Kind.TEXT, text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Zwenti", Kind.NAME),
        ("A Bod", Kind.NAME),
        ("王明", Kind.NAME),
        ("Zwenti", Kind.TEXT),
        ("a b c d e f", Kind.TEXT),
        ("1234567", Kind.PHONE),
        ("王明 一二三四五六", Kind.TEXT),
    ],
)
def test_what_is_just_long_enough_is_looked_for(value, kind):
    assert stands_in(value, kind, f"… {value} …")


NOTE = "Has not met her mentee since the spring, and would rather not say why she left Acme."


@pytest.mark.parametrize(
    ("text", "is_quoted"),
    [
        (NOTE, True),
        (f"<p>{NOTE.upper()}</p>", True),
        ("… mentee since the spring, and would rather not say …", True),
        ("… mentee since the spring — and would — rather …", False),
        ("mentee since the spring, and would", False),
        ("her mentee since the spring, and would rather", True),
        ("rather not say why she left Acme", False),
        ("would rather not say why she left Acme", True),
        ("Has not met her mentee. Since the winter, and would rather not say.", False),
    ],
)
def test_eight_words_of_a_note_give_it_away(text, is_quoted):
    assert stands_in(NOTE, Kind.TEXT, text) is is_quoted


def test_sixteen_letters_of_a_note_give_it_away_where_each_is_a_word():
    note = "她自春天以来没有见过她的学员也不愿说明离开公司的原因"
    assert stands_in(note, Kind.TEXT, f"…{note[3:19]}…")
    assert not stands_in(note, Kind.TEXT, f"…{note[3:18]}…")


def test_a_short_text_is_found_whole_only():
    assert stands_in("night shift", Kind.TEXT, "On the night-shift, again")
    assert not stands_in("night shift", Kind.TEXT, "night shifts")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Ana", Kind.NAME),
        ("Zwent", Kind.NAME),
        ("A Bo", Kind.NAME),
        ("王", Kind.NAME),
        ("Zwent", Kind.TEXT),
        ("a b c d e", Kind.TEXT),
        ("…", Kind.NAME),
        ("A B", Kind.NAME),
        ("12 34 56", Kind.PHONE),
        ("none", Kind.PHONE),
        ("yes", Kind.TEXT),
        ("— — — — — —", Kind.TEXT),
    ],
)
def test_what_is_too_short_is_counted(value, kind):
    matcher = Matcher([confidential(value, kind), confidential("Ana Sanz", Kind.NAME)])
    assert matcher.unsearchable == 1
    assert matcher.found(f"{value} Ana Sanz") == {1}


def test_one_value_in_several_places_is_one_group():
    other = Confidential("Ana Sanz", Kind.NAME, Place("private/pairs.csv", 2), "mentor")
    matcher = Matcher([confidential("Ana Sanz", Kind.NAME), other, confidential("Ana Sanz")])
    assert [len(group) for group in matcher.groups] == [2, 1]
    assert matcher.found("Ana Sanz") == {0, 1}


SEVERAL = Matcher(
    [
        confidential("Ana Sanz", Kind.NAME),
        confidential("+34 600 123 456", Kind.PHONE),
        confidential("ana@acme.example"),
    ]
)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "600 123 4",
        "\\u",
        "%41",
        "&#",
        "<",
        "<!--",
        '"a',
        "( at",
        "é",
        "王",
        "a@",
        "<script json>",
        " ",
        "\n",
        "aB\n",
        "B1>a",
    ],
)
def test_no_text_takes_long(piece):
    """What takes squared time would not end here before the run is given up."""
    assert not any(SEVERAL.found(view) for view in views(piece * 40_000))


@pytest.mark.parametrize(
    "piece", ["maraTidewell", "x = aB1c;\n", "AbC\n\n", "<aB>", "a<b>B</b>c\n"]
)
def test_what_a_text_says_is_no_longer_than_all_its_ways_to_say_it(piece):
    """Lines that are taken apart are looked at once, and not again with every line after them."""
    few, many = (sum(map(len, views(piece * times))) for times in (100, 1000))
    assert many < 11 * few


@pytest.mark.parametrize(
    "text",
    [
        "see AbC Mara\nTidewellCV",
        "CVMara\nTidewell2026",
        "let aB = 1;\nlet cD = 'MaraTidewell';\n",
        "aB\nno edge here\nCVMaraTidewell.pdf",
        "<p>aB</p>\n<p>cD</p>\n<img src='CVMaraTidewell.png'>",
        "aB\r\ncD maraTidewell",
        "aB<cD>MaraTidewell2026",
        "<aB\nMaraTidewell>",
        "aB\n\n\nMaraTidewell",
        "abc12def Mara<\tTidewell2026",
        "abc12def Mara\nTidewell2026",
        f"{'aB1' * 1000} Mara\nTidewell2026",
        f"{'aB' * 300}\nMaraTidewell",
    ],
)
def test_what_is_written_as_one_word_is_found_behind_lines_that_hold_other_such_words(text):
    matcher = Matcher([Confidential("Mara Tidewell", Kind.NAME, Place("a.csv", 2), "name")])
    assert matcher.found_in(views(text)) == {0}


@pytest.mark.parametrize(
    "text",
    ["aB Mara\nother\ncD Tidewell2", "aB Mara<b>cD</b>Tidewell2", "aB Mara\n\n<p>Tidewell2</p>"],
)
def test_lines_and_tags_between_words_that_are_taken_apart_still_part_them(text):
    matcher = Matcher([Confidential("Mara Tidewell", Kind.NAME, Place("a.csv", 2), "name")])
    assert not matcher.found_in(views(text))


@pytest.mark.parametrize("spaces", [" ", "\n", "\u00a0"])
def test_an_address_spelt_out_hides_behind_no_spaces(spaces):
    """The spaces around what stands for the sign are looked at once, however many they are."""
    matcher = Matcher([confidential("ana@acme.example")])
    far = spaces * 200_000
    assert matcher.found(f"x (at) y{far}ana (at) acme (dot) example{far}")
    assert not matcher.found(f"x (at) y{far}")


def test_what_held_nothing_before_is_found_where_it_holds_something():
    matcher = Matcher([Confidential("Mara Tidewell", Kind.NAME, Place("a.csv", 2), "name")])
    for text in ("<p>Mara</p><p>Odo</p>", "<p>Tidewell</p>", "<p>Mara</p><p>Tidewell</p>"):
        assert not matcher.found_in(views(text))
    for _ in range(2):
        assert matcher.found_in(views("<p>Odo</p><p>Mara Tidewell</p>")) == {0}
        assert matcher.found_in(views("<p>Mara</p><p>Tidewell, Mara</p>")) == {0}
        assert not matcher.found_in(views("<p>Mara</p><p>Odo</p>"))


@pytest.mark.parametrize("word", [GAP, GAP.upper(), f"{GAP[:4]}\u200b{GAP[4:]}", f"{GAP}é"])
def test_a_text_that_says_the_word_between_parts_hides_nothing(word):
    text = f"Ana {BETWEEN} x {word} y{BETWEEN}Written by Ana María Sanz {word} {BETWEEN} z"
    assert stands_in("Ana María Sanz", Kind.NAME, text)
    assert not stands_in("Ana María Sanz", Kind.NAME, f"Ana María {word} Sanz")


def test_of_many_addresses_each_is_found_however_it_is_spelt():
    values = [confidential(f"crew.{n:03}@harbour-{n % 7}.example") for n in range(300)]
    matcher = Matcher(values)
    for number in (0, 6, 150, 299):
        spelt = f"crew dot {number:03} at harbour-{number % 7} dot example"
        assert matcher.found(f"Ask {spelt}, please.") == {number}
        assert matcher.found(f"Ask crew.{number:03}+x [at] harbour-{number % 7}.example") == {
            number
        }
        other = f"crew dot {number:03} at harbour-{number % 7 + 1} dot example"
        assert matcher.found(f"Ask {other}, please.") == frozenset()
    everybody = ", ".join(value.value.replace("@", " at ") for value in values)
    assert matcher.found(everybody) == {*range(300)}


@given(st.sampled_from((1, 250)), st.text("0123456789 (.)-/a\n", max_size=60))
def test_telephone_numbers_are_looked_for_alike_however_many_there_are(others, text):
    alone = Matcher([confidential("01632 960001", Kind.PHONE)])
    many = Matcher(
        [
            confidential("01632 960001", Kind.PHONE),
            *(confidential(f"0999 {each:07}", Kind.PHONE) for each in range(others)),
        ]
    )
    for said in (text, f"{text}1632 960001", f"(0{text}1632/960 001{text}"):
        ends = any(ends_with(Phone("1632960001"), groups) for _, groups in endings(fold(said)))
        assert (0 in alone.found(said)) is (0 in many.found(said)) is ends

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from handbook.problems import Place
from handbook.rendering.errors import TemplateFaultError, problem_of
from handbook.rendering.library import PageContext
from tests.support.rendered import HOME, SOURCE, SPANISH
from tests.support.small_builds import worded


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("{{ nothing }}", "template-undefined", "nothing"),
        ("{{ mentors[0].nmae }}", "template-undefined", "nmae"),
        ("{{ mentors[0].phone }}", "template-undefined", "phone"),
        ("{{ mentors[0].email.x.y }}", "template-undefined", "x"),
        ("{% if nothing %}x{% endif %}", "template-undefined", "nothing"),
        ("{% for x in nothing %}x{% endfor %}", "template-undefined", "nothing"),
        ("{{ mentors.append }}", "template-undefined", "append"),
        ("{{ nothing | day }}", "template-undefined", "nothing"),
        ("{% if %}", "template-syntax", None),
        ("{{ x ", "template-syntax", None),
        ("{% for x in mentors %}x", "template-unclosed", "for"),
        ("{% if mentors %}x{% else %}", "template-unclosed", "if"),
        ("{% fore x in mentors %}x", "template-tag", "fore"),
        ("x{% endfor %}", "template-tag", "endfor"),
        ("{{ x | nofilter }}", "template-filter", "nofilter"),
        ("{% if x is notest %}{% endif %}", "template-filter", "notest"),
        ("{{ 1 / 0 }}", "template-error", ""),
        ("{{ mentors + 1 }}", "template-error", ""),
        ("{{ 'x' | round }}", "template-error", ""),
        ("{{ today | day(1, 2, 3) }}", "template-error", ""),
        ("{{ mentors[99].name }}", "template-nothing", ""),
        ("{{ range(10 ** 9) | length }}", "template-huge", ""),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-endless", ""),
        ("{% include 'nowhere.md' %}", "template-missing", "nowhere.md"),
        ("{{ component('nowhere') }}", "template-missing", "components/nowhere.html"),
        ("{{ t('nowhere.at_all') }}", "string-unknown", "nowhere.at_all"),
        ("{{ link(today) }}", "link-without-page", ""),
    ],
)
def test_what_does_not_exist_is_told(fault, text, code, value):
    problem = fault(f"One\n{text}")
    assert (problem.code, problem.place) == (code, Place(SOURCE, 2))
    assert value is None or problem.value == value
    assert "technical" not in problem.details


def test_what_an_exception_says_is_for_programmers(fault, monkeypatch):
    monkeypatch.setenv("HANDBOOK_DEBUG", "1")
    assert "ZeroDivisionError: " in fault("{{ 1 / 0 }}").details["technical"]
    assert worded(fault("{{ 1 / 0 }}")).endswith("]")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "Permission denied", "/p/overrides/x.html"), "file-unreadable"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "template-encoding"),
        (MemoryError(), "template-endless"),
        (KeyError("x"), "template-error"),
        (OverflowError("Range too big"), "template-huge"),
    ],
)
def test_whatever_is_raised_is_told_without_a_word_of_python(error, code):
    problem = problem_of(error, SOURCE, Path("/p"))
    assert (problem.code, problem.value) == (code, "")
    place = "overrides/x.html" if code == "file-unreadable" else SOURCE
    assert problem.place == Place(place)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ mentors.__class__ }}",
        "{{ component.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ '' | attr('__class__') }}",
        "{{ [].append(1) }}",
        "{% set l = [1] %}{{ l.pop() }}",
        "{{ {}.update(a=1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ library.__class__ }}",
    ],
)
def test_the_sandbox_holds(fault, text):
    assert fault(text).code == "template-forbidden"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("{{ cite('6.99') }}", "6.9"),
        ("{{ page_link('guides/mentro.md', 'x') }}", "guides/mentor.md"),
        ("{{ page_href('guides/mentee#x') }}", "guides/mentee.md"),
        ("{{ listing('mentor') }}", "mentors"),
        ("{{ t('mentors.bak') }}", "mentors.back"),
        ("{{ listing('zzzzzzz') }}", None),
    ],
)
def test_what_may_have_been_meant(fault, text, suggestion):
    problem = fault(text)
    assert problem.details.get("suggestion") == suggestion
    assert (f'"{suggestion}"' in worded(problem)) is (suggestion is not None)


@pytest.mark.parametrize("first_line", [1, 5, 40])
@pytest.mark.parametrize(
    "text", ["\n\n{{ nothing }}", "a\n\n{% if %}", "a\n\n{{ cite('9.9') }}\n\nb"]
)
def test_the_line_is_that_of_the_file(fault, text, first_line):
    assert fault(text, first_line).place == Place(SOURCE, first_line + 2)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n{% include 'part.md' %}", Place("overrides/part.md", 2)),
        ("\n{{ component('mine', word='x') }}", Place("overrides/components/mine.html", 4)),
        ("\n{% include 'broken.html' %}", Place("overrides/broken.html", 2)),
    ],
)
def test_an_error_in_a_part_is_told_where_the_part_is(fault, text, place):
    assert fault(text).place == place


def test_an_error_in_a_template_of_the_package_is_told_by_its_path_there(fault):
    problem = fault("{{ component('testimonials', testimonials=nothing) }}")
    assert problem.place.path == "handbook/content_types/testimonials/component.html"
    assert (problem.place.line, problem.value) == (3, "nothing")


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("# Ending {#ending}", "# Ending {#ending}"),
        ("[x](y){: .c #id }", "[x](y){: .c #id }"),
        ("a {%# nobody sees this #%}b", "a b"),
        ("{# this is no comment #}", "{# this is no comment #}"),
        ("{% if true %}\nx\n{% endif %}\ny", "x\ny"),
        ("\n\n  {% set a = 1 %}\n{{ a }}", "1"),
        ("x\n", "x\n"),
        ("{% include 'fine.md' %}", "*Home*"),
        ("{{ component('good', word=wild) }}", "<p>&lt;b&gt;*x*&lt;/b&gt;</p>\n"),
        ("{{ component('good', word=hola) }}", '<p><span lang="es">Hola</span></p>\n'),
        ("{{ wild }}", "&#60;b&#62;&#42;x&#42;&#60;/b&#62;"),
        ("{{ hola }}", '<span lang="es">Hola</span>'),
        ("{{ both }} {{ both | plain }}", "Hello Hello"),
        ("{{ term }}", "Rowing &#38; co"),
        ("{{ none }}|{{ 3 }}|{{ true }}|{{ 1234.5 }}", "|3|True|1,234.5"),
        ("{{ day }}, {{ day | day }}, {{ hour }}", "16 March 2026, 16 March 2026, 17:30"),
        ("{{ day | days(later) }}", "16 March 2026 – 18 March 2026"),
        ("{{ day | days }} {{ day | days(day) }}", "16 March 2026 16 March 2026"),
        ("{{ hour | clock }}", "17:30"),
        ("{{ ['a', both, term] | joined }}", "a, Hello and Rowing &#38; co"),
        ("{{ [] | joined }}", ""),
        (
            "{{ programme.contacts.programme.email | mailto }}",
            '<a href="mailto:mentoring@ferry.example">mentoring@ferry.example</a>',
        ),
        ("{{ 'es' | language_name }}", "Spanish"),
        ("{{ '*x* <b>' | markdown }}", "<p><em>x</em> &lt;b&gt;</p>"),
        ("{{ hola | markdown }}", '<div lang="es"><p>Hola</p></div>'),
        ("{{ t('committee.since', date=wild) }}", "Since &#60;b&#62;&#42;x&#42;&#60;/b&#62;"),
        ("{{ t('duration.minutes', count=1) }}", "1 minute"),
        ("{{ t('duration.minutes', count=90) }}", "90 minutes"),
    ],
)
def test_what_prose_shows(said, text, shown_as):
    assert said(text) == shown_as


def test_prose_in_another_language(said):
    text = "{{ hola }} {{ both }} {{ term }} {{ day }} {{ 12.5 }} {{ ['a', 'b'] | joined }}"
    assert said(text, SPANISH) == (
        'Hola Hola <span lang="en">Rowing &#38; co</span> 16 de marzo de 2026 12,5 a y b'
    )


def test_prose_that_has_no_translation_follows_its_own_language(said):
    page = PageContext("es/guides/mentor.md", "en", part="es")
    assert said("{{ both }} {{ term }} {{ day }}", page) == "Hello Rowing &#38; co 16 March 2026"


def test_texts_may_be_wanted_in_a_language_that_the_handbook_does_not_speak(said):
    page = PageContext("mentors/ana.md", "en", part="es", wanted="es")
    assert said("{{ both }} {{ term }} {{ day }}", page) == (
        '<span lang="es">Hola</span> Rowing &#38; co 16 March 2026'
    )


def test_text_of_front_matter_is_plain_and_on_one_line(renderer):
    text = "{{ wild }} & {{ hola }}\n  {{ day }} {{ term }}"
    written = renderer.text(text, SOURCE, 2, HOME)
    assert written == "<b>*x*</b> & Hola 16 March 2026 Rowing & co"


def test_a_text_means_what_it_means_where_it_stands(renderer):
    for _ in range(2):
        assert renderer.text("{{ wild }}", SOURCE, 1, HOME) == "<b>*x*</b>"
        assert renderer.prose("{{ wild }}", SOURCE, 1, HOME) == "&#60;b&#62;&#42;x&#42;&#60;/b&#62;"


def test_an_error_in_front_matter_is_told_on_its_line(renderer, root):
    with pytest.raises(UndefinedError) as caught:
        renderer.text("{{ nothing }}", SOURCE, 3, HOME)
    assert problem_of(caught.value, SOURCE, root).place == Place(SOURCE, 3)


def test_markup_is_trusted_and_only_markup(said, renderer):
    assert said("{{ avatar('a', '<x>') }}").startswith("<svg ")
    assert "<x>" not in said("{{ avatar('a', '<x>') }}")
    assert renderer.html("components/good.html", HOME, word=Markup("<i>")) == "<p><i></p>\n"
    assert renderer.html("components/good.html", HOME, word=Decimal("1.5")) == "<p>1.5</p>\n"


def test_a_listing_shows_the_records_given_or_all(said):
    assert 'href="mentors/ana/"' in said("{{ listing('mentors') }}")
    assert 'href="mentors/ana/"' not in said("{{ listing('mentors', records=[]) }}")


def test_the_error_that_helpers_raise_names_what_is_close():
    error = TemplateFaultError("kind-unknown", "mentor", ("mentors", "training"))
    assert (error.details, str(error)) == ({"suggestion": "mentors"}, "kind-unknown: mentor")
    assert TemplateFaultError("kind-unknown", "x").details == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("{{ today | upperr }}", "upper"), ("{{ today | dayy }}", "day")),
        *(("{{ 'x' | markdwn }}", "markdown"), ("{{ mentors | lenght }}", "length")),
        *(("{{ x | in_word }}", "in_words"), ("{% if x is defind %}{% endif %}", "defined")),
        *(("{{ x | selectatr('a') }}", "selectattr"), ("{{ x | zzzz }}", None)),
    ],
)
def test_a_filter_that_is_nearly_known_is_suggested(fault, text, meant):
    problem = fault(text)
    assert (problem.code, problem.details.get("suggestion")) == ("template-filter", meant)


@pytest.mark.parametrize(
    ("language", "given", "listed"),
    [
        ("en", "Ærø zebra Ábaco abbey Élan elm Zoë", "Ábaco abbey Ærø Élan elm zebra Zoë"),
        (
            "es",
            "Vietnamita Árabe Ñandú Nube oso Noruego",
            "Árabe Noruego Nube Ñandú oso Vietnamita",
        ),
        ("es-MX", "ñu nz oca", "nz ñu oca"),
        ("es", "n\u0303u nz oca", "nz n\u0303u oca"),
        ("ca", "Nyam Ñu Nan", "Nan Ñu Nyam"),
        ("sv", "Öl Zoo Äpple Ål Apa", "Apa Zoo Ål Äpple Öl"),
        ("da", "Ål Øl Æble Zoo Abe", "Abe Zoo Æble Øl Ål"),
        ("fr", "été etc Étang", "Étang etc été"),
        ("ru", "юг Арбат борщ", "Арбат борщ юг"),
        ("en", "b a B A", "A a B b"),
    ],
)
def test_words_are_sorted_as_a_dictionary_of_the_language_does(said, language, given, listed):
    page = PageContext("x.md", language)
    written = said(f"{{{{ {given.split()!r} | alphabetical | join(' ') }}}}", page)
    assert written == listed
    rows = [[word, number] for number, word in enumerate(given.split())]
    template = f"{{% for row in {rows!r} | alphabetical %}}{{{{ row[0] }}}} {{% endfor %}}"
    assert said(template, page).strip() == listed

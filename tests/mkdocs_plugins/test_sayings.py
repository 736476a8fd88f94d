"""What MkDocs says of its settings is told in the coordinator's language, with the line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from handbook.mkdocs_plugins.sayings import OurWords, in_our_words
from handbook.reading.documents.package_data import load_catalogue

BEGINNING = "site_name: x\ntheme: {name: material}\nplugins: [handbook/programme, search]\n"
CASES = {
    "an unknown key": ("sitename: x", '4: MkDocs knows no setting "sitename"', "site_name"),
    "another one": ("extra_javscript: []", "4: MkDocs knows no", "extra_javascript"),
    "a key like none": ("zzz: x", '4: MkDocs knows no setting "zzz"', "spelling."),
    "an option": ("plugins: [handbook/programme: {scann: full}]", "4: ", 'no option "scann"'),
    "a choice": ("plugins: [handbook/programme: {scan: maybe}]", "4: ", "slots"),
    "a plugin": ("plugins: [blogg]", '4: the plugin "blogg" is not installed', "plugins"),
    "a theme": ("theme: {name: materiall}", '4: the theme "materiall"', "material}"),
    "an extension": ("markdown_extensions: [no.such]", "4: the extension", '"no.such"'),
    "a menu": ("nav: 5", "4: nav has to be a list", "line"),
    "a style": ("extra_css: my.css", "4: extra_css has to be a list", "line"),
    "a choice of two": ("strict: perhaps", "4: strict has to be true or false", ""),
    "a text": ("copyright: 5", "4: copyright has to be a text", ""),
    "an address": ("site_url: crosscurrents", "4: the address under site_url", "https://"),
    "a site in the prose": (
        "site_dir: docs/site",
        "4: the site cannot be built into docs/site",
        "",
    ),
    "a site around the prose": (
        "site_dir: .",
        "4: the site cannot be built into ",
        "would be lost",
    ),
    "a hook": ("hooks: [no.py]", '4: there is no "no.py"', ""),
    "a folder": ("theme: {name: material, custom_dir: away}", '4: there is no "away"', ""),
    "a parent": ("INHERIT: no.yml", ' there is no "no.yml"', ""),
    "a tab": ("extra:\n\ta: b", "5: the file cannot be read from here on", ""),
    "a bracket": ("extra: [a", "5: the file cannot be read from here on", ""),
}
FOREIGN = ("<class", "Config value", "Expected", "Error", "Traceback", "received", "encountered")


def told(folder: Path, lines: str, language: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what is said of a configuration, line by line."""
    settings = folder / "mkdocs.yml"
    (folder / "docs").mkdir(exist_ok=True)
    settings.write_text(lines + "\n", "utf-8")
    words = load_catalogue(language)
    raised = ""
    try:
        load_config(str(settings))
    except MkDocsException as error:
        raised = in_our_words(str(error), words, settings)
    writer = OurWords(words, settings)
    said = [writer.format(each) for each in caplog.records if each.name.startswith("mkdocs")]
    return said or [raised]


@pytest.mark.parametrize(("line", "begins", "holds"), CASES.values(), ids=CASES)
def test_a_setting_that_is_wrong(line, begins, holds, tmp_path, caplog):
    key = line.partition(":")[0]
    kept = [each for each in BEGINNING.splitlines() if not each.startswith(f"{key}:")]
    lines = "\n".join([*kept, *[""] * (3 - len(kept)), line])
    (said,) = told(tmp_path, lines, "en", caplog)
    assert said.startswith(f"mkdocs.yml:{begins}"), said
    assert holds in said
    assert not any(word in said for word in FOREIGN), said
    caplog.clear()
    (spanish,) = told(tmp_path, lines, "es", caplog)
    assert spanish != said
    assert spanish.startswith(f"mkdocs.yml:{begins.partition(' ')[0]}"), spanish


@pytest.mark.parametrize("sentence", ["Something else went wrong.", "Config value 'a': odd"])
def test_what_we_have_no_words_for_stays_as_it_is(sentence: str, tmp_path: Path) -> None:
    assert in_our_words(sentence, load_catalogue("es"), tmp_path / "mkdocs.yml") == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "The site cannot be built into content/site: all that is there would be lost.",
        "The site cannot be built into notes.txt/site: notes.txt is a file.",
        "mkdocs.yml: use_directory_urls has to stay true.",
        "mkdocs.yml:3: take out '- handbook/finish'. handbook/programme does its work, and has its"
        " options.",
    ],
)
def test_what_we_refuse_ourselves_is_said_in_the_language_too(sentence: str, tmp_path) -> None:
    said = in_our_words(sentence, load_catalogue("es"), tmp_path / "mkdocs.yml")
    assert said.startswith("mkdocs.yml")
    assert said != sentence


def test_what_is_recognised_has_words_and_the_other_way_round() -> None:
    given = yaml_load(files("handbook.mkdocs_plugins").joinpath("sayings.yaml").read_text("utf-8"))
    keys = {f"mkdocs.{key}" for each in given["said"] for key in each}
    strings = {key for key in load_catalogue("en").strings if key.startswith("mkdocs.")}
    assert strings == keys | {"mkdocs.near"}

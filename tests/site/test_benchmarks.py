from __future__ import annotations

import doctest
import importlib
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from tests.site.commands import handbook

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
MODULES = sorted(path.stem for path in BENCHMARKS.glob("*.py"))


@pytest.fixture(scope="module")
def load():
    """Import a module of the benchmarks by its name, as the scripts import one another."""
    sys.path.append(str(BENCHMARKS))
    yield importlib.import_module
    sys.path.remove(str(BENCHMARKS))
    for name in MODULES:
        sys.modules.pop(name, None)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_benchmarks_hold(load, name: str):
    assert doctest.testmod(load(name)).failed == 0


def _table(path: Path) -> list[dict[str, str]]:
    header, *rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    return [dict(zip(header, row, strict=False)) for row in rows]


def test_a_programme_of_any_size_is_sound_and_the_same_twice(load, tmp_path: Path):
    programmes = load("programmes")
    size = programmes.Size(mentors=60, editions=6, languages=3)
    files = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        programmes.write_programme(folder, size)
        files.append(
            {
                path.relative_to(folder): path.read_bytes()
                for path in folder.rglob("*.*")
                if path.is_file()
            }
        )
    assert files[0] == files[1]
    folder = tmp_path / "one"
    people = programmes.read_table(folder / "programme" / "mentors.csv")
    assert len(people) == 61
    for column in ("id", "name", "email", "phone", "strengths", "strengths_fr"):
        values = [row[people[0].index(column)] for row in people[1:]]
        assert len({*values}) == 60, column
    assert len([*(folder / "programme" / "editions").iterdir()]) == 6
    assert (folder / "content" / "fr" / "purpose.md").is_file()
    assert [*(folder / "programme" / "mentors").glob("mentor-*.fr.md")]
    result = handbook("check", "--today", programmes.DAY, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_programme_of_one_language_has_no_other(load, tmp_path: Path):
    programmes = load("programmes")
    programmes.write_programme(tmp_path, programmes.Size(mentors=45))
    for path in tmp_path.rglob("*.csv"):
        assert not [name for name in programmes.read_table(path)[0] if name.endswith("_es")]
    written = [path.read_text("utf-8") for path in tmp_path.rglob("programme/**/*.yaml")]
    assert not [text for text in written if re.search(r"^ *es:", text, re.MULTILINE)]
    assert handbook("check", "--today", programmes.DAY, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(("editions", "languages"), [(3, 1), (4, 0), (4, 9)])
def test_what_cannot_be_made_is_refused(load, tmp_path: Path, editions: int, languages: int):
    programmes = load("programmes")
    with pytest.raises(ValueError, match="at least 4 editions"):
        programmes.write_programme(tmp_path, programmes.Size(1, editions, languages))


def _found(load) -> object:
    """Return costs of two sizes that give round ratios."""
    results, cost, size = load("results"), load("running").Cost, load("programmes").Size
    contenders = load("contenders")
    found = results.Results()
    for mentors, times in ((1_000, 1), (10_000, 10)):
        for work, wall, user, peak in (
            (results.COLD, 8 * times, 4 * times, 250),
            (results.SAME, times, times, 100),
            (results.ONE, 3 * times, times, 100),
            (contenders.HUGO, 2 * times, 2 * times, 90),
            (contenders.MATERIAL, 50 * times, 40 * times, 90),
        ):
            for noise in (0.5, 1, 4):
                found.add(work, size(mentors), cost(wall * noise, user * noise, 0, peak))
    found.add(results.COLD, size(1_000, editions=8), cost(1, 8, 0, 100))
    return found


def test_targets_are_compared_with_medians_of_the_largest_programme(load):
    rows = {row.work: row for row in load("targets").targets(_found(load))}
    assert {work: (row.found, row.reached) for work, row in rows.items() if row.found} == {
        "10,000 mentors, cold: user CPU, of Hugo's": (2.0, "yes"),
        "10,000 mentors, cold: wall, of Hugo's": (4.0, "**no**"),
        "10,000 mentors, cold: user CPU, of Material's": (0.1, "aim"),
        "10,000 mentors, nothing changed: wall, of cold": (0.125, "yes"),
        "10,000 mentors, one record changed: wall, of cold": (0.375, "yes"),
        "10,000 mentors, cold: peak memory": (250, "yes"),
        "growth in mentors (1,000 to 10,000): exponent of user CPU": (1.0, "yes"),
        "growth in editions (4 to 8): exponent of user CPU": (1.0, "yes"),
    }
    assert rows["growth in languages (1): exponent of user CPU"].reached == "not measured"


def test_the_tables_say_what_was_measured(load):
    found, tables = _found(load), load("tables")
    lines = tables.costs_table(found).splitlines()
    assert "| 10,000 | handbook, cold | 80.0 | 40.0 | 250 | – | 1.00× |" in lines
    assert "| 10,000 | Hugo, the same page shell | 20.0 | 20.0 | 90.0 | – | 0.50× |" in lines
    said = tables.report(found, "Measured today.")
    assert said.startswith("Measured today.\n\n| work | found |")
    assert "| 10,000 mentors, cold: wall, of Hugo's | 4.00× | ≤ 2.5× | ≤ 1× | **no** |" in said
    assert "here there are fewer" not in said


def test_results_are_the_same_when_read_back(load):
    found = _found(load)
    found.browser[541] = {"load": 0.5, "elements": 900}
    again = type(found).from_json(json.loads(json.dumps(found.as_json())))
    assert again == found


def test_figures_take_the_place_of_the_last_ones(load):
    tables = load("tables")
    begin, end = tables.MARKS
    text = f"# How fast\n\n{begin}\n\nold\n\n{end}\n\nMore.\n"
    once = tables.with_block(text, "new\n")
    assert once == f"# How fast\n\n{begin}\n\nnew\n\n{end}\n\nMore.\n"
    assert tables.with_block(once, "new") == once
    with pytest.raises(ValueError, match="not both there"):
        tables.with_block("# How fast\n", "new")


@pytest.mark.parametrize("name", ["README.md", "benchmarks/README.md"])
def test_the_figures_have_their_place(load, name: str):
    text = (BENCHMARKS.parent / name).read_text("utf-8")
    assert load("tables").with_block(text, "new") != text


def test_a_chart_has_a_line_for_each_and_labels_that_do_not_overlap(load):
    chart = load("chart")
    lines = {
        "ours & theirs": [(100, 1.0), (1_000, 10.0)],
        "another": [(100, 1.0), (1_000, 9.5)],
        "a point": [(100, 2.0)],
    }
    drawn = ElementTree.fromstring(chart.chart("Seconds", lines))
    svg = "{http://www.w3.org/2000/svg}"
    points = [each.get("points") for each in drawn.iter(f"{svg}polyline")]
    assert points[0] == (
        f"{chart.LEFT:.1f},{chart.HEIGHT - chart.BOTTOM:.1f} "
        f"{chart.WIDTH - chart.RIGHT:.1f},{chart.TOP:.1f}"
    )
    assert len(points) == 3
    places = {each.text: float(each.get("y") or 0) for each in drawn.iter(f"{svg}text")}
    ends = sorted(places[name] for name in lines)
    assert all(more - less >= chart.GAP for less, more in pairwise(ends))
    assert {"100", "1,000", "1", "10"} <= {*places}


def test_a_page_of_material_becomes_a_shell_of_hugos(load):
    hugo = load("hugo")
    address = f"{hugo.ADDRESS}exemplar/"
    page = (
        f'<title>{hugo.TITLE} - Site</title><link href="{address}"><a>{{{{ odd }}}}</a>'
        f'<article><h1 id="exemplartitle">{hugo.TITLE}</h1>\n<p>{hugo.BODY}</p></article>'
    )
    assert hugo.template(page, address) == (
        '<title>{{ .Title }} - Site</title><link href="{{ .Permalink }}"><a>{{ "{{" }} odd }}</a>'
        "<article>{{ .Content }}</article>"
    )
    with pytest.raises(ValueError, match="0 times"):
        hugo.template("<p>nothing</p>", address)


def test_each_round_builds_cold_then_again_then_with_one_record_changed(
    load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rounds, results, size = load("rounds"), load("results"), load("programmes").Size(45)
    seen: list[tuple[bool, bool, str]] = []

    def run(command: tuple[str, ...], environment: object, folder: Path) -> object:
        site, text = folder / "site", (folder / "programme" / "mentors.csv").read_text("utf-8")
        said = re.findall(r"Changed in round \d", text)
        seen.append((site.exists(), (folder / ".cache").exists(), "".join(said)))
        for name in ("site", ".cache"):
            (folder / name).mkdir(exist_ok=True)
        (site / "index.html").write_text("x" * 1_000_000)
        return load("running").Cost(1, 1, 0, 1)

    monkeypatch.setattr(rounds, "CACHE", tmp_path)
    monkeypatch.setattr(rounds, "OTHERS", ())
    monkeypatch.setattr(rounds, "content", lambda *_: None)
    monkeypatch.setattr(rounds, "handwritten", lambda: None)
    monkeypatch.setattr(rounds, "measured", run)
    found = results.Results()
    rounds.Bench(found, 2, lambda _: None).builds(size)
    first, second = "Changed in round 0", "Changed in round 1"
    assert seen == [
        (False, False, ""),
        (True, True, ""),
        (True, True, first),
        (False, False, first),
        (True, True, first),
        (True, True, second),
    ]
    assert found.get(results.COLD, size).written == 1.0
    assert not [*tmp_path.iterdir()]


def test_the_files_of_a_site_are_counted_by_kind_and_weighed_as_they_are_sent(load, tmp_path: Path):
    for name, content in (
        ("mentors/ada/index.html", b"a" * 5_000),
        ("mentors/bo/index.html", b"b" * 7_000),
        ("mentors/index.html", b"c" * 9_000),
        ("papers/minutes.pdf", b"d" * 4_000),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    found = {each.name: each for each in load("federation").kinds(tmp_path)}
    assert {name: (each.count, each.size) for name, each in found.items()} == {
        ".pdf": (1, 4_000),
        "profile": (2, 12_000),
        ".html": (1, 9_000),
    }
    assert next(iter(found)) == ".pdf"
    assert found[".pdf"].sent == found[".pdf"].median == 4_000
    assert 2 * found["profile"].median <= found["profile"].sent + 1 < 200


def test_a_command_is_measured_and_its_failure_told(load, tmp_path: Path):
    running = load("running")
    work = [sys.executable, "-c", "x = bytearray(60_000_000); sum(range(10**6))"]
    cost = running.measured(work, running.environment(tmp_path), tmp_path)
    assert cost.user > 0
    assert cost.wall > 0
    assert cost.peak > 60
    with pytest.raises(RuntimeError, match="exit code 3\nbecause"):
        running.measured(
            [sys.executable, "-c", "import sys; print('because', file=sys.stderr); sys.exit(3)"],
            running.environment(tmp_path),
        )


def test_what_users_keep_is_outside_of_any_repository(load, tmp_path: Path):
    (tmp_path / ".git").mkdir()
    folder = Path(load("running").environment(tmp_path)["XDG_CACHE_HOME"])
    assert folder.is_dir()
    assert not any((above / ".git").exists() for above in folder.parents)


def _run(folder: Path, script: str, *arguments: str) -> list[str]:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    return result.stdout.splitlines()


def _titles(module: ModuleType) -> list[str]:
    return [module.START, module.WHOLE, module.LEAN, module.ALONE, module.CHECK, module.AGAIN]


@pytest.mark.parametrize(
    ("cpu", "peak", "code"), [(3.0, 300, 0), (3.1, 300, 1), (3.0, 301, 1)], ids=str
)
def test_the_check_may_take_so_much_of_a_bare_validation(
    load, monkeypatch: pytest.MonkeyPatch, capsys, cpu: float, peak: float, code: int
):
    check, cost = load("check"), load("running").Cost
    found = [(0.5, 80), (2.0, 200), (1.0, 150), (1.5, 200), (cpu, peak), (0.25, 60)]
    compiling = [(each + 9, held + 900) for each, held in found]
    costs = iter([*compiling, *found])

    def measured(command: list[str], _: object) -> object:
        used, held = next(costs)
        return cost(used, used, 0, held)

    monkeypatch.setattr(check, "measured", measured)
    monkeypatch.setattr(sys, "argv", ["check.py", "--mentors", "50", "--rounds", "1"])
    assert check.main() == code
    first, _, *lines, _ = capsys.readouterr().out.splitlines()
    assert first == "50 mentors, median of 1"
    assert [line[:42].strip() for line in lines] == _titles(check)
    assert [line[42:].split() for line in lines] == [
        [f"{used:.2f}", f"{held:.0f}", f"{cpu / used:.2f}x"] for used, held in found
    ]


def test_the_whole_runs_and_keeps_what_it_found(load, tmp_path: Path):
    kept = tmp_path / "results.json"
    only = ("--only", "check", "--mentors", "100", "--rounds", "1")
    said = _run(tmp_path, "bench.py", *only, "--results", str(kept))
    assert "| mentors |  | CPU s | peak MB |" in said
    found = load("results").Results.from_json(json.loads(kept.read_text("utf-8")))
    size = load("programmes").Size(100)
    assert [work for work, each in found.costs if each == size] == _titles(load("check"))
    row = next(line for line in said if line.startswith("| check, 100 mentors: CPU, of `import"))
    assert float(row.split(" | ")[1].removesuffix("×")) > 0

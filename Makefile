# The interpreter that makes .venv; empty: the newest suitable one is looked for.
PYTHON ?=
# Further options of `handbook build`, such as --today 2026-03-01.
BUILD_FLAGS ?=
# Further options of pytest, such as -k timeline.
PYTEST_FLAGS ?=
WORKERS ?= 2
# A room of the package, such as leaks: what `make test-room` tests and `make mutants` damages.
ROOM ?=
# Further options of the mutants, such as --count 50.
MUTANTS_FLAGS ?=
# Further options of the benchmarks, such as --mentors 100 --rounds 3.
BENCH_FLAGS ?=
# `make requirements UPGRADE=--upgrade` moves every pin.
UPGRADE ?=

export PYTHON
# What Python has compiled is kept for its next process, whatever is set around: each test run starts many.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv/bin
# loadfile: tests of one file share what they built. In the order of tests/conftest.py: the longest first.
PYTEST = HANDBOOK_CHROMIUM="$$browser" $(VENV)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

UV = $(VENV)/python -m pip install --quiet --only-binary :all: --require-hashes --requirement requirements/uv.txt

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-full test-lowest test-room mutants bench lint requirements wheel templates clean venv venv-dev

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: venv ## Check the data and build the portal into site/
	$(VENV)/handbook build $(BUILD_FLAGS)

serve: venv ## Show the portal at a local address and rebuild on every change
	$(VENV)/handbook serve

check: venv ## Check the data only
	$(VENV)/handbook check

test: venv-dev ## Run the tests, in a browser too
	@browser=$$(sh tests/support/ensure_browser.sh) && set -x && $(PYTEST) -m "not full" $(PYTEST_FLAGS)

test-full: venv-dev ## Run every test, the exhaustive ones included
	@browser=$$(sh tests/support/ensure_browser.sh) && set -x && $(PYTEST) $(PYTEST_FLAGS)

# First by itself: nothing but the package and what it depends on. Wheels only, as everywhere. Its versions
# follow from pyproject.toml, so no hash can pin them: they are in an environment of their own, which goes.
LOWEST := .venv-lowest
# The rooms that lean on what others wrote.
LEANING := calendars dictionary ground leaks pictures rendering text
test-lowest: venv ## Try the package with the lowest versions that it allows, on Python 3.11
	$(UV)
	$(VENV)/uv venv --quiet --clear --python $(VENV)/python $(LOWEST)
	$(VENV)/uv pip install --quiet --python $(LOWEST) --only-binary :all: --resolution lowest-direct --requirement pyproject.toml
	$(VENV)/uv pip install --quiet --python $(LOWEST) --no-deps --build-constraint requirements/site.txt .
	$(LOWEST)/bin/python -m tests.support.smoke
	$(VENV)/uv pip install --quiet --python $(LOWEST) --only-binary :all: pytest hypothesis vobject
	PYTHONPATH=plugins $(LOWEST)/bin/python -m pytest -m "not full" $(addprefix tests/,$(LEANING))
	rm -rf $(LOWEST)

test-room: venv-dev ## Run the tests of one room, in seconds: make test-room ROOM=leaks
	$(VENV)/python -m pytest -m "not full" $(PYTEST_FLAGS) tests/$(or $(ROOM),$(error Say which room: make test-room ROOM=leaks))

mutants: venv-dev ## Plant faults in one room, and tell which no test notices: make mutants ROOM=leaks
	$(VENV)/python -m tests.support.mutants $(or $(ROOM),$(error Say which room: make mutants ROOM=leaks)) $(MUTANTS_FLAGS)

# The other generators are in an environment of their own, so that they choose what they depend on.
BENCH := benchmarks/.cache
bench: venv-dev ## Measure the builds, the check and the directory beside others and beside their targets
	$(UV)
	$(VENV)/uv venv --quiet --allow-existing --python $(VENV)/python $(BENCH)/venv
	$(VENV)/uv pip install --quiet --python $(BENCH)/venv --only-binary :all: --require-hashes --requirement requirements/bench.txt
	@browser=$$(sh tests/support/ensure_browser.sh) && HANDBOOK_CHROMIUM="$$browser" $(VENV)/python benchmarks/bench.py $(BENCH_FLAGS)

lint: venv-dev ## Check style, types and the direction of the imports
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/lint-imports

wheel: venv-dev ## Build the package into dist/
	$(VENV)/python -m build --no-isolation

# --universal and --python-version: one file for every platform and for Python 3.11 and later.
# dev.txt and bench.txt are held to the versions of site.txt, so that all of them see the same.
COMPILE = $(VENV)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url \
	--custom-compile-command "make requirements"

requirements: venv ## Pin the requirements anew, from pyproject.toml and requirements/*.in
	$(UV)
	$(COMPILE) requirements/uv.in --output-file requirements/uv.txt
	$(COMPILE) pyproject.toml requirements/site.in --output-file requirements/site.txt
	$(COMPILE) pyproject.toml requirements/dev.in --constraint requirements/site.txt --output-file requirements/dev.txt
	$(COMPILE) requirements/bench.in --constraint requirements/site.txt --output-file requirements/bench.txt

templates: venv ## Make a repository to begin from in each language, as archives in dist/
	@mkdir -p dist
	@for language in en es; do \
		echo "languages: [$$language]" > dist/answers.yaml && rm -f dist/programme-$$language.zip && \
		$(VENV)/handbook new dist/programme-$$language.zip --yes --answers dist/answers.yaml || exit 1; \
	done; rm dist/answers.yaml

clean: ## Remove everything that was made, .venv included
	rm -rf .venv $(LOWEST) $(BENCH) site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@sh requirements/make_venv.sh site

venv-dev:
	@sh requirements/make_venv.sh dev

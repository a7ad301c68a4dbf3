# Everything a fresh machine needs is Python >= 3.11, make and git; uv is used when it is there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DB ?= sqlite:///smeedkaart.sqlite
UV := $(shell command -v uv 2>/dev/null)
SOURCES_OF_WEB := $(wildcard web/package*.json web/*.mjs web/*.json web/*/*.ts web/*/*.css) hatch_build.py pyproject.toml

ifdef UV
INSTALL = VIRTUAL_ENV=$(VENV) uv pip install --quiet --compile-bytecode
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: run test setup lint bench demo docs clean

run: $(VENV)/.installed
	@test -e smeedkaart.sqlite || test "$(DB)" != "sqlite:///smeedkaart.sqlite" || $(BIN)/smeedkaart --db $(DB) demo
	$(BIN)/smeedkaart --db $(DB) serve

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4

setup: $(VENV)/.installed-dev

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

demo: $(VENV)/.installed
	$(BIN)/smeedkaart --db $(DB) demo

docs: $(VENV)/.installed-dev
	$(BIN)/python -m docs.examples
	$(BIN)/python -m docs.lives

clean:
	rm -rf $(VENV) web/node_modules web/dist

$(BIN)/python:
ifdef UV
	uv venv --quiet --python $(PYTHON) $(VENV)
else
	$(PYTHON) -m venv $(VENV)
endif

$(VENV)/.installed: $(BIN)/python requirements.lock $(SOURCES_OF_WEB)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

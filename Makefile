# Every target does its own set-up. `make` prints this menu.
.DEFAULT_GOAL := help
.PHONY: help drafting setup demo test sure bench clauses golden prose mutate pictures clean
PY := .venv/bin/python

help: ## print this menu
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

drafting: # what drafting needs, without the programs that the tests call
	@.ci/setup

setup: ## prepare this machine: system libraries, virtual environment, packages, and the programs that the tests call
	@.ci/setup tests

demo: drafting ## draft the example deals into out/ as Word and PDF
	@$(PY) -m agreements.cli.demo

test: setup ## run all tests
	@$(PY) -m pytest -q -n auto

sure: setup ## lint, format, types, and the faults of the clause library
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@$(PY) -m clauses.check

clauses: drafting ## check the clause library and assemble its examples
	@$(PY) -m clauses.check

golden: setup ## rewrite the golden agreements; read the diff before you commit it
	@$(PY) -m pytest -q tests/test_golden.py --update-golden

mutate: setup ## break the code of conditions and selection in every small way, and print the score
	@.venv/bin/pip install -q --disable-pip-version-check -e '.[mutation]'
	@.venv/bin/mutmut run; .venv/bin/mutmut results

prose: setup ## lower the measures of plain language to what has been reached; they can never rise
	@$(PY) -m pytest -q tests/clauses/test_prose.py --update-prose

bench: setup ## measure speed, as ratios in one run
	@.venv/bin/pip install -q --disable-pip-version-check -e '.[bench]' || echo "bench: Typst could not be installed; its row says so" >&2
	@$(PY) benchmarks/run.py

pictures: setup ## draw the pictures of the README anew
	@$(PY) docs/make_pictures.py

clean: ## remove what the targets made, except the virtual environment
	@rm -rf out mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis

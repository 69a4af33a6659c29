# Everything a newcomer needs: `make run` and `make test` set themselves up. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# One more than there are processors: many tests wait for a program that they started.
WORKERS ?= $(shell expr $$(nproc) + 1)
ELK := backend/cloudwright/adapters/layout/elk.bundled.js
MARKS := .make

# Every program of ours is started many times: compiling it each time again costs more than running it.
unexport PYTHONDONTWRITEBYTECODE

# ------------------------------------------------------------------ set-up

$(BIN)/uv:
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(MARKS)/python: requirements-dev.lock pyproject.toml | $(BIN)/uv
	@mkdir -p $(MARKS)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(MARKS)/node: frontend/package-lock.json frontend/package.json
	@mkdir -p $(MARKS)
	npm --prefix frontend ci --no-audit --no-fund --loglevel error
	@touch $@

$(ELK): $(MARKS)/node
	cp frontend/node_modules/elkjs/lib/elk.bundled.js $@

$(MARKS)/frontend: $(MARKS)/node $(shell find frontend/src frontend/public frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)
	npm --prefix frontend run build -- --logLevel error
	@touch $@

.PHONY: install
install: $(MARKS)/python $(MARKS)/node $(ELK) ## Install everything that development needs

.PHONY: build
build: install $(MARKS)/frontend ## Build the front end

# ------------------------------------------------------------------ run

.PHONY: run
run: build ## Set up and serve the product on http://localhost:8000
	CLOUDWRIGHT_SERVER__PORT=$(PORT) $(BIN)/cloudwright serve

.PHONY: dev
dev: install ## Serve the API on 8000 and the front end with reload on 5173
	trap 'kill 0' EXIT; CLOUDWRIGHT_SERVER__PORT=$(PORT) $(BIN)/cloudwright serve & npm --prefix frontend run dev

# ------------------------------------------------------------------ checks

.PHONY: test
test: ## Everything that must pass before a change lands
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-frontend check-python unit-frontend build
	$(MAKE) --no-print-directory unit-python
	$(MAKE) --no-print-directory e2e

.PHONY: check
check: install ## Style, types, import directions, front-end checks
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-python check-frontend

.PHONY: check-python
check-python: install
	$(BIN)/ruff check --quiet backend tests
	$(BIN)/ruff format --quiet --check backend tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache > /dev/null || { $(BIN)/lint-imports --no-cache; exit 1; }

.PHONY: check-frontend
check-frontend: install
	npm --prefix frontend run --silent check

.PHONY: unit
unit: unit-python unit-frontend ## All Python tests but the browser's, and the front end's own

.PHONY: unit-python
unit-python: build
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal tests --ignore=tests/e2e --durations=10

.PHONY: test-postgresql
test-postgresql: build ## What needs a database, on a PostgreSQL of its own that it starts itself
	CLOUDWRIGHT_TEST_DATABASE=postgresql $(BIN)/pytest -q -n $(WORKERS) --dist worksteal tests/integration tests/contract

.PHONY: unit-frontend
unit-frontend: $(MARKS)/node
	npm --prefix frontend run --silent test

.PHONY: e2e
e2e: build ## The whole product in a browser
	node tests/e2e/run.mjs $(WORKERS)

.PHONY: screenshots
screenshots: build ## Photograph every page and state; the folder is printed
	node tests/e2e/screenshots.mjs

.PHONY: proof
proof: build ## The full matrix of designs, environments and regions, by the real tools
	CLOUDWRIGHT_FULL_PROOF=1 $(BIN)/pytest -q -n $(WORKERS) --dist worksteal tests/integration/iac tests/unit/design/bundle
	CLOUDWRIGHT_FULL_PROOF=1 node --test --test-reporter=spec tests/e2e/accessibility.test.mjs

.PHONY: bars
bars: build ## What must never happen between organisations and people, as a table of how often it was tried
	CLOUDWRIGHT_FULL_PROOF=1 $(BIN)/pytest -q -n $(WORKERS) -m bar tests --ignore=tests/e2e

.PHONY: bench
bench: build ## Benchmarks as a table; ratios are measured in one run
	$(BIN)/python tests/bench/run.py

# ------------------------------------------------------------------ generated and stored

.PHONY: openapi
openapi: install ## Write the API description and the typed client from it
	$(BIN)/python -m cloudwright.cli.main openapi --out docs/api/openapi.json
	npm --prefix frontend run --silent api:generate

.PHONY: docs
docs: install ## Write the generated pages of docs/
	$(BIN)/python -m cloudwright.cli.main docs --out docs

.PHONY: db-up
db-up: ## Start PostgreSQL and Redis in containers, as compose.yaml says
	docker compose up --detach --wait

.PHONY: db-down
db-down: ## Stop them; their data stays
	docker compose down

.PHONY: migrate-up
migrate-up: install ## Bring the database up to date
	$(BIN)/cloudwright migrate up

.PHONY: migrate-down
migrate-down: install ## Take the newest migration back
	$(BIN)/cloudwright migrate down

.PHONY: lock
lock: $(BIN)/uv ## Resolve the locked requirements again
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group dev pyproject.toml -o requirements-dev.lock

.PHONY: clean
clean: ## Remove what was installed and built; data stays
	rm -rf $(VENV) $(MARKS) frontend/node_modules frontend/dist $(ELK)

.PHONY: help
help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

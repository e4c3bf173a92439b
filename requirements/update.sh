#!/usr/bin/env bash
# Renews both lock files for the oldest Python we promise (Debian 12). Needs uv.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --generate-hashes --universal --fork-strategy fewest --python-version 3.11.2
         --no-emit-index-url --custom-compile-command "requirements/update.sh")
uv pip compile pyproject.toml "${options[@]}" "$@" -o requirements/site.txt
uv pip compile pyproject.toml --extra test -c requirements/site.txt "${options[@]}" "$@" -o requirements/test.txt

#!/bin/sh
# Makes the two lock files anew from the two lists: versions and hashes for every platform, no address.
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-test; do
	${UV:-.venv/bin/uv} pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links "$name.in" -o "$name.lock"
done

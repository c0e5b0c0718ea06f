#!/bin/sh
# Build the image NAME with whatever engine is at hand: docker, podman, or buildah without a daemon.
# BASE names another base image (it needs python3 3.11 with venv).
set -eu
name=${1:-virtlas}
base=${BASE:+--build-arg BASE=$BASE}
if docker info >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    docker build $base -t "$name" .
    docker image inspect "$name" --format 'size: {{.Size}} bytes'
elif command -v podman >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    podman build $base -t "$name" .
elif command -v buildah >/dev/null 2>&1; then
    export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}
    # shellcheck disable=SC2086
    buildah build --isolation chroot --format docker $base -t "$name" .
    buildah inspect --type image --format '{{.FromImageID}}' "$name"
else
    echo "make image needs docker, podman or buildah" >&2
    exit 1
fi

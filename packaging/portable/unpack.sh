#!/bin/sh
# First thing in the self-extracting .run: unpacks the folder that it carries, beside itself, and hands over to its setup.sh.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd -- "$here"
tar -xJf payload.tar.xz
rm -f payload.tar.xz
exec ./icformer-studio-*/setup.sh "$@"

#!/bin/sh
# Installs the runtime, and nothing else, into a folder's prefix/.
#
# usage: install.sh FOLDER CMAKE-OPTION...
set -e
folder=$1
shift
root=$(dirname "$0")/../../..
cmake -S "$root" -B "$folder/runtime" -DSC_BUILD_LINTER=OFF -DSC_BUILD_LEAK_LIBRARY=OFF "$@" >"$folder/runtime.log"
cmake --install "$folder/runtime" --prefix "$folder/prefix" >>"$folder/runtime.log"

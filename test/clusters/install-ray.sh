#!/bin/sh
# Installs the Ray that the tests of clusters run against: install-ray.sh [FOLDER]. Does nothing where it is there already.
set -eu
version=2.60.0
folder=${1:-$(dirname "$0")/../../.stillroom-clusters/ray}
if [ "$("$folder/bin/python" -c 'from importlib.metadata import version; print(version("ray"))' 2>/dev/null)" = "$version" ]; then
  echo "Ray $version is there: $folder"
  exit 0
fi
rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check "ray[default]==$version"
"$folder/bin/ray" --version

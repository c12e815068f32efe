#!/usr/bin/env bash
# Install the Debian packages listed in system-deps.txt. Says what it will do first; does nothing that is done.
set -euo pipefail
list="$(dirname "$0")/system-deps.txt"
mapfile -t wanted < <(sed -E 's/#.*//; /^[[:space:]]*$/d' "$list")
echo "Debian packages wanted: ${wanted[*]}"

command -v apt-get >/dev/null || {
  echo "There is no apt-get here: this target is for Debian. Install their like by your own system's means." >&2
  exit 1
}
missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$state" = "install ok installed" ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "All of them are installed."
  exit 0
fi
echo "To be installed: ${missing[*]}"
[ "$(id -u)" -eq 0 ] || {
  echo "Only root may install packages. Run as root: make system-deps" >&2
  exit 1
}
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null

#!/usr/bin/env bash
# Compiles the style sheet and copies the script of govuk-frontend into src/concordat/ui/static/ui.
#   tools/css/build.sh           writes them
#   tools/css/build.sh --check   says whether what is committed is what this would write
# Needs node and npm. Works in .cache, so that nothing of node's is left in the checkout.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=.cache/css
static=src/concordat/ui/static/ui
frontend=6.3.0

command -v npm >/dev/null || { echo "npm is missing: the style sheet cannot be compiled here. Install nodejs and npm." >&2; exit 1; }

mkdir -p "$work/made"
cp -r tools/css/package.json tools/css/scss "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)
"$work/node_modules/.bin/sass" --quiet-deps --no-source-map --no-error-css --style=compressed \
  --load-path="$work/node_modules" "$work/scss/concordat.scss" "$work/made/concordat-$frontend.css"
# The map is not shipped, and collectstatic refuses a file that names one which is not there.
sed 's|//# sourceMappingURL=.*$||' "$work/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js" \
  > "$work/made/govuk-frontend-$frontend.min.js"

if [ "${1:-}" = --check ]; then
  for file in "$work"/made/*; do
    cmp --silent "$file" "$static/$(basename "$file")" || {
      echo "$static/$(basename "$file") is not what tools/css would make. Run: make css" >&2; exit 1; }
  done
  echo "The style sheet and script are current."
else
  cp "$work"/made/* "$static/"
fi

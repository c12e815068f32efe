"""Write tests/ui/upstream.json: govuk-frontend's own examples of every component, the HTML of each as a digest.

Run after tools/css/build.sh, which fetches the package into .cache/css; then: python tools/css/fixtures.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / ".cache/css/node_modules/govuk-frontend/dist/govuk/components"
# They carry the brand of GOV.UK, which a council's own service must not.
BRANDED = {"header", "footer"}


def main() -> None:
    """One line a component: [options, digest] for each example."""
    sys.path.insert(0, str(ROOT))
    from tests.ui.canonical import digest  # noqa: PLC0415 - the checkout's root is not on the path before this

    lines = []
    for path in sorted(PACKAGE.glob("*/fixtures.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["component"] not in BRANDED:
            examples = [[one["options"], digest(one["html"])] for one in told["fixtures"]]
            lines.append(
                f"{json.dumps(told['component'])}:{json.dumps(examples, separators=(',', ':'), ensure_ascii=False)}"
            )
    if not lines:
        raise SystemExit(f"There is nothing in {PACKAGE}. Run tools/css/build.sh first.")
    (ROOT / "tests/ui/upstream.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

# The arrows of the house: no target imports one of our modules that Package.swift does not name among its own
# dependencies. SwiftPM lets a module through that is reached by way of another.
import json
import pathlib
import re
import subprocess
import sys

package = json.loads(subprocess.check_output(["swift", "package", "describe", "--type", "json"]))
targets = {target["name"]: target for target in package["targets"]}
wrong = []
for name, target in targets.items():
    allowed = set(target.get("target_dependencies", [])) | {name}
    for source in sorted(pathlib.Path(target["path"]).rglob("*.swift")):
        for module in re.findall(r"^(?:@testable )?import (\w+)", source.read_text(), re.M):
            if module in targets and module not in allowed:
                wrong.append(f"{source}: {name} imports {module}, which Package.swift does not name")
print("\n".join(wrong) or "every import is declared")
sys.exit(1 if wrong else 0)

#!/usr/bin/env python3
"""Holds a sidecar, or a Web Annotation export, against the W3C's own schemas.

    web-annotation.py SCHEMAS FILE

SCHEMAS is the folder of the W3C test suite (annotations/, collections/, definitions/). The file is checked as a page
or collection, and each of its records by itself with the file's @context. Needs python3-jsonschema. Prints a line for
each assertion that failed and a count; exits 1 when one failed.
"""

import json
import pathlib
import sys

from jsonschema import Draft4Validator, FormatChecker, RefResolver


def store(root):
    schemas = {}
    for path in sorted(root.rglob("*.json"), key=lambda path: path.parent.name == "definitions"):
        # Some files differ only in their folder: the definitions, which most refer to, come last and stay.
        schema = json.loads(path.read_text())
        schemas[path.name] = schema
        schemas[schema.get("id", path.name)] = schema
    return schemas


def check(instance, assertions, root, schemas):
    """The assertions that fail, and how many there are."""
    failed = []
    for name in assertions:
        schema = json.loads((root / name).read_text())
        resolver = RefResolver("", schema, store=schemas)
        valid = Draft4Validator(schema, resolver=resolver, format_checker=FormatChecker()).is_valid(instance)
        if valid != (schema.get("expectedResult", "valid") == "valid"):
            failed.append((name, schema.get("errorMessage", "")))
    return failed, len(assertions)


def musts(root, name):
    return json.loads((root / name).read_text())["assertions"]


def main():
    root, file = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    document = json.loads(file.read_text())
    schemas = store(root)
    page = document if document["type"] == "AnnotationPage" else document.get("first", {})
    suite = "collections/pages/pageMusts.test" if page is document else "collections/collectionMusts.test"
    failed, count = check(document, musts(root, suite), root, schemas)
    failures = [(document["type"], name, message) for name, message in failed]
    for item in page.get("items", []):
        record = {"@context": document["@context"], **item}
        failed, number = check(record, musts(root, "annotations/annotationMusts.test"), root, schemas)
        count += number
        failures += [(item["id"], name, message) for name, message in failed]
    for failure in failures:
        print(*failure, sep=": ")
    print(f"{file.name}: {count - len(failures)} of {count} assertions hold")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

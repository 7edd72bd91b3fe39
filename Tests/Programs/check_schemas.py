"""Checks responses and requests against the schemas that `ouderwijs schema` prints.

    check_schemas.py PROGRAM FOLDER CORPUS.jsonl...

FOLDER holds files of responses, a line each; so many lines must be there that the check means
something. The schemas themselves are checked against JSON Schema 2020-12, the lines of the corpora
against theirs. The package jsonschema does the checking.
"""

import json
import pathlib
import subprocess
import sys

from jsonschema import Draft202012Validator

program, folder, corpora = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
schemas = json.loads(subprocess.check_output([program, "schema"]))
validators = {}
for name, schema in schemas.items():
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema", name
    Draft202012Validator.check_schema(schema)
    validators[name] = Draft202012Validator(schema)
    assert json.loads(subprocess.check_output([program, "schema", name])) == schema

faults = 0


def check(name, value, where):
    global faults
    for error in validators[name].iter_errors(value):
        faults += 1
        print(f"{where}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
        for inner in sorted(error.context or [], key=lambda e: e.relative_schema_path)[:12]:
            print(f"    {inner.json_path}: {inner.message[:200]}", file=sys.stderr)
        break


# An operation's response has to name itself: with `oneOf` a fault would else be reported for all.
counts = {}
for path in sorted(folder.glob("*.jsonl")):
    for line in path.read_bytes().split(b"\n"):
        if not line.strip():
            continue
        value = json.loads(line)
        kind = value["op"] if value["ok"] else "error"
        counts[kind] = counts.get(kind, 0) + 1
        check("responses", value, path.name)

operations = {o["properties"]["op"]["const"] for o in schemas["requests"]["oneOf"]}
missing = operations - counts.keys() - {"error"}
if missing or "error" not in counts:
    faults += 1
    print(f"no response seen of: {sorted(missing)}", file=sys.stderr)

lines = 0
for corpus in corpora:
    for line in open(corpus, encoding="utf-8"):
        lines += 1
        check("corpus", json.loads(line), corpus)

# Requests that are right and wrong, by the program's own judgement.
hello = json.loads(subprocess.run([program, "json"], input=b'{"op":"hello"}\n', capture_output=True).stdout)
requests = [
    {"op": "ask", "query": "huisbezoek", "limit": 5, "v": 1, "id": "a", "filter": {"kind": ["tip"]}},
    {"op": "ask", "query": "huisbezoek", "limit": 0},
    {"op": "ask", "query": 5},
    {"op": "ask"},
    {"op": "search", "query": "huisbezoek", "mode": "all", "offset": 3},
    {"op": "search", "query": "huisbezoek", "mode": "some"},
    {"op": "hello", "id": 1.5},
    {"op": "hello", "v": 2},
    {"op": "hello"},
    {"op": "passage"},
    {"op": "nothing"},
    {},
    [],
]
if hello["ok"]:
    answers = subprocess.run(
        [program, "json"],
        input="".join(json.dumps(r) + "\n" for r in requests).encode(),
        capture_output=True,
    ).stdout.splitlines()
    for request, answer in zip(requests, answers, strict=True):
        if json.loads(answer)["ok"] != validators["requests"].is_valid(request):
            faults += 1
            print(f"schema and program disagree on {request}", file=sys.stderr)

print(f"{sum(counts.values())} responses {counts} and {lines} documents checked, {faults} faults")
sys.exit(faults > 0)

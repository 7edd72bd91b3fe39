"""Measures a one-shot answer and the start of a conversation beside sqlite3, in one run.

    start.py PROGRAM CORPUS INDEX

sqlite3 answers a query over the same passages with FTS5. Whole processes, by hyperfine.
"""

import json
import os
import pathlib
import pty
import shlex
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

program, corpus, index = sys.argv[1:4]


def passages(items, headings):
    for item in items:
        yield item["id"], " ".join(headings), item.get("label", ""), item.get("text", "")
        yield from passages(item.get("items", []), headings + [item.get("label", "")])


def sections(section, headings):
    inner = headings + [section.get("heading", "")]
    yield from passages(section.get("items", []), inner)
    for child in section.get("sections", []):
        yield from sections(child, inner)


with tempfile.TemporaryDirectory() as folder:
    path = folder + "/passages.db"
    base = sqlite3.connect(path)
    base.execute("create virtual table p using fts5(id unindexed, headings, label, text)")
    for line in open(pathlib.Path(corpus) / "corpus.jsonl", encoding="utf-8"):
        document = json.loads(line)
        for section in document.get("sections", []):
            for row in sections(section, [document.get("title", "")]):
                base.execute("insert into p values (?, ?, ?, ?)", row)
    base.execute("insert into p(p) values ('optimize')")
    base.commit()
    base.close()
    query = (
        "select id, snippet(p, 3, '[', ']', '…', 40), headings from p "
        "where p match 'bereik OR alle OR ouders' order by bm25(p) limit 5"
    )
    places = ["--corpus", corpus, "--index", index]
    commands = {
        "sqlite3": ["sqlite3", path, query],
        "ouderwijs vraag": [program, "vraag", "hoe bereik ik alle ouders?", *places],
    }
    quoted = [shlex.join(command) for command in commands.values()]
    out = folder + "/out.json"
    subprocess.check_call(
        ["hyperfine", "-N", "--warmup", "20", "--runs", "300", "--export-json", out, *quoted],
        stdout=subprocess.DEVNULL,
    )
    results = json.load(open(out))["results"]



def to_prompt():
    """Seconds from the start of the program to its prompt, at a terminal of its own."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(program, [program, *places], {"TERM": "xterm", "HOME": "/nowhere", "PATH": "/usr/bin:/bin"})
    seen = b""
    while b"vraag> " not in seen:
        seen += os.read(terminal, 65536)
    seconds = time.perf_counter() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return seconds


prompts = sorted(to_prompt() for _ in range(200))
results.append({"median": prompts[len(prompts) // 2]})
names = [*commands, "ouderwijs, tot je kunt typen"]
base = results[0]["median"]
print("hele processen, midden van 300 keer:")
for name, result in zip(names, results):
    print(f"  {name:35} {result['median'] * 1000:6.2f} ms  {result['median'] / base:5.2f} keer sqlite3")

"""Measures how fast pages are read: the importer beside trafilatura and resiliparse.

Called by Scripts/benchmark. The importer does all its work, from reading the files to the finished
corpus file; the others get the text of each page from memory and give back plain text.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

program, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
paths = sorted(folder.rglob("*.html"))
pages = [path.read_bytes() for path in paths]
texts = [page.decode("utf-8", "replace") for page in pages]
size = sum(map(len, pages)) / 1e6
cores = sorted(os.sched_getaffinity(0))


def importer(count):
    """The program on `count` cores: wall time and processor time in seconds."""
    target = tempfile.mkdtemp(prefix="ouderwijs-")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    # Some pages hold no text: the program then says so with status 4.
    result = subprocess.run(
        [program, "importeer", str(folder), "--corpus", target, "--vervang", "--geen-index", "--stil"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores[:count]),
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(target)
    if result.returncode not in (0, 4):
        sys.exit(f"ouderwijs-bouw gaf status {result.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def library(extract):
    """A function over all pages: wall time and processor time in seconds."""
    start, used = time.perf_counter(), time.process_time()
    for text in texts:
        extract(text)
    return time.perf_counter() - start, time.process_time() - used


subjects = {
    "Ouderwijs, 1 kern": lambda: importer(1),
    "Ouderwijs, 2 kernen": lambda: importer(2),
    "resiliparse, 1 kern": lambda: library(
        lambda text: extract_plain_text(text, main_content=True, list_bullets=True)
    ),
    "trafilatura, 1 kern": lambda: library(trafilatura.extract),
}
if len(cores) < 2:
    del subjects["Ouderwijs, 2 kernen"]
times = {name: [] for name in subjects}
os.sched_setaffinity(0, cores)
for number in range(rounds):
    for name, run in subjects.items():
        print(f"ronde {number + 1} van {rounds}: {name}", file=sys.stderr)
        times[name].append(run())

print(f"{len(pages)} pagina's, {size:.1f} MB, {rounds} rondes; de mediaan telt.\n")
print("| lezer | pagina's/s | MB/s | pagina's per processorseconde | keer trafilatura |")
print("|---|---|---|---|---|")
medians = {
    name: [statistics.median(column) for column in zip(*values)] for name, values in times.items()
}
slowest = medians["trafilatura, 1 kern"]
for name, (wall, used) in medians.items():
    # On one core processor time is what counts: the machine may have other work.
    ratio = slowest[1] / (wall if "2 kernen" in name else used)
    print(
        f"| {name} | {len(pages) / wall:.0f} | {size / wall:.1f} | {len(pages) / used:.0f} "
        f"| {ratio:.1f} |"
    )

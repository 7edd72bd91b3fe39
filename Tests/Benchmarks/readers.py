"""Measures how fast pages are read: the importer beside trafilatura and resiliparse.

Called by Scripts/benchmark. "lezen" is what the others do, and more: a page from memory to a
finished document, against one to plain text. "importeren" is the whole program, from the files to
the written corpus.
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

reader, program, folder, rounds = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
pages = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
texts = [page.decode("utf-8", "replace") for page in pages]
size = sum(map(len, pages)) / 1e6
cores = sorted(os.sched_getaffinity(0))


def reading(count):
    """The reader on `count` cores: wall time and processor time in seconds."""
    result = subprocess.run(
        [reader, str(folder), str(count)],
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores[:count]),
    )
    return tuple(map(float, result.stdout.split()))


def importing(count):
    """The program on `count` cores: wall time and processor time in seconds."""
    target = tempfile.mkdtemp(prefix="ouderwijs-")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    result = subprocess.run(
        [program, "importeer", str(folder), "--corpus", target, "--vervang", "--geen-index", "--stil"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores[:count]),
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(target)
    # Some pages hold no text: the program then says so with status 4.
    if result.returncode not in (0, 4):
        sys.exit(f"ouderwijs-bouw gaf status {result.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def library(extract):
    """A function over all pages: wall time and processor time in seconds."""
    os.sched_setaffinity(0, cores[:1])
    start, used = time.perf_counter(), time.process_time()
    for text in texts:
        extract(text)
    result = time.perf_counter() - start, time.process_time() - used
    os.sched_setaffinity(0, cores)
    return result


subjects = {
    "Ouderwijs, lezen": (1, lambda: reading(1)),
    "resiliparse": (
        1,
        lambda: library(lambda text: extract_plain_text(text, main_content=True, list_bullets=True)),
    ),
    "Ouderwijs, importeren": (1, lambda: importing(1)),
    "trafilatura": (1, lambda: library(trafilatura.extract)),
    "Ouderwijs, lezen op twee kernen": (2, lambda: reading(2)),
    "Ouderwijs, importeren op twee kernen": (2, lambda: importing(2)),
}
if len(cores) < 2:
    subjects = {name: subject for name, subject in subjects.items() if subject[0] == 1}
times = {name: [] for name in subjects}
for number in range(rounds):
    for name, (_, run) in subjects.items():
        print(f"ronde {number + 1} van {rounds}: {name}", file=sys.stderr)
        times[name].append(run())

# On one core processor time is what counts, for the machine may have other work; on two it is time.
medians = {
    name: statistics.median(values[0 if subjects[name][0] > 1 else 1] for values in times[name])
    for name in subjects
}
print(f"{len(pages)} pagina's, {size:.1f} MB, {rounds} rondes; de mediaan telt.\n")
print("| | pagina's/s | MB/s | keer trafilatura | keer resiliparse |")
print("|---|---|---|---|---|")
for name, seconds in medians.items():
    print(
        f"| {name} | {len(pages) / seconds:.0f} | {size / seconds:.1f} "
        f"| {medians['trafilatura'] / seconds:.1f} | {medians['resiliparse'] / seconds:.2f} |"
    )

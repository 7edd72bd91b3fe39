"""Measures how fast questions are answered over a pipe, beside Tantivy in Python, in one run.

    answers.py PROGRAM CORPUS INDEX ROUNDS

Both get the same questions, made of the labels and headings of the corpus, as JSON lines, and answer
on one and the same core; this script reads on another. The time begins when the first answer has
come, so that neither start counts. Measured twice: each question different, and each question eight
times, as they come from many people over a day (ours remembers answers, the other looks again).
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

program, corpus, index, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
server = str(pathlib.Path(__file__).parent / "tantivy_server.py")
lines = open(pathlib.Path(corpus) / "corpus.jsonl", encoding="utf-8").read().splitlines()
frames = [
    "hoe pak ik {} aan?", "wat is {}?", "{}", "waarom is {} belangrijk?", "wie helpt bij {}?",
    "tips voor {} met ouders", "wanneer begin je met {} op school?",
]


def subjects(value):
    if isinstance(value, dict):
        for name in ("heading", "label"):
            if value.get(name):
                yield value[name].rstrip("?.!").lower()
        for inner in value.values():
            yield from subjects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from subjects(inner)


topics = sorted({s for line in lines for s in subjects(json.loads(line)) if len(s) < 80})
different = [frame.format(topic) for frame in frames for topic in topics][:3000]
repeated = (different[::8] * 8)[:3000]


def run(command, questions):
    """Questions answered in a second of a process on one core, and its responses."""
    requests = "".join(
        json.dumps({"op": "ask", "id": n, "query": q, "limit": 5}) + "\n"
        for n, q in enumerate(questions)
    ).encode()
    core = str(max(os.sched_getaffinity(0)))
    with tempfile.TemporaryFile() as file:
        file.write(requests)
        file.flush()
        file.seek(0)
        first = b'{"op":"ask","query":"ouders"}\n'
        process = subprocess.Popen(
            ["taskset", "-c", core, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        process.stdin.write(first)
        process.stdin.flush()
        process.stdout.readline()
        feeder = subprocess.Popen(["cat"], stdin=file, stdout=process.stdin)
        process.stdin.close()
        start = time.perf_counter()
        responses = process.stdout.read().splitlines()
        seconds = time.perf_counter() - start
        feeder.wait()
        process.wait()
    assert len(responses) == len(questions), (len(responses), len(questions))
    return len(responses) / seconds, responses


with tempfile.TemporaryDirectory() as folder:
    subprocess.check_call(
        [sys.executable, server, folder, "--build", str(pathlib.Path(corpus) / "corpus.jsonl")]
    )
    for name, questions in [("elke vraag anders", different), ("elke vraag acht keer", repeated)]:
        ours, theirs, took = [], [], []
        for _ in range(rounds):
            rate, responses = run(
                [program, "json", "--corpus", corpus, "--index", index], questions)
            ours.append(rate)
            took += [json.loads(r)["took_us"] for r in responses]
            theirs.append(run([sys.executable, server, folder], questions)[0])
        ours.sort(), theirs.sort(), took.sort()
        middle = len(ours) // 2
        print(f"{name}: vragen per seconde op één kern, over een pijp ({rounds} rondes)")
        print(f"  ouderwijs json     {ours[middle]:8.0f}")
        print(f"  Python met Tantivy {theirs[middle]:8.0f}")
        print(f"  verhouding         {ours[middle] / theirs[middle]:8.2f}")
        print(
            f"  in de zoekmachine: de helft binnen {took[len(took) // 2] / 1000:.2f} ms, "
            f"99 % binnen {took[len(took) * 99 // 100] / 1000:.2f} ms"
        )

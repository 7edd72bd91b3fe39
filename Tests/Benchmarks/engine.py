"""Measures the engine by itself beside Tantivy, in one run, on made-up Dutch passages.

    engine.py PROGRAM FOLDER PASSAGES ROUNDS

Words follow Zipf's law over the words of the system's Dutch dictionary, so that some stand in most
passages and most in a few. Corpus, queries and indexes are made once and kept in FOLDER. Times are of one
thread, from the text of a query to the numbers of the best ten passages; of each query the median of the
rounds, in processor time, as other work on the machine disturbs that least.
"""

import bisect
import json
import os
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time

program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
passages, rounds = int(sys.argv[3]), int(sys.argv[4])
corpus, queries = folder / f"corpus-{passages}.jsonl", folder / "queries.jsonl"


def make():
    """The corpus, and queries of words that stand together in a passage."""
    rnd = random.Random(11)
    lines = open("/usr/share/hunspell/nl_NL.dic", encoding="utf-8").read().split("\n")[1:]
    words = [w for w in (line.split("/")[0] for line in lines) if w.isalpha() and w.islower() and len(w) > 3]
    rnd.shuffle(words)
    sums, total = [], 0.0
    for rank in range(len(words)):
        total += 1 / (rank + 3) ** 1.05
        sums.append(total)
    asked = []
    with open(corpus, "w", encoding="utf-8") as out:
        for number in range(passages):
            text = [words[bisect.bisect(sums, rnd.random() * total)] for _ in range(rnd.randint(20, 70))]
            # Words of a passage come back in it.
            text += rnd.choices(text, k=len(text) // 8)
            out.write(json.dumps({"id": number, "title": " ".join(text[:3]), "text": " ".join(text)}) + "\n")
            if number % (passages // 400) == 0:
                start = rnd.randrange(len(text) - 3)
                asked.append(("bag", " ".join(rnd.sample(text, rnd.randint(1, 4)))))
                asked.append(("phrase", " ".join(text[start:start + 2])))
    with open(queries, "w", encoding="utf-8") as out:
        for number, (kind, query) in enumerate(asked):
            out.write(json.dumps({"id": number, "kind": kind, "q": query}) + "\n")


def tantivy_build(target):
    import tantivy

    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", stored=False, indexed=False, fast=True)
    schema.add_text_field("body", stored=False, tokenizer_name="nl", index_option="position")
    index = tantivy.Index(schema.build(), path=str(target))
    index.register_tokenizer("nl", analyzer())
    writer = index.writer(heap_size=1_000_000_000, num_threads=1)
    for line in open(corpus, encoding="utf-8"):
        value = json.loads(line)
        document = tantivy.Document(body=value["title"] + " " + value["text"])
        document.add_unsigned("id", value["id"])
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def analyzer():
    import tantivy
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.remove_long(60), Filter.lowercase(), Filter.stopword("dutch"), Filter.stemmer("dutch")):
        builder = builder.filter(step)
    return builder.build()


def tantivy_query(target, mode):
    """Processor microseconds by query; run in a process of its own."""
    import tantivy

    index = tantivy.Index.open(str(target))
    index.register_tokenizer("nl", analyzer())
    index.reload()
    searcher = index.searcher()
    for turn in range(2):
        for query in map(json.loads, open(queries, encoding="utf-8")):
            if mode == "phrase" and query["kind"] != "phrase":
                continue
            start = time.thread_time_ns()
            text = f'"{query["q"]}"' if mode == "phrase" else query["q"]
            parsed = index.parse_query(text, ["body"], conjunction_by_default=mode == "and")
            hits = searcher.search(parsed, 10, count=False).hits
            searcher.fast_field_values("id", [hit[1] for hit in hits]) if hits else []
            if turn:
                print(json.dumps({"id": query["id"], "cpu_us": (time.thread_time_ns() - start) / 1000}))


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(command, check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, output


def size(target):
    return sum(path.stat().st_size for path in pathlib.Path(target).rglob("*") if path.is_file())


def main():
    folder.mkdir(parents=True, exist_ok=True)
    if not corpus.exists():
        make()
    ours, theirs = folder / f"ouderwijs-{passages}", folder / f"tantivy-{passages}"
    shutil.rmtree(ours, ignore_errors=True)
    text = sum(len(l["title"]) + len(l["text"]) + 1 for l in map(json.loads, open(corpus))) / 1e6
    me = [sys.executable, __file__, program, str(folder), str(passages), "1"]
    spent = {
        "ouderwijs": processor_time([program, "build", str(corpus), str(ours)])[0],
        "tantivy": processor_time([*me, "build", str(theirs)])[0],
    }
    print(f"{passages} passages, {text:.0f} MB; ratios are Ouderwijs to Tantivy")
    print(f"build: {text / spent['ouderwijs']:.0f} and {text / spent['tantivy']:.0f} MB a processor second,"
          f" {spent['tantivy'] / spent['ouderwijs']:.1f} times as fast")
    print(f"size: {size(ours) / 1e6:.1f} and {size(theirs) / 1e6:.1f} MB, {size(ours) / size(theirs):.2f}")
    phrases = folder / "phrases.jsonl"
    with open(phrases, "w", encoding="utf-8") as out:
        out.writelines(l for l in open(queries, encoding="utf-8") if '"phrase"' in l)
    for mode in ("or", "and", "phrase"):
        times = {"ouderwijs": {}, "tantivy": {}}
        asked = str(phrases if mode == "phrase" else queries)
        for _ in range(rounds):
            for name, command in (
                ("ouderwijs", [program, "query", str(ours), asked, "10", "--mode", mode, "--warm", "1"]),
                ("tantivy", [*me, "query", str(theirs), mode]),
            ):
                for line in processor_time(command)[1].decode().splitlines():
                    value = json.loads(line)
                    times[name].setdefault(value["id"], []).append(value["cpu_us"])
        means = {n: statistics.fmean(map(statistics.median, t.values())) for n, t in times.items()}
        print(f"{mode}: {means['ouderwijs']:.0f} and {means['tantivy']:.0f} us,"
              f" {means['ouderwijs'] / means['tantivy']:.2f}")


if len(sys.argv) > 5 and sys.argv[5] == "build":
    tantivy_build(sys.argv[6])
elif len(sys.argv) > 5:
    tantivy_query(sys.argv[6], sys.argv[7])
else:
    main()

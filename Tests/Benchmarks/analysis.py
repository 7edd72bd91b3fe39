"""Measures how fast text is turned into terms, and writes it into the README of Analysis.

usage: analysis.py OUDERWIJS_BENCH FOLDER_WITH_PAGES README [ROUNDS]

The text of the pages, 3 MB of it, is analysed once by an analyzer that knows no word yet and then again. The best
of the rounds counts for speed; allocations are the same in each.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

SIZE = 3_000_000


def text(folder):
    """The words of the pages, in order of their names."""
    parts, size = [], 0
    for page in sorted(pathlib.Path(folder).rglob("*.html")):
        body = re.sub(r"<(script|style).*?</\1>", " ", page.read_text("utf-8", "replace"), flags=re.S)
        words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
        parts.append(words)
        size += len(words.encode()) + 1
        if size > SIZE:
            break
    return "\n".join(parts).encode()[:SIZE].decode("utf-8", "ignore")


def main():
    bench, folder, readme = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    new, known = [], []
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text(folder))
        file.flush()
        for _ in range(rounds):
            line = subprocess.run([bench, "analyse", file.name, "5"], capture_output=True, check=True, text=True).stdout
            print(line.strip())
            one, first, two, later = re.search(
                r"nieuw ([\d.]+) MB/s, (\d+) keer .* bekend ([\d.]+) MB/s, (\d+) keer", line).groups()
            new.append(float(one))
            known.append(float(two))
    told = (f"By an analyzer that has met no word yet {max(new):.1f} MB/s, asking {int(first):,} times for memory; "
            f"once it knows the words {max(known):.1f} MB/s, asking {later} times.")
    path = pathlib.Path(readme)
    before = path.read_text("utf-8").split("<!-- speed -->")[0]
    path.write_text(before + "<!-- speed -->\n" + told + "\n", "utf-8")


main()

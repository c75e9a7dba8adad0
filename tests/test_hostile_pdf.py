"""PDFs that no program should have written: each ends soon, with what could be read and a word about what could not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.words.note_wording import note_sentence
from tables.decode import UnreadableDocument
from tables.reading.readers import read
from tests.counted_work import hang_limit
from tests.pdf_factory import LATIN, LINES, encrypted, nested_forms, one_page, pages, pdf, stream, writing

CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
TREE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
SEEN = ["Revenue100", "Outlay100"]


def simple(catalogue: str = CATALOGUE, tree: str = TREE, page: str = PAGE, *more: str | bytes) -> bytes:
    """A page that prints SEEN, with other objects in the places of the usual ones."""
    return pdf([catalogue, tree, page, stream(writing()), LATIN, *more])


ACTIONS = (
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    "/AA<</WC<</S/Launch/F(program.exe)>>>>>>"
)
FILES = "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>>>"
FREE_TEXT = "<</Type/Annot/Subtype/FreeText/Rect[9 9 99 99]/Contents(Revenue 999)/DA(/F 9 Tf)>>"
GLYPH = stream("1 0 d0 BT /G 1 Tf (aaaa) Tj ET")
TYPE3 = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]"
    "/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</G 6 0 R>>>>>>"
)
FULL = "BT /F 1 Tf 0 800 Td 1 TL " + " ".join(f"({'1 2 3 4 5 ' * 70}) Tj T*" for _ in range(200)) + " ET"

READ: dict[str, tuple[Callable[[], bytes], list[str], list[str]]] = {
    # name: (the file, the first passages, the messages of the notes)
    "as it should be": (simple, SEEN, []),
    "locked with an empty password": (lambda: encrypted(b""), SEEN, []),
    "a page in the middle is missing": (lambda: pages(writing(), None, writing()), SEEN * 2, ["damaged: 2"]),
    "a page of 3,000 km": (lambda: one_page(writing(), "0 0 1e9 1e9"), SEEN, []),
    "a page turned inside out": (lambda: one_page(writing(), "595 842 0 0"), SEEN, []),
    "a page without size": (lambda: one_page(writing(), "0 0 0 0"), SEEN, []),
    "a page that is no number wide": (lambda: one_page(writing(), "nan inf 0 -1e38"), SEEN, []),
    "drawings 50 deep": (lambda: nested_forms(50), SEEN, ["depth: 1"]),
    "a drawing that draws itself": (lambda: nested_forms(1, circular=True), SEEN, ["depth: 1"]),
    "drawings that draw one another": (lambda: nested_forms(3, circular=True), SEEN, ["depth: 1"]),
    "a glyph that prints itself": (
        lambda: one_page(
            writing() + " BT /G 9 Tf 72 72 Td (a) Tj ET", resources="/Font<</G 6 0 R/F 5 0 R>>", more=[TYPE3, GLYPH]
        ),
        SEEN,
        [],
    ),
    "a thousand million pages": (
        lambda: simple(tree="<</Type/Pages/Kids[3 0 R]/Count 1000000000>>"),
        SEEN,
        [],
    ),
    "scripts and programs": (lambda: simple(ACTIONS), SEEN, []),
    "files inside": (
        lambda: simple(FILES, TREE, PAGE, "<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>", stream("x")),
        SEEN,
        ["attached: 1"],
    ),
    "a comment on top": (
        lambda: simple(CATALOGUE, TREE, PAGE.replace("/Contents", "/Annots[6 0 R]/Contents"), FREE_TEXT),
        SEEN,
        ["annotations: 1"],
    ),
    "writing beside itself": (
        lambda: one_page(
            writing([*LINES, "Balance 0 " * 6])
            + " BT 0 1 -1 0 500 100 Tm /F 9 Tf ("
            + "sideways 12345 " * 3
            + ") Tj ET"
        ),
        SEEN,
        ["turned: 1"],
    ),
    "writing outside the world": (
        lambda: one_page(writing() + " BT /F 12 Tf 10000000 10000000 Td (far) Tj ET 10000000 0 m 20000000 0 l S"),
        SEEN,
        ["far: 1"],
    ),
    "5,000 rules": (
        lambda: one_page(writing() + " " + " ".join(f"0 {2 * at} m 500 {2 * at} l S" for at in range(5000))),
        SEEN,
        ["rules: 1"],
    ),
    "250,000 rules": (lambda: one_page(writing() + " 0 0 m 9 0 l S" * 250_000), SEEN, ["objects: 1"]),
    "70,000 characters": (lambda: one_page(FULL), [], ["glyphs: 1"]),
    "a list 100,000 deep": (
        lambda: simple(page=PAGE.replace("/Contents", f"/X {'[' * 100_000}{']' * 100_000}/Contents")),
        SEEN,
        [],
    ),
    "a length that leads to itself": (
        lambda: pdf([CATALOGUE, TREE, PAGE, stream(writing()).replace(b"/Length", b"/Length 4 0 R/Was"), LATIN]),
        SEEN,
        [],
    ),
    "a thousand filters": (
        lambda: pdf(
            [
                *(CATALOGUE, TREE, PAGE.replace("4 0 R", "[6 0 R 4 0 R]"), stream(writing()), LATIN),
                stream("00", "/Filter[" + "/ASCIIHexDecode" * 1000 + "]"),
            ]
        ),
        SEEN,
        [],
    ),
}

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (lambda: encrypted(b"secret"), "encrypted"),
    "no pages": (lambda: pdf([CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>"]), "pdf"),
    "every page is missing": (lambda: pages(None, None), "pdf"),
    "a list of pages that holds itself": (lambda: simple(tree="<</Type/Pages/Kids[2 0 R]/Count 1>>"), "pdf"),
    "3,001 pages": (lambda: pages(*[""] * 3001), "too-many-pages"),
    "blank paper": (lambda: one_page(""), "empty"),
    "400 MB of blanks in 400 kB": (lambda: one_page(b" " * 400_000_000), "empty"),
    "cut off": (lambda: simple()[:300], "pdf"),
    "a heading and noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 100, "pdf"),
    "a heading": (lambda: b"%PDF-", "pdf"),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_and_the_rest_is_named(name: str, tmp_path: Path) -> None:
    """The usual page is read whatever stands around it, and notes say what was left out, in two languages."""
    made, seen, said = READ[name]
    path = tmp_path / "input.pdf"
    path.write_bytes(made())
    with hang_limit():
        document = read(path)
    texts = [passage.text for passage in document.passages]
    assert texts[: len(seen)] == seen
    assert [note.message for note in document.notes] == said
    for note in document.notes:
        assert note_sentence(note.code, note.message, "zh") != note_sentence(note.code, note.message, "en")
        assert note.message not in note_sentence(note.code, note.message, "zh")


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_for_a_reason(name: str, tmp_path: Path) -> None:
    """The reason is one of those that have a sentence."""
    made, reason = REFUSED[name]
    path = tmp_path / "input.pdf"
    path.write_bytes(made())
    with hang_limit(), pytest.raises(UnreadableDocument) as refusal:
        read(path)
    assert refusal.value.reason == reason
    assert note_sentence("DOC01", reason, "zh").startswith("文件无法读取：")
    assert note_sentence("DOC01", reason, "en").startswith("the file cannot be read: ")

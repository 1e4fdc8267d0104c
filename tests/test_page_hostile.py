"""Whatever a text holds, the page shows it: no datum becomes markup, script or unseen act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from html_tree import parse
from page_books import HOSTILE, SHOWN, hostile
from plancmp.compare.page import render_page
from plancmp.compare.page.markup import data_block, tag, visible


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_datum_becomes_markup_or_acts_unseen(tmp_path: Path, lang: str) -> None:
    book = hostile(tmp_path)
    text = render_page(book, book.local_plans(), lang=lang, version=HOSTILE)
    tree = parse(text)
    assert len(tree.all("script")) == 2
    assert len(tree.all("style")) == 1
    assert not tree.all("img")
    assert not any(n.startswith("on") for node in tree.walk() for n in node.attributes)
    assert "<!--" not in text.split("<script>")[0].split("</style>")[1]
    for char in "\x1b\x07\u202e\u2066\u200b\ufeff\ud800\u2028":
        assert char not in text
    text.encode("utf-8")
    assert SHOWN in tree.by_id("d-children/infant-mortality@2030").text
    assert any(SHOWN in n.text for n in tree.by_id("table-children").all("th"))
    data = json.loads(tree.by_id("data").text)
    assert any("pwned" in name for name in data["find"]["infant-mortality"][0])


def test_characters_that_act_unseen_are_written_out() -> None:
    assert visible("a\u202eb\x1b[0m\u200b\ud800") == "a⟨U+202E⟩b⟨U+001B⟩[0m⟨U+200B⟩⟨U+D800⟩"
    assert visible("两\n行\t与≤2.0‰") == "两 行 与≤2.0‰"


def test_an_attribute_cannot_be_left_by_any_quote() -> None:
    made = tag("a", "x", title="\"'><script>", hidden=False, open=True)
    node = parse(made).one("a")
    assert node.attributes == {"title": "\"'><script>", "open": ""}


def test_a_data_block_holds_no_character_that_could_end_it() -> None:
    data = {"</script>": ["<!--", "]]>", "&amp;", "\u2028"]}
    made = data_block("d", data)
    body = made[made.index(">") + 1 : made.rindex("</script>")]
    assert not set(body) & set("<>&\u2028")
    assert json.loads(body) == {"</script>": ["<!--", "]]>", "&amp;", "⟨U+2028⟩"]}

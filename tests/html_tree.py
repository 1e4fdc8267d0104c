"""An HTML page read strictly with the standard library: every element is closed, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "meta", "br", "img", "link", "hr"})


@dataclass
class Node:
    """An element with its attributes and children; texts are plain strings among these."""

    name: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def elements(self) -> list[Node]:
        return [c for c in self.children if isinstance(c, Node)]

    def walk(self) -> Iterator[Node]:
        for child in self.elements:
            yield child
            yield from child.walk()

    def all(self, name: str, class_: str | None = None) -> list[Node]:
        return [
            n for n in self.walk() if n.name == name and (class_ is None or class_ in n.classes)
        ]

    def one(self, name: str, class_: str | None = None) -> Node:
        found = self.all(name, class_)
        assert len(found) == 1, f"{len(found)} {name} {class_ or ''}"
        return found[0]

    def by_id(self, identifier: str) -> Node:
        found = [n for n in self.walk() if n.attributes.get("id") == identifier]
        assert len(found) == 1, f"{len(found)} elements with id {identifier!r}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.here = self.root
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"attribute given twice: <{tag} {names}>"
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.here.name, f"</{tag}> closes <{self.here.name}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def parse(page: str) -> Node:
    """The page as a tree. Fails for an element left open, and for a comment."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.name}> is never closed"
    assert not reader.comments
    return reader.root

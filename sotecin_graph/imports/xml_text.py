"""XML from outside as a light tree without namespaces, so that files with missing or odd namespaces are read alike.

Parsed by defusedxml's SAX reader with namespaces off: prefixes are dropped, document types and entities refused.
"""

from __future__ import annotations

import io
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.limits import CELL_CHARACTERS, declares_entities, refuse_entities
from sotecin_graph.language import _

_DEPTH = 100
_TAGS = 500_000
"""The largest map that is taken has some fifteen tags for each of its elements and links."""


@dataclass(slots=True)
class Tag:
    """An XML element: its name and attributes without prefixes, its text, what is in it, and its line."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    inside: list[Tag] = field(default_factory=list)

    def every(self, *names: str) -> Iterator[Tag]:
        """What is directly in it under one of these names."""
        return (tag for tag in self.inside if tag.name in names)

    def first(self, *names: str) -> Tag | None:
        """The first directly in it under one of these names, or None."""
        return next(self.every(*names), None)

    def deep(self, *names: str) -> Iterator[Tag]:
        """Everything in it at any depth under one of these names, in the file's order."""
        for tag in self.inside:
            if tag.name in names:
                yield tag
            yield from tag.deep(*names)

    def get(self, *names: str) -> str:
        """The first of these attributes that is there, or an empty text."""
        return next((self.attributes[name] for name in names if name in self.attributes), "")


def parse_xml(content: bytes) -> Tag:
    """The root of the tree, or FileNotReadable with the line where the XML breaks."""
    if declares_entities(content):
        raise refuse_entities()
    builder = _Builder()
    parser = DefusedExpatParser(namespaceHandling=0, forbid_dtd=True)
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(content.lstrip(b" \t\r\n")))
    except xml.sax.SAXParseException as error:
        raise _broken(error) from error
    except DefusedXmlException as error:
        raise refuse_entities() from error
    except (LookupError, ValueError) as error:
        raise FileNotReadable(_("The XML names an encoding that is not known. Save it in UTF-8.")) from error
    if builder.root is None:
        raise FileNotReadable(_("The XML holds nothing. Export the map again."))
    return builder.root


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Tag | None = None
        self._open: list[Tag] = []
        self._count = 0
        self._texts: list[list[str]] = []
        self._place: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX's own name
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's own name
        if len(self._open) >= _DEPTH:
            raise FileNotReadable(_("The XML is nested too deeply to be a map. Export it again."))
        self._count += 1
        if self._count > _TAGS:
            raise FileNotReadable(_("The XML has more than {most} tags. Bring a smaller map.").format(most=_TAGS))
        line = (self._place.getLineNumber() if self._place else 0) or 0
        given = {_bare(key): value for key, value in attrs.items()}
        tag = Tag(_bare(name).lower(), given, line)
        if self._open:
            self._open[-1].inside.append(tag)
        else:
            self.root = tag
        self._open.append(tag)
        self._texts.append([])

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's own name
        self._open.pop().text = "".join(self._texts.pop())[:CELL_CHARACTERS].strip()

    def characters(self, content: str) -> None:
        self._texts[-1].append(content)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _broken(error: xml.sax.SAXParseException) -> FileNotReadable:
    line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
    place = _("line {line}, column {column}").format(line=line, column=column)
    what = error.getMessage()
    sentence = _("The XML is broken here ({what}). Export the map again, and do not edit it by hand.")
    return FileNotReadable(sentence.format(what=what), place=place)

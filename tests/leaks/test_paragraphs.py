"""Texts by Word: what their XML says is found, wherever in it that stands."""

from __future__ import annotations

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.paragraphs import paragraphs
from handbook.leaks.reader import Reader
from handbook.problems import Place
from tests.support.planting import NAME, zipped

MATCHER = Matcher([Confidential(NAME, Kind.NAME, Place("programme/mentors.csv", 2), "name")])
WORD = "<w:document xmlns:w='x'><w:body><w:p><w:r>{}</w:r></w:p></w:body></w:document>"


def found(xml: str | bytes, name: str = "word/document.xml") -> bool:
    content = xml if isinstance(xml, bytes) else xml.encode()
    return bool(MATCHER.found_in(Reader().texts(zipped({name: content}))))


SAID = {
    "at-once": f"<w:t>{NAME}</w:t>",
    "in-entities": "<w:t>Zo&#233; Hallm&#xE1;rk</w:t>",
    "unread": f"<w:t><![CDATA[{NAME}]]></w:t>",
    "in-two-runs": "<w:t>Zoé Hall</w:t></w:r><w:r><w:t>márk</w:t>",
    "in-two-runs-beside-words": "<w:t>By Zoé Hall</w:t></w:r><w:r><w:b/><w:t>márk then</w:t>",
    "in-two-cells": "</w:r></w:p><w:tc><w:p>Zoé</w:p></w:tc><w:tc><w:p>Hallmárk</w:p></w:tc>"
    "<w:p><w:r>",
    "in-two-paragraphs": "<w:t>Zoé</w:t></w:r></w:p><w:p><w:r><w:t>Hallmárk</w:t>",
    "parted-by-a-tab": "<w:t>Zoé</w:t><w:tab/><w:t>Hallmárk</w:t>",
    "parted-by-what-is-unknown": "<w:t>Zoé</w:t><w:new/><w:t>Hallmárk</w:t>",
    "after-a-paragraph": "<w:t>end</w:t></w:r></w:p><w:p><w:r><w:t>Zoé Hall</w:t>"
    "</w:r><w:r><w:t>márk</w:t>",
    "as-an-attribute": f'<w:tag w:val="{NAME}"/>',
    "as-an-attribute-in-entities": '<w:tag w:val="Zo&#233; Hallm&#xE1;rk"/>',
    "in-a-comment": f"<!-- {NAME} -->",
    "in-an-instruction": f"<?by {NAME}?>",
    "encoded": "<w:t>data:a/b;base64,Wm/DqSBIYWxsbcOhcms=</w:t>",
    "as-markup": "<w:t>&lt;b&gt;Zo&amp;#233; Hallm&amp;aacute;rk</w:t>",
}


@pytest.mark.parametrize("case", SAID)
def test_a_name_is_found(case: str):
    xml = WORD.format(SAID[case])
    assert paragraphs(xml.encode()) is not None
    assert found(xml)
    assert found(xml, "word/header12.xml")
    assert found(xml, "other/document.xml")


def test_what_two_attributes_say_they_do_not_say_together():
    assert not found(WORD.format('<w:tag w:a="Zoé" w:b="Hallmárk"/>'))
    assert not found(WORD.format('<w:tag w:a="Zoé"/><w:t>Hallmárk</w:t>'))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_it_is_read_in_the_encoding_that_it_declares(encoding: str):
    declared = f"<?xml version='1.0' encoding='{encoding}'?>"
    xml = (declared + WORD.format(f"<w:t>{NAME}</w:t>")).encode(encoding)
    assert paragraphs(xml) is not None
    assert found(xml)


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:t>{NAME}",
        f"{NAME}<w:t/>",
        f"<!DOCTYPE a [<!ENTITY b 'Hallmárk'>]><w:t>{NAME} &b;</w:t>",
        f"<?xml version='1.0' encoding='unheard-of'?><w:t>{NAME}</w:t>",
        f"<w:t>{NAME}</w:t><w:t/>",
    ],
)
def test_what_is_no_such_xml_is_read_as_it_stands(xml: str):
    assert paragraphs(xml.encode()) is None
    assert found(xml)

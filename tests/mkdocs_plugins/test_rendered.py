"""What is known of pages while MkDocs renders them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from handbook.finishing.html_pages import Document, HtmlReader
from handbook.mkdocs_plugins.rendered import Rendered
from handbook.site.built import Build


class Noting(HtmlReader):
    """Notes which pages it is asked to read."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def read(self, html: str) -> Document:
        self.asked.append(html)
        return super().read(html)


def test_anchors_are_looked_for_on_pages_of_which_a_link_names_one(
    tmp_path: Path, small: Build
) -> None:
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "Pilots", "docs_dir": str(tmp_path)})
    config.validate()
    names = ("guide.md", "list.md", "other.md")
    files = Files(
        [File(name, str(tmp_path), str(tmp_path), use_directory_urls=True) for name in names]
    )
    pages = [MkDocsPage(None, file, config) for file in files]
    for page in pages:
        page.content = f'<div id="of-{page.file.name}">kept from Markdown</div>'
    pages[0].present_anchor_ids = {"seen"}
    pages[1].links_to_anchors = {pages[0].file: {"of-guide": "guide.md#of-guide"}}
    reader = Noting()
    Rendered(small, reader, stamped=False).know_anchors(files)
    assert [page.present_anchor_ids for page in pages] == [{"seen", "of-guide"}, None, None]
    assert reader.asked == [pages[0].content]

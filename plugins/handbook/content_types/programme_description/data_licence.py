"""The licence of the published data."""

from __future__ import annotations

from handbook.content_type import Model, TextField
from handbook.content_types.programme_description.values import WebAddress


class DataLicence(Model):
    """On what terms others may use the data that the site publishes."""

    title: TextField
    """Name of the licence, such as Creative Commons Attribution 4.0."""
    url: WebAddress
    """Address of its text."""

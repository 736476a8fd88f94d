"""Rendering: prose and templates, filled in with what may be seen of the programme."""

from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.library import Library, PageContext
from handbook.rendering.renderer import Renderer

__all__ = ["Library", "PageContext", "Renderer", "TemplateFaultError"]

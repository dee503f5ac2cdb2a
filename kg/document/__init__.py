"""An Article in, a Document out: page furniture told apart, metadata found, body cut into sentences."""

from kg.document.analysis import analyse
from kg.document.cleaning import page_concept
from kg.document.cues import PageCues, page_cues

__all__ = ["PageCues", "analyse", "page_concept", "page_cues"]

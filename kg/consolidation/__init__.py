"""What many articles say -> one graph of who they speak of and what happened, each merge with its grounds.

Article graphs stay as they are. Whatever tells two things apart outweighs whatever joins them.
"""

from kg.consolidation.consolidation import Consolidation, consolidate
from kg.consolidation.dataset import Dataset

__all__ = ["Consolidation", "Dataset", "consolidate"]

"""Many files: what paths stand for, workers that outlive bad files, and a store that outlives the run."""

from erityisavustus.batch.discovery import STDIN, Item, items_of
from erityisavustus.batch.limits import Limits
from erityisavustus.batch.running import extract_many, run, run_into

__all__ = ["STDIN", "Item", "Limits", "extract_many", "items_of", "run", "run_into"]

"""Model: answers in, the report and its findings out."""

from erityisavustus.model.assembling import assemble, evidence_of, findings_of, in_order
from erityisavustus.model.messages import Language

__all__ = ["Language", "assemble", "evidence_of", "findings_of", "in_order"]

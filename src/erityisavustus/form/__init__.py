"""The form, declared once."""

from erityisavustus.form.declaration import FieldSpec, Form, Kind, Option, PrintedText, Role, without_instruction
from erityisavustus.form.loppuraportti import FORM, Report

__all__ = ["FORM", "FieldSpec", "Form", "Kind", "Option", "PrintedText", "Report", "Role",
           "without_instruction"]

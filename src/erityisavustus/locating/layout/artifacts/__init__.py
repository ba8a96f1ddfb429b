"""What is on a page and of no report (artifacts, ISO 32000-2, 14.8.2.2): running lines, watermarks, leaders."""

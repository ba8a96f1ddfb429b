"""The form laid over the document: where its printed texts stand, and what stands between them."""

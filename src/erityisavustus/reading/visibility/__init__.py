"""What of a page's contents no person sees: hidden layers, covered text, text outside its clip, masks, white on white.

Geometry and drawing order name the suspects (`covers`, `suspects`); pdfium draws the page with and without them
(`pixels`), and where no pixel differs nothing was to be seen (`unseen`). New text on what hides the old is a
correction.
"""

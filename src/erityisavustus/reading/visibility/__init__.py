"""What a page holds that nobody sees: hidden layers, covered text, text outside its clip, masks, white on white.

Geometry and drawing order name the suspects (`covers`, `suspects`); pdfium draws the page with and without them
(`pixels`), and where no pixel differs the text is not seen (`unseen`). New text on what hides the old is a
correction.
"""

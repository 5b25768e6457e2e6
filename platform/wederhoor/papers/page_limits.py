"""How much of a PDF is drawn to be read beside a text."""

MOST = 8
"""Pages in one picture."""
MOST_BYTES = 8 * 1024**2
"""Of a PDF: a larger one is opened by itself."""
PNG = "image/png"

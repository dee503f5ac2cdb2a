"""SERVICE: which other endpoints are asked, how, and what becomes of their answers."""

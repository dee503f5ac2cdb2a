"""The web bundles: which ones, in which versions, and how they get here."""

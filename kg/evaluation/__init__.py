"""Scoring extraction against gold: annotated texts in, scores by layer and every error out."""

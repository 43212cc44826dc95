"""Inline components: text with marks, word cloud, chart export."""

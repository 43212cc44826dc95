"""Result tables to Plotly figures: pure and deterministic."""

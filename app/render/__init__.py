"""The same tables as matplotlib pictures and native Excel charts, without a browser."""

"""Document to annotations with offsets: tokens, sentences, organisations, facts, themes."""

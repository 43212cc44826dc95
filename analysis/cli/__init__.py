"""The command line: arguments in, tables out; it computes nothing itself."""

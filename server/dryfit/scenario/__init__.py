"""Scenario files: the schema, reading them with good diagnostics, and the library folder."""

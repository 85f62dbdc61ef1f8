"""The wire: events and binary frames in, session inputs out; session outputs in, events out."""

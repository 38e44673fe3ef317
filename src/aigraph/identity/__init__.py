"""Whether two things are one: candidates, reasons, and the judgements that are recorded."""

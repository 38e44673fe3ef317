"""Names of the codes of the Harmonized System: sections, chapters, headings, subheadings."""

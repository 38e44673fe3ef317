"""Show answers: as a table, Markdown, a spreadsheet, JSON, a report or a page."""

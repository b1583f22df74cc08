"""How the guideline is published: Markdown generated from guideline, schemas and flows."""

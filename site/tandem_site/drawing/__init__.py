"""Pictures as SVG text: boxes, arrows and words with places. Pure: knows no guideline and no flow.

Colours and fonts are the style sheet's; a picture is wide for a screen or narrow for a phone.
"""

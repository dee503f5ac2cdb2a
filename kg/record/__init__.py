"""Official records as their publishers keep them in; persons, offices, tenures and events out.

Records state facts in fields, not in sentences, so nothing is read from running text here but the
most regular remarks. What a record leaves open stays open, and is counted.
"""

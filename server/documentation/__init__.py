"""The vocabularies as people expect them: documents with an address, readable RDF, generated pages.

``vocabularies`` finds what is published in the graphs of the ontology and the shapes; ``ontology``,
``shapes`` and ``scheme`` turn one into what its page shows; ``pages`` renders it for the server and
for the static folder that ``site`` writes.
"""

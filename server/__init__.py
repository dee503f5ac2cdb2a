"""The door for HTTP: SPARQL endpoint, linked data and pages over one published version of the store."""

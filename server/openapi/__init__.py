"""The description of this server for programs (OpenAPI 3.1), one module per part of it.

It is built from the same constants as the server; ``tests/server/test_openapi.py`` holds it against the
routes that there are.
"""

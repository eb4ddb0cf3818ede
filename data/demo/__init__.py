"""The bundled pack: small files in the official formats, see README.md beside this file."""

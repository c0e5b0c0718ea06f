"""What goes in and out, as marshmallow: one definition for the API and for the YAML.

``documents`` says what an editor writes, ``answers`` what a client reads (it builds on the same
parts), ``queries`` what an address may carry.
"""

"""What goes in and out, as marshmallow: one definition for the API and for the YAML.

``documents`` says what an editor writes; ``answers``, ``compared``, ``catalogue`` and ``operation`` what
a client reads (built on the same ``parts``); ``queries`` what an address may carry.
"""

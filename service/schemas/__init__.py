"""What goes in and out, as marshmallow: one definition for the API and for the YAML.

``documents`` says what an editor writes, with ``vocabularies``, ``claims`` and ``pictured``; ``answers``,
``compared``, ``catalogue`` and ``operation`` what a client reads (built on the same ``parts``); ``queries``
and ``picture_queries`` what an address may carry.
"""

"""What must hold when things break: ``make faults`` runs every scenario and prints one table.

A scenario is a module with ``run(rounds, folder)``: it breaks real processes and returns what it did, how often,
and what was lost. The folder is its own and holds a loaded database, which it copies. ``ROUNDS=1`` is the short form
of a few minutes; ``ROUNDS=20`` the long one.
"""

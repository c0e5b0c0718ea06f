"""Domain logic: knowledge in, answers out. Nothing here knows Flask or HTTP."""

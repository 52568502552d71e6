"""Use cases: the one way in. Each takes a unit of work first, then keywords; `by` is who acts."""

"""Who may do what: every use case and route for every role at every kind of place."""

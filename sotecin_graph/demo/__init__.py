"""The example programme: seven hubs with a map each, a mashup, missions and a call, all invented."""

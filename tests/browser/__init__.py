"""The served app in a real browser: what a reader meets, and what goes over the wire."""

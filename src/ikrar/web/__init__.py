"""The shared edge: how any page looks and any request is met. It knows no context."""

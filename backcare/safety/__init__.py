"""What the person's own ratings say: pure rules over a history."""

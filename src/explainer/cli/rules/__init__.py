"""`explainer rules ACTION`: one module an action, and what may be typed in `arguments`."""

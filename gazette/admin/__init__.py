"""The gazette in Wagtail's admin: archive, workbench, states, preview; and what guards its pages there."""

"""What is read over HTTP: webhook and health, metrics, calendar feeds and pages."""

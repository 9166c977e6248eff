"""What is read over HTTP: webhook and health now; metrics, calendar feeds and pages to come."""

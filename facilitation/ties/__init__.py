"""The network picture: from which institutions each has taken something useful over. Facts, not feelings."""

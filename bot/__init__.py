"""The running process: settings, assembly, clock, intake, delivery, command line."""

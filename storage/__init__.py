"""What is remembered: tables, queries, migrations, the unit of work. Only this room writes SQL."""

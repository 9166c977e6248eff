"""Finding a date: several are proposed, everyone says which suit, and someone who leads picks one."""

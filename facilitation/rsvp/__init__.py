"""Who comes to a meeting: asked, answered, represented by someone else, seated, and reminded.

Other features ask `coming`: who comes, of which institution and how.
"""

from facilitation.rsvp.turnout import Comes, How, coming

__all__ = ["Comes", "How", "coming"]

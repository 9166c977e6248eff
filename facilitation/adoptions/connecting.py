"""Whether adopter and author are put in touch: only when both have said yes; one no ends it for good."""

from storage.adoptions import Adoption
from storage.unit_of_work import UnitOfWork


def wish(uow: UnitOfWork, adoption: Adoption, *, wish: bool) -> bool:
    """What the adopter says; whether the author is to be asked now. Nothing changes once the author has answered."""
    if adoption.author_meets is not None:
        return False
    new = wish and not adoption.adopter_meets
    adoption.adopter_meets = wish
    uow.session.add(adoption)
    return new


def answer(uow: UnitOfWork, adoption: Adoption, *, agrees: bool) -> bool:
    """What the author says; whether both want it now."""
    adoption.author_meets = agrees and bool(adoption.adopter_meets)
    uow.session.add(adoption)
    return adoption.author_meets


def decline(uow: UnitOfWork, adoption: Adoption) -> None:
    """Nobody can be asked, which looks the same as a no."""
    adoption.author_meets = False
    uow.session.add(adoption)

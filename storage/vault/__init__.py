"""The vault: a store of its own for answers that nobody may link with who gave them. See docs/decisions/0010."""

from storage.vault.ballot import FEWEST as FEWEST
from storage.vault.ballot import Band as Band
from storage.vault.ballot import NotInvited as NotInvited
from storage.vault.ballot import Read as Read
from storage.vault.pool import LONGEST as LONGEST
from storage.vault.pool import MOST as MOST
from storage.vault.vault import NotOpen as NotOpen
from storage.vault.vault import Vault as Vault

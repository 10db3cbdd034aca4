"""That one transfer stands under a seal, in a form that anybody can check without us."""

from dataclasses import dataclass
from uuid import UUID

from ledgers.errors import NotSealedYet
from ledgers.models import Account, Seal, SealedRow, Transfer
from ledgers.rules.merkle import inclusion_path
from ledgers.selectors.books import list_movements
from ledgers.selectors.seals import contents


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """
    The way from one transfer to the root of its seal.

    :ivar content: what was sealed, byte by byte (`ledgers.rules.canonical`)
    :ivar path: the hashes beside the way up, nearest first, as hexadecimal digits
    """

    transfer_id: UUID
    position: int
    content: str
    path: tuple[str, ...]
    seal: Seal


def get_movement(account: Account, transfer_id: UUID) -> Transfer:
    """
    A movement of this account.

    :raises Transfer.DoesNotExist: it is none of this account
    """
    return list_movements(account).get(id=transfer_id)


def prove_inclusion(transfer: Transfer) -> InclusionProof:
    """
    The proof for one transfer, from what stands in its seal's places now.

    :raises NotSealedYet: it is younger than the newest seal
    """
    place = SealedRow.objects.filter(transfer=transfer).select_related("seal").first()
    if place is None:
        raise NotSealedYet
    seal = place.seal
    (row,) = contents(seal.book_id, place.position, place.position)
    rows = SealedRow.objects.filter(
        book_id=seal.book_id, position__range=(seal.first, seal.last)
    ).order_by("position")
    leaves = [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]
    path = inclusion_path(leaves, place.position - seal.first)
    return InclusionProof(
        transfer_id=transfer.id,
        position=place.position,
        content=row.bytes.decode(),
        path=tuple(step.hex() for step in path),
        seal=seal,
    )

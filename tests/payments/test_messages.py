"""Words to people leave once, are tried again, and are not kept for ever."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from budgets.councils import services as councils
from ledgers.values import About
from payments.outside import messages
from payments.outside.errors import ChannelMissing
from payments.outside.models import Message
from payments.outside.selectors import list_troubles
from payments.outside.sending import MOST_TRIES, send_messages
from payments.outside.values import Channel, MessageState, StuckKind
from tests.factories import NOW, World
from tests.payments.worlds import at, scheduler


def write(world: World, channel: Channel = Channel.EMAIL, **changes: str) -> Message:
    said = {"address": "daniel@home.example", "subject": "Hello", "words": "It is yours."} | changes
    about = About("test", world.daniel.id)
    return messages.write_message(
        book_id=world.book_id, key=uuid4(), channel=channel, about=about, now=NOW, **said
    )


def send(world: World, **later: float) -> int:
    clock = at(NOW, **later)
    return send_messages(scheduler(world, clock()), clock=clock)


def now_is(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_an_email_leaves_once(world: World) -> None:
    message = write(world)
    assert (send(world), send(world, days=1)) == (1, 0)
    (left,) = mail.outbox
    assert (left.to, left.subject, left.body) == (["daniel@home.example"], "Hello", "It is yours.")
    assert str(message.id) in left.extra_headers["Message-ID"]
    assert now_is(message).state == MessageState.SENT


def test_one_key_is_one_message(world: World) -> None:
    key = uuid4()
    for _ in range(2):
        messages.write_message(
            book_id=world.book_id,
            key=key,
            channel=Channel.EMAIL,
            address="a@home.example",
            subject="s",
            words="w",
            about=About("test", key),
            now=NOW,
        )
    assert Message.objects.count() == 1


def test_it_is_not_kept_in_clear(world: World) -> None:
    message = write(world)
    kept = bytes(message.address or b"") + bytes(message.words or b"")
    assert b"daniel" not in kept
    assert b"yours" not in kept


def test_a_text_is_refused_when_it_is_written(world: World) -> None:
    with pytest.raises(ChannelMissing):
        write(world, Channel.TEXT)
    assert not Message.objects.exists()


def test_a_mail_server_that_is_away_is_tried_again(world: World) -> None:
    message = write(world)
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected):
        send(world)
    assert (now_is(message).state, now_is(message).attempts) == (MessageState.WAITING, 1)
    assert send(world) == 0
    assert send(world, seconds=10) == 1
    assert now_is(message).state == MessageState.SENT


def test_after_enough_tries_it_has_failed_and_shows(world: World) -> None:
    write(world)
    refused = SMTPRecipientsRefused({"daniel@home.example": (550, b"no")})
    with patch.object(EmailBackend, "send_messages", side_effect=refused):
        for tries in range(1, MOST_TRIES + 1):
            assert send(world, hours=4 * tries) == 1
    assert send(world, days=90) == 0
    (trouble,) = list_troubles(world.book_id)
    assert (trouble.kind, trouble.words) == (StuckKind.MESSAGE, "SMTPRecipientsRefused")


def test_a_line_break_in_a_subject_fails_at_once(world: World) -> None:
    message = write(world, subject="Hello\nBcc: everybody@home.example")
    send(world)
    assert now_is(message).state == MessageState.FAILED
    assert mail.outbox == []


def test_a_worker_that_dies_leaves_it_to_the_next(world: World) -> None:
    write(world)
    dies = patch.object(EmailBackend, "send_messages", side_effect=SystemExit)
    with dies, pytest.raises(SystemExit):
        send(world)
    assert send(world, minutes=4) == 0
    assert send(world, minutes=5) == 1
    assert len(mail.outbox) == 1


def test_a_letter_waits_for_a_printer(world: World) -> None:
    letter = write(world, Channel.LETTER, address="1 High Street")
    assert send(world) == 0
    assert list(messages.list_letters(world.book_id)) == [letter]
    assert messages.mark_printed(letter=letter, now=NOW)
    assert not messages.mark_printed(letter=letter, now=NOW)
    assert not messages.list_letters(world.book_id).exists()


def test_words_are_emptied_when_the_policys_days_are_over(world: World) -> None:
    gone, waiting = write(world), write(world, Channel.LETTER)
    send(world)
    for days, how_many in ((89, 0), (91, 1), (92, 0)):
        now = NOW + timedelta(days=days)
        assert councils.empty_old_words(book_id=world.book_id, now=now) == how_many
    assert (now_is(gone).words, now_is(gone).address, now_is(gone).subject) == (None, None, None)
    assert now_is(gone).state == MessageState.SENT
    assert now_is(waiting).words is not None, "nobody has printed it yet"

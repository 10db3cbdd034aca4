-- The ledger's triggers on SQLite. Installed again after every migration; each statement may run twice.
-- One writer at a time (IMMEDIATE), so nothing is locked here. Each floor is a RAISE(ABORT), for INSERT OR
-- IGNORE silences a CHECK inside a trigger; and it stands AFTER the row, so that a repeat of a key, which
-- inserts nothing, is never refused. The gate is open only while a trigger writes balances: whoever leaves
-- it open by hand stops every posting.

CREATE TABLE IF NOT EXISTS ledgers_gate (open integer PRIMARY KEY CHECK (open = 1));

DROP TRIGGER IF EXISTS ledgers_post;
CREATE TRIGGER ledgers_post AFTER INSERT ON ledgers_transfer BEGIN
    SELECT RAISE(ABORT, 'ledgers_transfer_pence') WHERE typeof(NEW.pence) <> 'integer' OR NEW.pence <= 0;
    SELECT RAISE(ABORT, 'ledgers_transfer_sides') WHERE NEW.debit_id = NEW.credit_id;
    SELECT RAISE(ABORT, 'ledgers: no such account in this book') WHERE 2 <> (
        SELECT count(*) FROM ledgers_account a
        WHERE a.id IN (NEW.debit_id, NEW.credit_id) AND a.book_id = NEW.book_id);
    SELECT RAISE(ABORT, 'ledgers_hold_spent') FROM ledgers_hold h WHERE h.id = NEW.hold_id AND (
        h.account_id <> NEW.debit_id
        OR h.pence < (SELECT coalesce(sum(t.pence), 0) FROM ledgers_transfer t WHERE t.hold_id = h.id)
                   + (SELECT coalesce(sum(r.pence), 0) FROM ledgers_release r WHERE r.hold_id = h.id));
    SELECT RAISE(ABORT, 'ledgers_transfer_reversed_once')
    FROM ledgers_transfer was
        JOIN ledgers_account was_debit ON was_debit.id = was.debit_id
        JOIN ledgers_account was_credit ON was_credit.id = was.credit_id
        JOIN ledgers_account now_debit ON now_debit.id = NEW.debit_id
        JOIN ledgers_account now_credit ON now_credit.id = NEW.credit_id
    WHERE was.id = NEW.reverses_id AND (
        was.pence < (SELECT sum(t.pence) FROM ledgers_transfer t WHERE t.reverses_id = was.id)
        OR EXISTS (SELECT 1 FROM ledgers_transfer t WHERE t.reverses_id = was.id AND t.entry <> NEW.entry)
        OR coalesce(now_debit.overspends_id, now_debit.id) <> coalesce(was_credit.overspends_id, was_credit.id)
        OR coalesce(now_credit.overspends_id, now_credit.id) <> coalesce(was_debit.overspends_id, was_debit.id));
    SELECT RAISE(ABORT, 'ledgers_account_floor') FROM ledgers_account a
    WHERE a.id = NEW.debit_id AND a.kind IN ('pot', 'budget', 'fund')
        AND a.credits_posted - a.debits_posted - a.debits_held
            < CASE WHEN NEW.hold_id IS NULL THEN NEW.pence ELSE 0 END;
    INSERT INTO ledgers_gate (open) VALUES (1);
    UPDATE ledgers_account SET debits_posted = debits_posted + NEW.pence,
        debits_held = debits_held - CASE WHEN NEW.hold_id IS NULL THEN 0 ELSE NEW.pence END
        WHERE id = NEW.debit_id;
    UPDATE ledgers_account SET credits_posted = credits_posted + NEW.pence WHERE id = NEW.credit_id;
    DELETE FROM ledgers_gate;
    SELECT RAISE(ABORT, 'ledgers: more pence than an account can count') FROM ledgers_account a
    WHERE a.id IN (NEW.debit_id, NEW.credit_id)
        AND (typeof(a.debits_posted) <> 'integer' OR typeof(a.credits_posted) <> 'integer');
END;

DROP TRIGGER IF EXISTS ledgers_held;
CREATE TRIGGER ledgers_held AFTER INSERT ON ledgers_hold BEGIN
    SELECT RAISE(ABORT, 'ledgers_hold_pence') WHERE typeof(NEW.pence) <> 'integer' OR NEW.pence <= 0;
    SELECT RAISE(ABORT, 'ledgers: no such account in this book') WHERE NOT EXISTS (
        SELECT 1 FROM ledgers_account a WHERE a.id = NEW.account_id AND a.book_id = NEW.book_id);
    SELECT RAISE(ABORT, 'ledgers_account_holds') FROM ledgers_account a
        WHERE a.id = NEW.account_id AND a.kind NOT IN ('pot', 'budget', 'fund');
    SELECT RAISE(ABORT, 'ledgers_account_floor') FROM ledgers_account a
        WHERE a.id = NEW.account_id AND a.credits_posted - a.debits_posted - a.debits_held < NEW.pence;
    INSERT INTO ledgers_gate (open) VALUES (1);
    UPDATE ledgers_account SET debits_held = debits_held + NEW.pence WHERE id = NEW.account_id;
    DELETE FROM ledgers_gate;
END;

DROP TRIGGER IF EXISTS ledgers_released;
CREATE TRIGGER ledgers_released AFTER INSERT ON ledgers_release BEGIN
    SELECT RAISE(ABORT, 'ledgers_release_pence') WHERE typeof(NEW.pence) <> 'integer' OR NEW.pence <= 0;
    SELECT RAISE(ABORT, 'ledgers: no such hold in this book') WHERE NOT EXISTS (
        SELECT 1 FROM ledgers_hold h WHERE h.id = NEW.hold_id AND h.book_id = NEW.book_id);
    SELECT RAISE(ABORT, 'ledgers_hold_spent') FROM ledgers_hold h WHERE h.id = NEW.hold_id AND h.pence
        < (SELECT coalesce(sum(t.pence), 0) FROM ledgers_transfer t WHERE t.hold_id = h.id)
        + (SELECT coalesce(sum(r.pence), 0) FROM ledgers_release r WHERE r.hold_id = h.id);
    INSERT INTO ledgers_gate (open) VALUES (1);
    UPDATE ledgers_account SET debits_held = debits_held - NEW.pence
        WHERE id = (SELECT account_id FROM ledgers_hold WHERE id = NEW.hold_id);
    DELETE FROM ledgers_gate;
END;

DROP TRIGGER IF EXISTS ledgers_transfer_kept;
CREATE TRIGGER ledgers_transfer_kept BEFORE UPDATE ON ledgers_transfer BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_transfer_whole;
CREATE TRIGGER ledgers_transfer_whole BEFORE DELETE ON ledgers_transfer BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_hold_kept;
CREATE TRIGGER ledgers_hold_kept BEFORE UPDATE ON ledgers_hold BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_hold_whole;
CREATE TRIGGER ledgers_hold_whole BEFORE DELETE ON ledgers_hold BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_release_kept;
CREATE TRIGGER ledgers_release_kept BEFORE UPDATE ON ledgers_release BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_release_whole;
CREATE TRIGGER ledgers_release_whole BEFORE DELETE ON ledgers_release BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_book_kept;
CREATE TRIGGER ledgers_book_kept BEFORE UPDATE ON ledgers_book BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_book_whole;
CREATE TRIGGER ledgers_book_whole BEFORE DELETE ON ledgers_book BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_account_whole;
CREATE TRIGGER ledgers_account_whole BEFORE DELETE ON ledgers_account BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_account_written;
CREATE TRIGGER ledgers_account_written BEFORE UPDATE ON ledgers_account BEGIN
    SELECT RAISE(ABORT, 'ledgers: balances are written by the ledger alone')
        WHERE NOT EXISTS (SELECT 1 FROM ledgers_gate);
END;
DROP TRIGGER IF EXISTS ledgers_account_opened;
CREATE TRIGGER ledgers_account_opened BEFORE INSERT ON ledgers_account
    WHEN NEW.debits_posted <> 0 OR NEW.credits_posted <> 0 OR NEW.debits_held <> 0 BEGIN
    SELECT RAISE(ABORT, 'ledgers: an account opens with nothing in it');
END;

-- The ledger's triggers on PostgreSQL. Installed again after every migration; each statement may run twice.

CREATE OR REPLACE FUNCTION ledgers_lock_rank(kind text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kind IN ('pot', 'budget', 'fund') THEN 0
                WHEN kind = 'overspent' THEN 1
                WHEN kind = 'council_funding' THEN 3 ELSE 2 END
$$;

CREATE OR REPLACE FUNCTION ledgers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledgers: % on % is refused: history is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- Posts both sides of every new transfer, or raises. Accounts are locked in the one order first. They are named as
-- one array, for under row security the planner would rather read a whole book than look up two rows of a join;
-- and one transfer, which is what most statements bring, is spared the grouping.
CREATE OR REPLACE FUNCTION ledgers_post() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    sides uuid[];
    transfers int;
    named int;
    touched int;
    special boolean;
BEGIN
    SELECT count(*), array_agg(debit_id) || array_agg(credit_id), bool_or(hold_id IS NOT NULL OR reverses_id IS NOT NULL)
        INTO transfers, sides, special FROM posted;
    IF transfers = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM ledgers_account a WHERE a.id = ANY (sides)
        ORDER BY ledgers_lock_rank(a.kind), a.id FOR NO KEY UPDATE;
    IF special THEN
        PERFORM ledgers_check_capture(hold_id) FROM (SELECT DISTINCT hold_id FROM posted WHERE hold_id IS NOT NULL) h;
        PERFORM ledgers_check_reversal(reverses_id) FROM (SELECT DISTINCT reverses_id FROM posted WHERE reverses_id IS NOT NULL) r;
    END IF;
    IF transfers = 1 THEN
        SELECT book_id, debit_id, credit_id, pence, CASE WHEN hold_id IS NULL THEN 0 ELSE pence END AS freed
            INTO one FROM posted;
        named := 2;
        UPDATE ledgers_account a
        SET debits_posted = a.debits_posted + CASE a.id WHEN one.debit_id THEN one.pence ELSE 0 END,
            credits_posted = a.credits_posted + CASE a.id WHEN one.credit_id THEN one.pence ELSE 0 END,
            debits_held = a.debits_held - CASE a.id WHEN one.debit_id THEN one.freed ELSE 0 END
        WHERE a.id = ANY (sides) AND a.book_id = one.book_id;
        GET DIAGNOSTICS touched = ROW_COUNT;
    ELSE
        WITH side AS (
            SELECT book_id, debit_id AS account_id, pence AS debited, 0 AS credited,
                   CASE WHEN hold_id IS NULL THEN 0 ELSE pence END AS freed FROM posted
            UNION ALL SELECT book_id, credit_id, 0, pence, 0 FROM posted
        ), moved AS (
            SELECT book_id, account_id, sum(debited) AS debited, sum(credited) AS credited, sum(freed) AS freed
            FROM side GROUP BY book_id, account_id
        ), written AS (
            UPDATE ledgers_account a
            SET debits_posted = a.debits_posted + moved.debited,
                credits_posted = a.credits_posted + moved.credited,
                debits_held = a.debits_held - moved.freed
            FROM moved WHERE a.id = moved.account_id AND a.id = ANY (sides) AND a.book_id = moved.book_id RETURNING 1
        ) SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM written) INTO named, touched;
    END IF;
    IF named <> touched THEN
        RAISE EXCEPTION 'ledgers: % accounts were named and % were there: nothing is posted', named, touched
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

-- What was captured and released may never be more than was held, and leaves the held account.
CREATE OR REPLACE FUNCTION ledgers_check_capture(which uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM ledgers_hold h WHERE h.id = which AND (
            h.pence < (SELECT coalesce(sum(t.pence), 0) FROM ledgers_transfer t WHERE t.hold_id = h.id)
                    + (SELECT coalesce(sum(r.pence), 0) FROM ledgers_release r WHERE r.hold_id = h.id)
            OR EXISTS (SELECT 1 FROM ledgers_transfer t WHERE t.hold_id = h.id AND t.debit_id <> h.account_id)))
    THEN
        RAISE EXCEPTION 'ledgers: ledgers_hold_spent: more than is held' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'ledgers_hold_spent';
    END IF;
END $$;

-- A reversal runs between the same accounts the other way (or their overspent ones), in one entry, for no more.
CREATE OR REPLACE FUNCTION ledgers_check_reversal(which uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM ledgers_transfer was WHERE was.id = which AND (
            was.pence < (SELECT sum(t.pence) FROM ledgers_transfer t WHERE t.reverses_id = was.id)
            OR 1 < (SELECT count(DISTINCT t.entry) FROM ledgers_transfer t WHERE t.reverses_id = was.id)
            OR EXISTS (
                SELECT 1 FROM ledgers_transfer t
                JOIN ledgers_account d ON d.id = t.debit_id JOIN ledgers_account c ON c.id = t.credit_id
                WHERE t.reverses_id = was.id
                  AND (coalesce(d.overspends_id, d.id) NOT IN (
                           SELECT coalesce(x.overspends_id, x.id) FROM ledgers_account x WHERE x.id = was.credit_id)
                    OR coalesce(c.overspends_id, c.id) NOT IN (
                           SELECT coalesce(x.overspends_id, x.id) FROM ledgers_account x WHERE x.id = was.debit_id)))))
    THEN
        RAISE EXCEPTION 'ledgers: ledgers_transfer_reversed_once: reversed already, or between other accounts'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgers_transfer_reversed_once';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ledgers_hold_or_release() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched int;
BEGIN
    IF TG_TABLE_NAME = 'ledgers_hold' THEN
        UPDATE ledgers_account SET debits_held = debits_held + NEW.pence
            WHERE id = NEW.account_id AND book_id = NEW.book_id;
    ELSE
        UPDATE ledgers_account a SET debits_held = a.debits_held - NEW.pence
            FROM ledgers_hold h WHERE h.id = NEW.hold_id AND h.book_id = NEW.book_id AND a.id = h.account_id;
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> 1 THEN
        RAISE EXCEPTION 'ledgers: no such account in this book' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF TG_TABLE_NAME = 'ledgers_release' THEN
        PERFORM ledgers_check_capture(NEW.hold_id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ledgers_post AFTER INSERT ON ledgers_transfer
    REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION ledgers_post();
CREATE OR REPLACE TRIGGER ledgers_held AFTER INSERT ON ledgers_hold
    FOR EACH ROW EXECUTE FUNCTION ledgers_hold_or_release();
CREATE OR REPLACE TRIGGER ledgers_released AFTER INSERT ON ledgers_release
    FOR EACH ROW EXECUTE FUNCTION ledgers_hold_or_release();

CREATE OR REPLACE TRIGGER ledgers_transfer_kept BEFORE UPDATE OR DELETE ON ledgers_transfer
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_transfer_whole BEFORE TRUNCATE ON ledgers_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_hold_kept BEFORE UPDATE OR DELETE ON ledgers_hold
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_hold_whole BEFORE TRUNCATE ON ledgers_hold
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_release_kept BEFORE UPDATE OR DELETE ON ledgers_release
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_release_whole BEFORE TRUNCATE ON ledgers_release
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_book_kept BEFORE UPDATE OR DELETE ON ledgers_book
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_book_whole BEFORE TRUNCATE ON ledgers_book
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_account_kept BEFORE DELETE ON ledgers_account
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_account_whole BEFORE TRUNCATE ON ledgers_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_account_written BEFORE UPDATE ON ledgers_account
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_account_opened BEFORE INSERT ON ledgers_account
    FOR EACH ROW WHEN (NEW.debits_posted <> 0 OR NEW.credits_posted <> 0 OR NEW.debits_held <> 0)
    EXECUTE FUNCTION ledgers_refuse();

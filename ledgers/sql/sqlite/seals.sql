-- Seals: numbers and positions without gaps, each seal whole before the next, each row inside its seal.
DROP TRIGGER IF EXISTS ledgers_seal_next;
CREATE TRIGGER ledgers_seal_next AFTER INSERT ON ledgers_seal BEGIN
    SELECT RAISE(ABORT, 'ledgers_seal_next: a seal follows the last one') WHERE
        NEW.number - 1 <> coalesce((SELECT max(s.number) FROM ledgers_seal s
                                    WHERE s.book_id = NEW.book_id AND s.id <> NEW.id), 0)
        OR NEW.first - 1 <> coalesce((SELECT max(s.last) FROM ledgers_seal s
                                      WHERE s.book_id = NEW.book_id AND s.id <> NEW.id), 0)
        OR NEW.first - 1 <> coalesce((SELECT max(r.position) FROM ledgers_sealedrow r
                                      WHERE r.book_id = NEW.book_id), 0);
    SELECT RAISE(ABORT, 'ledgers_seal_counts') WHERE typeof(NEW.number) <> 'integer'
        OR typeof(NEW.first) <> 'integer' OR typeof(NEW.last) <> 'integer' OR NEW.last < NEW.first;
END;
DROP TRIGGER IF EXISTS ledgers_sealedrow_next;
CREATE TRIGGER ledgers_sealedrow_next AFTER INSERT ON ledgers_sealedrow BEGIN
    SELECT RAISE(ABORT, 'ledgers_sealedrow_next: positions have no gaps') WHERE
        NOT EXISTS (SELECT 1 FROM ledgers_seal s WHERE s.id = NEW.seal_id AND s.book_id = NEW.book_id
                    AND NEW.position BETWEEN s.first AND s.last)
        OR typeof(NEW.position) <> 'integer'
        OR (NEW.position > 1 AND NOT EXISTS (SELECT 1 FROM ledgers_sealedrow r
            WHERE r.book_id = NEW.book_id AND r.position = NEW.position - 1));
    SELECT RAISE(ABORT, 'ledgers_sealedrow_one') WHERE 1 <> (NEW.account_id IS NOT NULL)
        + (NEW.hold_id IS NOT NULL) + (NEW.release_id IS NOT NULL) + (NEW.transfer_id IS NOT NULL);
END;
DROP TRIGGER IF EXISTS ledgers_seal_kept;
CREATE TRIGGER ledgers_seal_kept BEFORE UPDATE ON ledgers_seal BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_seal_whole;
CREATE TRIGGER ledgers_seal_whole BEFORE DELETE ON ledgers_seal BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_sealedrow_kept;
CREATE TRIGGER ledgers_sealedrow_kept BEFORE UPDATE ON ledgers_sealedrow BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;
DROP TRIGGER IF EXISTS ledgers_sealedrow_whole;
CREATE TRIGGER ledgers_sealedrow_whole BEFORE DELETE ON ledgers_sealedrow BEGIN
    SELECT RAISE(ABORT, 'ledgers: history is only added to');
END;

-- Seals: numbers and positions without gaps, each seal whole before the next, each row inside its seal.
CREATE OR REPLACE FUNCTION ledgers_check_seal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.number - 1 <> coalesce((SELECT max(s.number) FROM ledgers_seal s WHERE s.book_id = NEW.book_id), 0)
        OR NEW.first - 1 <> coalesce((SELECT max(s.last) FROM ledgers_seal s WHERE s.book_id = NEW.book_id), 0)
        OR NEW.first - 1 <> coalesce((SELECT max(r.position) FROM ledgers_sealedrow r WHERE r.book_id = NEW.book_id), 0)
    THEN
        RAISE EXCEPTION 'ledgers: ledgers_seal_next: a seal follows the last one' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'ledgers_seal_next';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledgers_check_positions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (
            SELECT book_id, min(position) AS low, max(position) AS high, count(*) AS many FROM placed GROUP BY book_id
        ) p WHERE p.high - p.low + 1 <> p.many OR (p.low > 1 AND NOT EXISTS (
            SELECT 1 FROM ledgers_sealedrow r WHERE r.book_id = p.book_id AND r.position = p.low - 1)))
        OR EXISTS (
            SELECT 1 FROM placed p LEFT JOIN ledgers_seal s ON s.id = p.seal_id AND s.book_id = p.book_id
            WHERE s.id IS NULL OR p.position NOT BETWEEN s.first AND s.last)
    THEN
        RAISE EXCEPTION 'ledgers: ledgers_sealedrow_next: positions have no gaps' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'ledgers_sealedrow_next';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ledgers_seal_next BEFORE INSERT ON ledgers_seal
    FOR EACH ROW EXECUTE FUNCTION ledgers_check_seal();
CREATE OR REPLACE TRIGGER ledgers_sealedrow_next AFTER INSERT ON ledgers_sealedrow
    REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION ledgers_check_positions();
CREATE OR REPLACE TRIGGER ledgers_seal_kept BEFORE UPDATE OR DELETE ON ledgers_seal
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_seal_whole BEFORE TRUNCATE ON ledgers_seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_sealedrow_kept BEFORE UPDATE OR DELETE ON ledgers_sealedrow
    FOR EACH ROW EXECUTE FUNCTION ledgers_refuse();
CREATE OR REPLACE TRIGGER ledgers_sealedrow_whole BEFORE TRUNCATE ON ledgers_sealedrow
    FOR EACH STATEMENT EXECUTE FUNCTION ledgers_refuse();

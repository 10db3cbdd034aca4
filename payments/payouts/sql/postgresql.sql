-- What guards pay runs on PostgreSQL. Installed again after every migration; each statement may run twice.

CREATE OR REPLACE FUNCTION payouts_run_refuse(name text, words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'payouts: %: %', name, words USING ERRCODE = 'restrict_violation', CONSTRAINT = name;
END $$;

-- A run begins as a draft, goes one way, and keeps what was approved. Nobody approves what pays them.
CREATE OR REPLACE FUNCTION payouts_run_moves() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            PERFORM payouts_run_refuse('payouts_run_moves', 'a run begins as a draft');
        END IF;
        RETURN NEW;
    ELSIF TG_OP <> 'UPDATE' THEN
        PERFORM payouts_run_refuse('payouts_run_kept', 'a run is never deleted');
    END IF;
    IF NEW.state <> OLD.state AND NEW.state NOT IN (
        SELECT unnest(CASE OLD.state WHEN 'draft' THEN '{calculated,abandoned}'::text[]
                                     WHEN 'calculated' THEN '{approved,abandoned}'
                                     WHEN 'approved' THEN '{sending,abandoned}'
                                     WHEN 'sending' THEN '{sent}' WHEN 'sent' THEN '{closed}' ELSE '{}' END))
    THEN
        PERFORM payouts_run_refuse('payouts_run_moves', 'a run does not go there');
    END IF;
    IF OLD.state NOT IN ('draft', 'calculated') AND
        (NEW.id, NEW.book_id, NEW.pay_on, NEW.count, NEW.total_pence, NEW.digest, NEW.prepared_by, NEW.approved_by,
         NEW.approved_at, NEW.follows_id) IS DISTINCT FROM
        (OLD.id, OLD.book_id, OLD.pay_on, OLD.count, OLD.total_pence, OLD.digest, OLD.prepared_by, OLD.approved_by,
         OLD.approved_at, OLD.follows_id)
    THEN
        PERFORM payouts_run_refuse('payouts_run_frozen', 'what was approved stays as it is');
    END IF;
    IF NEW.approved_by IS DISTINCT FROM OLD.approved_by AND EXISTS (
        SELECT 1 FROM payouts_runline l JOIN payouts_payee y ON y.id = l.payee_id
        WHERE l.run_id = NEW.id AND (l.held = '' OR l.released_at IS NOT NULL) AND y.user_id = NEW.approved_by)
    THEN
        PERFORM payouts_run_refuse('payouts_run_own_money', 'nobody approves what pays them');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER payouts_run_moves BEFORE INSERT OR UPDATE OR DELETE ON payouts_payrun
    FOR EACH ROW EXECUTE FUNCTION payouts_run_moves();
CREATE OR REPLACE TRIGGER payouts_run_whole BEFORE TRUNCATE ON payouts_payrun
    FOR EACH STATEMENT EXECUTE FUNCTION payouts_run_moves();

-- Nor does somebody become the payee of what they approved, before it has left.
CREATE OR REPLACE FUNCTION payouts_payee_kept() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM payouts_payrun r JOIN payouts_runline l ON l.run_id = r.id
        WHERE r.approved_by = NEW.user_id AND r.state IN ('approved', 'sending') AND l.payee_id = NEW.id
            AND l.living AND (l.held = '' OR l.released_at IS NOT NULL))
    THEN
        PERFORM payouts_run_refuse('payouts_run_own_money', 'nobody approves what pays them');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER payouts_payee_kept BEFORE UPDATE OF user_id ON payouts_payee
    FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
    EXECUTE FUNCTION payouts_payee_kept();

-- Lines and sheets may be written while their run is prepared, and not after. The run is locked for that
-- moment, so that it is not approved meanwhile. A line may stop living, and a sheet may be done.
CREATE OR REPLACE FUNCTION payouts_check_open(runs uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM payouts_payrun r WHERE r.id = ANY (runs) ORDER BY r.id FOR SHARE;
    IF EXISTS (SELECT 1 FROM payouts_payrun r WHERE r.id = ANY (runs) AND r.state NOT IN ('draft', 'calculated'))
    THEN
        PERFORM payouts_run_refuse('payouts_run_frozen', 'what was approved stays as it is');
    END IF;
END $$;

CREATE OR REPLACE FUNCTION payouts_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM payouts_check_open(ARRAY(SELECT DISTINCT run_id FROM new_rows));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION payouts_taken() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM payouts_check_open(ARRAY(SELECT DISTINCT run_id FROM old_rows));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION payouts_line_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM payouts_check_open(ARRAY(
        SELECT o.run_id FROM old_rows o LEFT JOIN new_rows n ON n.id = o.id
        WHERE n.id IS NULL OR n.living > o.living
            OR to_jsonb(n) - 'living' IS DISTINCT FROM to_jsonb(o) - 'living'
        UNION SELECT n.run_id FROM new_rows n LEFT JOIN old_rows o ON o.id = n.id
        WHERE o.id IS NULL OR o.run_id <> n.run_id));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION payouts_sheet_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM payouts_check_open(ARRAY(
        SELECT o.run_id FROM old_rows o LEFT JOIN new_rows n ON n.id = o.id
        WHERE n.id IS NULL OR (o.done_at IS NOT NULL AND n.done_at IS NULL)
            OR (o.changed_at IS NOT NULL AND n.changed_at IS NULL)
            OR to_jsonb(n) - 'done_at' - 'changed_at' IS DISTINCT FROM to_jsonb(o) - 'done_at' - 'changed_at'
        UNION SELECT n.run_id FROM new_rows n LEFT JOIN old_rows o ON o.id = n.id
        WHERE o.id IS NULL OR o.run_id <> n.run_id));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER payouts_line_added AFTER INSERT ON payouts_runline
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_added();
CREATE OR REPLACE TRIGGER payouts_line_changed AFTER UPDATE ON payouts_runline
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_line_changed();
CREATE OR REPLACE TRIGGER payouts_line_taken AFTER DELETE ON payouts_runline
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_taken();
CREATE OR REPLACE TRIGGER payouts_line_whole BEFORE TRUNCATE ON payouts_runline
    FOR EACH STATEMENT EXECUTE FUNCTION payouts_run_moves();
CREATE OR REPLACE TRIGGER payouts_sheet_added AFTER INSERT ON payouts_runsheet
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_added();
CREATE OR REPLACE TRIGGER payouts_sheet_changed AFTER UPDATE ON payouts_runsheet
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_sheet_changed();
CREATE OR REPLACE TRIGGER payouts_sheet_taken AFTER DELETE ON payouts_runsheet
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION payouts_taken();
CREATE OR REPLACE TRIGGER payouts_sheet_whole BEFORE TRUNCATE ON payouts_runsheet
    FOR EACH STATEMENT EXECUTE FUNCTION payouts_run_moves();

-- Asked before a book is open, as the tables' owner: the book of the payee whose link this is or was.
CREATE OR REPLACE FUNCTION payouts_book_of_link(digest text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT book_id FROM payouts_payee WHERE link_digest = digest AND digest <> ''
$$;

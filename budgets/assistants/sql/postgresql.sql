-- What guards shifts on PostgreSQL. Installed again after every migration; each statement may run twice.

CREATE OR REPLACE FUNCTION assistants_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'assistants: % on % is refused: hours are kept as they were logged', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER assistants_shift_kept BEFORE UPDATE OR DELETE ON assistants_shift
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shift_whole BEFORE TRUNCATE ON assistants_shift
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftwarning_kept BEFORE UPDATE OR DELETE ON assistants_shiftwarning
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftwarning_whole BEFORE TRUNCATE ON assistants_shiftwarning
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftagreement_kept BEFORE UPDATE OR DELETE ON assistants_shiftagreement
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftagreement_whole BEFORE TRUNCATE ON assistants_shiftagreement
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftwithdrawal_kept BEFORE UPDATE OR DELETE ON assistants_shiftwithdrawal
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftwithdrawal_whole BEFORE TRUNCATE ON assistants_shiftwithdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftmessage_kept BEFORE UPDATE OR DELETE ON assistants_shiftmessage
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftmessage_whole BEFORE TRUNCATE ON assistants_shiftmessage
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftreminder_kept BEFORE UPDATE OR DELETE ON assistants_shiftreminder
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse();
CREATE OR REPLACE TRIGGER assistants_shiftreminder_whole BEFORE TRUNCATE ON assistants_shiftreminder
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse();

-- The length is what lies between the two instants.
CREATE OR REPLACE FUNCTION assistants_shift_measured() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.imported_at IS NULL AND NEW.minutes <> floor(extract(epoch FROM NEW.ended_at - NEW.started_at) / 60) THEN
        RAISE EXCEPTION 'assistants_shift_measured: the length is not what lies between start and end'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assistants_shift_measured';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER assistants_shift_measured BEFORE INSERT ON assistants_shift
    FOR EACH ROW EXECUTE FUNCTION assistants_shift_measured();

-- Nobody agrees the hours that they worked themselves.
CREATE OR REPLACE FUNCTION assistants_own_hours() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assistants_shift s JOIN assistants_engagement e ON e.id = s.engagement_id
        JOIN assistants_assistant a ON a.id = e.assistant_id
        WHERE s.id = NEW.shift_id AND a.user_id = NEW.agreed_by)
    THEN
        RAISE EXCEPTION 'assistants_own_hours: nobody agrees the hours that they worked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assistants_own_hours';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER assistants_own_hours BEFORE INSERT ON assistants_shiftagreement
    FOR EACH ROW WHEN (NEW.agreed_by IS NOT NULL) EXECUTE FUNCTION assistants_own_hours();

-- Pay is kept as it was worked out.
CREATE OR REPLACE FUNCTION assistants_refuse_pay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'assistants: % on % is refused: pay is kept as it was worked out', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER assistants_pay_kept BEFORE UPDATE OR DELETE ON assistants_pay
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_pay_whole BEFORE TRUNCATE ON assistants_pay
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_paidshift_kept BEFORE UPDATE OR DELETE ON assistants_paidshift
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_paidshift_whole BEFORE TRUNCATE ON assistants_paidshift
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_payline_kept BEFORE UPDATE OR DELETE ON assistants_payline
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_payline_whole BEFORE TRUNCATE ON assistants_payline
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_paydecision_kept BEFORE UPDATE OR DELETE ON assistants_paydecision
    FOR EACH ROW EXECUTE FUNCTION assistants_refuse_pay();
CREATE OR REPLACE TRIGGER assistants_paydecision_whole BEFORE TRUNCATE ON assistants_paydecision
    FOR EACH STATEMENT EXECUTE FUNCTION assistants_refuse_pay();

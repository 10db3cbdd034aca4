-- What guards shifts on SQLite. Installed again after every migration; each statement may run twice.

DROP TRIGGER IF EXISTS assistants_shift_kept;
CREATE TRIGGER assistants_shift_kept BEFORE UPDATE ON assistants_shift BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shift_whole;
CREATE TRIGGER assistants_shift_whole BEFORE DELETE ON assistants_shift BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftwarning_kept;
CREATE TRIGGER assistants_shiftwarning_kept BEFORE UPDATE ON assistants_shiftwarning BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftwarning_whole;
CREATE TRIGGER assistants_shiftwarning_whole BEFORE DELETE ON assistants_shiftwarning BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftagreement_kept;
CREATE TRIGGER assistants_shiftagreement_kept BEFORE UPDATE ON assistants_shiftagreement BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftagreement_whole;
CREATE TRIGGER assistants_shiftagreement_whole BEFORE DELETE ON assistants_shiftagreement BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftwithdrawal_kept;
CREATE TRIGGER assistants_shiftwithdrawal_kept BEFORE UPDATE ON assistants_shiftwithdrawal BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftwithdrawal_whole;
CREATE TRIGGER assistants_shiftwithdrawal_whole BEFORE DELETE ON assistants_shiftwithdrawal BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftmessage_kept;
CREATE TRIGGER assistants_shiftmessage_kept BEFORE UPDATE ON assistants_shiftmessage BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftmessage_whole;
CREATE TRIGGER assistants_shiftmessage_whole BEFORE DELETE ON assistants_shiftmessage BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftreminder_kept;
CREATE TRIGGER assistants_shiftreminder_kept BEFORE UPDATE ON assistants_shiftreminder BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;
DROP TRIGGER IF EXISTS assistants_shiftreminder_whole;
CREATE TRIGGER assistants_shiftreminder_whole BEFORE DELETE ON assistants_shiftreminder BEGIN
    SELECT RAISE(ABORT, 'assistants: hours are kept as they were logged');
END;

-- The length is what lies between the two instants.
DROP TRIGGER IF EXISTS assistants_shift_measured;
CREATE TRIGGER assistants_shift_measured BEFORE INSERT ON assistants_shift
    WHEN NEW.imported_at IS NULL AND NEW.minutes <> (strftime('%s', NEW.ended_at) - strftime('%s', NEW.started_at)) / 60 BEGIN
    SELECT RAISE(ABORT, 'assistants_shift_measured: the length is not what lies between start and end');
END;

-- Nobody agrees the hours that they worked themselves.
DROP TRIGGER IF EXISTS assistants_own_hours;
CREATE TRIGGER assistants_own_hours BEFORE INSERT ON assistants_shiftagreement WHEN NEW.agreed_by IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'assistants_own_hours: nobody agrees the hours that they worked')
    FROM assistants_shift s JOIN assistants_engagement e ON e.id = s.engagement_id
    JOIN assistants_assistant a ON a.id = e.assistant_id
    WHERE s.id = NEW.shift_id AND a.user_id = NEW.agreed_by;
END;

-- Pay is kept as it was worked out.
DROP TRIGGER IF EXISTS assistants_pay_kept;
CREATE TRIGGER assistants_pay_kept BEFORE UPDATE ON assistants_pay BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_pay_whole;
CREATE TRIGGER assistants_pay_whole BEFORE DELETE ON assistants_pay BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_paidshift_kept;
CREATE TRIGGER assistants_paidshift_kept BEFORE UPDATE ON assistants_paidshift BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_paidshift_whole;
CREATE TRIGGER assistants_paidshift_whole BEFORE DELETE ON assistants_paidshift BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_payline_kept;
CREATE TRIGGER assistants_payline_kept BEFORE UPDATE ON assistants_payline BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_payline_whole;
CREATE TRIGGER assistants_payline_whole BEFORE DELETE ON assistants_payline BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_paydecision_kept;
CREATE TRIGGER assistants_paydecision_kept BEFORE UPDATE ON assistants_paydecision BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;
DROP TRIGGER IF EXISTS assistants_paydecision_whole;
CREATE TRIGGER assistants_paydecision_whole BEFORE DELETE ON assistants_paydecision BEGIN
    SELECT RAISE(ABORT, 'assistants: pay is kept as it was worked out');
END;

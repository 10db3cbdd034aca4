-- What guards pay runs on SQLite. Installed again after every migration; each statement may run twice.

-- A run begins as a draft, goes one way, and keeps what was approved. Nobody approves what pays them.
DROP TRIGGER IF EXISTS payouts_run_begun;
CREATE TRIGGER payouts_run_begun BEFORE INSERT ON payouts_payrun WHEN NEW.state <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'payouts_run_moves: a run begins as a draft');
END;
DROP TRIGGER IF EXISTS payouts_run_kept;
CREATE TRIGGER payouts_run_kept BEFORE DELETE ON payouts_payrun BEGIN
    SELECT RAISE(ABORT, 'payouts_run_kept: a run is never deleted');
END;
DROP TRIGGER IF EXISTS payouts_run_moves;
CREATE TRIGGER payouts_run_moves BEFORE UPDATE ON payouts_payrun BEGIN
    SELECT RAISE(ABORT, 'payouts_run_moves: a run does not go there')
    WHERE NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (VALUES
        ('draft', 'calculated'), ('draft', 'abandoned'), ('calculated', 'approved'), ('calculated', 'abandoned'),
        ('approved', 'sending'), ('approved', 'abandoned'), ('sending', 'sent'), ('sent', 'closed'));
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    WHERE OLD.state NOT IN ('draft', 'calculated') AND (
        NEW.id IS NOT OLD.id OR NEW.book_id IS NOT OLD.book_id OR NEW.pay_on IS NOT OLD.pay_on OR
        NEW.count IS NOT OLD.count OR NEW.total_pence IS NOT OLD.total_pence OR
        NEW.digest IS NOT OLD.digest OR NEW.prepared_by IS NOT OLD.prepared_by OR
        NEW.approved_by IS NOT OLD.approved_by OR NEW.approved_at IS NOT OLD.approved_at OR
        NEW.follows_id IS NOT OLD.follows_id);
    SELECT RAISE(ABORT, 'payouts_run_own_money: nobody approves what pays them')
    WHERE NEW.approved_by IS NOT OLD.approved_by AND EXISTS (
        SELECT 1 FROM payouts_runline l JOIN payouts_payee y ON y.id = l.payee_id
        WHERE l.run_id = NEW.id AND (l.held = '' OR l.released_at IS NOT NULL) AND y.user_id = NEW.approved_by);
END;

-- Nor does somebody become the payee of what they approved, before it has left.
DROP TRIGGER IF EXISTS payouts_payee_kept;
CREATE TRIGGER payouts_payee_kept BEFORE UPDATE OF user_id ON payouts_payee
    WHEN NEW.user_id IS NOT NULL AND NEW.user_id IS NOT OLD.user_id BEGIN
    SELECT RAISE(ABORT, 'payouts_run_own_money: nobody approves what pays them')
    FROM payouts_payrun r JOIN payouts_runline l ON l.run_id = r.id
    WHERE r.approved_by = NEW.user_id AND r.state IN ('approved', 'sending') AND l.payee_id = NEW.id
        AND l.living AND (l.held = '' OR l.released_at IS NOT NULL);
END;

-- Lines and sheets may be written while their run is prepared, and not after. A line may stop living, and a
-- sheet may be done.
DROP TRIGGER IF EXISTS payouts_line_added;
CREATE TRIGGER payouts_line_added BEFORE INSERT ON payouts_runline BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id = NEW.run_id AND r.state NOT IN ('draft', 'calculated');
END;
DROP TRIGGER IF EXISTS payouts_line_taken;
CREATE TRIGGER payouts_line_taken BEFORE DELETE ON payouts_runline BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id = OLD.run_id AND r.state NOT IN ('draft', 'calculated');
END;
DROP TRIGGER IF EXISTS payouts_line_changed;
CREATE TRIGGER payouts_line_changed BEFORE UPDATE ON payouts_runline WHEN
        NEW.living > OLD.living OR
        NEW.id IS NOT OLD.id OR NEW.book_id IS NOT OLD.book_id OR NEW.run_id IS NOT OLD.run_id OR
        NEW.payment_id IS NOT OLD.payment_id OR NEW.payee_id IS NOT OLD.payee_id OR
        NEW.source_account_id IS NOT OLD.source_account_id OR
        NEW.to_account_id IS NOT OLD.to_account_id OR NEW.pence IS NOT OLD.pence OR
        NEW.fingerprint IS NOT OLD.fingerprint OR NEW.change IS NOT OLD.change OR
        NEW.before_pence IS NOT OLD.before_pence OR NEW.held IS NOT OLD.held OR
        NEW.held_words IS NOT OLD.held_words OR NEW.held_by IS NOT OLD.held_by OR
        NEW.held_at IS NOT OLD.held_at OR NEW.released_words IS NOT OLD.released_words OR
        NEW.released_by IS NOT OLD.released_by OR NEW.released_at IS NOT OLD.released_at
BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id IN (OLD.run_id, NEW.run_id) AND r.state NOT IN ('draft', 'calculated');
END;
DROP TRIGGER IF EXISTS payouts_sheet_added;
CREATE TRIGGER payouts_sheet_added BEFORE INSERT ON payouts_runsheet BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id = NEW.run_id AND r.state NOT IN ('draft', 'calculated');
END;
DROP TRIGGER IF EXISTS payouts_sheet_taken;
CREATE TRIGGER payouts_sheet_taken BEFORE DELETE ON payouts_runsheet BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id = OLD.run_id AND r.state NOT IN ('draft', 'calculated');
END;
DROP TRIGGER IF EXISTS payouts_sheet_changed;
CREATE TRIGGER payouts_sheet_changed BEFORE UPDATE ON payouts_runsheet WHEN
        (OLD.done_at IS NOT NULL AND NEW.done_at IS NULL)
        OR (OLD.changed_at IS NOT NULL AND NEW.changed_at IS NULL) OR
        NEW.id IS NOT OLD.id OR NEW.book_id IS NOT OLD.book_id OR NEW.run_id IS NOT OLD.run_id OR
        NEW.number IS NOT OLD.number OR NEW.first IS NOT OLD.first OR NEW.last IS NOT OLD.last OR
        NEW.count IS NOT OLD.count OR NEW.pence IS NOT OLD.pence OR NEW.digest IS NOT OLD.digest
BEGIN
    SELECT RAISE(ABORT, 'payouts_run_frozen: what was approved stays as it is')
    FROM payouts_payrun r WHERE r.id IN (OLD.run_id, NEW.run_id) AND r.state NOT IN ('draft', 'calculated');
END;

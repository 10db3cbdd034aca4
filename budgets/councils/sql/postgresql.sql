-- What is asked before a book is open, on PostgreSQL: each runs as the tables' owner and says as little as it can.

-- Every council that somebody may act in, oldest first, with what they are there.
CREATE OR REPLACE FUNCTION councils_memberships(whose uuid)
    RETURNS TABLE (id uuid, book_id uuid, user_id uuid, joined_at timestamptz, ended_at timestamptz,
                   council_name text, role_names text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.id, m.book_id, m.user_id, m.joined_at, m.ended_at, c.name::text,
           ARRAY(SELECT r.role::text FROM councils_memberrole r WHERE r.member_id = m.id)
    FROM councils_member m JOIN councils_council c ON c.book_id = m.book_id
    WHERE m.user_id = whose AND m.ended_at IS NULL ORDER BY m.joined_at, m.id
$$;

-- The book of the council with this code.
CREATE OR REPLACE FUNCTION councils_book_of(wanted text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT book_id FROM councils_council WHERE code = wanted
$$;

-- How councils show themselves to everybody: this one, or without a book the first two.
CREATE OR REPLACE FUNCTION councils_looks(wanted uuid)
    RETURNS TABLE (name text, code text, phone text, phone_hours text, colour text, has_logo boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT name::text, code::text, phone::text, phone_hours::text, colour::text, length(logo) > 0
    FROM councils_council WHERE book_id = wanted OR wanted IS NULL ORDER BY book_id LIMIT 2
$$;

-- The logo of the council with this code.
CREATE OR REPLACE FUNCTION councils_logo(wanted text) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT logo FROM councils_council WHERE code = wanted
$$;

-- Which of these users another council knows, too.
CREATE OR REPLACE FUNCTION councils_known_elsewhere(users uuid[], here uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT user_id FROM councils_member WHERE user_id = ANY (users) AND book_id <> here
$$;

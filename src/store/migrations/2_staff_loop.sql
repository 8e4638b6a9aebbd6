-- Who changed what in an FAQ folder. A folder has a name, as several may share the database; its changes are numbered from
-- 1 on, so that of two that take the same number at once only one is kept.
CREATE TABLE folder_change (
    folder TEXT NOT NULL,
    number BIGINT NOT NULL,
    -- Unix seconds.
    made_at BIGINT NOT NULL,
    -- Staff, by Discord's ids. NULL: somebody who edited the files themselves.
    who BIGINT,
    confirmed_by BIGINT,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    undoes BIGINT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'abandoned')),
    PRIMARY KEY (folder, number)
);

-- What a change took out of its files and put in. The texts are bytes: what a file held, with any character, comes back
-- exactly, and TEXT can't hold U+0000 in PostgreSQL. SQLite knows no BYTEA, and keeps bytes as they are in a column of any
-- type.
CREATE TABLE folder_splice (
    folder TEXT NOT NULL,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    file TEXT NOT NULL,
    -- SHA-256 of the whole file in hexadecimal digits. NULL: no such file.
    hash_before TEXT,
    hash_after TEXT,
    start_byte BIGINT NOT NULL,
    removed BYTEA NOT NULL,
    added BYTEA NOT NULL,
    PRIMARY KEY (folder, number, position),
    FOREIGN KEY (folder, number) REFERENCES folder_change (folder, number) ON DELETE CASCADE
);

-- Changes that staff are making and have not confirmed.
CREATE TABLE draft (
    guild BIGINT NOT NULL,
    id BIGINT NOT NULL,
    -- Staff, by Discord's id.
    who BIGINT NOT NULL,
    -- Unix seconds.
    begun_at BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (guild, id)
);

-- Questions that members chose to send to the team, and nobody's name. A day is written 2026-11-24.
CREATE TABLE question (
    guild BIGINT NOT NULL,
    id BIGINT NOT NULL,
    question TEXT NOT NULL,
    times BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    -- Where the team sees it; both or neither.
    channel BIGINT,
    message BIGINT,
    PRIMARY KEY (guild, id)
);

-- How questions were decided: a day's sums. The entry is empty where the decision has none.
CREATE TABLE outcome (
    guild BIGINT NOT NULL,
    day TEXT NOT NULL,
    decision TEXT NOT NULL,
    entry TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (guild, day, decision, entry)
);

-- The weeks of which a server's team has had its digest.
CREATE TABLE digest (
    guild BIGINT NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (guild, week)
);

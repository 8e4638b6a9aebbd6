-- What staff set for their server. Discord's ids are below 2^63 and fit BIGINT.
CREATE TABLE guild_settings (
    guild BIGINT NOT NULL PRIMARY KEY,
    staff_role BIGINT,
    team_channel BIGINT,
    country TEXT,
    contact TEXT
);

-- The channels in which the bot answers without being asked.
CREATE TABLE watched_channel (
    guild BIGINT NOT NULL REFERENCES guild_settings (guild) ON DELETE CASCADE,
    channel BIGINT NOT NULL,
    PRIMARY KEY (guild, channel)
);

-- How often members said that an entry helped, or did not: a day's sums, and nobody's name. A day is written 2026-11-24.
CREATE TABLE feedback (
    guild BIGINT NOT NULL,
    entry TEXT NOT NULL,
    day TEXT NOT NULL,
    helped BIGINT NOT NULL,
    not_helped BIGINT NOT NULL,
    PRIMARY KEY (guild, entry, day)
);

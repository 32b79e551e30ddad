BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE own_count (
	source INTEGER NOT NULL, 
	period VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	dimension VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	count INTEGER, 
	PRIMARY KEY (source, period, measure, dimension, category), 
	CONSTRAINT known_dimension CHECK (dimension IN ('total', 'notifier', 'reason', 'age')), 
	CONSTRAINT total_has_no_category CHECK ((dimension = 'total') = (category = '')), 
	CONSTRAINT not_negative CHECK (count IS NULL OR count >= 0), 
	FOREIGN KEY(source) REFERENCES own_import (id) ON DELETE CASCADE
);
INSERT INTO "own_count" VALUES(1,'2025-01','notifications','total','',41);
INSERT INTO "own_count" VALUES(1,'2025-01','in_time','total','',NULL);
INSERT INTO "own_count" VALUES(1,'2025-01','notifications','age','0_5',12);
INSERT INTO "own_count" VALUES(3,'2025-01','notifications','total','',43);
CREATE TABLE own_import (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	municipality VARCHAR NOT NULL, 
	file VARCHAR NOT NULL, 
	uploaded DATETIME NOT NULL, 
	rows INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	note VARCHAR NOT NULL
);
INSERT INTO "own_import" VALUES(1,'360','tal, januar "2025".csv','2026-11-22 07:50:25.000000',3,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Første fil; æøå');
INSERT INTO "own_import" VALUES(3,'360','c.xlsx','2026-11-22 07:50:25.000000',1,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','');
CREATE INDEX ix_own_import_municipality ON own_import (municipality);
CREATE INDEX own_count_period ON own_count (period, dimension);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('own_import',3);
COMMIT;

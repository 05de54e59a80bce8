CREATE TABLE `sweeps` (
	`prefix` text PRIMARY KEY NOT NULL,
	`after` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tallies` (
	`metric` text NOT NULL,
	`label` text NOT NULL,
	`n` integer NOT NULL,
	`total` real NOT NULL,
	PRIMARY KEY(`metric`, `label`)
);
--> statement-breakpoint
DROP INDEX `jobs_by_owner`;--> statement-breakpoint
CREATE INDEX `jobs_by_owner` ON `jobs` (`owner`,`created_at`,`id`) WHERE "jobs"."status" <> 'deleted';
--> statement-breakpoint
INSERT INTO `tallies` (`metric`, `label`, `n`, `total`) SELECT 'jobs', `status`, count(*), 0 FROM `jobs` GROUP BY `status`;
--> statement-breakpoint
CREATE TRIGGER `jobs_inserted` AFTER INSERT ON `jobs` BEGIN
  INSERT INTO `tallies` (`metric`, `label`, `n`, `total`) VALUES ('jobs', NEW.`status`, 1, 0)
  ON CONFLICT (`metric`, `label`) DO UPDATE SET `n` = `n` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_moved` AFTER UPDATE OF `status` ON `jobs` WHEN OLD.`status` <> NEW.`status` BEGIN
  UPDATE `tallies` SET `n` = `n` - 1 WHERE `metric` = 'jobs' AND `label` = OLD.`status`;
  INSERT INTO `tallies` (`metric`, `label`, `n`, `total`) VALUES ('jobs', NEW.`status`, 1, 0)
  ON CONFLICT (`metric`, `label`) DO UPDATE SET `n` = `n` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_forgotten` AFTER DELETE ON `jobs` BEGIN
  UPDATE `tallies` SET `n` = `n` - 1 WHERE `metric` = 'jobs' AND `label` = OLD.`status`;
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_ended_at_once` AFTER INSERT ON `jobs` WHEN NEW.`status` IN ('completed', 'failed') BEGIN
  INSERT INTO `tallies` (`metric`, `label`, `n`, `total`)
  SELECT 'ended', iif(NEW.`status` = 'completed', 'completed', coalesce(NEW.`error` ->> '$.code', 'unknown')), 1, 0
  UNION ALL
  SELECT 'duration',
    coalesce((SELECT min(`value`) FROM json_each('[1,2,5,10,30,60,300,900]') WHERE `value` * 1000 >= NEW.`updated_at` - NEW.`created_at`), '+Inf'),
    1, NEW.`updated_at` - NEW.`created_at`
  WHERE NEW.`run` = 1
  UNION ALL
  SELECT 'stage', `key`, 1, `value` FROM json_each(NEW.`result`, '$.timings') WHERE true
  ON CONFLICT (`metric`, `label`) DO UPDATE SET `n` = `n` + 1, `total` = `total` + excluded.`total`;
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_ended` AFTER UPDATE OF `status` ON `jobs`
WHEN NEW.`status` IN ('completed', 'failed') AND (OLD.`status` <> NEW.`status` OR OLD.`run` <> NEW.`run`) BEGIN
  INSERT INTO `tallies` (`metric`, `label`, `n`, `total`)
  SELECT 'ended', iif(NEW.`status` = 'completed', 'completed', coalesce(NEW.`error` ->> '$.code', 'unknown')), 1, 0
  UNION ALL
  SELECT 'duration',
    coalesce((SELECT min(`value`) FROM json_each('[1,2,5,10,30,60,300,900]') WHERE `value` * 1000 >= NEW.`updated_at` - NEW.`created_at`), '+Inf'),
    1, NEW.`updated_at` - NEW.`created_at`
  WHERE NEW.`run` = 1
  UNION ALL
  SELECT 'stage', `key`, 1, `value` FROM json_each(NEW.`result`, '$.timings') WHERE true
  ON CONFLICT (`metric`, `label`) DO UPDATE SET `n` = `n` + 1, `total` = `total` + excluded.`total`;
END;

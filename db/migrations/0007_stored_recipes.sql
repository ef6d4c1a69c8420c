CREATE TABLE `imports` (
	`run_id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`state_json` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_source` ON `imports` (`source`);--> statement-breakpoint
ALTER TABLE `runs` ADD `recipe_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `recipe_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at_ms`);--> statement-breakpoint
CREATE INDEX `metric_series_run` ON `metric_series` (`run_id`,`key`);--> statement-breakpoint
CREATE INDEX `experiments_name` ON `experiments` (`name`);--> statement-breakpoint
CREATE INDEX `stages_serve` ON `stages` (`run_id`) WHERE kind = 'serve';--> statement-breakpoint
INSERT OR IGNORE INTO `imports` (`run_id`, `source`, `state_json`)
SELECT `stages`.`run_id`, json_extract(`attempts`.`handle_json`, '$.source'), `attempts`.`handle_json`
FROM `attempts` JOIN `stages` ON `stages`.`id` = `attempts`.`stage_id`
WHERE `attempts`.`executor` = 'import' AND `attempts`.`number` = 1
  AND CASE WHEN json_valid(`attempts`.`handle_json`) THEN json_type(`attempts`.`handle_json`, '$.source') = 'text' END
ORDER BY `attempts`.`rowid`;--> statement-breakpoint
UPDATE `attempts` SET `handle_json` = NULL WHERE `executor` = 'import';

CREATE TABLE `recipe_keys` (
	`path` text PRIMARY KEY NOT NULL,
	`value` text,
	`is_varied` integer NOT NULL,
	`runs` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `removals` (
	`path` text PRIMARY KEY NOT NULL,
	`requested_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `run_facts` (
	`run_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`experiment_id` text NOT NULL,
	`sweep_id` text,
	`tags_json` text NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`is_stale` integer NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`teacher` text,
	`student` text,
	`knowledge_json` text DEFAULT '[]' NOT NULL,
	`origin` text DEFAULT 'recipe' NOT NULL,
	`done_stages` integer DEFAULT 0 NOT NULL,
	`own_stages` integer DEFAULT 0 NOT NULL,
	`quality` real,
	`quality_kept` real,
	`speed_up` real,
	`size_ratio` real,
	`failure_code` text,
	`is_damaged` integer DEFAULT false NOT NULL,
	`search_text` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `run_facts_stale` ON `run_facts` (`number`) WHERE is_stale = 1;--> statement-breakpoint
CREATE INDEX `run_facts_order` ON `run_facts` (`archived_at`,`number`);--> statement-breakpoint
CREATE TABLE `run_keys` (
	`run_id` text PRIMARY KEY NOT NULL,
	`keys` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `run_shown` (
	`run_id` text PRIMARY KEY NOT NULL,
	`shown_json` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `runs_experiment` ON `runs` (`experiment_id`);--> statement-breakpoint
CREATE INDEX `runs_parent` ON `runs` (`parent_run_id`);--> statement-breakpoint
CREATE INDEX `stages_cached_from` ON `stages` (`cached_from_stage_id`);--> statement-breakpoint
INSERT OR IGNORE INTO `run_facts` (`run_id`, `number`, `name`, `status`, `experiment_id`, `sweep_id`, `tags_json`, `archived_at`, `created_at`, `started_at`, `ended_at`, `is_stale`) SELECT `id`, `number`, `name`, `status`, `experiment_id`, `sweep_id`, `tags_json`, `archived_at`, `created_at`, `started_at`, `ended_at`, 1 FROM `runs`;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_new_run` AFTER INSERT ON `runs` BEGIN
  INSERT OR IGNORE INTO `run_facts` (`run_id`, `number`, `name`, `status`, `experiment_id`, `sweep_id`, `tags_json`, `archived_at`, `created_at`, `started_at`, `ended_at`, `is_stale`) VALUES (new.`id`, new.`number`, new.`name`, new.`status`, new.`experiment_id`, new.`sweep_id`, new.`tags_json`, new.`archived_at`, new.`created_at`, new.`started_at`, new.`ended_at`, 1);
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_moved_run` AFTER UPDATE OF `status`, `archived_at`, `started_at`, `ended_at` ON `runs` BEGIN
  UPDATE `run_facts` SET `status` = new.`status`, `archived_at` = new.`archived_at`, `started_at` = new.`started_at`, `ended_at` = new.`ended_at` WHERE `run_id` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_changed_run` AFTER UPDATE OF `name`, `experiment_id`, `recipe_json`, `recipe_version`, `tags_json`, `notes`, `sweep_id`, `trial_json`, `early_stop_json` ON `runs` BEGIN
  UPDATE `run_facts` SET `name` = new.`name`, `experiment_id` = new.`experiment_id`, `sweep_id` = new.`sweep_id`, `tags_json` = new.`tags_json`, `is_stale` = 1 WHERE `run_id` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_gone_run` AFTER DELETE ON `runs` BEGIN
  UPDATE `recipe_keys` SET `runs` = `runs` - 1 WHERE `path` IN (
    SELECT `each`.`key` FROM `run_keys`, json_each(`run_keys`.`keys`) AS `each` WHERE `run_keys`.`run_id` = old.`id`
  );
  DELETE FROM `recipe_keys` WHERE `runs` <= 0;
  DELETE FROM `run_keys` WHERE `run_id` = old.`id`;
  DELETE FROM `run_shown` WHERE `run_id` = old.`id`;
  DELETE FROM `run_facts` WHERE `run_id` = old.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_new_stage` AFTER INSERT ON `stages` BEGIN
  UPDATE `run_facts` SET `is_stale` = 1 WHERE `run_id` = new.`run_id`;
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_changed_stage` AFTER UPDATE OF `status`, `exit_json`, `cached_from_stage_id` ON `stages` BEGIN
  UPDATE `run_facts` SET `is_stale` = 1 WHERE `run_id` = new.`run_id`;
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_new_evaluation` AFTER INSERT ON `evaluations` BEGIN
  UPDATE `run_facts` SET `is_stale` = 1 WHERE `run_id` IN (
    SELECT `run_id` FROM `stages` WHERE `id` = new.`stage_id`
    UNION SELECT `run_id` FROM `stages` WHERE `cached_from_stage_id` = new.`stage_id`
  );
END;--> statement-breakpoint
CREATE TRIGGER `run_facts_of_changed_evaluation` AFTER UPDATE ON `evaluations` BEGIN
  UPDATE `run_facts` SET `is_stale` = 1 WHERE `run_id` IN (
    SELECT `run_id` FROM `stages` WHERE `id` = new.`stage_id`
    UNION SELECT `run_id` FROM `stages` WHERE `cached_from_stage_id` = new.`stage_id`
  );
END;

CREATE TABLE `artifacts` (
	`id` text PRIMARY KEY NOT NULL,
	`stage_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text,
	`name` text NOT NULL,
	`path` text NOT NULL,
	`digest` text,
	`size_bytes` integer,
	`step` integer,
	`inputs_json` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `artifacts_stage` ON `artifacts` (`stage_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `artifacts_place` ON `artifacts` (`attempt_id`,`path`);--> statement-breakpoint
CREATE TABLE `digests` (
	`path` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`digest` text NOT NULL,
	`size_bytes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `evaluation_items` (
	`stage_id` text NOT NULL,
	`dataset` text NOT NULL,
	`item_key` text NOT NULL,
	`position` integer NOT NULL,
	`prompt` text NOT NULL,
	`references_json` text NOT NULL,
	`answer` text,
	`scores_json` text NOT NULL,
	`latency_ms` real,
	`error` text,
	PRIMARY KEY(`stage_id`, `dataset`, `item_key`)
);
--> statement-breakpoint
CREATE INDEX `evaluation_items_key` ON `evaluation_items` (`item_key`);--> statement-breakpoint
CREATE TABLE `evaluations` (
	`stage_id` text NOT NULL,
	`dataset` text NOT NULL,
	`subject` text NOT NULL,
	`result_json` text NOT NULL,
	PRIMARY KEY(`stage_id`, `dataset`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`run_id` text,
	`stage_key` text,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runners` (
	`id` text PRIMARY KEY NOT NULL,
	`pid` integer NOT NULL,
	`started_at` integer NOT NULL,
	`beat_at` integer NOT NULL,
	`gpus_json` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `metric_points` (
	`series_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`step` real NOT NULL,
	`at_ms` integer NOT NULL,
	`value` real,
	PRIMARY KEY(`series_id`, `ordinal`)
);
--> statement-breakpoint
CREATE TABLE `metric_series` (
	`id` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_value` real,
	`min_value` real,
	`max_value` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `metric_series_key` ON `metric_series` (`attempt_id`,`key`);--> statement-breakpoint
CREATE TABLE `experiments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`experiment_id` text NOT NULL,
	`parent_run_id` text,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`recipe_json` text NOT NULL,
	`recipe_digest` text NOT NULL,
	`tags_json` text NOT NULL,
	`notes` text NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`experiment_id`) REFERENCES `experiments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `runs_created` ON `runs` (`created_at`);--> statement-breakpoint
CREATE TABLE `shares` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`kind` text NOT NULL,
	`run_ids_json` text NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_token` ON `shares` (`token`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`stage_id` text NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`executor` text NOT NULL,
	`handle_json` text,
	`directory` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`exit_json` text,
	`peak_memory_bytes` integer,
	`measured_alone` integer,
	FOREIGN KEY (`stage_id`) REFERENCES `stages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_stage_number` ON `attempts` (`stage_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempts_status` ON `attempts` (`status`);--> statement-breakpoint
CREATE TABLE `file_cursors` (
	`attempt_id` text NOT NULL,
	`file` text NOT NULL,
	`offset` integer NOT NULL,
	`inode` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_cursors_key` ON `file_cursors` (`attempt_id`,`file`);--> statement-breakpoint
CREATE TABLE `stages` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`subject` text,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`depends_on_json` text NOT NULL,
	`argv_json` text NOT NULL,
	`commands_json` text NOT NULL,
	`env_json` text NOT NULL,
	`progress_json` text,
	`cache_key` text,
	`cached_from_stage_id` text,
	`requested` text,
	`port` integer,
	`started_at` integer,
	`ended_at` integer,
	`exit_json` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stages_run_key` ON `stages` (`run_id`,`key`);--> statement-breakpoint
CREATE INDEX `stages_status` ON `stages` (`status`);--> statement-breakpoint
CREATE INDEX `stages_cache` ON `stages` (`cache_key`);
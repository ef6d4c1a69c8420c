CREATE TABLE `sweeps` (
	`id` text PRIMARY KEY NOT NULL,
	`experiment_id` text NOT NULL,
	`name` text NOT NULL,
	`recipe_json` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `runs` ADD `sweep_id` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `trial_json` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `early_stop_json` text;--> statement-breakpoint
CREATE INDEX `runs_sweep` ON `runs` (`sweep_id`);
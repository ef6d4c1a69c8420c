CREATE TABLE `exports` (
	`stage_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`settings_json` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`stage_id`) REFERENCES `stages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exports_run` ON `exports` (`run_id`);
CREATE TABLE `downloads` (
	`id` text PRIMARY KEY NOT NULL,
	`hub` text NOT NULL,
	`model` text NOT NULL,
	`status` text NOT NULL,
	`directory` text NOT NULL,
	`handle_json` text,
	`progress_json` text,
	`folder` text,
	`message_json` text,
	`suggestion_json` text,
	`words` text,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `downloads_model` ON `downloads` (`model`);--> statement-breakpoint
CREATE INDEX `downloads_status` ON `downloads` (`status`);
ALTER TABLE `runners` ADD `host_json` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `priority` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `runs` ADD `queue_position` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `gpus_json` text;--> statement-breakpoint
ALTER TABLE `stages` ADD `retry_at` integer;--> statement-breakpoint
ALTER TABLE `stages` ADD `auto_retries` integer DEFAULT 0 NOT NULL;
ALTER TABLE `runners` ADD `boot_id` text;--> statement-breakpoint
ALTER TABLE `runners` ADD `beat_uptime_ms` integer;
ALTER TABLE `imports` ADD `follow_give_up_ms` integer;--> statement-breakpoint
ALTER TABLE `imports` ADD `followed_since` integer;--> statement-breakpoint
CREATE INDEX `imports_followed` ON `imports` (`run_id`) WHERE follow_give_up_ms IS NOT NULL;
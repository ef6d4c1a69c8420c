ALTER TABLE `attempts` ADD `resumed_from` text;--> statement-breakpoint
ALTER TABLE `stages` ADD `resume_from` text;
CREATE TABLE `clusters` (
	`kind` text PRIMARY KEY NOT NULL,
	`settings_json` text NOT NULL,
	`updated_at` integer NOT NULL,
	`test_requested_at` integer,
	`report_json` text,
	`capacity_json` text,
	`problem` text,
	`asked_at` integer
);

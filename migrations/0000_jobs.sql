CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`repository` text NOT NULL,
	`run` integer NOT NULL,
	`attempt` integer NOT NULL,
	`error` text,
	`artifact` text,
	`result` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_by_owner` ON `jobs` (`owner`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_owner_and_status` ON `jobs` (`owner`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_status_and_age` ON `jobs` (`status`,`updated_at`);
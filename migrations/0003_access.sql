CREATE TABLE `keys` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_hash_unique` ON `keys` (`hash`);--> statement-breakpoint
CREATE INDEX `keys_by_age` ON `keys` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `keys_by_owner` ON `keys` (`owner`);--> statement-breakpoint
ALTER TABLE `jobs` ADD `private` integer DEFAULT false NOT NULL;
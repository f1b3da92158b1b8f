CREATE TABLE `accommodation` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`extra_time` integer NOT NULL,
	`expires_at` integer,
	`reason` text NOT NULL,
	`given_by` text,
	`given_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`given_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `accommodation_account` ON `accommodation` (`account_id`,`given_at`);--> statement-breakpoint
ALTER TABLE `attempt` ADD `extra_time` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `attempt_course` ON `attempt` (`course_id`,`started_at`,`id`);
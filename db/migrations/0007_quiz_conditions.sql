CREATE TABLE `quiz_condition` (
	`quiz_id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`access_code` text,
	`networks` text NOT NULL,
	`one_device` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
ALTER TABLE `attempt` ADD `held_by` text;
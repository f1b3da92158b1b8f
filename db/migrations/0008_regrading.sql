CREATE TABLE `regrade` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`quiz_id` text NOT NULL,
	`question_id` text NOT NULL,
	`question_hash` text NOT NULL,
	`remedy` text NOT NULL,
	`marked_by_hash` text,
	`reason` text NOT NULL,
	`regraded_at` integer NOT NULL,
	`regraded_by` text,
	`finished_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_hash`) REFERENCES `question_revision`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marked_by_hash`) REFERENCES `question_revision`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`regraded_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `regrade_wording` ON `regrade` (`quiz_id`,`question_hash`,`regraded_at`);--> statement-breakpoint
CREATE INDEX `regrade_course` ON `regrade` (`course_id`,`regraded_at`);--> statement-breakpoint
CREATE TABLE `regrade_mark` (
	`regrade_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`mark_before` real,
	`mark_after` real,
	`score_before` real NOT NULL,
	`score_after` real NOT NULL,
	`max_score_before` real NOT NULL,
	`max_score_after` real NOT NULL,
	`passed_before` integer NOT NULL,
	`passed_after` integer NOT NULL,
	PRIMARY KEY(`regrade_id`, `attempt_id`),
	FOREIGN KEY (`regrade_id`) REFERENCES `regrade`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `regrade_mark_attempt` ON `regrade_mark` (`attempt_id`);--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `time_spent` integer;--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `regrade_id` text REFERENCES regrade(id);--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `asked_mark` real;
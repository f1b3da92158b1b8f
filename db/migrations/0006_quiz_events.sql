CREATE TABLE `quiz_event` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`course_id` text NOT NULL,
	`quiz_id` text NOT NULL,
	`account_id` text NOT NULL,
	`attempt_id` text,
	`kind` text NOT NULL,
	`actor_id` text,
	`address` text,
	`device` text,
	`detail` text,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`actor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `quiz_event_attempt` ON `quiz_event` (`attempt_id`,`id`);--> statement-breakpoint
CREATE INDEX `quiz_event_candidate` ON `quiz_event` (`account_id`,`quiz_id`);--> statement-breakpoint
CREATE INDEX `quiz_event_quiz` ON `quiz_event` (`course_id`,`quiz_id`,`at`);--> statement-breakpoint
CREATE INDEX `quiz_event_at` ON `quiz_event` (`at`);
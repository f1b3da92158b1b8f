CREATE TABLE `article_competence` (
	`account_id` text NOT NULL,
	`article` integer NOT NULL,
	`weight` real NOT NULL,
	`marks` real NOT NULL,
	`answers` integer NOT NULL,
	`answered_at` integer NOT NULL,
	`standing_before` text NOT NULL,
	PRIMARY KEY(`account_id`, `article`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `review_card` (
	`account_id` text NOT NULL,
	`question_id` text NOT NULL,
	`course_id` text NOT NULL,
	`stability` real NOT NULL,
	`difficulty` real NOT NULL,
	`answered_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `question_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_card_due` ON `review_card` (`account_id`,`due_at`);
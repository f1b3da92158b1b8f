CREATE TABLE `request_draft` (
	`account_id` text NOT NULL,
	`request_id` text NOT NULL,
	`course_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`fields` text NOT NULL,
	`updated_at` integer NOT NULL,
	`submissions` integer DEFAULT 0 NOT NULL,
	`result` text,
	`document_hash` text,
	`marked_at` integer,
	PRIMARY KEY(`account_id`, `request_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`document_hash`) REFERENCES `compiled_document`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scenario_run` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`course_id` text NOT NULL,
	`course_revision_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`scenario_id` text NOT NULL,
	`document_hash` text NOT NULL,
	`steps` text NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ended_at` integer,
	`ending_id` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_hash`) REFERENCES `compiled_document`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scenario_run_account` ON `scenario_run` (`account_id`,`scenario_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `activity_part` (
	`course_revision_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`part_id` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`course_revision_id`, `part_id`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_part_part` ON `activity_part` (`part_id`);--> statement-breakpoint
CREATE TABLE `checked_source` (
	`hash` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `media_source` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `term_revision` (
	`course_revision_id` text NOT NULL,
	`term_id` text NOT NULL,
	`term` text NOT NULL,
	`definition` text NOT NULL,
	`article` integer,
	`paragraph` text,
	PRIMARY KEY(`course_revision_id`, `term_id`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `official_article` (
	`language` text NOT NULL,
	`article` integer NOT NULL,
	`title` text NOT NULL,
	`chapter` integer NOT NULL,
	PRIMARY KEY(`language`, `article`),
	FOREIGN KEY (`language`) REFERENCES `official_edition`(`language`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `official_edition` (
	`language` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`articles` integer NOT NULL,
	`report` text NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `official_paragraph` (
	`language` text NOT NULL,
	`article` integer NOT NULL,
	`position` integer NOT NULL,
	`paragraph` integer NOT NULL,
	`label` text NOT NULL,
	`depth` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`language`, `article`, `position`),
	FOREIGN KEY (`language`) REFERENCES `official_edition`(`language`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reflection_note` (
	`account_id` text NOT NULL,
	`reflection_id` text NOT NULL,
	`course_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`prompt` text NOT NULL,
	`note` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `reflection_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reflection_note_account` ON `reflection_note` (`account_id`,`updated_at`);--> statement-breakpoint
ALTER TABLE `course_revision` ADD `restored_from` integer;--> statement-breakpoint
ALTER TABLE `course_progress` ADD `last_revision_id` text REFERENCES course_revision(id);
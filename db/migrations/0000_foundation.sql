CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`course_id` text NOT NULL,
	`course_revision_id` text NOT NULL,
	`quiz_id` text NOT NULL,
	`number` integer NOT NULL,
	`pass_mark` integer NOT NULL,
	`started_at` integer NOT NULL,
	`submitted_at` integer,
	`score` real,
	`max_score` real,
	`passed` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_number` ON `attempt` (`account_id`,`quiz_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempt_quiz` ON `attempt` (`quiz_id`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `attempt_question` (
	`attempt_id` text NOT NULL,
	`position` integer NOT NULL,
	`question_id` text NOT NULL,
	`question_hash` text NOT NULL,
	`option_order` text NOT NULL,
	`answer` text,
	`answered_at` integer,
	`mark` real,
	PRIMARY KEY(`attempt_id`, `position`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`question_hash`) REFERENCES `question_revision`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_question_question` ON `attempt_question` (`attempt_id`,`question_id`);--> statement-breakpoint
CREATE TABLE `practice_answer` (
	`account_id` text NOT NULL,
	`question_id` text NOT NULL,
	`question_hash` text NOT NULL,
	`lesson_id` text NOT NULL,
	`answer` text NOT NULL,
	`mark` real NOT NULL,
	`answered_at` integer NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`account_id`, `question_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`question_hash`) REFERENCES `question_revision`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_answer_lesson` ON `practice_answer` (`account_id`,`lesson_id`);--> statement-breakpoint
CREATE TABLE `activity_question` (
	`course_revision_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`question_id` text NOT NULL,
	`question_hash` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`course_revision_id`, `activity_id`, `question_id`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_hash`) REFERENCES `question_revision`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_question_question` ON `activity_question` (`question_id`);--> statement-breakpoint
CREATE TABLE `activity_revision` (
	`course_revision_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`kind` text NOT NULL,
	`module_id` text,
	`position` integer NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`minutes` integer NOT NULL,
	`objectives` text NOT NULL,
	`quiz_settings` text,
	`document_hash` text NOT NULL,
	PRIMARY KEY(`course_revision_id`, `activity_id`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_hash`) REFERENCES `compiled_document`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `activity_revision_slug` ON `activity_revision` (`course_revision_id`,`slug`);--> statement-breakpoint
CREATE INDEX `activity_revision_activity` ON `activity_revision` (`activity_id`);--> statement-breakpoint
CREATE TABLE `compiled_document` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`compiled_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `course` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`current_revision_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_slug` ON `course` (`slug`);--> statement-breakpoint
CREATE TABLE `course_revision` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`number` integer NOT NULL,
	`content_hash` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`audience` text NOT NULL,
	`language` text NOT NULL,
	`level` text NOT NULL,
	`minutes` integer NOT NULL,
	`activity_count` integer NOT NULL,
	`objectives` text NOT NULL,
	`retired` text NOT NULL,
	`changes` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_revision_number` ON `course_revision` (`course_id`,`number`);--> statement-breakpoint
CREATE TABLE `module_revision` (
	`course_revision_id` text NOT NULL,
	`module_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	PRIMARY KEY(`course_revision_id`, `module_id`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `question_revision` (
	`hash` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `question_revision_question` ON `question_revision` (`question_id`);--> statement-breakpoint
CREATE TABLE `taught_article` (
	`course_revision_id` text NOT NULL,
	`article` integer NOT NULL,
	`paragraph` integer DEFAULT 0 NOT NULL,
	`activity_id` text NOT NULL,
	`question_id` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`article`, `course_revision_id`, `activity_id`, `question_id`, `paragraph`),
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`email` text,
	`email_key` text,
	`display_name` text NOT NULL,
	`password_hash` text NOT NULL,
	`agency_id` text,
	`locale` text,
	`created_at` integer NOT NULL,
	`suspended_at` integer,
	FOREIGN KEY (`agency_id`) REFERENCES `agency`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_username_key` ON `account` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_email_key` ON `account` (`email_key`);--> statement-breakpoint
CREATE INDEX `account_agency` ON `account` (`agency_id`);--> statement-breakpoint
CREATE TABLE `agency` (
	`id` text PRIMARY KEY NOT NULL,
	`country_code` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agency_country_name` ON `agency` (`country_code`,`name`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_id` text DEFAULT '' NOT NULL,
	`granted_by` text,
	`granted_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`granted_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `role_grant_account` ON `role_grant` (`account_id`,`ended_at`);--> statement-breakpoint
CREATE TABLE `session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE INDEX `session_expires` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `setup_token` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`window_started_at` integer NOT NULL,
	`retry_at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failure_window` ON `sign_in_failure` (`window_started_at`);--> statement-breakpoint
CREATE TABLE `cohort` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`name` text NOT NULL,
	`join_code` text,
	`starts_on` integer,
	`due_on` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programme`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cohort_programme` ON `cohort` (`programme_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cohort_join_code` ON `cohort` (`join_code`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`cohort_id` text NOT NULL,
	`account_id` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`enrolled_by` text,
	`withdrawn_at` integer,
	PRIMARY KEY(`cohort_id`, `account_id`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`enrolled_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `enrolment_account` ON `enrolment` (`account_id`,`withdrawn_at`);--> statement-breakpoint
CREATE TABLE `programme` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `programme_course` (
	`programme_id` text NOT NULL,
	`course_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `course_id`),
	FOREIGN KEY (`programme_id`) REFERENCES `programme`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `activity_progress` (
	`account_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`course_id` text NOT NULL,
	`first_opened_at` integer NOT NULL,
	`last_active_at` integer NOT NULL,
	`best_score` real,
	`attempts` integer DEFAULT 0 NOT NULL,
	`completed_at` integer,
	`completed_revision_id` text,
	PRIMARY KEY(`account_id`, `activity_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`completed_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_progress_course` ON `activity_progress` (`course_id`,`account_id`);--> statement-breakpoint
CREATE TABLE `course_progress` (
	`account_id` text NOT NULL,
	`course_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`last_active_at` integer NOT NULL,
	`resume_activity_id` text NOT NULL,
	`completed_activities` integer NOT NULL,
	`final_score` real,
	`completed_at` integer,
	`completed_revision_id` text,
	PRIMARY KEY(`account_id`, `course_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`completed_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_progress_course` ON `course_progress` (`course_id`,`completed_at`);--> statement-breakpoint
CREATE TABLE `learning_event` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`verb` text NOT NULL,
	`course_id` text NOT NULL,
	`course_revision_id` text NOT NULL,
	`activity_id` text DEFAULT '' NOT NULL,
	`result` text NOT NULL,
	`occurred_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_revision_id`) REFERENCES `course_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `learning_event_id_unique` ON `learning_event` (`id`);--> statement-breakpoint
CREATE INDEX `learning_event_account` ON `learning_event` (`account_id`,`course_id`,`sequence`);
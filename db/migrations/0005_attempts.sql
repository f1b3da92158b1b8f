ALTER TABLE `attempt` ADD `rules` text;--> statement-breakpoint
ALTER TABLE `attempt` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `attempt` ADD `ended_by` text;--> statement-breakpoint
CREATE INDEX `attempt_due` ON `attempt` (`submitted_at`,`due_at`);--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `chosen_at` integer;--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `operation_id` text;
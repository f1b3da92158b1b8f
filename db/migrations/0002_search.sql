CREATE TABLE `search_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`members_only` integer NOT NULL,
	`course_id` text,
	`part_id` text NOT NULL,
	`article` integer,
	`anchor` text NOT NULL,
	`language` text NOT NULL,
	`title` text NOT NULL,
	`heading` text NOT NULL,
	`text` text NOT NULL,
	`articles` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `search_entry_course` ON `search_entry` (`course_id`);--> statement-breakpoint
CREATE TABLE `search_state` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(title, heading, text, context, loose, keys, content='', contentless_delete=1, tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_word` USING fts5vocab(`search_index`, 'col');

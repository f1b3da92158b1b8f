CREATE TABLE `audit_entry` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`content` text,
	`salt` text,
	`content_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entry_at` ON `audit_entry` (`at`);--> statement-breakpoint
CREATE INDEX `audit_entry_actor` ON `audit_entry` (`actor_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`sequence`);--> statement-breakpoint
CREATE TABLE `access_token` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`delivery` text NOT NULL,
	`account_id` text NOT NULL,
	`email` text,
	`issued_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`issued_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `access_token_account` ON `access_token` (`account_id`,`kind`);--> statement-breakpoint
CREATE INDEX `access_token_expires` ON `access_token` (`expires_at`);--> statement-breakpoint
CREATE TABLE `external_identity` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `external_identity_account` ON `external_identity` (`account_id`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`backed_up` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_account` ON `passkey` (`account_id`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `recovery_code_account` ON `recovery_code` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_step` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`account_id` text,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sign_in_step_expires` ON `sign_in_step` (`expires_at`);--> statement-breakpoint
CREATE TABLE `totp_credential` (
	`account_id` text PRIMARY KEY NOT NULL,
	`sealed_secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_step` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mail_message` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`sent_at` integer,
	`given_up_at` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `mail_message_next` ON `mail_message` (`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `job_run` (
	`name` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`fault` text
);
--> statement-breakpoint
CREATE TABLE `platform_setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `programme_country` (
	`programme_id` text NOT NULL,
	`country_code` text NOT NULL,
	PRIMARY KEY(`programme_id`, `country_code`),
	FOREIGN KEY (`programme_id`) REFERENCES `programme`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `agency_country_name`;--> statement-breakpoint
ALTER TABLE `agency` ADD `parent_id` text REFERENCES agency(id);--> statement-breakpoint
ALTER TABLE `agency` ADD `path` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `agency_path` ON `agency` (`path`);--> statement-breakpoint
CREATE INDEX `agency_country_name` ON `agency` (`country_code`,`name`);--> statement-breakpoint
ALTER TABLE `account` ADD `email_verified_at` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `password_changed_at` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `last_active_at` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `erasure_due_at` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `erasure_reason` text;--> statement-breakpoint
ALTER TABLE `account` ADD `erasure_keeps_name` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `account` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `merged_into_id` text REFERENCES account(id);--> statement-breakpoint
CREATE INDEX `account_erasure` ON `account` (`erasure_due_at`);--> statement-breakpoint
ALTER TABLE `role_grant` ADD `source` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `role_grant` ADD `starts_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `role_grant` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `role_grant` ADD `ended_by` text REFERENCES account(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `session` ADD `kind` text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `device` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `ends_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `authenticated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `second_factor_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `last_seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `agency` SET `path` = '/' || `id` || '/';
--> statement-breakpoint
UPDATE `session` SET `ends_at` = `created_at` + 7776000000, `authenticated_at` = `created_at`, `last_seen_at` = `created_at`;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_is_kept` BEFORE DELETE ON `audit_entry`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only added to');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_stays_as_written` BEFORE UPDATE ON `audit_entry`
WHEN NEW.`sequence` IS NOT OLD.`sequence` OR NEW.`at` IS NOT OLD.`at` OR NEW.`actor_id` IS NOT OLD.`actor_id`
	OR NEW.`action` IS NOT OLD.`action` OR NEW.`subject_kind` IS NOT OLD.`subject_kind` OR NEW.`subject_id` IS NOT OLD.`subject_id`
	OR NEW.`content_hash` IS NOT OLD.`content_hash` OR NEW.`hash` IS NOT OLD.`hash`
	OR NEW.`content` IS NOT NULL OR NEW.`salt` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only added to');
END;

import { forgetUploads } from '#app/identity/people-files/kept-upload.server.ts'
import { forgetExpired } from '#app/identity/sign-in/forget-expired.server.ts'
import { blotOldQuizEvents } from '#app/assessment/examiners/blot-quiz-events.server.ts'
import { writeHead } from '#app/identity/audit/audit-proof.ts'
import { readAuditHead } from '#app/identity/audit/audit-queries.server.ts'
import { blotOldAudit } from '#app/identity/audit/blot-old-audit.server.ts'
import type { Job } from '#app/jobs/job.ts'
import { sendQueuedMail } from '#app/mail/send-queued-mail.server.ts'
import { tidyMail } from '#app/mail/tidy-mail.server.ts'
import { endOverdueAttempts } from '#app/progress/end-overdue-attempts.server.ts'
import { enforceRetention } from '#app/progress/enforce-retention.server.ts'
import { finishRegrades } from '#app/progress/regrade-question.server.ts'
import { logger } from '#app/serve/log.server.ts'

const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Everything this site does at regular times. What a job did is told by its own domain; here is only when. */
export const jobs: readonly Job[] = [
  {
    // A process sends what it queued by itself; this is for what has to be tried again.
    name: 'mail',
    every: MINUTE,
    async run({ signal }) {
      await sendQueuedMail({ signal })
    },
  },
  {
    // Who comes back has theirs ended at that request; this is for who does not.
    name: 'overdue-attempts',
    every: MINUTE,
    async run({ now, signal }) {
      await endOverdueAttempts({ now, signal })
    },
  },
  {
    // Of very many attempts whoever corrects a question waits for the first alone; and a process may have died meanwhile.
    name: 'regrades',
    every: MINUTE,
    async run({ now, signal }) {
      await finishRegrades({ now, signal })
    },
  },
  {
    name: 'housekeeping',
    every: HOUR,
    async run({ now }) {
      await forgetExpired({ now })
      await forgetUploads({ now })
      await tidyMail({ now })
    },
  },
  {
    name: 'retention',
    every: HOUR,
    async run({ now, signal }) {
      await enforceRetention({ now, signal })
    },
  },
  {
    // Once a day: each time that something is blotted out is an entry of the log itself.
    name: 'audit-retention',
    every: DAY,
    async run({ now }) {
      await blotOldAudit({ now })
      await blotOldQuizEvents({ now })
    },
  },
  {
    // Logs are often kept on another machine: what was noted there proves the audit log (npm run audit:verify).
    name: 'audit-head',
    every: HOUR,
    async run() {
      const head = await readAuditHead()
      if (head) logger.info({ auditHead: writeHead(head) }, 'the head of the audit log')
    },
  },
]

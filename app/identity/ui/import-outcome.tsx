import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { type ImportAddress, writeImportAddress } from '../people-files/import-address.ts'
import type { OutcomeCounts } from '../people-files/planned-row.ts'
import type { ShownRow } from '../people-files/shown-rows.ts'
import { OutcomeFacts, PlannedRows } from './planned-rows.tsx'

type ImportOutcomeProps = {
  /** Of the page. */
  path: string
  step: 'rehearsal' | 'done'
  address: ImportAddress
  name: string
  encoding: string
  /** Headings of columns that are not used. */
  unused: readonly string[]
  counts: OutcomeCounts
  shown: { rows: readonly ShownRow[]; total: number; page: number; pages: number }
}

/** What importing a file would do, or did: in figures, row by row, and what can be done next. */
export function ImportOutcome({ path, step, address, name, encoding, unused, counts, shown }: ImportOutcomeProps) {
  const t = useT()
  const { token, letters, show } = address
  const said = writeImportAddress({ token, letters })
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <p>
        <bdi>{t('peopleFiles.rehearsal.read', { name, rows, encoding: encoding.toUpperCase() })}</bdi>
        {unused.length > 0 && (
          <>
            {' '}
            <bdi>{t('peopleFiles.rehearsal.unused', { columns: unused.join(', ') })}</bdi>
          </>
        )}
      </p>
      <OutcomeFacts counts={counts} />
      {step === 'rehearsal' ? (
        <Next counts={counts} token={token} letters={letters} path={path} said={said} />
      ) : (
        <Afterwards counts={counts} token={token} path={path} said={said} />
      )}
      <PlannedRows
        {...shown}
        show={show}
        counts={counts}
        hrefFor={(asked) => `${path}?${writeImportAddress({ token, letters, ...asked })}`}
      />
    </>
  )
}

type StepProps = { counts: OutcomeCounts; token: string; path: string; said: string }

function Next({ counts, token, letters, path, said }: StepProps & { letters: string | null }) {
  const t = useT()
  const { created, changed, unchanged, refused } = counts
  return (
    <>
      {refused > 0 && (
        <Notice tone="warning">
          <p>
            {created + changed + unchanged > 0
              ? t('peopleFiles.rehearsal.refused', { refused })
              : t('peopleFiles.rehearsal.nothingUsable')}
          </p>
        </Notice>
      )}
      {refused === 0 && created + changed === 0 && (
        <Notice tone="success">
          <p>{t('peopleFiles.rehearsal.nothing')}</p>
        </Notice>
      )}
      {created + changed > 0 && (
        <Form action={path} hidden={{ intent: 'apply', file: token, ...(letters ? { letters } : {}) }}>
          <ButtonRow>
            <Button>{t('peopleFiles.rehearsal.apply', { created, changed })}</Button>
          </ButtonRow>
        </Form>
      )}
      <Links refused={refused} path={path} said={said} />
    </>
  )
}

function Afterwards({ counts, token, path, said }: StepProps) {
  const t = useT()
  const { created, refused } = counts
  return (
    <>
      {created > 0 && (
        <Section title={t('peopleFiles.cards.title')}>
          <p>{t('peopleFiles.done.cards')}</p>
          <ButtonRow>
            <ButtonLink href={`/admin/cards?${new URLSearchParams({ import: token })}`}>
              {t('peopleFiles.done.printCards')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
      {refused > 0 && (
        <Notice tone="warning">
          <p>{t('peopleFiles.done.refused', { refused })}</p>
        </Notice>
      )}
      <Links refused={refused} path={path} said={said} />
    </>
  )
}

function Links({ refused, path, said }: { refused: number; path: string; said: string }) {
  const t = useT()
  return (
    <ButtonRow>
      {refused > 0 && (
        <ButtonLink href={`${path}/refused.csv?${said}`} variant="secondary" download>
          {t('peopleFiles.download')}
        </ButtonLink>
      )}
      <ButtonLink href={path} variant="quiet">
        {t('peopleFiles.another')}
      </ButtonLink>
    </ButtonRow>
  )
}

import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { Translator } from '#app/i18n/translator.ts'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { isInForce, MOST_EXTRA } from '../accommodation.ts'
import type { AccommodationRecord } from '../accommodation-queries.server.ts'

/** The fields of the form, in their order, for the summary of errors. */
export const extraTimeFieldNames = ['percent', 'endsOn', 'reason'] as const

type ExtraTimeFormProps = { isChange: boolean; errors: FieldErrors; typed: Record<string, string> }

/** Gives a person extra time, in place of what they have. */
export function ExtraTimeForm({ isChange, errors, typed }: ExtraTimeFormProps) {
  const { t } = useTranslator()
  return (
    <Form hidden={{ intent: 'give' }}>
      <TextField
        name="percent"
        inputMode="numeric"
        label={t('accommodation.percent')}
        hint={t('accommodation.percentHint', { most: MOST_EXTRA })}
        error={errors.percent}
        defaultValue={typed.percent}
        maxLength={3}
        required
      />
      <TextField
        name="endsOn"
        type="date"
        label={t('accommodation.endsOn')}
        hint={t('accommodation.endsOnHint')}
        error={errors.endsOn}
        defaultValue={typed.endsOn}
      />
      <TextArea
        name="reason"
        label={t('accommodation.reason')}
        hint={t('accommodation.reasonHint')}
        error={errors.reason}
        defaultValue={typed.reason}
        rows={3}
        maxLength={500}
        dir="auto"
        required
      />
      <ButtonRow>
        <Button>{t(isChange ? 'accommodation.change' : 'accommodation.give')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Takes back the extra time that a person has. */
export function WithdrawExtraTimeForm() {
  const { t } = useTranslator()
  return (
    <Form hidden={{ intent: 'withdraw' }}>
      <ButtonRow>
        <Button variant="secondary">{t('accommodation.withdraw')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** All extra time that a person was ever given, latest first. */
export function ExtraTimeHistory({ records, now }: { records: AccommodationRecord[]; now: number }) {
  const translator = useTranslator()
  const { t, date, percent } = translator
  return (
    <DataTable
      caption={t('accommodation.history')}
      captionHidden
      rows={records}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'percent',
          header: t('accommodation.extraTime'),
          rowHeader: true,
          cell: ({ extraTime }) => percent(extraTime / 100),
        },
        {
          key: 'given',
          header: t('accommodation.given'),
          cell: ({ givenAt, givenBy }) => <Deed time={date(givenAt)} name={givenBy} />,
        },
        { key: 'end', header: t('accommodation.end'), cell: (record) => <End record={record} now={now} /> },
        { key: 'reason', header: t('accommodation.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
      ]}
    />
  )
}

function End({ record, now }: { record: AccommodationRecord; now: number }) {
  const { t, date } = useTranslator()
  const { expiresAt, withdrawnAt, withdrawnBy } = record
  if (withdrawnAt !== null) {
    return (
      <>
        {t('accommodation.withdrawn')} <Deed time={date(withdrawnAt)} name={withdrawnBy} />
      </>
    )
  }
  if (expiresAt === null) return t('accommodation.noEnd')
  return t(isInForce(record, now) ? 'accommodation.until' : 'accommodation.over', { day: lastDay(expiresAt, date) })
}

/** The day before the moment at which it is over. */
const lastDay = (expiresAt: number, date: Translator['date']) => date(expiresAt - 1)

function Deed({ time, name }: { time: string; name: string | null }) {
  const { t } = useTranslator()
  return (
    <>
      {time}
      {name !== null && (
        <>
          <br />
          <bdi className="note">{nameShown(name, t)}</bdi>
        </>
      )}
    </>
  )
}

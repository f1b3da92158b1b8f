import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { ChoiceGroup, Form } from '#app/ui/form.tsx'
import { remedies } from '../correction.ts'
import type { ChosenQuestion } from '../view-regrade.server.ts'

type Props = { path: string; quiz: string; chosen: ChosenQuestion }

/** The remedies that can be had for a wording, and why the others cannot. It only looks: nothing is changed by it. */
export function RemedyForm({ path, quiz, chosen: { questionId, wording, choices, remedy } }: Props) {
  const t = useT()
  const offered = remedies.filter((one) => choices[one] === null)
  const refused = remedies.filter((one) => choices[one] !== null && choices[one] !== 'uncorrected')
  const checked = offered.find((one) => one === remedy) ?? offered[0]
  return (
    <Form method="get" action={`${path}#dry-run`} hidden={{ quiz, question: questionId, wording: wording.hash }}>
      <ChoiceGroup
        kind="radio"
        name="remedy"
        legend={t('regrade.remedy')}
        options={offered.map((one) => ({
          value: one,
          label: t(`regrade.remedy.${one}`),
          hint: t(`regrade.remedy.${one}Hint`),
          checked: one === checked,
        }))}
      />
      {refused.map((one) => (
        <p key={one} className="note">
          <strong>{t('regrade.unavailable', { remedy: t(`regrade.remedy.${one}`) })}</strong>{' '}
          {t(`regrade.unavailable.${choices[one] ?? 'uncorrected'}`)}
        </p>
      ))}
      <Button variant="secondary">{t('regrade.dryRunButton')}</Button>
    </Form>
  )
}

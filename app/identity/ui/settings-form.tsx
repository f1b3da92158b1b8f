import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ChoiceGroup, type FieldErrors, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { registrationRules, type SettingName } from '../settings/platform-settings.ts'
import { describeRange } from '../settings/setting-text.ts'
import { isNumberSetting, type SettingGroup, settingGroups, type ShownSettings } from '../settings/settings-form.ts'
import { roles } from '../viewer.ts'

type SettingsFormProps = {
  shown: ShownSettings
  errors: FieldErrors
  canSendMail: boolean
  /** Whether the viewer has a second factor, and has shown it in this session. */
  ownFactor: 'none' | 'not-shown' | 'shown'
}

/** Every setting of the platform, by groups, with what it means. */
export function SettingsForm({ shown, errors, canSendMail, ownFactor }: SettingsFormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'settings' }} noValidate>
      {(Object.keys(settingGroups) as SettingGroup[]).map((group) => (
        <Section key={group} title={t(`settings.group.${group}`)}>
          <p>{t(`settings.groupText.${group}`)}</p>
          {group === 'registration' && !canSendMail && (
            <Notice tone="info">
              <p>{t('settings.noMail')}</p>
            </Notice>
          )}
          {group === 'secondFactor' && ownFactor !== 'shown' && (
            <Notice tone="warning" title={t('settings.ownFactor.title')}>
              <p>{t(ownFactor === 'none' ? 'settings.ownFactor.none' : 'settings.ownFactor.notShown')}</p>
            </Notice>
          )}
          {settingGroups[group].map((name) => (
            <SettingField key={name} name={name} shown={shown} error={errors[name]} />
          ))}
        </Section>
      ))}
      <ButtonRow>
        <Button>{t('settings.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}

type SettingFieldProps = { name: SettingName; shown: ShownSettings; error: readonly string[] | undefined }

function SettingField({ name, shown: { typed, ticked }, error }: SettingFieldProps) {
  const t = useT()
  const field = { name, label: t(`settings.label.${name}`), error, defaultValue: typed[name] }
  if (isNumberSetting(name)) {
    return (
      <TextField
        {...field}
        hint={`${t(`settings.hint.${name}`)} ${describeRange(name, t)}`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        dir="ltr"
        required
      />
    )
  }
  switch (name) {
    case 'registration':
      return (
        <ChoiceGroup
          kind="radio"
          name={name}
          legend={field.label}
          error={error}
          options={registrationRules.map((rule) => ({
            value: rule,
            label: t(`settings.registration.${rule}`),
            hint: t(`settings.registrationHint.${rule}`),
            checked: typed[name] === rule,
          }))}
        />
      )
    case 'registrationDomains':
      return <TextArea {...field} hint={t('settings.hint.registrationDomains')} dir="ltr" spellCheck={false} />
    case 'secondFactorRoles':
      return (
        <ChoiceGroup
          kind="checkbox"
          name={name}
          legend={field.label}
          hint={t('settings.hint.secondFactorRoles')}
          error={error}
          options={roles.map((role) => ({
            value: role,
            label: t(`identity.role.${role}`),
            checked: ticked[name]?.includes(role) ?? false,
          }))}
        />
      )
    case 'controller':
      return <TextField {...field} hint={t('settings.hint.controller')} dir="auto" autoComplete="off" maxLength={300} />
  }
}

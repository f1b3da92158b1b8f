import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Facts } from '#app/ui/page.tsx'

type HandedOutPasswordProps = { title: string; username: string; password: string }

/** A password that was just made, for the administrator to pass on. No later page can show it. */
export function HandedOutPassword({ title, username, password }: HandedOutPasswordProps) {
  const t = useT()
  return (
    <Notice tone="success" role="status" title={title}>
      <p>
        <strong>{t('admin.password.title')}</strong>
      </p>
      <Facts
        items={[
          { label: t('admin.password.username'), value: <bdi>{username}</bdi> },
          { label: t('admin.password.password'), value: <code dir="ltr">{password}</code> },
        ]}
      />
      <p>{t('admin.password.text')}</p>
    </Notice>
  )
}

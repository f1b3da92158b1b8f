import type { ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

import { Icon, type IconName } from './icon.tsx'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

type NoticeProps = {
  tone: NoticeTone
  title?: ReactNode
  children?: ReactNode
  role?: 'status' | 'alert'
}

const icons: Record<NoticeTone, IconName> = { info: 'info', success: 'tick', warning: 'warning', danger: 'danger' }

/** The tone is also said in words to those who see neither its colour nor its sign. */
export function Notice({ tone, title, children, role }: NoticeProps) {
  const t = useT()
  return (
    <div className={`notice tone-${tone}`} role={role}>
      <span className="notice__sign">
        <Icon name={icons[tone]} />
        <span className="visually-hidden">{t(`ui.notice.${tone}`)}</span>
      </span>
      <div className="notice__body">
        {title && <p className="notice__title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

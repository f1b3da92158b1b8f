import admin from './messages/en/admin.json' with { type: 'json' }
import audit from './messages/en/audit.json' with { type: 'json' }
import conditions from './messages/en/conditions.json' with { type: 'json' }
import content from './messages/en/content.json' with { type: 'json' }
import convention from './messages/en/convention.json' with { type: 'json' }
import examiners from './messages/en/examiners.json' with { type: 'json' }
import exchange from './messages/en/exchange.json' with { type: 'json' }
import http from './messages/en/http.json' with { type: 'json' }
import identity from './messages/en/identity.json' with { type: 'json' }
import learn from './messages/en/learn.json' with { type: 'json' }
import manage from './messages/en/manage.json' with { type: 'json' }
import security from './messages/en/security.json' with { type: 'json' }
import takeaway from './messages/en/takeaway.json' with { type: 'json' }
import merging from './messages/en/merging.json' with { type: 'json' }
import places from './messages/en/places.json' with { type: 'json' }
import privacy from './messages/en/privacy.json' with { type: 'json' }
import peopleFiles from './messages/en/people-files.json' with { type: 'json' }
import question from './messages/en/question.json' with { type: 'json' }
import regrade from './messages/en/regrade.json' with { type: 'json' }
import request from './messages/en/request.json' with { type: 'json' }
import scenario from './messages/en/scenario.json' with { type: 'json' }
import review from './messages/en/review.json' with { type: 'json' }
import revisions from './messages/en/revisions.json' with { type: 'json' }
import search from './messages/en/search.json' with { type: 'json' }
import settings from './messages/en/settings.json' with { type: 'json' }
import singleSignOn from './messages/en/single-sign-on.json' with { type: 'json' }
import similarity from './messages/en/similarity.json' with { type: 'json' }
import statistics from './messages/en/statistics.json' with { type: 'json' }
import teach from './messages/en/teach.json' with { type: 'json' }
import terms from './messages/en/terms.json' with { type: 'json' }
import waysIn from './messages/en/ways-in.json' with { type: 'json' }
import ui from './messages/en/ui.json' with { type: 'json' }

/** The words of the interface in English: the language every other catalogue falls back to. */
export const english = {
  ...admin,
  ...audit,
  ...conditions,
  ...content,
  ...convention,
  ...examiners,
  ...exchange,
  ...http,
  ...identity,
  ...learn,
  ...manage,
  ...security,
  ...takeaway,
  ...merging,
  ...places,
  ...privacy,
  ...peopleFiles,
  ...question,
  ...regrade,
  ...request,
  ...scenario,
  ...review,
  ...revisions,
  ...search,
  ...settings,
  ...similarity,
  ...singleSignOn,
  ...statistics,
  ...teach,
  ...terms,
  ...ui,
  ...waysIn,
}

export type MessageKey = keyof typeof english

export type Catalogue = Record<MessageKey, string>

/** Marks a string as a key of the catalogue where a plain string is asked for (zod's messages). */
export function messageKey(key: MessageKey): MessageKey {
  return key
}

export function isMessageKey(value: string): value is MessageKey {
  return Object.hasOwn(english, value)
}

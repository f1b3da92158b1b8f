import type { MessageKey } from '#app/i18n/catalogue.ts'

/** One thing that a request says. */
export type RequestElement = {
  /** Written in `<Rubric element="…">`; permanent, since drafts are kept by it. */
  id: string
  name: MessageKey
  /** What the drafter is asked to write there. */
  ask: MessageKey
  /** May be left out where the case does not call for it. */
  optional?: true
}

export const requestKinds = ['preservation', 'production', 'assistance'] as const

export type RequestKind = (typeof requestKinds)[number]

/**
 * The elements of each kind of request, in the order in which it states them. All of it is paraphrase, not the official
 * text of the Convention (A/RES/79/243).
 *
 * - `preservation`: expedited preservation in another State. The seven elements of article 42, paragraph 3: the
 *   authority; the offence and a brief summary of the facts; the data and their relationship to the offence; available
 *   information on the custodian or the location of the system; the necessity of the preservation; the intention to
 *   submit a request for mutual legal assistance; as appropriate, the need for confidentiality and for not notifying
 *   the user. The course "electronic-evidence" teaches them in the same order.
 * - `production`: an order at home to a service provider to submit subscriber information, article 27. That article
 *   lists no elements; these are what a provider needs to carry out an order and a court to review it under article 24:
 *   who orders, who must answer, about which account and when, what, for which period, by when and how, and whether it
 *   stays secret. Domestic law may ask for more.
 * - `assistance`: a request for mutual legal assistance, article 40, which lists: the authority; the subject matter and
 *   nature of the investigation, prosecution or proceeding and the authority conducting it; the relevant facts; the
 *   assistance sought and any procedure to be followed; where possible the identity, location and nationality of the
 *   persons concerned; the purpose. Urgency and confidentiality are of other paragraphs and of practice: optional here.
 */
export const requestElements: Readonly<Record<RequestKind, readonly RequestElement[]>> = {
  preservation: [
    { id: 'authority', name: 'request.preservation.authority', ask: 'request.preservation.authorityAsk' },
    { id: 'offence', name: 'request.preservation.offence', ask: 'request.preservation.offenceAsk' },
    { id: 'data', name: 'request.preservation.data', ask: 'request.preservation.dataAsk' },
    { id: 'custodian', name: 'request.preservation.custodian', ask: 'request.preservation.custodianAsk' },
    { id: 'necessity', name: 'request.preservation.necessity', ask: 'request.preservation.necessityAsk' },
    { id: 'next-step', name: 'request.preservation.nextStep', ask: 'request.preservation.nextStepAsk' },
    {
      id: 'confidentiality',
      name: 'request.preservation.confidentiality',
      ask: 'request.preservation.confidentialityAsk',
    },
  ],
  production: [
    { id: 'authority', name: 'request.production.authority', ask: 'request.production.authorityAsk' },
    { id: 'addressee', name: 'request.production.addressee', ask: 'request.production.addresseeAsk' },
    { id: 'account', name: 'request.production.account', ask: 'request.production.accountAsk' },
    { id: 'data', name: 'request.production.data', ask: 'request.production.dataAsk' },
    { id: 'period', name: 'request.production.period', ask: 'request.production.periodAsk' },
    { id: 'delivery', name: 'request.production.delivery', ask: 'request.production.deliveryAsk' },
    {
      id: 'confidentiality',
      name: 'request.production.confidentiality',
      ask: 'request.production.confidentialityAsk',
    },
  ],
  assistance: [
    { id: 'authority', name: 'request.assistance.authority', ask: 'request.assistance.authorityAsk' },
    { id: 'subject', name: 'request.assistance.subject', ask: 'request.assistance.subjectAsk' },
    { id: 'facts', name: 'request.assistance.facts', ask: 'request.assistance.factsAsk' },
    { id: 'assistance', name: 'request.assistance.assistance', ask: 'request.assistance.assistanceAsk' },
    { id: 'persons', name: 'request.assistance.persons', ask: 'request.assistance.personsAsk' },
    { id: 'purpose', name: 'request.assistance.purpose', ask: 'request.assistance.purposeAsk' },
    { id: 'urgency', name: 'request.assistance.urgency', ask: 'request.assistance.urgencyAsk', optional: true },
    {
      id: 'confidentiality',
      name: 'request.assistance.confidentiality',
      ask: 'request.assistance.confidentialityAsk',
      optional: true,
    },
  ],
}

/** Every name that `element` may have, of whichever kind. */
export const elementIds: readonly string[] = [
  ...new Set(requestKinds.flatMap((kind) => requestElements[kind].map(({ id }) => id))),
]

export function elementOf(kind: RequestKind, id: string): RequestElement | null {
  return requestElements[kind].find((element) => element.id === id) ?? null
}

/** Stands beside the elements in a draft: which article the request is made under. */
export const LEGAL_BASIS = 'legal-basis'

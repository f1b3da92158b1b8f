import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import { isLoopback, type Provider } from './provider.ts'

/** How long a provider may take for one answer, in seconds. */
const PATIENCE = 5

/** How long a provider's description of itself is used without asking again, in milliseconds. */
const FRESH = 60 * 60 * 1000

/** How long a provider that could not be reached is left alone: people who wait for it must not pile up. */
const PAUSE = 5 * 1000

type Kept = { connection: Promise<Configuration>; until: number }

const kept = new Map<Provider, Kept>()

/**
 * What is needed to talk to a provider, from its own description (OpenID Connect Discovery 1.0). Asked once an hour at
 * most, and only at the address in the administrator's file. Rejects as openid-client does; what can be thrown is put
 * into words by `describeFault`.
 */
export function connectTo(provider: Provider, now: number): Promise<Configuration> {
  const known = kept.get(provider)
  if (known && now < known.until) return known.connection
  const fresh: Kept = { connection: discover(provider), until: now + FRESH }
  kept.set(provider, fresh)
  fresh.connection.catch(() => {
    fresh.until = now + PAUSE
  })
  return fresh.connection
}

/** The provider calls itself by another name than the file does, or leads where nobody's words are safe. */
export class Misdirected extends Error {
  override name = 'Misdirected'
}

async function discover(provider: Provider): Promise<Configuration> {
  const { issuer, clientId, clientSecret, allowPrivateHttp } = provider
  const configuration = await discovery(new URL(issuer), clientId, undefined, authenticate(clientSecret), {
    timeout: PATIENCE,
    [customFetch]: ask,
    // The ID token comes straight from the provider over TLS; its signature is looked at all the same.
    execute: [enableNonRepudiationChecks, ...(allowPrivateHttp ? [allowInsecureRequests] : [])],
  })
  const { issuer: own, authorization_endpoint: door } = configuration.serverMetadata()
  if (own !== issuer) throw new Misdirected(`it calls itself ${own}`)
  if (door === undefined || !isSafe(door)) throw new Misdirected('it names no address to send people to')
  return configuration
}

/** How the client shows who it is: in the header, which the standard takes for granted, unless only the body is offered. */
function authenticate(clientSecret: string | undefined): ClientAuth {
  if (clientSecret === undefined) return None()
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)]
  return (server, client, body, headers) => {
    const offered = server.token_endpoint_auth_methods_supported
    const way = offered?.includes('client_secret_post') && !offered.includes('client_secret_basic') ? post : basic
    way(server, client, body, headers)
  }
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/** A description that leads from https or this machine to http elsewhere is not followed. */
const ask: CustomFetch = async (address, options) => {
  if (!isSafe(address)) throw new Misdirected('it leads to an address without https')
  return await fetch(address, options as RequestInit)
}

// A relying party on openid-client. It is told an issuer, a client_id and a private key in the environment; / begins a login, /callback ends it and does
// with the tokens whatever a client may do. Then the page has what happened as JSON.
import http from 'node:http'
import * as client from 'openid-client'

const { ISSUER, CLIENT_ID, PRIVATE_JWK, PORT, SCOPE } = process.env
const home = `http://127.0.0.1:${PORT}`
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const key = await crypto.subtle.importKey('jwk', JSON.parse(PRIVATE_JWK), algorithm, false, ['sign'])

const config = await client.discovery(new URL(ISSUER), CLIENT_ID, {}, client.PrivateKeyJwt(key), { execute: [client.allowInsecureRequests] })
// the ID token is held against the published keys too, though it came straight from the issuer
client.enableNonRepudiationChecks(config)

const logins = new Map()

async function begin() {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
  logins.set(state, { verifier, nonce, DPoP })
  return client.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: `${home}/callback`,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }, { DPoP })
}

async function end(url) {
  const state = url.searchParams.get('state')
  const { verifier, nonce, DPoP } = logins.get(state)
  logins.delete(state)
  const tokens = await client.authorizationCodeGrant(config, url,
    { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true }, undefined, { DPoP })
  const claims = tokens.claims()
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP })
  const without = await fetch(config.serverMetadata().userinfo_endpoint, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  const before = await client.tokenIntrospection(config, tokens.access_token)
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP })
  const userinfoAgain = await client.fetchUserInfo(config, refreshed.access_token, claims.sub, { DPoP })
  const first = await client.tokenIntrospection(config, tokens.access_token)
  await client.tokenRevocation(config, refreshed.refresh_token)
  const revoked = await client.tokenIntrospection(config, refreshed.access_token)
  return {
    claims, userinfo,
    token_type: tokens.token_type,
    userinfo_without_proof: without.status,
    introspection: before,
    userinfo_after_refresh: userinfoAgain.sub,
    first_is_active_after_refresh: first.active,
    active_after_revocation: revoked.active,
  }
}

function show(response, value) {
  const text = JSON.stringify(value).replace(/&/g, '&amp;').replace(/</g, '&lt;')
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>openid-client</title><pre id=answer>${text}</pre>`)
}

http.createServer(async (request, response) => {
  const url = new URL(request.url, home)
  try {
    if (url.pathname === '/') {
      response.writeHead(302, { location: (await begin()).href }).end()
    } else if (url.pathname === '/callback') {
      show(response, await end(url))
    } else {
      response.writeHead(404).end()
    }
  } catch (error) {
    show(response, { failure: String(error), code: error.code, error: error.error, description: error.error_description, cause: String(error.cause) })
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'))

import { expect, it } from 'vitest'
import { redactSecrets } from './redact-secrets'

it('hides what sounds like a secret, at any depth, and nothing else', () => {
  const inspected = [
    { Name: 'net', Options: { 'com.example.api-key': 'abc', mtu: '1500' }, Labels: { DB_PASSWORD: 'x' } },
  ]
  expect(JSON.parse(redactSecrets(JSON.stringify(inspected)))).toEqual([
    { Name: 'net', Options: { 'com.example.api-key': '…', mtu: '1500' }, Labels: { DB_PASSWORD: '…' } },
  ])
})

it('leaves what is no JSON alone', () => {
  expect(redactSecrets('token: x')).toBe('token: x')
})

import { expect, it } from 'vitest'
import { parseTracerouteHops } from './traceroute-hops'

it('reads the hops of Linux traceroute, silent ones left out', () => {
  const output = [
    'traceroute to 8.8.8.8 (8.8.8.8), 30 hops max, 60 byte packets',
    ' 1  172.17.0.1  0.033 ms  0.005 ms  0.004 ms',
    ' 2  * * *',
    ' 3  172.22.0.1  0.1 ms 172.22.0.2  0.2 ms  0.1 ms',
    ' 4  8.8.8.8  0.1 ms',
    '',
  ].join('\r\n')
  expect(parseTracerouteHops(output)).toEqual([
    { ttl: 1, address: '172.17.0.1' },
    { ttl: 3, address: '172.22.0.1' },
    { ttl: 4, address: '8.8.8.8' },
  ])
})

it('reads the hops of Windows tracert in any language', () => {
  const output =
    '\r\n8.8.8.8 へのルートをトレースしています\r\n\r\n  1    <1 ms    <1 ms    <1 ms  172.22.0.1 \r\n  2     *        *        *     要求がタイムアウトしました。\r\n'
  expect(parseTracerouteHops(output)).toEqual([{ ttl: 1, address: '172.22.0.1' }])
})

it('waits for the end of a line', () => {
  expect(parseTracerouteHops(' 1  172.17.0.1  0.0')).toEqual([])
})

/** The article's addresses, and the routed hops that the lab adds behind its gateway. */
export const addresses = {
  container1: '172.17.0.2',
  container2: '172.17.0.3',
  docker0: '172.17.0.1',
  wsl: '172.25.140.84',
  vEthernet: '172.25.128.1',
  wifi: '172.22.1.30',
  gateway: '172.22.0.1',
  gatewayUplink: '100.64.0.1',
  provider: '100.64.0.2',
  providerUplink: '100.64.0.5',
  internetDownlink: '100.64.0.6',
  internet: '8.8.8.8',
  /** In the Wi-Fi's own subnet, but nobody is there: Windows answers host-unreachable after three seconds of ARP. */
  absentHost: '172.22.1.99',
  /** The gateway answers host-unreachable at once. */
  unreachable: '203.0.113.9',
  /** The gateway answers communication-prohibited at once. */
  prohibited: '203.0.113.129',
  /** The provider swallows what goes there: lost without a word. */
  swallowed: '198.51.100.9',
} as const

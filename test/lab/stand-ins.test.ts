import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { spawn as spawnPty } from 'node-pty'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { findLabProcesses } from './find-processes'
import { createLab, type Lab } from './lab'
import { runCommand, type Finished } from './run-command'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

const wifi = '\\Device\\NPF_{5B7C9D13-64AE-4F0B-8A2E-7D1C3E5F9A02}'

describeLab('the stand-ins of Windows', () => {
  let lab: Lab
  const run = (command: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    runCommand(command, { env: { ...process.env, ...lab.environment, ...env } })
  const wsl = (...args: string[]): Promise<Finished> => run(['wsl.exe', ...args], { WSL_UTF8: '1' })
  const powershell = (script: string): Promise<Finished> =>
    run(['powershell.exe', '-NoProfile', '-NonInteractive', '-EncodedCommand', encode(script)])

  beforeAll(async () => {
    lab = await createTestLab('standins')
    await lab.up()
  })
  afterAll(() => lab.down())

  it('wsl.exe lists the distro in UTF-16LE, or in UTF-8 when WSL_UTF8 is 1', async () => {
    const lines = ['  NAME      STATE           VERSION', '* Ubuntu    Running         2', ''].join('\r\n')
    const plain = await run(['wsl.exe', '-l', '-v'])
    expect(plain.stdout).toBe(Buffer.from(lines, 'utf16le').toString())
    expect((await wsl('--list', '--verbose')).stdout).toBe(lines)
    expect((await wsl('-l', '-q')).stdout).toBe('Ubuntu\r\n')
  })

  it('wsl.exe runs an argument array as root in the distro with no shell in between', async () => {
    const command = ['printf', '[%s]', '$HOME', 'a b', '*', '']
    expect(await wsl('-d', 'Ubuntu', '-u', 'root', '--cd', '/', '--exec', ...command)).toEqual({
      exitCode: 0,
      stdout: '[$HOME][a b][*][]',
      stderr: '',
    })
    const { stdout } = await wsl(
      '-d',
      'Ubuntu',
      '-u',
      'root',
      '--cd',
      '/',
      '--exec',
      'sh',
      '-c',
      'id -u; pwd; hostname',
    )
    expect(stdout).toBe('0\n/\nDESKTOP-7Q\n')
  })

  it('wsl.exe shows the distro its own network, Docker and wslinfo', async () => {
    expect((await wsl('-u', 'root', '--exec', 'wslinfo', '--networking-mode')).stdout).toBe('nat\n')
    expect((await wsl('-u', 'root', '--exec', 'docker', 'ps', '--format', '{{.Names}}')).stdout).toBe(
      'container2\ncontainer1\n',
    )
    const { stdout } = await wsl('-u', 'root', '--exec', 'ls', '/sys/class/net')
    expect(stdout).toMatch(/^docker0\neth0\nlo\nveth\w+\nveth\w+\n$/)
  })

  it('wsl.exe hands over only those variables that WSLENV names', async () => {
    const { stdout } = await run(['wsl.exe', '-u', 'root', '--exec', 'env'], {
      SEEN: 'a b',
      HIDDEN: 'x',
      WSLENV: 'SEEN/u',
    })
    expect(stdout).toContain('SEEN=a b\n')
    expect(stdout).not.toContain('HIDDEN')
    expect(stdout).not.toContain('HOPSCOPE_LAB')
  })

  it('wsl.exe gives the default user no rights over the network', async () => {
    const { exitCode, stderr } = await wsl('-d', 'Ubuntu', '--exec', 'tcpdump', '-i', 'eth0', '-c', '1')
    expect(exitCode).not.toBe(0)
    expect(stderr).toMatch(/permission|permitted/i)
  })

  it.each([
    [['--bogus'], 255, 'Invalid command line argument: --bogus'],
    [['-d'], 255, 'Invalid command line argument: -d'],
    [['-d', 'Debian', '--exec', 'true'], 255, 'Wsl/Service/WSL_E_DISTRO_NOT_FOUND'],
    [['-u', 'nobody-here', '--exec', 'true'], 255, 'User not found.'],
    [['--exec'], 255, 'Invalid command line argument: --exec'],
    [['--cd', 'C:\\Users', '--exec', 'true'], 255, "Failed to translate 'C:\\Users'"],
    [['-l', '--bogus'], 255, 'Invalid command line argument: --bogus'],
    [['-u', 'root', '--exec', 'no-such-program'], 1, 'execvpe(no-such-program) failed'],
    [['-u', 'root', '--cd', '/no/such', '--exec', 'true'], 1, 'chdir(/no/such) failed'],
  ])('wsl.exe refuses %j', async (args, exitCode, words) => {
    const result = await wsl(...args)
    expect(result.exitCode).toBe(exitCode)
    expect(result.stdout + result.stderr).toContain(words)
  })

  it('wsl.exe says when the lab is down', async () => {
    const down = createLab({ name: `absent-${process.pid}` })
    const { exitCode, stdout } = await run(['wsl.exe', '--exec', 'true'], { ...down.environment, WSL_UTF8: '1' })
    expect(exitCode).toBe(255)
    expect(stdout).toContain(`npm run lab -- up --name ${down.names.name}`)
  })

  it('wsl.exe passes a terminal and its hang-up through, and leaves no process', async () => {
    const before = findLabProcesses(lab.names)
    const terminal = spawnPty('wsl.exe', ['-u', 'root', '--exec', 'sh', '-c', 'stty size; exec sleep 600'], {
      env: { ...process.env, ...lab.environment },
      cols: 77,
      rows: 11,
    })
    const size = await new Promise<string>((resolve) => terminal.onData(resolve))
    expect(size).toBe('11 77\r\n')
    expect(findLabProcesses(lab.names).filter((pid) => !before.includes(pid))).toEqual([terminal.pid])
    const exit = new Promise<number | undefined>((resolve) => terminal.onExit(({ signal }) => resolve(signal)))
    terminal.kill('SIGHUP')
    expect(await exit).toBe(1)
    expect(findLabProcesses(lab.names)).toEqual(before)
  })

  it('wsl.exe on pipes leaves the command alone when it is ended, but for its standard input', async () => {
    const before = findLabProcesses(lab.names)
    const script = 'echo started; cat > /dev/null; echo $? > "$1"'
    const mark = join(lab.names.stateFolder, 'input-ended')
    const child = spawn('wsl.exe', ['-u', 'root', '--exec', 'sh', '-c', script, 'sh', mark], {
      env: { ...process.env, ...lab.environment },
    })
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    await once(child, 'close')
    child.stdin.destroy()
    await expect.poll(() => existsSync(mark)).toBe(true)
    await expect.poll(() => findLabProcesses(lab.names)).toEqual(before)
  })

  it('powershell.exe answers from the Windows namespace in the shape of PowerShell 5.1', async () => {
    const { stdout, exitCode } = await powershell(
      `[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false)
       $r=[ordered]@{name=[Environment]::MachineName}
       $r.adapters=@(Get-NetAdapter -IncludeHidden | Select-Object Name,InterfaceGuid,InterfaceIndex,MacAddress)
       $r.addresses=@(Get-NetIPAddress -AddressFamily IPv4 | Select-Object InterfaceAlias, IPAddress, PrefixLength, AddressState)
       $r.routes=@(Get-NetRoute | Select-Object DestinationPrefix,NextHop,InterfaceIndex)
       $r.nats=@(try { Get-NetNat | Select-Object InternalIPInterfaceAddressPrefix } catch {})
       ConvertTo-Json -Compress -Depth 3 -InputObject $r`,
    )
    expect(exitCode).toBe(0)
    const answer = JSON.parse(stdout) as Record<string, unknown[]>
    expect(answer['name']).toBe('DESKTOP-7Q')
    expect(answer['adapters']).toContainEqual({
      Name: 'Wi-Fi',
      InterfaceGuid: '{5B7C9D13-64AE-4F0B-8A2E-7D1C3E5F9A02}',
      InterfaceIndex: 12,
      MacAddress: '3C-6A-A7-16-01-1E',
    })
    const shared = { InterfaceAlias: 'vEthernet (WSL)', AddressState: 4 }
    expect(answer['addresses']).toContainEqual({ ...shared, IPAddress: addresses.vEthernet, PrefixLength: 20 })
    const route = { DestinationPrefix: '0.0.0.0/0', NextHop: addresses.gateway, InterfaceIndex: 12 }
    expect(answer['routes']).toContainEqual(route)
    expect(answer['nats']).toEqual([{ InternalIPInterfaceAddressPrefix: '172.25.128.0/20' }])
  })

  it('powershell.exe sees a change of the network', async () => {
    await lab.run('windows', ['ip', 'address', 'add', '10.9.8.7/24', 'dev', 'Wi-Fi'])
    try {
      const { stdout } = await powershell('Get-NetIPAddress | Select-Object IPAddress | ConvertTo-Json -Compress')
      expect(stdout).toContain('{"IPAddress":"10.9.8.7"}')
    } finally {
      await lab.run('windows', ['ip', 'address', 'del', '10.9.8.7/24', 'dev', 'Wi-Fi'])
    }
  })

  it.each([
    ['Get-NetFoo | ConvertTo-Json', "The term 'Get-NetFoo' is not recognized"],
    ['Get-NetAdapter -Bogus | ConvertTo-Json', "matches parameter name 'bogus'"],
    ['Get-NetAdapter | Select-Object Nmae | ConvertTo-Json', 'no property Nmae'],
    ['Get-NetAdapter', 'prints only strings'],
    ['try{Get-NetFoo}catch{}', "The term 'Get-NetFoo' is not recognized"],
    ['$x=@(Get-NetNat', 'Unexpected end'],
    ['$unset | ConvertTo-Json', 'knows no variable $unset'],
    ['& calc', 'does not play this part of the language'],
  ])('powershell.exe refuses the script %j', async (script, words) => {
    const { exitCode, stdout, stderr } = await powershell(script)
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^#< CLIXML/)
    expect(stderr).toContain(words)
  })

  it.each([
    [['-Command', 'Get-NetAdapter']],
    [['-NoProfile']],
    [['-EncodedCommand', 'not base64!']],
    [['-EncodedCommand']],
    [['-EncodedCommand', encode('1'), 'more']],
  ])('powershell.exe refuses the arguments %j', async (args) => {
    const { exitCode, stdout } = await run(['powershell.exe', ...args])
    expect([exitCode, stdout]).toEqual([1, ''])
  })

  it('dumpcap.exe lists interfaces as on Windows', async () => {
    const { stdout } = await run(['dumpcap.exe', '-D'])
    const lines = stdout.trimEnd().split('\r\n')
    expect(lines.map((line) => /^\d+\. (\S+) \((.*)\)$/.exec(line)?.slice(1))).toEqual([
      ['\\Device\\NPF_{8E4F2C61-3B0D-4D5A-9C77-1F6A2B8D9E01}', 'vEthernet (WSL)'],
      [wifi, 'Wi-Fi'],
      ['\\Device\\NPF_Loopback', 'Adapter for loopback traffic capture'],
    ])
  })

  it.each([
    [['-F', 'pcap'], 'd4c3b2a1'],
    [['-P'], 'd4c3b2a1'],
    [[], '0a0d0d0a'],
  ])('dumpcap.exe captures on the Wi-Fi card with %j', async (format, magic) => {
    const command = ['dumpcap.exe', '-i', wifi, '-f', 'icmp or icmp6', '-s', '256', '-q', '-w', '-', '-c', '2']
    const file = run(['sh', '-c', '"$@" | od -An -v -tx1 | tr -d " \\n"', 'sh', ...command, ...format])
    // dumpcap cannot be asked whether it listens already, so requests go on until it has seen two frames.
    const pinging = await scenarios.ping(lab, { count: 100, interval: 0.1 })
    const { stdout } = await file
    await pinging.undo()
    expect(stdout.slice(0, 8)).toBe(magic)
    // 172.22.1.30 → 8.8.8.8, as on the wire.
    expect(stdout).toContain('ac16011e08080808')
  })

  it.each([
    [['-i', 'eth0', '-w', '-'], 'could not be initiated on capture device "eth0"'],
    [['-i', '\\Device\\NPF_{00000000-0000-0000-0000-000000000000}', '-w', '-'], 'could not be initiated'],
    [['-i', wifi, '-w', '-', '-F', 'text'], 'file format "text"'],
    [['-i', wifi, '-w', '-', '--time-stamp-type', 'sundial'], 'time stamp type "sundial"'],
    [['-i', wifi, '-w', '-', '--bogus'], "unrecognized option '--bogus'"],
    [['-i', wifi, '-w', '-', '-f', 'no such filter'], 'filter'],
    [['-i'], 'requires an argument'],
  ])('dumpcap.exe refuses %j', async (args, words) => {
    const { exitCode, stderr } = await run(['dumpcap.exe', ...args])
    expect(exitCode).not.toBe(0)
    expect(stderr.toLowerCase()).toContain(words.toLowerCase())
  })

  it('ping.exe sends real requests from Windows and answers in its words', async () => {
    const answered = await run(['ping.exe', '-n', '2', addresses.wsl])
    expect(answered.exitCode).toBe(0)
    expect(answered.stdout.split('\r\n').slice(0, 3)).toEqual([
      '',
      `Pinging ${addresses.wsl} with 32 bytes of data:`,
      expect.stringMatching(/^Reply from 172\.25\.140\.84: bytes=32 time(?:<1|=\d+)ms TTL=64$/),
    ])
    expect(answered.stdout).toContain('Packets: Sent = 2, Received = 2, Lost = 0 (0% loss),')
  })

  it.each([
    [['-n', '1', addresses.unreachable], `Reply from ${addresses.gateway}: Destination host unreachable.`],
    [['-n', '1', '-i', '1', addresses.internet], `Reply from ${addresses.gateway}: TTL expired in transit.`],
    [['-n', '1', '-w', '300', addresses.swallowed], 'Request timed out.'],
    [['no-such-host.invalid'], 'Ping request could not find host no-such-host.invalid.'],
    [['-c', '1', addresses.internet], 'Bad option -c.'],
    [['-n'], 'Value must be supplied for option -n.'],
    [[], 'IP address must be specified.'],
  ])('ping.exe %j fails in its words', async (args, words) => {
    const { exitCode, stdout } = await run(['ping.exe', ...args])
    expect(exitCode).toBe(1)
    expect(stdout).toContain(words)
  })

  it('tracert.exe shows the routers beyond Windows', async () => {
    const { stdout } = await run(['tracert.exe', '-d', addresses.internet])
    const hops = [...stdout.matchAll(/^ *\d+(?: +(?:<1|\d+) ms){3} {2}(\S+)\r$/gm)].map(([, address]) => address)
    expect(hops).toEqual([addresses.gateway, addresses.provider, addresses.internet])
    expect(stdout).toMatch(/Trace complete\.\r\n$/)
  })

  it.each([
    [['-I', addresses.internet], '-I is not a valid command option.'],
    [[], 'A target name or address must be specified.'],
    [['no-such-host.invalid'], 'Unable to resolve target system name no-such-host.invalid.'],
  ])('tracert.exe refuses %j', async (args, words) => {
    const { exitCode, stdout } = await run(['tracert.exe', ...args])
    expect(exitCode).toBe(1)
    expect(stdout).toContain(words)
  })
})

function encode(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64')
}

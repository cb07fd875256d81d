import { addresses } from '../../test/lab/addresses'
import type { LessonScript } from './lesson-script'
import { pingFrom } from './senders'

/** What is connected to what: adapters, WSL, docker0 and veth pairs, and three pings along the wires. */
export const connected: LessonScript = {
  id: 'connected',
  title: {
    en: 'What is connected to what: adapters, WSL, docker0, veth pairs',
    ja: '何が何につながっているか: アダプター、WSL、docker0、veth ペア',
  },
  description: {
    en: 'The map of one PC with WSL and Docker, piece by piece, and three pings that show that its wires are real.',
    ja: 'WSL と Docker が動く 1 台の PC のマップを順に読み、3 回の ping で実際の配線を確かめます。',
  },
  filter: 'icmp',
  needsRouters: true,
  takes: [
    { id: 'gateway', play: (traced) => pingFrom(traced, 'container1', addresses.docker0, 1) },
    { id: 'windows', play: (traced) => pingFrom(traced, 'container1', addresses.vEthernet, 1) },
    { id: 'internet', play: (traced) => pingFrom(traced, 'container1', addresses.internet, 1) },
  ],
  packets: {
    near: { take: 'gateway', filter: 'kind:request' },
    nearReply: { take: 'gateway', filter: 'kind:reply' },
    windows: { take: 'windows', filter: 'kind:request' },
    windowsReply: { take: 'windows', filter: 'kind:reply' },
    far: { take: 'internet', filter: 'kind:request' },
  },
  scenes: [
    {
      chapter: { en: 'One PC, two systems', ja: '1 台の PC に 2 つのシステム' },
      from: { packet: 'near', at: 'start' },
      say: {
        en: 'This is one PC. On the left is WSL, a Linux with Docker in it; in the middle is Windows; on the right is the network outside.',
        ja: 'これは 1 台の PC です。左は Docker が動く Linux の WSL、中央は Windows、右は PC の外のネットワークです。',
      },
    },
    {
      light: ['vEthernet', 'wifi'],
      say: {
        en: 'Windows has two adapters here: Wi-Fi, {wifi.address}, leads outside. vEthernet, {vEthernet.address}, leads to WSL and exists only in software.',
        ja: 'Windows のアダプターは 2 つです。Wi-Fi（{wifi.address}）は外へ、vEthernet（{vEthernet.address}）は WSL へつながります。vEthernet はソフトウェアだけで作られています。',
      },
    },
    {
      light: [{ wire: ['wsl', 'vEthernet'] }, 'wsl', 'vEthernet'],
      say: {
        en: 'WSL has its own eth0, {wsl.address}. A virtual switch joins it to vEthernet. The line is dashed because Hopscope concluded it from the two addresses.',
        ja: 'WSL には自分の eth0（{wsl.address}）があり、仮想スイッチで vEthernet とつながっています。線が破線なのは、2 つのアドレスから推定したためです。',
      },
    },
    {
      chapter: { en: 'Docker inside WSL', ja: 'WSL の中の Docker' },
      camera: { on: ['container1', 'docker0', 'container2'], zoom: 1.5 },
      light: ['docker0'],
      say: {
        en: 'docker0 is a bridge: a switch made of software. It also has an address, {docker0.address}, and with it is the containers’ default gateway.',
        ja: 'docker0 はブリッジ、つまりソフトウェアのスイッチです。アドレス {docker0.address} も持ち、コンテナのデフォルトゲートウェイになります。',
      },
    },
    {
      light: [{ box: 'container1' }, { box: 'container2' }],
      say: {
        en: 'Each container is a network namespace of its own, with its own eth0: container1 has {container1.address}, container2 has {container2.address}.',
        ja: 'コンテナはそれぞれ独立したネットワーク名前空間で、自分の eth0 を持ちます。container1 は {container1.address}、container2 は {container2.address} です。',
      },
    },
    {
      light: [{ wire: ['container1', 'veth1'] }, 'container1', 'veth1'],
      say: {
        en: 'A veth pair is like a cable with two plugs: one is eth0 in container1, the other is {veth1.name} in WSL, plugged into docker0.',
        ja: 'veth ペアは両端にプラグのあるケーブルのようなものです。片方は container1 の eth0、もう片方は WSL の {veth1.name} で、docker0 に差さっています。',
      },
    },
    {
      tab: { facts: 'veths' },
      light: [
        { wire: ['container1', 'veth1'] },
        { wire: ['container2', 'veth2'] },
        { wire: ['docker0', 'veth1'] },
        { wire: ['docker0', 'veth2'] },
      ],
      say: {
        en: 'The Facts tab lists each pair: which interface in WSL belongs to which container, and to which bridge.',
        ja: '「構成情報」タブには、WSL のどのインターフェースがどのコンテナの相手か、どのブリッジに属するかが並んでいます。',
      },
    },
    {
      chapter: { en: 'Along the wires', ja: '配線をたどる' },
      light: ['container1', { field: 'ttl' }],
      say: {
        en: 'Are these wires real? container1 pings its gateway. A capture runs at every interface. The packet leaves with TTL {near.ttl@container1}.',
        ja: '配線は本物でしょうか。container1 がゲートウェイに ping を送ります。どのインターフェースでもキャプチャしています。出発時の TTL は {near.ttl@container1} です。',
      },
      ask: {
        kind: 'ttl',
        packet: 'near',
        at: 'docker0',
        prompt: {
          en: 'The packet passes the veth pair to the bridge. Which TTL will docker0 see?',
          ja: 'パケットは veth ペアを通ってブリッジに届きます。docker0 で見える TTL はいくつですか。',
        },
        explain: {
          en: 'Still {near.ttl@docker0}: a cable and a switch are no routers. Only a router takes one off.',
          ja: '{near.ttl@docker0} のままです。ケーブルやスイッチはルーターではありません。TTL を減らすのはルーターだけです。',
        },
      },
    },
    {
      to: { packet: 'near', at: 'docker0' },
      light: [{ wire: ['container1', 'veth1'] }, 'docker0'],
      say: {
        en: 'Three interfaces saw the same packet, one after the other: eth0 in the container, {veth1.name}, docker0.',
        ja: 'コンテナの eth0、{veth1.name}、docker0 の 3 か所で、同じパケットが順に観測されました。',
      },
    },
    {
      to: { packet: 'nearReply', at: 'last' },
      select: { packet: 'near', at: 'docker0' },
      light: ['container1'],
      say: {
        en: 'The answer takes the same wires back. In the inspector you can read at each interface what went in and what came out.',
        ja: '応答は同じ配線を戻ります。インスペクターでは、インターフェースごとに入ったものと出たものを読むことができます。',
      },
    },
    {
      chapter: { en: 'Over to Windows', ja: 'Windows まで' },
      from: { packet: 'windows', at: 'start' },
      camera: 'everything',
      light: ['container1', 'vEthernet'],
      say: {
        en: 'The second ping goes to {windows.destination@container1}: that is vEthernet, the Windows end of the virtual switch.',
        ja: '2 回目の ping の宛先は {windows.destination@container1}、仮想スイッチの Windows 側にある vEthernet です。',
      },
      ask: {
        kind: 'order-hops',
        packet: 'windows',
        prompt: {
          en: 'Which way will the packet take? Put the interfaces in order.',
          ja: 'パケットはどの道を通りますか。インターフェースを順に並べてください。',
        },
        explain: {
          en: 'Follow the lines of the map: the veth pair, the bridge docker0, WSL’s eth0, and over the virtual switch to vEthernet.',
          ja: 'マップの線をたどります。veth ペア、ブリッジの docker0、WSL の eth0、そして仮想スイッチを通って vEthernet です。',
        },
      },
    },
    {
      to: { packet: 'windows', at: 'vEthernet' },
      light: ['wsl', 'vEthernet', { wire: ['wsl', 'vEthernet'] }],
      say: {
        en: 'From docker0 WSL passes it on to eth0, and the virtual switch carries it to Windows. On the way its source was rewritten: lesson 3 shows why.',
        ja: 'WSL が docker0 から eth0 へ中継し、仮想スイッチが Windows まで運びます。途中で送信元が書き換えられました。理由はレッスン 3 で学びます。',
      },
    },
    {
      to: { packet: 'windowsReply', at: 'last' },
      moves: 6500,
      light: ['container1'],
      say: {
        en: 'Windows answers, and the answer finds its way back to {windowsReply.destination@container1}.',
        ja: 'Windows が応答し、応答は {windowsReply.destination@container1} まで戻ってきます。',
      },
    },
    {
      chapter: { en: 'Out of the PC', ja: 'PC の外へ' },
      from: { packet: 'far', at: 'start' },
      light: ['container1', 'internet'],
      say: {
        en: 'The third ping goes to {far.destination@container1}, far outside.',
        ja: '3 回目の ping は、ずっと外にある {far.destination@container1} へ送ります。',
      },
      ask: {
        kind: 'choose',
        packet: 'far',
        prompt: { en: 'Which of these will the packet pass?', ja: 'このパケットが通るのはどれですか。' },
        options: [
          { text: { en: 'eth0 of container2', ja: 'container2 の eth0' }, filter: 'container:container2' },
          { text: { en: 'Wi-Fi of Windows', ja: 'Windows の Wi-Fi' }, filter: 'via:Wi-Fi' },
          { text: { en: 'The loopback of WSL', ja: 'WSL のループバック' }, filter: 'via:lo' },
        ],
        explain: {
          en: 'Wi-Fi is the adapter that leads outside. container2 hangs on the same bridge, but the packet is not for it.',
          ja: '外へ出るアダプターは Wi-Fi です。container2 も同じブリッジにつながっていますが、宛先ではありません。',
        },
      },
    },
    {
      to: { packet: 'far', at: 'last' },
      moves: 13_000,
      light: ['wifi', 'gateway', 'internet'],
      say: {
        en: 'It leaves by Wi-Fi. What comes then, traceroute has told: the gateway {gateway.address} and the routers behind it. No capture runs there, so the way is dashed.',
        ja: 'Wi-Fi から外へ出ました。その先のゲートウェイ {gateway.address} とルーターは traceroute で分かったものです。キャプチャはないので破線です。',
      },
    },
    {
      tab: 'ladder',
      say: {
        en: 'The Ladder tab shows the same as columns: one for each interface, in the order of the path.',
        ja: '「ラダー図」タブでは、同じ道のりをインターフェースごとの縦線で、通る順に見ることができます。',
      },
    },
  ],
}

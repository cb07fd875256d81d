import { addresses } from '../../test/lab/addresses'
import type { LessonScript } from './lesson-script'

/** A traceroute, probe by probe: each TTL expires one router further. */
export const traceroute: LessonScript = {
  id: 'traceroute',
  title: { en: 'traceroute and TTL', ja: 'traceroute と TTL' },
  description: {
    en: 'Five probes with growing TTLs. Four expire, each at the next router, and each error names the router that sent it.',
    ja: 'TTL を 1 ずつ増やした 5 つの探査パケット。4 つは 1 台ずつ先のルーターで TTL 切れになり、エラーがそのルーターのアドレスを知らせます。',
  },
  filter: 'icmp',
  needsRouters: true,
  takes: [
    {
      id: 'trace',
      // One probe a hop, and time between them: what is printed shall belong to the packet that is shown.
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `traceroute -n -I -q 1 -N 1 -z 0.3 ${addresses.internet}`),
    },
  ],
  packets: {
    probe1: { take: 'trace', filter: 'kind:request' },
    error1: { take: 'trace', filter: 'kind:time-exceeded' },
    probe2: { take: 'trace', filter: 'kind:request', nth: 1 },
    error2: { take: 'trace', filter: 'kind:time-exceeded', nth: 1 },
    probe3: { take: 'trace', filter: 'kind:request', nth: 2 },
    error3: { take: 'trace', filter: 'kind:time-exceeded', nth: 2 },
    probe4: { take: 'trace', filter: 'kind:request', nth: 3 },
    error4: { take: 'trace', filter: 'kind:time-exceeded', nth: 3 },
    probe5: { take: 'trace', filter: 'kind:request', nth: 4 },
    reply: { take: 'trace', filter: 'kind:reply' },
  },
  scenes: [
    {
      chapter: { en: 'A number that runs out', ja: '減っていく数' },
      from: { packet: 'probe1', at: 'start' },
      tab: 'terminals',
      light: ['container1', { field: 'ttl' }],
      say: {
        en: 'Every IP packet carries a TTL. Each router takes one off. One that would have to send it on with zero discards it and tells the sender: time exceeded.',
        ja: 'IP パケットは TTL という数を持ち、ルーターを通るたびに 1 減ります。0 になるとルーターはパケットを破棄し、送信元に「時間超過」を知らせます。',
      },
    },
    {
      light: ['container1', { field: 'ttl' }],
      say: {
        en: 'traceroute makes use of that. To {probe1.destination@container1} it sends a first probe with TTL {probe1.ttl@container1}.',
        ja: 'traceroute はこれを利用します。まず {probe1.destination@container1} に向けて、TTL {probe1.ttl@container1} の探査パケットを送ります。',
      },
      ask: {
        kind: 'choose',
        packet: 'probe1',
        prompt: { en: 'How will this probe end?', ja: 'この探査パケットはどうなりますか。' },
        options: [
          {
            text: { en: 'The destination answers it', ja: '宛先が応答する' },
            filter: 'verdict:answered',
          },
          {
            text: { en: 'A router reports that its time is exceeded', ja: 'ルーターが時間超過を知らせる' },
            filter: 'verdict:expired',
          },
          { text: { en: 'It is lost without a word', ja: '何の知らせもなく失われる' }, filter: 'verdict:lost' },
        ],
        explain: {
          en: 'The very first router is the end of it: there the TTL would become zero.',
          ja: '最初のルーターで TTL が 0 になるため、そこで終わります。',
        },
      },
    },
    {
      to: { packet: 'probe1', at: 'docker0' },
      light: ['docker0'],
      say: {
        en: 'The veth pair and the bridge take nothing off. But from docker0 WSL would have to route the packet on, and its TTL is used up.',
        ja: 'veth ペアとブリッジでは減りません。しかし WSL が docker0 から先へ中継しようとしたところで、TTL を使い切りました。',
      },
    },
    {
      to: { packet: 'error1', at: 'last' },
      light: ['container1', { field: 'source' }],
      say: {
        en: 'So WSL sends an error back. Its source, {error1.source@container1}, is what traceroute wants to know: docker0 of WSL is the first router. See the first line in the terminal.',
        ja: 'そこで WSL がエラーを返します。その送信元 {error1.source@container1} こそ traceroute が知りたいもので、最初のルーターは WSL の docker0 です。ターミナルの 1 行目を見てください。',
      },
    },
    {
      chapter: { en: 'One router further', ja: '1 つ先のルーターへ' },
      from: { packet: 'probe2', at: 'start' },
      to: { packet: 'probe2', at: 'docker0' },
      light: ['docker0', { field: 'ttl' }],
      say: {
        en: 'The second probe starts with TTL {probe2.ttl@container1}: enough for WSL to route it on.',
        ja: '2 つ目の探査パケットは TTL {probe2.ttl@container1} で出発します。WSL が中継できる値です。',
      },
      ask: {
        kind: 'ttl',
        packet: 'probe2',
        at: 'wsl',
        prompt: { en: 'Which TTL will it have at WSL’s eth0?', ja: 'WSL の eth0 での TTL はいくつですか。' },
        explain: {
          en: 'WSL is a router and takes one off: {probe2.ttl@docker0} becomes {probe2.ttl@wsl}.',
          ja: 'WSL もルーターなので 1 減らします。{probe2.ttl@docker0} が {probe2.ttl@wsl} になります。',
        },
      },
    },
    {
      to: { packet: 'probe2', at: 'vEthernet' },
      light: [{ gate: 'wsl' }, 'vEthernet', { field: 'ttl' }],
      say: {
        en: 'WSL masquerades it and sends it on. Windows receives it with TTL {probe2.ttl@vEthernet}: too little to route it further.',
        ja: 'WSL はマスカレードして先へ送ります。Windows が受け取ったときの TTL は {probe2.ttl@vEthernet}、その先へ中継するには足りません。',
      },
    },
    {
      to: { packet: 'error2', at: 'last' },
      light: [{ gate: 'wsl' }, { field: 'source' }],
      say: {
        en: 'The error comes from {error2.source@wsl}, vEthernet, and is addressed to {error2.destination@wsl}. It quotes the probe, so that WSL finds the connection and hands it to {error2.destination@container1}.',
        ja: 'エラーの送信元は vEthernet の {error2.source@wsl}、宛先は {error2.destination@wsl} です。元のパケットが引用されているので、WSL は接続を見つけ、{error2.destination@container1} に渡します。',
      },
    },
    {
      chapter: { en: 'Beyond the PC', ja: 'PC の外へ' },
      from: { packet: 'probe3', at: 'wsl' },
      to: { packet: 'probe3', at: 'wifi' },
      light: ['wifi', { field: 'ttl' }],
      say: {
        en: 'The third probe began with TTL {probe3.ttl@container1}. After WSL and Windows it leaves Wi-Fi with {probe3.ttl@wifi}.',
        ja: '3 つ目は TTL {probe3.ttl@container1} で出発しました。WSL と Windows を通り、{probe3.ttl@wifi} で Wi-Fi から出ます。',
      },
      ask: {
        kind: 'text',
        packet: 'error3',
        field: 'source',
        at: 'wifi',
        prompt: {
          en: 'From which address will the error come? Look at the map, and type it.',
          ja: 'エラーはどのアドレスから来ますか。マップを見て入力してください。',
        },
        explain: {
          en: 'The next router after Wi-Fi is the gateway, {error3.source@wifi}.',
          ja: 'Wi-Fi の次のルーターは、ゲートウェイの {error3.source@wifi} です。',
        },
      },
    },
    {
      to: { packet: 'error3', at: 'last' },
      moves: 9000,
      light: ['gateway', { field: 'source' }],
      say: {
        en: 'No capture runs on the gateway. Yet its error tells that it exists: that is how traceroute finds routers that one cannot look into.',
        ja: 'ゲートウェイではキャプチャしていませんが、エラーからその存在が分かります。traceroute は、中をのぞけないルーターもこうして見つけます。',
      },
    },
    {
      from: { packet: 'probe4', at: 'wifi' },
      to: { packet: 'error4', at: 'last' },
      moves: 8000,
      light: ['provider', { field: 'source' }],
      say: {
        en: 'With TTL {probe4.ttl@container1} the fourth probe gets one router further: {error4.source@wifi} reports it.',
        ja: 'TTL {probe4.ttl@container1} の 4 つ目は、さらに 1 つ先まで進みます。知らせてきたのは {error4.source@wifi} です。',
      },
    },
    {
      chapter: { en: 'Arrived', ja: '到着' },
      from: { packet: 'probe5', at: 'start' },
      light: ['container1', { field: 'ttl' }],
      say: {
        en: 'The fifth probe has TTL {probe5.ttl@container1}. Four routers lie between container1 and {probe5.destination@container1}: this time it is enough.',
        ja: '5 つ目は TTL {probe5.ttl@container1} で出発します。container1 と {probe5.destination@container1} の間にはルーターが 4 台。今度は届きます。',
      },
      ask: {
        kind: 'order-hops',
        packet: 'probe5',
        prompt: {
          en: 'Where will the captures see it? Put the interfaces in order.',
          ja: 'キャプチャではどの順に観測されますか。インターフェースを並べてください。',
        },
        explain: {
          en: 'Probes take the same way as any other packet: veth pair, docker0, WSL’s eth0, vEthernet, Wi-Fi.',
          ja: '探査パケットも普通のパケットと同じ道を通ります。veth ペア、docker0、WSL の eth0、vEthernet、Wi-Fi です。',
        },
      },
    },
    {
      to: { packet: 'probe5', at: 'last' },
      moves: 8000,
      light: ['internet'],
      say: {
        en: 'It reaches {internet.address} before its TTL is used up.',
        ja: 'TTL を使い切る前に {internet.address} に届きます。',
      },
    },
    {
      to: { packet: 'reply', at: 'last' },
      moves: 8000,
      select: { packet: 'reply', at: 'container1' },
      light: ['container1'],
      say: {
        en: 'Now no error comes back but an ordinary echo reply: traceroute knows that it has arrived, and stops.',
        ja: '返ってきたのはエラーではなく通常のエコー応答です。traceroute は宛先に着いたと分かり、終了します。',
      },
    },
    {
      light: ['docker0', 'vEthernet', 'gateway', 'provider', 'internet'],
      say: {
        en: 'Five lines in the terminal: docker0, Windows, the gateway, one more router, and the destination. Each line is one TTL.',
        ja: 'ターミナルの 5 行は、docker0、Windows、ゲートウェイ、その先のルーター、そして宛先です。1 行が 1 つの TTL に当たります。',
      },
    },
  ],
}

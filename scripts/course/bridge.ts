import { addresses } from '../../test/lab/addresses'
import type { LessonScript } from './lesson-script'
import { forgetNeighbours, pingFrom } from './senders'

/** From one container to another: ARP, then the bridge, which rewrites nothing. */
export const bridge: LessonScript = {
  id: 'bridge',
  title: { en: 'From container to container: over the bridge', ja: 'コンテナからコンテナへ: ブリッジを通る' },
  description: {
    en: 'container1 pings container2. First ARP asks for the MAC address, then the bridge docker0 carries the packets and rewrites nothing.',
    ja: 'container1 が container2 に ping を送ります。まず ARP で MAC アドレスを調べ、その後ブリッジ docker0 が何も書き換えずにパケットを運びます。',
  },
  filter: 'icmp or arp',
  needsRouters: false,
  beforeCaptures: forgetNeighbours,
  takes: [{ id: 'ping', play: (traced) => pingFrom(traced, 'container1', addresses.container2, 2) }],
  packets: {
    who: { take: 'ping', filter: 'kind:arp' },
    here: { take: 'ping', filter: 'kind:arp', nth: 1 },
    request: { take: 'ping', filter: 'kind:request' },
    reply: { take: 'ping', filter: 'kind:reply' },
    second: { take: 'ping', filter: 'kind:request', nth: 1 },
    answer: { take: 'ping', filter: 'kind:reply', nth: 1 },
  },
  scenes: [
    {
      chapter: { en: 'Who has this address?', ja: 'このアドレスを持つのは誰か' },
      from: { packet: 'who', at: 'start' },
      camera: { on: ['container1', 'docker0', 'container2'], zoom: 1.4 },
      light: ['container1', 'container2'],
      say: {
        en: 'container1, {container1.address}, wants to ping container2, {container2.address}. Both belong to the network of docker0, so no router is needed.',
        ja: 'container1（{container1.address}）から container2（{container2.address}）へ ping を送ります。どちらも docker0 のネットワークにあり、ルーターは必要ありません。',
      },
    },
    {
      light: ['container1'],
      say: {
        en: 'But a frame needs a MAC address, and container1 does not know that of container2 yet. So it asks first, with ARP: who has {who.destination@container1}?',
        ja: 'ただしフレームには MAC アドレスが必要で、container1 はまだ相手のものを知りません。そこで先に ARP で「{who.destination@container1} を持つのは誰か」と尋ねます。',
      },
    },
    {
      to: { packet: 'who', at: 'container2' },
      select: { packet: 'who', at: 'docker0' },
      light: ['docker0', { field: 'destinationMac' }],
      say: {
        en: 'The question is for everybody: its destination MAC is {who.destinationMac@docker0}, the broadcast address. The bridge passes it on to its other ports.',
        ja: '質問は全員に宛てられます。宛先 MAC アドレスはブロードキャストの {who.destinationMac@docker0} で、ブリッジはほかのポートへ転送します。',
      },
    },
    {
      to: { packet: 'here', at: 'container1' },
      select: { packet: 'here', at: 'docker0' },
      light: ['container2', { field: 'sourceMac' }],
      say: {
        en: 'container2 answers: its MAC address is {here.sourceMac@container2}. This answer is for container1 alone.',
        ja: 'container2 が答えます。MAC アドレスは {here.sourceMac@container2} です。この応答は container1 だけに宛てられています。',
      },
    },
    {
      chapter: { en: 'The request crosses the bridge', ja: '要求がブリッジを渡る' },
      from: { packet: 'request', at: 'start' },
      select: { packet: 'request', at: 'container1' },
      light: ['container1', { field: 'destinationMac' }],
      say: {
        en: 'Now the ping itself can go. Its frame is addressed to {request.destinationMac@container1}, container2’s own MAC address. Its TTL is {request.ttl@container1}.',
        ja: 'これで ping を送れます。フレームの宛先は container2 自身の MAC アドレス {request.destinationMac@container1}、TTL は {request.ttl@container1} です。',
      },
      ask: {
        kind: 'ttl',
        packet: 'request',
        at: 'container2',
        prompt: { en: 'Which TTL will arrive at container2?', ja: 'container2 に届くとき、TTL はいくつですか。' },
        explain: {
          en: 'A bridge is a switch and no router: it does not touch the IP header. The TTL stays {request.ttl@container2}.',
          ja: 'ブリッジはスイッチで、ルーターではありません。IP ヘッダーには触れないので、TTL は {request.ttl@container2} のままです。',
        },
      },
    },
    {
      to: { packet: 'request', at: 'docker0' },
      light: ['docker0', { field: 'destinationMac' }],
      say: {
        en: 'Through the veth pair into the bridge. docker0 forwards by the destination MAC alone: to the port at which container2 answered.',
        ja: 'veth ペアを通ってブリッジに入りました。docker0 は宛先 MAC アドレスだけを見て、container2 が答えたポートへ転送します。',
      },
      ask: {
        kind: 'next-source',
        packet: 'request',
        at: 'container2',
        prompt: {
          en: 'Which source address will container2 see?',
          ja: 'container2 から見た送信元アドレスは何ですか。',
        },
        explain: {
          en: '{request.source@container2}, container1’s own address. Between two ports of one bridge no source is masqueraded.',
          ja: 'container1 自身のアドレス {request.source@container2} です。同じブリッジのポートの間では、送信元はマスカレードされません。',
        },
      },
    },
    {
      to: { packet: 'request', at: 'container2' },
      select: { packet: 'request', at: 'container2' },
      light: ['container2', { field: 'source' }, { field: 'ttl' }],
      say: {
        en: 'It arrives as it left: source {request.source@container2}, TTL {request.ttl@container2}, the same MAC addresses. Five interfaces saw it, none changed it.',
        ja: '出たときのまま届きました。送信元 {request.source@container2}、TTL {request.ttl@container2}、MAC アドレスも同じです。5 か所を通り、何も変わっていません。',
      },
      ask: {
        kind: 'order-hops',
        packet: 'reply',
        prompt: {
          en: 'container2 answers. Put the interfaces of the way back in order.',
          ja: 'container2 が応答します。帰り道のインターフェースを順に並べてください。',
        },
        explain: {
          en: 'The same five the other way round: out of container2 by its veth pair, over docker0, and by the other veth pair to container1.',
          ja: '同じ 5 か所を逆にたどります。container2 から veth ペアで docker0 へ、もう 1 組の veth ペアで container1 へ戻ります。',
        },
      },
    },
    {
      chapter: { en: 'The answer', ja: '応答' },
      to: { packet: 'reply', at: 'container1' },
      light: [{ wire: ['container2', 'veth2'] }, { wire: ['container1', 'veth1'] }],
      say: {
        en: 'The reply goes back over both veth pairs and the bridge between them.',
        ja: '応答は、2 組の veth ペアとその間のブリッジを通って戻ります。',
      },
    },
    {
      tab: 'terminals',
      light: ['container1'],
      say: {
        en: 'ping prints TTL {reply.ttl@container1}: the answer has not met a single router.',
        ja: 'ping は TTL {reply.ttl@container1} と表示します。応答がルーターを 1 台も通っていない証拠です。',
      },
    },
    {
      chapter: { en: 'Why NAT keeps out of it', ja: 'NAT が働かない理由' },
      from: { packet: 'second', at: 'start' },
      select: { packet: 'second', at: 'container1' },
      light: ['container1', { field: 'destinationMac' }],
      say: {
        en: 'The second request needs no ARP: container1 remembers the answer. It takes {second.destinationMac@container1} as the destination at once.',
        ja: '2 つ目の要求に ARP は要りません。container1 は先ほどの答えを覚えていて、すぐに {second.destinationMac@container1} を宛先にします。',
      },
    },
    {
      tab: { facts: 'nat' },
      light: [{ gate: 'wsl' }, 'docker0'],
      say: {
        en: 'Now to NAT. WSL has this rule, and it is for what comes from Docker’s network: {rule@wsl}.',
        ja: '次は NAT です。WSL には、Docker のネットワークから来るパケットに対するルールがあります: {rule@wsl}。',
      },
      ask: {
        kind: 'choose',
        packet: 'second',
        prompt: {
          en: 'The packet comes from Docker’s network. What will the rule do to it?',
          ja: 'このパケットは Docker のネットワークから来ます。ルールは何をしますか。',
        },
        options: [
          {
            text: { en: 'It replaces the source address', ja: '送信元アドレスを置き換える' },
            filter: 'nat:masquerade',
          },
          { text: { en: 'Nothing: it does not match', ja: '一致しないので何もしない' }, filter: 'nat:none' },
          { text: { en: 'It drops the packet', ja: 'パケットを破棄する' }, filter: 'verdict:lost' },
        ],
        explain: {
          en: '“! -o docker0” means: only what leaves by another interface than docker0. This packet stays on the bridge.',
          ja: '「! -o docker0」は、docker0 以外から出るものだけ、という意味です。このパケットはブリッジの中にとどまります。',
        },
      },
    },
    {
      to: { packet: 'second', at: 'container2' },
      light: ['docker0', { field: 'source' }],
      say: {
        en: 'Look at the source on the way: it stays {second.source@container2}.',
        ja: '途中の送信元を見てください。{second.source@container2} のままです。',
      },
    },
    {
      to: { packet: 'answer', at: 'container1' },
      light: ['container1'],
      say: {
        en: 'To remember: inside one network switches carry frames by their MAC addresses. Only between networks do routers come into play, and with them TTL and NAT.',
        ja: 'まとめです。同じネットワークの中では、スイッチが MAC アドレスでフレームを運びます。ルーター、TTL、NAT が関わるのは、ネットワークをまたぐときです。',
      },
    },
  ],
}

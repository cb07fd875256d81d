import { addresses } from '../../test/lab/addresses'
import type { LessonScript } from './lesson-script'
import { pingFrom } from './senders'

/** From a container to the internet: two masquerades on the way out, two translations back. */
export const internet: LessonScript = {
  id: 'internet',
  title: {
    en: 'From a container to the internet: two masquerades',
    ja: 'コンテナからインターネットへ: 2 回のマスカレード',
  },
  description: {
    en: 'A ping from container1 to {internet.address}. WSL and Windows each rewrite its source address, and put things back when the answer comes.',
    ja: 'container1 から {internet.address} への ping を追います。WSL と Windows が送信元アドレスを 1 回ずつ書き換え、応答が戻るときに元へ戻します。',
  },
  filter: 'icmp',
  needsRouters: true,
  takes: [{ id: 'ping', play: (traced) => pingFrom(traced, 'container1', addresses.internet, 2) }],
  packets: {
    request: { take: 'ping', filter: 'kind:request' },
    reply: { take: 'ping', filter: 'kind:reply' },
    second: { take: 'ping', filter: 'kind:request', nth: 1 },
    answer: { take: 'ping', filter: 'kind:reply', nth: 1 },
  },
  scenes: [
    {
      chapter: { en: 'A destination far away', ja: '遠くにある宛先' },
      from: { packet: 'request', at: 'start' },
      light: ['container1', { field: 'source' }, { field: 'destination' }],
      say: {
        en: 'container1 pings {request.destination@container1}. The packet waits at eth0: its source is {request.source@container1}, the address of the container.',
        ja: 'container1 が {request.destination@container1} に ping を送ります。eth0 で待つパケットの送信元は、コンテナのアドレス {request.source@container1} です。',
      },
      ask: {
        kind: 'order-hops',
        packet: 'request',
        prompt: {
          en: 'Which interfaces will the request pass on this PC? Put them in order.',
          ja: 'この要求は PC の中でどのインターフェースを通りますか。順に並べてください。',
        },
        explain: {
          en: 'Out of the container over its veth pair to docker0, through WSL’s eth0 to vEthernet on Windows, and out by Wi-Fi.',
          ja: 'コンテナから veth ペアを通って docker0 へ、WSL の eth0 から Windows の vEthernet へ、そして Wi-Fi から外へ出ます。',
        },
      },
    },
    {
      to: { packet: 'request', at: 'docker0' },
      light: ['docker0'],
      say: {
        en: 'The destination is not in the container’s own network, so the packet goes to the default gateway: docker0, {docker0.address}. The veth pair and the bridge change nothing.',
        ja: '宛先は自分のネットワークの外なので、デフォルトゲートウェイの docker0（{docker0.address}）へ送ります。veth ペアとブリッジは何も書き換えません。',
      },
    },
    {
      chapter: { en: 'The first masquerade: WSL', ja: '1 回目のマスカレード: WSL' },
      light: [{ gate: 'wsl' }],
      say: {
        en: 'Now WSL routes the packet on to its eth0. But {request.source@docker0} exists only inside this WSL: no one outside could send an answer there.',
        ja: '次に WSL がパケットを eth0 へ中継します。しかし {request.source@docker0} はこの WSL の中にしかなく、外からはそこへ応答を送れません。',
      },
      ask: {
        kind: 'next-source',
        packet: 'request',
        at: 'wsl',
        prompt: {
          en: 'Which source address will the packet carry at WSL’s eth0?',
          ja: 'WSL の eth0 では、パケットの送信元アドレスは何になりますか。',
        },
        explain: {
          en: 'MASQUERADE takes the address of the interface by which the packet leaves: eth0 has {wsl.address}.',
          ja: 'MASQUERADE は、パケットが出ていくインターフェースのアドレスを使います。eth0 のアドレスは {wsl.address} です。',
        },
      },
    },
    {
      to: { packet: 'request', at: 'wsl' },
      light: [{ gate: 'wsl' }, { field: 'source' }, { field: 'ttl' }],
      say: {
        en: 'At the NAT gate the source {request.source@docker0} becomes {request.source@wsl}. The destination stays. As after every router, the TTL is one less: {request.ttl@wsl}.',
        ja: 'NAT ゲートで、送信元 {request.source@docker0} が {request.source@wsl} に変わります。宛先は同じです。ルーターを通ったので TTL は 1 減って {request.ttl@wsl} です。',
      },
    },
    {
      camera: { on: ['docker0', 'wsl'], zoom: 1.6 },
      select: { packet: 'request', at: 'wsl' },
      tab: { facts: 'nat' },
      network: 'after ping',
      light: [{ gate: 'wsl' }],
      say: {
        en: 'This rule did it: {rule@wsl}. It is for whatever comes from Docker’s network and leaves by another interface than docker0.',
        ja: '書き換えたのはこのルールです: {rule@wsl}。Docker のネットワークから来て、docker0 以外から出るパケットが対象です。',
      },
    },
    {
      chapter: { en: 'The second masquerade: Windows', ja: '2 回目のマスカレード: Windows' },
      camera: 'everything',
      to: { packet: 'request', at: 'vEthernet' },
      light: [{ wire: ['wsl', 'vEthernet'] }],
      say: {
        en: 'A virtual switch joins WSL’s eth0 and vEthernet on Windows. The packet is the same at both ends: source {request.source@vEthernet}, TTL {request.ttl@vEthernet}.',
        ja: 'WSL の eth0 と Windows の vEthernet は仮想スイッチでつながっています。両端でパケットは同じです。送信元 {request.source@vEthernet}、TTL {request.ttl@vEthernet}。',
      },
      ask: {
        kind: 'ttl',
        packet: 'request',
        at: 'wifi',
        prompt: {
          en: 'Windows routes the packet from vEthernet to Wi-Fi. Which TTL will it have there?',
          ja: 'Windows が vEthernet から Wi-Fi へ中継します。そこでの TTL はいくつですか。',
        },
        explain: {
          en: 'A PC that routes is a router: it takes one off. {request.ttl@vEthernet} becomes {request.ttl@wifi}.',
          ja: '中継する PC もルーターの 1 台です。TTL を 1 減らすので、{request.ttl@vEthernet} が {request.ttl@wifi} になります。',
        },
      },
    },
    {
      to: { packet: 'request', at: 'wifi' },
      light: [{ gate: 'wifi' }, { field: 'source' }],
      say: {
        en: 'Windows translates once more: {request.source@vEthernet} becomes {request.source@wifi}, the address of Wi-Fi. Of the container and of WSL nothing is left in the header.',
        ja: 'Windows がもう一度変換し、{request.source@vEthernet} は Wi-Fi のアドレス {request.source@wifi} になります。コンテナや WSL のアドレスはもうヘッダーにありません。',
      },
    },
    {
      to: { packet: 'request', at: 'last' },
      light: ['gateway', 'provider', 'internet'],
      say: {
        en: 'Beyond the PC nothing is captured: the way to {internet.address} is drawn dashed, as traceroute told it. That it arrived we know from the answer.',
        ja: 'PC の外ではキャプチャしていません。{internet.address} までの道は traceroute で分かったもので、破線です。届いたことは応答から分かります。',
      },
    },
    {
      chapter: { en: 'The way back', ja: '帰り道' },
      to: { packet: 'reply', at: 'wifi' },
      light: ['wifi', { field: 'destination' }],
      say: {
        en: 'The answer comes to {reply.destination@wifi}: the address that Windows had written into the request as its source.',
        ja: '応答は {reply.destination@wifi} 宛てに届きます。Windows が要求に送信元として書いたアドレスです。',
      },
      ask: {
        kind: 'text',
        packet: 'reply',
        field: 'destination',
        at: 'vEthernet',
        prompt: {
          en: 'Which destination address will the answer have at vEthernet? Type it.',
          ja: 'vEthernet では、応答の宛先アドレスは何になっていますか。入力してください。',
        },
        explain: {
          en: 'The translation is undone: {reply.destination@wifi} becomes {reply.destination@vEthernet} again, the address that the request had come from.',
          ja: '変換が元に戻ります。{reply.destination@wifi} は、要求の送信元だった {reply.destination@vEthernet} に戻ります。',
        },
      },
    },
    {
      to: { packet: 'reply', at: 'wsl' },
      light: [{ gate: 'wifi' }, { field: 'destination' }],
      say: {
        en: 'A NAT remembers its connections. Windows puts {reply.destination@vEthernet} back as the destination, and the answer crosses the virtual switch to WSL.',
        ja: 'NAT は変換した接続を覚えています。Windows は宛先を {reply.destination@vEthernet} に戻し、応答は仮想スイッチを通って WSL に届きます。',
      },
    },
    {
      to: { packet: 'reply', at: 'docker0' },
      light: [{ gate: 'wsl' }, { field: 'destination' }],
      say: {
        en: 'WSL does the same: its conntrack table says that this answer belongs to {reply.destination@docker0}.',
        ja: 'WSL でも同じです。conntrack の表から、この応答が {reply.destination@docker0} のものだと分かります。',
      },
    },
    {
      to: { packet: 'reply', at: 'last' },
      tab: 'terminals',
      light: ['container1'],
      say: {
        en: 'Over the bridge and the veth pair it comes home with TTL {reply.ttl@container1}. ping prints one line; of the whole way only this TTL is told.',
        ja: 'ブリッジと veth ペアを通って、TTL {reply.ttl@container1} でコンテナに戻りました。ping が表示するのは 1 行だけで、途中の道のりは TTL からしか分かりません。',
      },
    },
    {
      chapter: { en: 'Once more, at a glance', ja: 'もう一度、通して見る' },
      from: { packet: 'second', at: 'start' },
      say: {
        en: 'A second later ping sends its next request, number {second.sequence@container1}.',
        ja: '1 秒後、ping は次の要求（{second.sequence@container1} 番）を送ります。',
      },
      ask: {
        kind: 'choose',
        packet: 'second',
        prompt: {
          en: 'What will happen to it on the way to Wi-Fi?',
          ja: 'Wi-Fi に着くまでに、このパケットに何が起きますか。',
        },
        options: [
          { text: { en: 'Nothing is rewritten', ja: '何も書き換えられない' }, filter: 'nat:none' },
          {
            text: { en: 'Its source address is replaced', ja: '送信元アドレスが置き換えられる' },
            filter: 'nat:masquerade',
          },
          {
            text: { en: 'Its destination address is replaced', ja: '宛先アドレスが置き換えられる' },
            filter: 'nat:dnat',
          },
        ],
        explain: {
          en: 'It takes the same way through the same two masquerades: both replace the source, and neither touches the destination.',
          ja: '同じ道を通り、同じ 2 か所でマスカレードされます。どちらも送信元を置き換え、宛先には触れません。',
        },
      },
    },
    {
      to: { packet: 'second', at: 'last' },
      moves: 9000,
      light: [{ gate: 'wsl' }, { gate: 'wifi' }, { field: 'source' }],
      say: {
        en: 'Watch the source: {second.source@container1}, then {second.source@wsl}, then {second.source@wifi}.',
        ja: '送信元に注目してください。{second.source@container1}、{second.source@wsl}、{second.source@wifi} と変わります。',
      },
    },
    {
      to: { packet: 'answer', at: 'last' },
      moves: 9000,
      light: ['container1'],
      say: {
        en: 'Two translations out, two back, in reverse order. The container notices nothing: it sent to {answer.source@container1}, and from there the answer comes.',
        ja: '行きに 2 回、帰りに逆の順で 2 回の変換です。コンテナからは、{answer.source@container1} に送り、そこから応答が来たようにしか見えません。',
      },
    },
  ],
}

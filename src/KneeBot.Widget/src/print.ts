import { h } from './dom';
import { adopt } from './panel';
import { plain } from './markdown';

/** Prints lines of the conversation, or saves them as PDF: for the time of printing the page shows nothing else. */
export function print(title: string, under: string, parts: { who: string; text: string; urgent: boolean }[], dir: string): void {
  const host = document.createElement('kneebot-print');
  const shadow = host.attachShadow({ mode: 'open' });
  adopt(shadow, paper);
  shadow.append(h('main', { dir }, h('h1', { dir: 'auto' }, title), h('p', { class: 'under' }, under),
    ...parts.map(part => h('section', { class: part.urgent ? 'urgent' : '', dir: 'auto' }, part.who ? h('h2', {}, part.who) : null, plain(part.text)))));
  const release = adopt(document, '@media print{html,body{background:#fff!important}body>:not(kneebot-print){display:none!important}}@media screen{kneebot-print{display:none!important}}');
  document.body.append(host);
  addEventListener('afterprint', () => {
    release();
    host.remove();
  }, { once: true });
  window.print();
}

const paper = `
:host{all:initial}
main{font:11pt/1.5 Georgia,serif;color:#000;overflow-wrap:anywhere}
h1{font-size:16pt;margin:0}
h2{font:bold 9pt/1.4 system-ui,sans-serif;margin:0 0 2pt;break-after:avoid}
.under{font-size:9pt;margin:2pt 0 14pt;padding-bottom:8pt;border-bottom:.5pt solid #000}
section{margin:0 0 12pt}
section.urgent{border:2pt solid #000;padding:6pt 10pt}
p{margin:0 0 5pt}
`;

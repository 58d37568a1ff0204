// The copy-paste page: the chat and the line to paste follow the form.
const form = document.getElementById('page-options') as HTMLFormElement;
const snippet = document.getElementById('page-snippet')!;
const copy = document.getElementById('page-copy') as HTMLButtonElement;
const copied = document.getElementById('page-copied')!;
const usual = new Map<string, string>();
let chat: { destroy(): void; open(): void; readonly isOpen: boolean } | undefined;

function fields(): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  return [...form.querySelectorAll<HTMLInputElement>('input,select,textarea')];
}

function value(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string {
  if (field instanceof HTMLInputElement && field.type === 'checkbox')
    return field.checked ? 'true' : '';
  return field.name === 'starters' ? field.value.split('\n').map(line => line.trim()).filter(Boolean).join('|') : field.value.trim();
}

/** What differs from the default, by option. */
function chosen(): [string, string][] {
  return fields().map(field => [field.name, value(field)] as [string, string])
    .filter(([name, text]) => text !== usual.get(name) && (text || name === 'starters')); // no questions is a choice, no title is none
}

function update(): void {
  const options = chosen();
  const attributes = options.map(([name, text]) => ` data-${name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase())}="${escape(text)}"`);
  snippet.textContent = `<script src="${form.dataset.server}/widget.js"${attributes.join('')} async></script>`;
  copied.textContent = '';
  const wasOpen = chat?.isOpen ?? false;
  chat?.destroy();
  const given = Object.fromEntries(options);
  chat = window.KneeBot!.create({
    ...given, ...(given.mode === 'inline' && { target: '#page-inline' }),
  } as never) as typeof chat;
  if (wasOpen)
    (chat as unknown as { open(focus: boolean): void }).open(false);
}

function escape(text: string): string {
  return text.replace(/[&"<>]/g, letter => `&#${letter.charCodeAt(0)};`);
}

for (const field of fields())
  usual.set(field.name, value(field));
form.hidden = copy.hidden = false;
let pause = 0;
form.addEventListener('input', () => {
  clearTimeout(pause);
  pause = window.setTimeout(update, 250);
});
form.addEventListener('submit', event => event.preventDefault());
copy.addEventListener('click', () => navigator.clipboard.writeText(snippet.textContent!).then(
  () => copied.textContent = 'Copied.', () => copied.textContent = 'Could not copy: select the line instead.'));
update();
export {};

// The home page's button; without JavaScript, or before it came, there is none.
const button = document.getElementById('page-ask') as HTMLButtonElement;
button.hidden = false;
button.addEventListener('click', () => window.KneeBot!.open());

export {};

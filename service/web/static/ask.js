// The conversation: answers come without leaving the page, and nothing that was typed is lost, whatever the service
// does meanwhile. Each turn is the page that the address of its question gives, so that links can be shared.
const KEPT = "talk";
const DRAFT = "draft";
const MOST = 20; // turns that are kept
const talk = document.querySelector("[data-talk]");
const form = document.querySelector("[data-ask]");
const state = form.querySelector("[data-state]");
const forget = document.querySelector("[data-forget]");
const words = talk.dataset;
const place = location.pathname;
const addressOf = (data) => `${place}?${new URLSearchParams([...data].filter(([, value]) => value))}`;

// The first address that a page was asked with is the turn that the server already told.
const answered = (address) => new URL(address, location).searchParams.get("q");

function keep() {
  const turns = [...talk.querySelectorAll("[data-turn]")].filter((turn) => !turn.dataset.waiting).slice(-MOST);
  sessionStorage.setItem(KEPT + place, JSON.stringify(turns.map((turn) => turn.outerHTML)));
  forget.hidden = !turns.length;
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT + place)) ?? [];
  } catch {
    return [];
  }
}

const read = (html) => new DOMParser().parseFromString(html, "text/html");

// Numbers of sources are unique on a page with one answer: in a conversation each turn gets its own.
function renumber(turn, number) {
  for (const item of turn.querySelectorAll("[id^=source-]")) item.id = `turn-${number}-${item.id}`;
  for (const link of turn.querySelectorAll('a[href^="#source-"]')) link.hash = `turn-${number}-${link.hash.slice(1)}`;
}

function waiting(question) {
  const turn = document.createElement("article");
  turn.className = "turn";
  turn.dataset.turn = "";
  turn.dataset.waiting = "true";
  const said = document.createElement("h2");
  said.className = "said";
  said.textContent = question;
  const told = document.createElement("p");
  told.textContent = words.thinking;
  told.className = "quiet";
  turn.append(said, told);
  talk.append(turn);
  turn.scrollIntoView({ block: "nearest" });
  return turn;
}

async function ask(address) {
  const question = answered(address);
  const turn = waiting(question);
  state.textContent = words.thinking;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = read(await answer.text());
    const told = document.adoptNode(page.querySelector("[data-turn]"));
    renumber(told, talk.childElementCount);
    turn.replaceWith(told);
    for (const old of [...talk.querySelectorAll("[data-next]")].slice(0, -1)) old.remove();
    form.elements.context.value = page.querySelector("[name=context]").value;
    if (form.elements.q.value.trim() === question) form.elements.q.value = "";
    sessionStorage.setItem(DRAFT + place, form.elements.q.value);
    document.querySelector("[data-examples]")?.remove();
    document.title = page.title;
    history.pushState(null, "", address);
    keep();
    state.textContent = "";
    told.setAttribute("tabindex", "-1");
    told.focus({ preventScroll: true });
    told.scrollIntoView({ block: "start" });
  } catch {
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = words.again;
    again.addEventListener("click", () => {
      turn.remove();
      ask(address);
    });
    turn.lastChild.textContent = state.textContent = words.failed;
    turn.append(again);
    if (!form.elements.q.value) form.elements.q.value = question;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.elements.q.value.trim()) ask(addressOf(new FormData(form)));
});
form.elements.q.addEventListener("input", () => sessionStorage.setItem(DRAFT + place, form.elements.q.value));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || link.pathname !== place || !answered(link.href) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(link.pathname + link.search);
});
forget.addEventListener("click", () => {
  sessionStorage.removeItem(KEPT + place);
  location.href = place;
});
addEventListener("popstate", () => location.reload());

// What was said before stands again after a reload, before the turn that the address names.
const own = talk.querySelector("[data-turn]");
const before = kept().map((html) => read(html).body.firstElementChild).filter(Boolean);
if (own) renumber(own, "own");
const question = own?.querySelector(".said").textContent;
for (const turn of before) if (turn.querySelector(".said")?.textContent !== question) talk.insertBefore(document.adoptNode(turn), own);
for (const old of [...talk.querySelectorAll("[data-next]")].slice(0, -1)) old.remove();
form.elements.q.value ||= sessionStorage.getItem(DRAFT + place) ?? "";
if (own) keep();
else forget.hidden = !before.length;

// How far somebody is along the path, and how the quizzes went: kept in this browser, told to nobody.
const SEEN = "seen";
const QUIZ = "quiz";
const MOST = 400; // pages that are remembered

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Where nothing can be kept there is no progress, and the page is whole without it.
  }
}

const filled = (text, done, all) => text.replace("{done}", done).replace("{all}", all);
// A page without its language: reading it in either counts.
const bare = (path) => path.replace(/^\/(ko|en)\//, "");

export function remember() {
  const page = bare(decodeURIComponent(location.pathname));
  if (!/^(concepts|comparisons|pictures)\/./.test(page)) return;
  const seen = stored(SEEN);
  delete seen[page]; // the newest stand last
  store(SEEN, Object.fromEntries([...Object.entries(seen), [page, 1]].slice(-MOST)));
}

export function tellPath(path) {
  const seen = stored(SEEN);
  const parts = [...path.querySelectorAll("[data-part]")];
  let done = 0;
  let next = null;
  for (const part of parts) {
    const pages = [...new Set(part.dataset.part.split(" ").filter(Boolean))];
    const count = pages.filter((page) => seen[page]).length;
    const whole = count === pages.length;
    const told = part.querySelector("[data-seen]");
    told.textContent = count ? filled(path.dataset.seen, count, pages.length) : "";
    told.classList.toggle("whole", whole);
    done += whole;
    if (!whole) next ??= part;
  }
  const told = path.querySelector("[data-progress]");
  if (!parts.some((part) => part.querySelector("[data-seen]").textContent)) return;
  told.querySelector("[data-done]").textContent = filled(path.dataset.parts, done, parts.length);
  const link = next?.querySelector("h3 a");
  told.querySelector("[data-next]").hidden = !link;
  if (link) told.querySelector("[data-next]").href = link.href;
  told.hidden = false;
  told.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(SEEN);
    for (const one of path.querySelectorAll("[data-seen]")) one.textContent = "";
    told.hidden = true;
  });
}

// A question that was answered: the first choice counts, looking again does not.
export function score(answer) {
  const all = stored(QUIZ);
  const one = (all[answer.dataset.quiz] ??= {});
  one[answer.dataset.number] ??= answer.dataset.right === "true" ? 1 : 0;
  store(QUIZ, all);
}

export function tellScores(list) {
  const all = stored(QUIZ);
  for (const told of list.querySelectorAll("[data-score]")) {
    const one = Object.values(all[told.dataset.score] ?? {});
    if (one.length) told.textContent = filled(list.dataset.right, one.reduce((sum, right) => sum + right, 0), one.length);
  }
}

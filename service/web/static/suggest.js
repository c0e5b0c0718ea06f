// Names while somebody types, from the service's own suggestions, in the browser's own list.
let lists = 0;

export function suggestNames(input) {
  const list = document.createElement("datalist");
  list.id = `names-${++lists}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let asked = "";
  let waiting = 0;
  input.addEventListener("input", () => {
    const typed = input.value.trim();
    if (!typed || typed === asked) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked = typed;
      const answer = await fetch(`/v1/suggest?limit=8&q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!answer?.ok || asked !== typed) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map((item) => new Option(item.label[document.documentElement.lang], item.text)));
    }, 120);
  });
}

// Narrows the list of findings. Without this script everything is there to read.
const form = document.getElementById("filter");
const chunks = [...document.getElementById("list").children];
const findings = chunks.flatMap((chunk) => [...chunk.children]);

function offerFilter() {
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const rows = chunks.map((chunk) =>
    [...chunk.children].map((finding) => {
      const { text, status, severity } = finding.dataset;
      return { finding, text, kind: `${status} ${severity}` };
    }),
  );

  const ticked = (name) =>
    [...form.querySelectorAll(`[name="${name}"]:checked`)].map(({ value }) => value);

  function wanted() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = ticked("severity");
    const kinds = new Set(
      ticked("status").flatMap((status) => severities.map((severity) => `${status} ${severity}`)),
    );
    return ({ text, kind }) => kinds.has(kind) && words.every((word) => text.includes(word));
  }

  function narrowChunk(chunk, index, isWanted) {
    let count = 0;
    for (const row of rows[index]) {
      const matches = isWanted(row);
      if (matches) count += 1;
      if (row.finding.hidden === matches) row.finding.hidden = !matches;
    }
    chunk.hidden = count === 0;
    // A line is 2.4rem high: what is not laid out yet takes the room it will need.
    chunk.style.containIntrinsicBlockSize = `${count * 2.4}rem`;
    return count;
  }

  function narrow() {
    const isWanted = wanted();
    const counts = chunks.map((chunk, index) => narrowChunk(chunk, index, isWanted));
    const count = counts.reduce((sum, here) => sum + here, 0);
    shown.textContent = count.toLocaleString("en-US");
    none.hidden = count > 0;
  }

  const setOpen = (open) => () => {
    for (const finding of findings) finding.open = open;
  };

  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("open").addEventListener("click", setOpen(true));
  document.getElementById("close").addEventListener("click", setOpen(false));
  // A browser that comes back to this page brings back what was typed and ticked.
  window.addEventListener("pageshow", narrow);
}

if (form) offerFilter();

// Paper cannot be clicked. Afterwards everything is as it was.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = findings.filter(({ open }) => !open);
  for (const finding of opened) finding.open = true;
});
window.addEventListener("afterprint", () => {
  for (const finding of opened) finding.open = false;
});

// The figures: fetched once a tab, before a session can begin, so that it needs no server for them later.
// One that does not come leaves its place empty, and the session goes on.

const pictures = new Map();

const addressOf = ({ slug, variant }, side) => `figures/${slug}/${variant || "full"}/${side}.svg`;

const pictureOf = (item, side) => pictures.get(addressOf(item, side)) ?? "";

async function fetchPictures(items, then) {
  const every = items.flatMap((item) => item.sides.map((side) => addressOf(item, side)));
  const wanted = [...new Set(every)].filter((address) => !pictures.has(address));
  if (!wanted.length) return;
  await Promise.all(wanted.map(fetchPicture));
  then();
}

async function fetchPicture(address) {
  pictures.set(address, "");
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    pictures.set(address, await answer.text());
  } catch {
    pictures.delete(address); // asked for again when the page is drawn anew
  }
}

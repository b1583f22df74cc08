"""What a browser keeps of the pages it was shown: storages, databases and cookies."""

from __future__ import annotations

from playwright.sync_api import Page

_STORED = """async () => {
  const dump = {local: {...localStorage}, session: {...sessionStorage}, databases: []};
  for (const {name} of await indexedDB.databases()) {
    const database = await new Promise((done, fail) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise(done => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      dump.databases.push({name, store, rows});
    }
    database.close();
  }
  return JSON.stringify(dump);
}"""


def kept_by_browser(page: Page) -> str:
    """Return all of it as text: a line of JSON, then the cookies."""
    return f"{page.evaluate(_STORED)}\n{page.context.cookies()}"

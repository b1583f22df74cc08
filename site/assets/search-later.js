// Over http the theme fetches the index of the search with every page, and it weighs more than all
// else. Here its fetching waits until someone opens the search. From disk the theme waits itself.
(function () {
  "use strict";

  const INDEX = "search/search_index.json";
  const open = XMLHttpRequest.prototype.open;
  const send = XMLHttpRequest.prototype.send;
  let waiting = [];
  let isAsked = false;

  function release() {
    isAsked = true;
    waiting.forEach((go) => go());
    waiting = [];
  }

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isOfSearch = String(address).endsWith(INDEX);
    return open.call(this, method, address, ...rest);
  };

  XMLHttpRequest.prototype.send = function (body) {
    const go = () => send.call(this, body);
    if (this.isOfSearch && !isAsked) waiting.push(go);
    else go();
  };

  // a key or a click opens the search through its switch; a page can also come with it open
  document.addEventListener("change", (event) => {
    if (event.target.id === "__search") release();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".md-search__input")) release();
  });
  window.addEventListener("DOMContentLoaded", function () {
    const box = document.getElementById("__search");
    const asks = new URLSearchParams(location.search);
    if ((box && box.checked) || asks.has("q") || asks.has("h")) release();
  });
})();
